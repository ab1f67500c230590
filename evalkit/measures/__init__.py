"""Outcomes with their units and year rules; one file each."""

"""Invented worlds with a known truth, shared by laws, tests and simulations."""

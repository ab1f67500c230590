"""A finished report: its record, its place, and whether it still stands."""

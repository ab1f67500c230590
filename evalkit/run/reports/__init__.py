"""The report of a run: its record, its assembly, and whether an earlier one still stands."""

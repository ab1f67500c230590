"""Commands, pages, workers and records."""

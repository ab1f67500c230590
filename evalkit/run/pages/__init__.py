"""The pages of the report: which there are, how one is run, and what is stored and remembered of it."""

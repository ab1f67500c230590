"""Commands, the running of pages, and the record of a run."""

"""Invented schools: a generator of arrays and a writer of files."""

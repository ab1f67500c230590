"""Invented schools: a generator of arrays and writers of files."""

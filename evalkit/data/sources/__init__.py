"""One reader per kind of file, each driven by one table of columns."""

"""A study handed over in one file, and that file verified on the tables of whoever received it."""

"""Blocks of what was done: the tables, figures and sentences of each account, in modules of its own kind."""

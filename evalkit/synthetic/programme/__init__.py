"""Invented programmes: the tables that a programme keeps itself, with known truths behind them."""

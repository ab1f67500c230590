"""The work of one run: its order, its stages, and who does what."""

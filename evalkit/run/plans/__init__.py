"""What a locked plan says of the machine that locked it: its version control, and what it had read."""

"""What the programme's own tables show, one module for each account."""

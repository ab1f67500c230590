"""What the programme's own tables show, one record for each account of it."""

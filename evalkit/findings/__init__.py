"""What may be said, and the file that holds it."""

"""What sentences about an estimate share."""

"""What happened, described without a claim."""

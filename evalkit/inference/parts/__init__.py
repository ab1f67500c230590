"""What several inferences share."""

"""What the front page says, in words that every reader knows."""

"""What a study could notice, judged before any result."""

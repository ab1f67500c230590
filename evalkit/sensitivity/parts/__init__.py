"""What checks share: refits, other outcomes, and the path from one specification to another."""

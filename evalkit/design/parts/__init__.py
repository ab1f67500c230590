"""What designs share: selection, donor rules, balance, exposure, trends."""

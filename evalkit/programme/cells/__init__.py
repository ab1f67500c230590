"""What a cell says: from what people write to a value, or to what is wrong with it."""

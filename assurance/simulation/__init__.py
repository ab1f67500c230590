"""A known truth drawn again and again: whether intervals hold it."""

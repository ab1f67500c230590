"""The methods on published tables: worked examples and real areas without a programme."""

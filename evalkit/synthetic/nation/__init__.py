"""An invented nation of schools as arrays, in our own names."""

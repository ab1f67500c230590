"""How easily could that be wrong: one file per check."""

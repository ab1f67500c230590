"""How sure: one file per definition of uncertainty."""

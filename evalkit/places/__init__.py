"""Where schools lie: authorities with their regions, borders and changes, from the public lookups."""

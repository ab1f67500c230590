"""Pure functions of arrays; they know no study, file or column name."""

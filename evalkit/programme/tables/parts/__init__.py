"""What the programme's tables share: the type of a table, and the columns that stand in several."""

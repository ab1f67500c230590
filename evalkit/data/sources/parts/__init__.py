"""What the readers share: columns, opening of files, cleaning of cells, years of files."""

"""What the survey tools share: the type of a tool, its layout, and how headings and personal columns are found."""

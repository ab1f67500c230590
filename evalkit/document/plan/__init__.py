"""The plan as a document: protocol and analysis plan in the headings of the Education Endowment Foundation."""

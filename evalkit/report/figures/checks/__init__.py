"""One drawing for each kind of thing that a check shows."""

"""The programme's own tables: who came to what, what reviews found, what was spent, what goes on."""

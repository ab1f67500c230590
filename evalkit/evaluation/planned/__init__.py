"""The plan as something that is fixed: what of it is compared, what changed, and how each question stands to it."""

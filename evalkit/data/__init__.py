"""The only place that reads tables of schools or pupils."""

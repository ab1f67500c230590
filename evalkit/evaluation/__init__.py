"""The only place that knows the whole line."""

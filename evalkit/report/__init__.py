"""The only place that draws or writes prose."""

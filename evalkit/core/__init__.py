"""Words shared by all stations: errors, registries, years, quantities, estimands."""

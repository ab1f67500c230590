"""What travels along the line: panel, flow, reasons for what is missing, lineages, provenance."""

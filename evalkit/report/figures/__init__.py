"""One module for each type of result, named in evalkit.report.catalogue."""

"""Writers of invented tables in the layouts of their publishers."""

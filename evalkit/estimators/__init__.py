"""From a comparison to an estimate; one file each."""

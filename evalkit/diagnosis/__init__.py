"""What a study could notice, whatever its schools' results after the start are."""

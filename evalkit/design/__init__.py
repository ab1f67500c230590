"""What makes a comparison fair; one design per file, shared parts in parts/."""

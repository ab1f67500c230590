"""The document between blocks and files: kept blocks, their order, and the proof of its numbers."""

"""What renderers share: what one is."""

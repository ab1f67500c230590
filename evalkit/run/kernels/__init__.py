"""The kernels that pages run in."""

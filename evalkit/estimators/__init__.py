"""From a comparison to an estimate; one file each."""

from evalkit.core.registry import Method, Registry

ESTIMATORS: Registry[Method] = Registry("evalkit.estimators", "METHOD", Method)

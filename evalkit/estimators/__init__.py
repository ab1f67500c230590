"""From a comparison to an estimate; one file each."""

from evalkit.core.registry import Method, MethodRegistry

ESTIMATORS = MethodRegistry("evalkit.estimators", "METHOD", Method)

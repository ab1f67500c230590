"""How sure: one file per definition of uncertainty."""

from evalkit.core.registry import Method, MethodRegistry

INFERENCES = MethodRegistry("evalkit.inference", "METHOD", Method)

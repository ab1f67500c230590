"""How sure: one file per definition of uncertainty."""

from evalkit.core.registry import Method, Registry

INFERENCES: Registry[Method] = Registry("evalkit.inference", "METHOD", Method)

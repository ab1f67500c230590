"""What makes a comparison fair; one design per file, what designs share in ``parts``."""

from evalkit.core.registry import Method, Registry

DESIGNS: Registry[Method] = Registry("evalkit.design", "METHOD", Method)

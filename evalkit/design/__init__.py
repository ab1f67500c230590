"""What makes a comparison fair; one design per file, what designs share in ``parts``."""

from evalkit.core.registry import Method, Registry
from evalkit.records.comparison import Comparison

DESIGNS: Registry[Method] = Registry("evalkit.design", "METHOD", Method, {"run": Comparison})

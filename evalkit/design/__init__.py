"""What makes a comparison fair; one design per file, what designs share in ``parts``."""

from evalkit.core.registry import Method, MethodRegistry
from evalkit.records.comparison import Comparison

DESIGNS = MethodRegistry("evalkit.design", "METHOD", Method, {"run": Comparison})

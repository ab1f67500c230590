"""How sure: one file per definition of uncertainty."""

from evalkit.core.registry import Method, MethodRegistry
from evalkit.records.estimate import Inference

INFERENCES = MethodRegistry("evalkit.inference", "METHOD", Method, {"run": Inference})

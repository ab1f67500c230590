"""How sure: one file per definition of uncertainty."""

from evalkit.core.registry import Method, Registry
from evalkit.records.estimate import Inference

INFERENCES: Registry[Method] = Registry("evalkit.inference", "METHOD", Method, {"run": Inference})

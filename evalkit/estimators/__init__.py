"""From a comparison to an estimate; one file each."""

from evalkit.core.registry import Method, MethodRegistry
from evalkit.records.estimate import Estimate

ESTIMATORS = MethodRegistry("evalkit.estimators", "METHOD", Method, {"run": Estimate})

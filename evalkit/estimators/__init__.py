"""From a comparison to an estimate; one file each."""

from evalkit.core.registry import Method, Registry
from evalkit.records.estimate import Estimate

ESTIMATORS: Registry[Method] = Registry("evalkit.estimators", "METHOD", Method, {"run": Estimate})

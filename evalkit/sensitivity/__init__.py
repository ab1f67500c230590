"""How easily could that be wrong: one file per check."""

from evalkit.core.registry import Method, MethodRegistry
from evalkit.records.check import CheckResult

CHECKS = MethodRegistry("evalkit.sensitivity", "METHOD", Method, {"run": CheckResult})

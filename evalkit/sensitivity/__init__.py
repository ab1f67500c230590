"""How easily could that be wrong: one file per check."""

from evalkit.core.registry import Method, Registry
from evalkit.records.check import CheckResult

CHECKS: Registry[Method] = Registry("evalkit.sensitivity", "METHOD", Method, {"run": CheckResult})

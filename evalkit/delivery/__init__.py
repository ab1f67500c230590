"""What was done, from the programme's own tables: one account to a file; what accounts share lives in ``parts``."""

from evalkit.core.registry import Registry
from evalkit.delivery.parts.account import Account

DELIVERY = Registry("evalkit.delivery", "ACCOUNT", Account)

__all__ = ["DELIVERY", "Account"]

"""What was done, from the programme's own tables: one account to a file; what accounts share lives in ``parts``."""

from evalkit.core.registry import Registry
from evalkit.delivery.parts.account import Account
from evalkit.records.delivery.record import DeliveryRecord

DELIVERY = Registry("evalkit.delivery", "ACCOUNT", Account, returns={"run": DeliveryRecord})

__all__ = ["DELIVERY", "Account"]

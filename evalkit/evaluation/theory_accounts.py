"""Whether the accounts that a theory of change names can test an arrow."""

from __future__ import annotations

from pathlib import Path

from evalkit.core.errors import Fault
from evalkit.delivery import DELIVERY
from evalkit.study.fault_words import did_you_mean
from evalkit.study.theory_of_change import ACCOUNT, FILE, TheoryOfChange

# The account of the theory goes by the name of its file, and tests no arrow of itself.
ITSELF = Path(FILE).stem


def unknown_accounts(theory: TheoryOfChange | None) -> tuple[Fault, ...]:
    """Return a fault for each account that is named and does not exist, or that is the theory itself."""
    if theory is None:
        return ()
    known = tuple(name for name in DELIVERY.names() if name != ITSELF)
    return tuple(
        Fault(
            where=f"{FILE}, [[arrows]], indicator",
            found=f"{ACCOUNT}:{name}, which is no account that tests an arrow",
            allowed=", ".join(f"{ACCOUNT}:{one}" for one in known),
            next=did_you_mean(name, known) or "name one of these, a question of the study, or leave the key out",
        )
        for name in theory.indicators(ACCOUNT)
        if name not in known
    )

"""Whether the accounts that a theory of change names can test an arrow."""

from __future__ import annotations

from pathlib import Path

from evalkit.core.errors import Fault
from evalkit.delivery import DELIVERY
from evalkit.report.catalogue import account_sentences, answers_in_words
from evalkit.study.fault_words import did_you_mean
from evalkit.study.theory_of_change import ACCOUNT, FILE, PART, TheoryOfChange

# The account of the theory goes by the name of its file, and tests no arrow of itself.
ITSELF = Path(FILE).stem


def unknown_accounts(theory: TheoryOfChange | None) -> tuple[Fault, ...]:
    """Return a fault for each account, or answer of one, that does not exist, and for the theory itself."""
    if theory is None:
        return ()
    known = tuple(name for name in DELIVERY.names() if name != ITSELF and answers_in_words(name))
    faults = []
    for number, arrow in enumerate(theory.arrows, 1):
        name, part = arrow.tested_by(ACCOUNT), arrow.tested_by(PART)
        where = f"{theory.place(number)}, indicator"
        if name and name not in known:
            allowed = ", ".join(f"{ACCOUNT}:{one}" for one in known)
            remedy = did_you_mean(name, known) or "name one of these, a question of the study, or leave the key out"
            faults.append(Fault(where, f"{ACCOUNT}:{name}, which is no account that tests an arrow", allowed, remedy))
        elif part and part not in (parts := account_sentences(name)):
            allowed = ", ".join(parts)
            remedy = did_you_mean(part, parts) or "name one of these, or the account alone for its first answer"
            faults.append(Fault(where, f"{ACCOUNT}:{name}.{part}, which the account does not answer", allowed, remedy))
    return tuple(faults)

"""Where a plan was deposited and when, as the project lead says it: an address, and a day that is not yet to come."""

from __future__ import annotations

import datetime as dt
import re

from evalkit.core.errors import Fault
from evalkit.study.uk_words import plain_date

DOI = re.compile(r"(?:doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
# What a reader could click; no letter that an address would have to write otherwise.
ADDRESS = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)+(?::\d+)?(?:/[^\s<>{}|^`'\\]*)?"
)
RESOLVER = "https://doi.org/"


def deposit_of(address: str, day: str, today: dt.date) -> tuple[str, dt.date | None, tuple[Fault, ...]]:
    """Return the address and the day of a deposit, and every fault of them; nothing where none is named.

    Parameters
    ----------
    address : str
        An address that begins with http or https, or a DOI; empty for none.
    day : str
        The day of the deposit; empty for today.
    today : date
        The day of the lock.
    """
    if not address and not day:
        return "", None, ()
    doi = DOI.fullmatch(address.strip())
    whole = f"{RESOLVER}{doi.group(1)}" if doi else address.strip()
    faults = []
    if not ADDRESS.fullmatch(whole):
        faults.append(
            Fault(
                where="the deposit of the plan",
                found=address or "a day without an address",
                allowed="an address that begins with https:// or http://, or a DOI such as 10.17605/OSF.IO/AB12C",
                next="deposit plan.pdf and the locked plan where others can see the day, such as osf.io, and give "
                "the address of that page with --deposit",
            )
        )
    when = _day(day, today)
    if when is None or when > today:
        faults.append(
            Fault(
                where="the day of the deposit",
                found=day,
                allowed="a day such as 2026-11-20, not later than today",
                next="give the day on which the deposit was made with --deposited",
            )
        )
    return whole, when, tuple(faults)


def _day(written: str, today: dt.date) -> dt.date | None:
    if not written:
        return today
    try:
        return dt.date.fromisoformat(plain_date(written.strip()))
    except ValueError:
        return None

"""What data are held, by which right and how long, and who has an interest to declare."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class HeldData:
    """One kind of data.

    Attributes
    ----------
    what : str
        The data.
    legal_basis : str
        Why it may be held; empty where nobody wrote it down.
    consent : str
        Whether consent was asked; empty where nobody wrote it down.
    holder : str
        Who holds it; empty where nobody wrote it down.
    kept_until : date or None
        The day on which it is destroyed; None where no day is set.
    overdue : bool
        Whether that day lies before the end of the programme.
    """

    what: str
    legal_basis: str
    consent: str
    holder: str
    kept_until: dt.date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class DeclaredInterest:
    """What somebody gains, or has done before.

    Attributes
    ----------
    who : str
        The role.
    interest : str
        In words; empty where the role stands without one.
    """

    who: str
    interest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRights(DeliveryRecord):
    """The sheet of data and rights.

    Attributes
    ----------
    data : tuple of HeldData
        Kinds of data, as listed.
    interests : tuple of DeclaredInterest
        Interests, as listed.
    answers : bool
        Whether answers of teachers or pupils were kept, which need consent or another basis.
    ends : date
        Last day of the programme.
    """

    kind: ClassVar[str] = "data_rights"
    data: tuple[HeldData, ...]
    interests: tuple[DeclaredInterest, ...]
    answers: bool
    ends: dt.date

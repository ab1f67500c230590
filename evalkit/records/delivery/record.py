"""The base of every account of what was done, and what stands in its place where its tables were not kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRecord:
    """What one account of the programme's own tables shows.

    Attributes
    ----------
    kind : str
        Its name among the accounts; `evalkit.report` shows it by the modules of that name.
    invented : bool
        Whether any row that it rests on is marked as invented.
    """

    kind: ClassVar[str] = ""
    invented: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NotKept(DeliveryRecord):
    """An account that cannot be given, because nobody kept its tables.

    Attributes
    ----------
    account : str
        Its name.
    summary : str
        What it would say.
    tables : tuple of (str, str)
        What is missing, such as ``the table reviews``, and what one of its rows stands for.
    """

    kind: ClassVar[str] = "not_kept"
    account: str
    summary: str
    tables: tuple[tuple[str, str], ...]

"""By when results of schools at Key Stage 4 were public, as far as a public source could be checked."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from evalkit.data.sources import SOURCES
from evalkit.places.reference import reference_file


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """The first release of an exam year whose day could be checked.

    Attributes
    ----------
    exam_year : int
        The year in which the school year ends.
    release : str
        ``provisional`` or ``revised``.
    published : date
        Its day; an earlier release may have gone before.
    source, address : str
        Which document says so, and where it was read.
    """

    exam_year: int
    release: str
    published: dt.date
    source: str
    address: str


def public_by(years: Iterable[int], variables: Iterable[str]) -> dt.date | None:
    """Return by when results of all of some exam years were public; None where that is not known.

    Parameters
    ----------
    years : iterable of int
        Exam years.
    variables : iterable of str
        What the results are made of. Only what stands in the tables of Key Stage 4 has a known day.
    """
    found = [publication_of(year) for year in years]
    if not found or not _at_key_stage_4(variables) or any(one is None for one in found):
        return None
    return max(one.published for one in found if one is not None)


def publication_of(year: int) -> PublicationDate | None:
    """Return the first release of results of an exam year whose day is known; None where none is.

    Examples
    --------
    >>> publication_of(2019).published.isoformat(), publication_of(2018)
    ('2020-02-06', None)
    """
    return _known().get(year)


def _at_key_stage_4(variables: Iterable[str]) -> bool:
    return set(variables) <= _results()


@cache
def _results() -> frozenset[str]:
    """Return the results that tables of schools or of areas give; tables that only add facts come out on other days."""
    kinds = (kind for kind in SOURCES.parts().values() if kind.gives in ("schools", "areas"))
    return frozenset(column.name for kind in kinds for column in kind.columns if column.result)


@cache
def _known() -> dict[int, PublicationDate]:
    found: dict[int, PublicationDate] = {}
    with reference_file("publication_dates.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            day = dt.date.fromisoformat(row["published"])
            one = PublicationDate(int(row["exam_year"]), row["release"], day, row["source"], row["address"])
            if one.exam_year not in found or day < found[one.exam_year].published:
                found[one.exam_year] = one
    return found

"""Names, regions and types of local authorities, from their codes."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from evalkit.places.reference import reference_file

REGIONS = (
    "North East",
    "North West",
    "Yorkshire and the Humber",
    "East Midlands",
    "West Midlands",
    "East of England",
    "London",
    "South East",
    "South West",
)
# Ranges of DfE's codes: the London boroughs with the City, and the metropolitan districts.
_LONDON = ((201, 213), (301, 320))
_METROPOLITAN = ((330, 394),)


@dataclass(frozen=True, slots=True)
class Authority:
    """One local authority.

    Attributes
    ----------
    code : str
        DfE's three digits.
    name : str
        Its name.
    region : str
        One of the nine English regions.
    """

    code: str
    name: str
    region: str


@cache
def authorities() -> dict[str, Authority]:
    """Return every local authority of England by its code."""
    with reference_file("local_authorities.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: Authority(row["code"], row["name"], row["region"]) for row in csv.DictReader(lines)}


def code_of(name: str) -> str | None:
    """Return the code of the local authority of that name, or None; spelling of "and", "St" and titles is free.

    Examples
    --------
    >>> code_of("Cheshire West & Chester"), code_of("St Helens"), code_of("Hull"), code_of("Nowhere")
    ('896', '342', None, None)
    """
    return _by_name().get(_bare(name))


@cache
def _by_name() -> dict[str, str]:
    return {_bare(authority.name): code for code, authority in authorities().items()}


def _bare(name: str) -> str:
    words = name.casefold().replace("&", "and").replace(".", "").strip()
    return words.removesuffix(", city of").removesuffix(", county of").removeprefix("county ")


def area_type(code: str) -> str:
    """Return ``London``, ``metropolitan`` or ``other`` for a local authority code."""
    number = int(code)
    if any(low <= number <= high for low, high in _LONDON):
        return "London"
    return "metropolitan" if any(low <= number <= high for low, high in _METROPOLITAN) else "other"

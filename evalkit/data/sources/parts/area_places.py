"""Which area a row of an area table is about: country, region or local authority, whatever its spelling."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.places.authorities import REGIONS, authorities, code_of

AUTHORITY, REGION, COUNTRY = "authority", "region", "country"
ENGLAND = "ENG"
# Numbers that DfE's area tables give to England, its regions and the two halves of London.
_TOTALS = {
    "970": "England",
    "980": "North East",
    "981": "North West",
    "982": "Yorkshire and the Humber",
    "983": "East Midlands",
    "984": "West Midlands",
    "985": "East of England",
    "986": "London",
    "987": "Inner London",
    "988": "Outer London",
    "989": "South East",
    "990": "South West",
}
_PARTS_OF_REGIONS = {"Inner London": "London", "Outer London": "London"}
_ALSO = {
    "london (inner)": "Inner London",
    "london (outer)": "Outer London",
    "east": "East of England",
    "yorkshire and humber": "Yorkshire and the Humber",
}
_NAMES = {name.casefold(): name for name in (*REGIONS, *_PARTS_OF_REGIONS, "England")}
# Names that point to authorities as they were before they were joined or divided.
_BEFORE = {"bournemouth": "837", "poole": "836", "dorset": "835"}


@dataclass(frozen=True, slots=True)
class Area:
    """One area.

    Attributes
    ----------
    level : {"authority", "region", "country"}
        What it is; the two halves of London count as regions.
    code : str
        DfE's three digits for an authority, our name for anything larger.
    name : str
        In words.
    region : str
        The region it lies in; empty for England.
    """

    level: str
    code: str
    name: str
    region: str


def area_of(number: str, name: str) -> Area | None:
    """Return the area of a row, by its number where it has one, else by its name; None where neither is known.

    Parameters
    ----------
    number : str
        DfE's number of the authority or region, perhaps with ``.0``; empty where the table gives none.
    name : str
        Name in any spelling: "St. Helens", "Yorkshire and The Humber", "Dorset (Pre LG)".

    Examples
    --------
    >>> [area_of(*pair).code for pair in (("342.0", "St. Helens"), ("", "Bedford Borough"), ("", "Dorset (Pre LG)"))]
    ['342', '822', '835']
    """
    code = number.strip().removesuffix(".0")
    larger = _TOTALS.get(code) or (None if code else _larger(name))
    if larger == "England":
        return Area(COUNTRY, ENGLAND, "England", "")
    if larger:
        return Area(REGION, larger, larger, _PARTS_OF_REGIONS.get(larger, larger))
    known = authorities().get(code or _by_name(name))
    return None if known is None else Area(AUTHORITY, known.code, known.name, known.region)


def _larger(name: str) -> str | None:
    bare = name.strip().casefold().replace("&", "and")
    return _NAMES.get(_ALSO.get(bare, bare).casefold())


def _by_name(name: str) -> str:
    bare, _, remark = name.strip().partition(" (")
    if remark.casefold().startswith(("pre lg", "before")):
        return _BEFORE.get(bare.casefold(), code_of(bare) or "")
    return code_of(name) or code_of(bare.removesuffix(" Borough")) or ""

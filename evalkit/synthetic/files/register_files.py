"""Writes the register of invented schools and its links as the publisher does: Windows-1252, dates by day first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from evalkit.synthetic.files.ks4_files import LINE_END, reference_rows
from evalkit.synthetic.nation.areas import NationArea
from evalkit.synthetic.nation.institutions import CLOSED, CLOSING, OPEN, PROPOSED, Institution
from evalkit.synthetic.nation.links import Link

ENCODING = "cp1252"
STATUS = {
    OPEN: ("1", "Open"),
    CLOSED: ("2", "Closed"),
    CLOSING: ("3", "Open, but proposed to close"),
    PROPOSED: ("4", "Proposed to open"),
}
GENDER = {"boys": ("1", "Boys"), "girls": ("2", "Girls"), "mixed": ("3", "Mixed")}
ADMISSIONS = {"yes": ("2", "Selective"), "no": ("4", "Non-selective"), "": ("0", "Not applicable")}
REASON = {
    "": "Not applicable", "unknown": "Not recorded", "conversion": "Academy Converter", "closure": "Closure",
    "merger": "Result of Amalgamation/Merger", "new": "New Provision", "split": "Split school",
}  # fmt: skip
REGIONS = {
    "North East": "A", "North West": "B", "Yorkshire and the Humber": "D", "East Midlands": "E",
    "West Midlands": "F", "East of England": "G", "London": "H", "South East": "J", "South West": "K",
}  # fmt: skip
# Our words for links; the publisher's say what the other school is to the one in the first column.
LINK_TYPES = {
    "predecessor": "Predecessor", "successor": "Successor",
    "predecessor merged": "Predecessor - merged", "successor merged": "Successor - merged",
    "predecessor amalgamated": "Predecessor - amalgamated", "successor amalgamated": "Successor - amalgamated",
    "predecessor split": "Predecessor - Split School", "successor split": "Successor - Split School",
    "sixth form centre": "Sixth Form Centre Link", "sixth form school": "Sixth Form Centre School",
}  # fmt: skip
LINK_COLUMNS = ("URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate")


def write_register(
    folder: Path, day: str, rows: Sequence[Institution], areas: Sequence[NationArea], rolls: dict[int, int]
) -> None:
    """Write the register of a day; ``rolls`` holds the pupils on roll of schools that had a census that year."""
    columns = [row["column"] for row in reference_rows("synthetic_register.csv")]
    place = {area.code: area for area in areas}
    sizes = Counter(row.trust for row in rows)
    position = {name: at for at, name in enumerate(columns)}
    lines = [",".join(f'"{name}"' if " " in name else name for name in columns)]
    for row in rows:
        cells = _cells(row, place[row.area], sizes[row.trust])
        cells |= {"NumberOfPupils": str(rolls.get(row.urn, "")), "LastChangedDate": _day(day)}
        line = [""] * len(columns)
        for name, text in cells.items():
            line[position[name]] = _quoted(text)
        lines.append(",".join(line))
    _write(folder / f"edubasealldata{day.replace('-', '')}.csv", lines)


def write_links(folder: Path, day: str, links: Sequence[Link], rows: Sequence[Institution]) -> None:
    """Write the links of a day's register, in the order of numbers."""
    names = {row.urn: row.name for row in rows}
    lines = [",".join(LINK_COLUMNS)]
    for link in sorted(links, key=lambda one: (one.urn, one.other, one.kind)):
        cells = (str(link.urn), str(link.other), names[link.other], LINK_TYPES[link.kind], _day(link.day))
        lines.append(",".join(_quoted(cell) for cell in cells))
    _write(folder / f"links_edubasealldata{day.replace('-', '')}.csv", lines)


def _cells(row: Institution, area: NationArea, trust_size: int) -> dict[str, str]:
    kind = _types()[row.school_type]
    flag = ("0", "Not applicable") if not row.trust else ("3", "Supported by a multi-academy trust")
    flag = ("5", "Supported by a single-academy trust") if row.trust and trust_size == 1 else flag
    pairs = {
        "TypeOfEstablishment": (kind["code"], kind["name"]),
        "EstablishmentTypeGroup": (kind["group_code"], kind["group_name"]),
        "EstablishmentStatus": STATUS[row.status],
        "PhaseOfEducation": (kind["phase_code"], kind["phase_name"]),
        "Gender": GENDER[row.gender],
        "AdmissionsPolicy": ADMISSIONS[row.selective],
        "TrustSchoolFlag": flag,
        "Trusts": (str(row.trust), f"Invented Learners\u2019 Trust {row.trust}") if row.trust else ("", ""),
        "LA": (area.code, area.name),
        "GOR": (REGIONS.get(area.region, "Z"), area.region),
        "ReasonEstablishmentOpened": ("", REASON[row.why_opened]),
        "ReasonEstablishmentClosed": ("", REASON[row.why_closed]),
    }
    cells = {f"{name} (code)": code for name, (code, _) in pairs.items()}
    cells |= {f"{name} (name)": text for name, (_, text) in pairs.items()}
    return cells | {
        "URN": str(row.urn),
        "EstablishmentNumber": row.establishment,
        "EstablishmentName": row.name,
        "OpenDate": _day(row.opened),
        "CloseDate": _day(row.closed),
        "StatutoryLowAge": str(row.ages[0]),
        "StatutoryHighAge": str(row.ages[1]),
        "Easting": str(row.place[0]),
        "Northing": str(row.place[1]),
    }


@cache
def _types() -> dict[str, dict[str, str]]:
    return {row["word"]: row for row in reference_rows("synthetic_register_types.csv")}


def _day(day: str) -> str:
    """Return a day as the register prints it."""
    return "-".join(reversed(day.split("-"))) if day else ""


def _quoted(text: str) -> str:
    return f'"{text}"' if "," in text or " " in text else text


def _write(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(LINE_END.join([*lines, ""]).encode(ENCODING))

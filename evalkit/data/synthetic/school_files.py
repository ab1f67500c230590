"""Writes tables that add facts to invented schools in the publisher's layouts: the census, and others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evalkit.data.synthetic.census import Census
from evalkit.data.synthetic.schools import Array
from evalkit.data.synthetic.writer import LINE_END

# Heading, then our count; a heading that begins with P is the share of the roll.
CENSUS = {
    "NOR": "roll", "NORG": "girls", "NORB": "boys", "PNORG": "girls", "PNORB": "boys",
    "TSENELSE": "plan", "PSENELSE": "plan", "TSENELK": "support", "PSENELK": "support",
    "NUMEAL": "eal", "NUMENGFL": "english", "NUMUNCFL": "unclassified",
    "PNUMEAL": "eal", "PNUMENGFL": "english", "PNUMUNCFL": "unclassified",
    "PNUMFSM": "meals", "NUMFSM": "meals", "NUMFSMEVER": "meals_ever", "PNUMFSMEVER": "meals_ever",
}  # fmt: skip
# Up to 2018 the share with free school meals is printed, from 2019 their number; percent signs come in 2021.
LAST_SHARE_OF_MEALS, FIRST_PERCENT_SIGN, FIRST_KIND = 2018, 2021, 2019
KINDS = {
    "mainstream": "State-funded secondary",
    "special": "State-funded special school",
    "independent": "Independent school",
}


def write_census(path: Path, year: int, parts: Sequence[Census]) -> None:
    """Write one January's census, with a row for the nation at its end."""
    left_out = "NUMFSM" if year <= LAST_SHARE_OF_MEALS else "PNUMFSM"
    headings = [heading for heading in CENSUS if heading != left_out]
    kinds = ["SCHOOLTYPE"] if year >= FIRST_KIND else []
    lines = [(key, line) for part in parts for key, line in _census_lines(part, year, headings)]
    total = {name: sum(float(np.nansum(part.counts[name])) for part in parts) for name in parts[0].counts}
    cells = _shown({name: np.array([value]) for name, value in total.items()}, year, headings, "NA")
    footer = ",".join(["NAT", "", "", *(["All schools"] if kinds else []), *[column[0] for column in cells]])
    header = ",".join(["URN", "LA", "ESTAB", *kinds, *headings])
    write_lines(path, [header, *[line for _, line in sorted(lines)], footer], "utf-8-sig")


def write_lines(path: Path, lines: Sequence[str], encoding: str) -> None:
    """Write lines as one file with the publisher's line ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(LINE_END.join([*lines, ""]).encode(encoding))


def _census_lines(part: Census, year: int, headings: Sequence[str]) -> list[tuple[str, str]]:
    missing = "NA" if year >= FIRST_KIND else "NP"
    columns = [part.urn.tolist(), part.area.tolist(), part.establishment.tolist()]
    if year >= FIRST_KIND:
        columns.append([KINDS[kind] for kind in part.kind.tolist()])
    columns += _shown(part.counts, year, headings, missing)
    return [(row[0], ",".join(row)) for row in zip(*columns, strict=True)]


def _shown(counts: dict[str, Array], year: int, headings: Sequence[str], missing: str) -> list[list[str]]:
    roll = np.maximum(counts["roll"], 1)
    sign = "%" if year >= FIRST_PERCENT_SIGN else ""
    known = counts | {"boys": counts["roll"] - counts["girls"]}
    columns = []
    for heading in headings:
        values = known[CENSUS[heading]]
        if heading.startswith("P"):
            columns.append([missing if v != v else f"{v:g}{sign}" for v in np.round(100 * values / roll, 1).tolist()])
        else:
            columns.append([missing if v != v else f"{v:.0f}" for v in values.tolist()])
    return columns

"""Writes tables that add facts to invented schools in the publisher's layouts: census, absence, workforce, leavers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from evalkit.synthetic.files.ks4_files import LINE_END, number_texts, reference_rows
from evalkit.synthetic.nation.breakdowns import FEW
from evalkit.synthetic.nation.census import Census
from evalkit.synthetic.nation.figures import Records
from evalkit.synthetic.nation.school_facts import Topic
from evalkit.synthetic.nation.schools import Array

# Percent signs come in 2021, kinds of school in 2019; before then another code stands for what is not asked.
FIRST_PERCENT_SIGN, FIRST_KIND = 2021, 2019
NOT_ASKED, NOT_ASKED_BEFORE = "NA", "NP"
HIDDEN = "SUPP"
NATION, EVERY_KIND = "NAT", "All schools"
KINDS = {
    "mainstream": "State-funded secondary",
    "special": "State-funded special school",
    "independent": "Independent school",
}
# One school in so many has no figure of pay.
UNSAID = 60


def write_census(path: Path, year: int, parts: Sequence[Census]) -> None:
    """Write one January's census, with a row for the nation at its end."""
    layout = _layout(Topic.CENSUS, year)
    lines = [line for part in parts for line in _census_lines(part, year, layout)]
    counts = [part.counts | {"boys": part.counts["roll"] - part.counts["girls"]} for part in parts]
    total = {name: np.array([sum(float(np.nansum(part[name])) for part in counts)]) for name in counts[0]}
    words = {"urn": NATION, "kind": EVERY_KIND}
    footer = [
        words.get(row["figure"], "") if row["format"] == "text" else _census_cells(total, row, year)[0]
        for row in layout
    ]
    header = ",".join(row["column"] for row in layout)
    write_lines(path, [header, *[line for _, line in sorted(lines)], ",".join(footer)], "utf-8-sig")


def write_absence(path: Path, year: int, records: Records, figures: Mapping[str, Array]) -> None:
    """Write one year's absence table."""
    _write_simple(path, _layout(Topic.ABSENCE, year), records, figures, "utf-8")


def write_workforce(path: Path, year: int, records: Records, figures: Mapping[str, Array]) -> None:
    """Write one November's workforce table; pay in pounds with a sign and a comma."""
    _write_simple(path, _layout(Topic.WORKFORCE, year), records, figures, "utf-8-sig")


def write_leavers(path: Path, year: int, records: Records) -> None:
    """Write where one cohort was a year later; the cohort finished two years before the year of the table."""
    shown = records.take(np.flatnonzero(records.codes["attainment"] == ""))
    columns = []
    for row in _layout("leavers", year):
        if row["format"] == "text":
            columns.append(_words(shown, row["figure"]))
            continue
        group = "disadvantaged" if row["figure"].endswith("_disadvantaged") else "pupils"
        cells = _leavers(shown.numbers, row, group)
        if group == "disadvantaged":
            few = shown.numbers[group] < FEW
            cells = [HIDDEN if hide else cell for hide, cell in zip(few.tolist(), cells, strict=True)]
        columns.append(cells)
    header = ",".join(row["column"] for row in _layout("leavers", year))
    write_lines(path, [header, *[",".join(cells) for cells in zip(*columns, strict=True)]], "utf-8-sig")


def write_post_16(path: Path, records: Records, figures: Mapping[str, Array]) -> None:
    """Write one year's post-16 table: schools that have a sixth form, and national totals above them."""
    layout = reference_rows("synthetic_post_16.csv")
    has = np.flatnonzero(np.isfinite(figures["students"]))
    schools = records.take(has)
    columns = []
    for row in layout:
        if row["format"] == "text":
            columns.append(_words(schools, row["figure"]) if row["figure"] else [row["always"]] * len(has))
        elif row["figure"]:
            shown = number_texts(figures[row["figure"]][has], row["format"], fine=True)
            small = figures[row["of"]][has] < FEW if row["of"] else np.zeros(len(has), dtype=bool)
            columns.append([HIDDEN if hide else text for hide, text in zip(small.tolist(), shown, strict=True)])
        else:
            columns.append(["NE"] * len(has))
    totals = [",".join([kind, *[""] * (len(layout) - 1)]) for kind in ("5", "7")]
    lines = [",".join(row) for row in zip(*columns, strict=True)]
    write_lines(path, [",".join(row["column"] for row in layout), *totals, *lines], "utf-8-sig")


def write_lines(path: Path, lines: Sequence[str], encoding: str) -> None:
    """Write lines as one file with the publisher's line ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(LINE_END.join([*lines, ""]).encode(encoding))


def _layout(table: str, year: int) -> list[dict[str, str]]:
    return [
        row
        for row in reference_rows("synthetic_facts.csv")
        if row["table"] == table and int(row["first"] or 0) <= year <= int(row["last"] or 9999)
    ]


def _census_lines(part: Census, year: int, layout: Sequence[dict[str, str]]) -> list[tuple[str, str]]:
    words = {"urn": part.urn, "area": part.area, "establishment": part.establishment, "kind": part.kind}
    counts = part.counts | {"boys": part.counts["roll"] - part.counts["girls"]}
    columns = [
        [KINDS.get(word, word) for word in words[row["figure"]].tolist()]
        if row["format"] == "text"
        else _census_cells(counts, row, year)
        for row in layout
    ]
    return [(cells[0], ",".join(cells)) for cells in zip(*columns, strict=True)]


def _census_cells(counts: Mapping[str, Array], row: Mapping[str, str], year: int) -> list[str]:
    missing = NOT_ASKED if year >= FIRST_KIND else NOT_ASKED_BEFORE
    values = counts[row["figure"]]
    if row["format"] == "share":
        sign = "%" if year >= FIRST_PERCENT_SIGN else ""
        shares = np.round(100 * values / np.maximum(counts["roll"], 1), 1)
        return [missing if share != share else f"{share:g}{sign}" for share in shares.tolist()]
    return [missing if value != value else f"{value:.0f}" for value in values.tolist()]


def _write_simple(
    path: Path, layout: Sequence[dict[str, str]], records: Records, figures: Mapping[str, Array], encoding: str
) -> None:
    columns = [
        _words(records, row["figure"])
        if row["format"] == "text"
        else _pounds(figures[row["figure"]])
        if row["format"] == "pounds"
        else number_texts(figures[row["figure"]], row["format"], fine=False)
        for row in layout
    ]
    header = ",".join(f'"{row["column"]}"' if "," in row["column"] else row["column"] for row in layout)
    write_lines(path, [header, *[",".join(cells) for cells in zip(*columns, strict=True)]], encoding)


def _words(records: Records, figure: str) -> list[str]:
    if figure == "record_type":
        return ["1"] * len(records)
    words = records.texts[figure].tolist()
    return [f'"{word}"' for word in words] if figure == "name" else list(words)


def _pounds(values: Array) -> list[str]:
    return [f'"£{value:,.0f}"' if at % UNSAID else NOT_ASKED for at, value in enumerate(values.tolist(), 1)]


def _leavers(numbers: Mapping[str, Array], row: Mapping[str, str], group: str) -> list[str]:
    """Return one column of leavers: a count of pupils, how many of them, or what share of them."""
    values, pupils = numbers[row["figure"]], numbers[group]
    if row["format"] == "whole":
        return number_texts(values, "whole", fine=False)
    count = np.rint(pupils * values / 100.0)
    if row["format"] == "count":
        return number_texts(count, "whole", fine=False)
    return number_texts(100 * count / np.maximum(pupils, 1), "percent", fine=False)

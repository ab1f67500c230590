"""Writes invented schools as the publisher would: full-width header, percent signs, codes, line ends, encodings."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evalkit.synthetic.nation.figures import Records
from evalkit.synthetic.nation.schools import Array

REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference"
LINE_END = "\r\n"
# What stands in a column that the generator does not fill, by kind of row and school type.
FILLERS = {"mainstream": "NA", "special": "NE", "independent": "NP", "authority": "", "nation": "", "state": ""}
NULL_RULES = {
    "mainstream": "",
    "special": "null_special",
    "authority": "null_authority",
    "nation": "null_national_all",
    "state": "null_national_state",
}
TOTALS = ("authority", "nation", "state")


@dataclass(frozen=True, slots=True)
class Vintage:
    """How the file of a year is written.

    Attributes
    ----------
    encoding : str
        Name of the encoding, with or without a byte order mark.
    blank : str
        What stands in an empty cell of a total.
    trailer : bool
        Whether a row of empty cells ends the file.
    """

    encoding: str
    blank: str = ""
    trailer: bool = False


FIRST_LISTED = 2016
VINTAGES = {
    **{year: Vintage("latin-1") for year in range(2011, FIRST_LISTED)},
    2016: Vintage("latin-1"),
    2017: Vintage("latin-1", blank=" ", trailer=True),
    2018: Vintage("utf-8-sig"),
    2019: Vintage("utf-8-sig"),
}


@dataclass(frozen=True, slots=True)
class FileLayout:
    """One year's columns.

    Attributes
    ----------
    columns : tuple of str
        Header in order.
    nulls : dict of frozenset
        For each kind of row the columns that the publisher leaves empty.
    filled : dict of (str, str, str)
        For each column that the generator fills: figure, family and format.
    codes : dict
        The publisher's code for each of our words, by figure.
    """

    columns: tuple[str, ...]
    nulls: dict[str, frozenset[str]]
    filled: dict[str, tuple[str, str, str]]
    codes: dict[str, dict[str, str]]


def layout_of(year: int) -> FileLayout:
    """Return one year's columns from the reference tables; those before the first listed year are a few of many."""
    filled = {
        row["column"]: (row["figure"], row["family"], row["format"]) for row in reference_rows("synthetic_columns.csv")
    }
    if year < FIRST_LISTED:
        early = [row for row in reference_rows("synthetic_early.csv") if int(row["first"]) <= year <= int(row["last"])]
        filled |= {row["column"]: (row["figure"], row["family"], row["format"]) for row in early if row["figure"]}
        nothing: dict[str, frozenset[str]] = dict.fromkeys(NULL_RULES, frozenset())
        return FileLayout(tuple(row["column"] for row in early), nothing, filled, _codes(year))
    rows = [row for row in reference_rows("ks4_columns.csv") if row[f"position_{year}"]]
    rows.sort(key=lambda row: int(row[f"position_{year}"]))
    nulls = {
        kind: frozenset(row["column"] for row in rows if rule and row[rule] == "yes")
        for kind, rule in NULL_RULES.items()
    }
    return FileLayout(tuple(row["column"] for row in rows), nulls, filled, _codes(year))


def _codes(year: int) -> dict[str, dict[str, str]]:
    codes: dict[str, dict[str, str]] = {}
    for row in reference_rows("synthetic_codes.csv"):
        if not row["last_year"] or year <= int(row["last_year"]):
            codes.setdefault(row["figure"], {}).setdefault(row["word"], row["code"])
    return codes


def write_table(path: Path, year: int, parts: Sequence[Records]) -> None:
    """Write one year's file; schools in the order of their places, each area before its total."""
    layout, vintage = layout_of(year), VINTAGES.get(year, VINTAGES[2019])
    lines = [line for part in parts for line in _lines(part, layout, vintage)]
    keys = [key for part in parts for key in _order(part)]
    ordered = [lines[row] for row in sorted(range(len(lines)), key=keys.__getitem__)]
    if vintage.trailer:
        ordered.append(",".join([vintage.blank] * len(layout.columns)))
    text = LINE_END.join([",".join(layout.columns), *ordered, ""])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(vintage.encoding))


def _order(part: Records) -> list[tuple[int, str]]:
    """Return where each row goes: by area, an area's total after its schools, national totals last."""
    if part.kind in ("nation", "state"):
        return [(1, part.kind)] * len(part)
    after = "~" if part.kind == "authority" else ""
    tail = part.texts["establishment"] if not after else np.full(len(part), after)
    return [(0, f"{area}{end}") for area, end in zip(part.texts["area"], tail, strict=True)]


def _lines(part: Records, layout: FileLayout, vintage: Vintage) -> list[str]:
    """Return the rows of a part as text; columns that nobody fills are joined once for the whole part."""
    pieces: list[list[str]] = []
    run: list[str] = []
    independent = part.kind == "mainstream" and set(part.texts["school_type"]) == {"independent"}
    empty = vintage.blank if part.kind in TOTALS else ""
    filler = FILLERS["independent" if independent else part.kind] or empty
    for column in layout.columns:
        cells = None if column in layout.nulls[part.kind] else _cells(part, column, layout, empty, filler)
        if cells is None:
            known = column in layout.filled and layout.filled[column][2] == "text"
            run.append(empty if known or column in layout.nulls[part.kind] else filler)
            continue
        if run:
            pieces.append([",".join(run)] * len(part))
            run = []
        pieces.append(cells)
    if run:
        pieces.append([",".join(run)] * len(part))
    return [",".join(row) for row in zip(*pieces, strict=True)]


def _cells(part: Records, column: str, layout: FileLayout, empty: str, filler: str) -> list[str] | None:
    """Return one column's cells, or nothing when the part has no such figure."""
    if column not in layout.filled:
        return None
    figure, family, form = layout.filled[column]
    if form == "text":
        return _words(part, figure, layout)
    if figure not in part.numbers:
        code = part.codes.get(family)
        return None if code is None else [text or filler for text in code.tolist()]
    texts = number_texts(part.numbers[figure], form, fine=part.kind in TOTALS)
    gap = empty if family == "earlier" or part.kind in TOTALS else ""
    texts = [gap if text == "nan" else text for text in texts]
    code = part.codes.get(family)
    return texts if code is None else [hidden or text for hidden, text in zip(code.tolist(), texts, strict=True)]


def _words(part: Records, figure: str, layout: FileLayout) -> list[str] | None:
    """Return our words as the publisher's codes, quoted where they hold a comma."""
    source = "selective" if figure.startswith("admissions") else figure
    words = [part.kind] * len(part) if figure == "record_type" else part.texts.get(source)
    if words is None:
        return None
    known = layout.codes.get(figure)
    return [_quoted(known.get(str(word), "") if known else str(word)) for word in words]


def _quoted(text: str) -> str:
    return f'"{text}"' if "," in text else text


def number_texts(values: Array, form: str, *, fine: bool) -> list[str]:
    """Return numbers as the publisher prints them; percentages of totals have one decimal."""
    values = np.asarray(values, dtype=float)
    pattern = {"whole": "%.0f", "one": "%.1f", "two": "%.2f", "percent": "%.1f" if fine else "%.0f"}[form]
    decimals = int(pattern[2])
    rounded = np.round(values, decimals) + 0.0
    sign = "%" if form == "percent" else ""
    # Few of the numbers differ, so that each is printed once.
    different, places = np.unique(rounded, return_inverse=True)
    texts = np.array(
        [pattern % value + sign if value == value else "nan" for value in different.tolist()], dtype=object
    )
    return list(texts[places])


def reference_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a reference table, by heading."""
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

"""Writes figures of invented areas and schools in the tidy layout: one row for each place, year and pupil group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from evalkit.synthetic.files.ks4_files import number_texts
from evalkit.synthetic.files.school_files import write_lines
from evalkit.synthetic.nation.area_figures import AreaYear
from evalkit.synthetic.nation.areas import NationArea
from evalkit.synthetic.nation.breakdowns import LIMIT
from evalkit.synthetic.nation.elements import pupil_sd
from evalkit.synthetic.nation.figures import Records
from evalkit.synthetic.nation.schools import Array
from evalkit.synthetic.nation.timeline import Year

NOT_APPLICABLE, NOT_AVAILABLE, CONFIDENTIAL, ROUNDS_TO_NOTHING = "z", "x", "c", "low"
_PLACE = ("time_period", "time_identifier", "geographic_level", "country_code", "country_name")
_AREA = ("region_code", "region_name", "old_la_code", "new_la_code", "la_name")
_FILTERS = ("version", "establishment_type_group", "breakdown_topic", "breakdown")
# Heading, our figure, decimals; only those of all groups are given for a group.
INDICATORS = (
    ("avg_att8", "attainment8", 1),
    ("pt_l2basics_95", "basics_95", 1),
    ("pt_l2basics_94", "basics_94", 1),
    ("pt_ebacc_e_ptq_ee", "ebacc_entry", 1),
    ("pt_ebacc_95", "ebacc_95", 1),
    ("pt_ebacc_94", "ebacc_94", 1),
    ("avg_ebaccaps", "ebacc_points", 2),
)
PROGRESS = ("t_inp8calc", "avg_p8score", "p8score_ci_low", "p8score_ci_upp")
GROUPS = (
    ("Total", "Total", ""),
    ("Ethnicity major", "White", "white"),
    ("Ethnicity major", "Mixed", "mixed"),
    ("Ethnicity major", "Asian", "asian"),
    ("Ethnicity major", "Black", "black"),
    ("Ethnicity major", "Chinese", "chinese"),
    ("Disadvantage status", "Disadvantaged", "disadvantaged"),
    ("Disadvantage status", "Not known to be disadvantaged", "not_disadvantaged"),
    ("Free school meals", "FSM eligible", "meals"),
    ("Free school meals", "Not FSM eligible", "no_meals"),
)
# The nine regions in the order of their codes.
REGIONS = (
    "North East",
    "North West",
    "Yorkshire and The Humber",
    "East Midlands",
    "West Midlands",
    "East of England",
    "London",
    "South East",
    "South West",
)
SCHOOL_GROUPS = (("Total", "Total", ""), *GROUPS[6:8])


def write_tidy_areas(path: Path, years: Mapping[int, AreaYear | None], areas: Sequence[NationArea]) -> None:
    """Write areas, regions and the nation; a year without exams has rows in which no figure is given."""
    header = [*_PLACE, *_AREA, *_FILTERS, "t_schools", "t_pupils", *[name for name, _, _ in INDICATORS], *PROGRESS]
    lines = [",".join(header)]
    for year in sorted(years):
        figures = years[year]
        for place, members in _places(areas):
            for topic, breakdown, group in GROUPS if figures is not None else GROUPS[:1]:
                if figures is not None and not figures.schools[members].sum():
                    continue
                cells = _figures(figures, year, members, group)
                lines.append(",".join([_period(year), "Academic year", *place, *_words(topic, breakdown), *cells]))
    write_lines(path, lines, "utf-8-sig")


def write_tidy_schools(path: Path, years: Sequence[Year]) -> None:
    """Write state-funded mainstream schools, all pupils and by disadvantage."""
    header = [*_PLACE, *_AREA, "school_laestab", "school_urn", "school_name", *_FILTERS, "t_pupils", "avg_att8"]
    lines = [",".join([*header, *PROGRESS])]
    for year in years:
        for kind in ("mainstream", "grown"):
            if kind in year.schools:
                lines += _school_lines(year, year.schools[kind])
    write_lines(path, lines, "utf-8-sig")


def _period(year: int) -> str:
    return f"{year - 1}{year % 100:02d}"


def _words(topic: str, breakdown: str) -> tuple[str, ...]:
    return ("Revised", "All state-funded", topic, breakdown)


def _places(areas: Sequence[NationArea]) -> list[tuple[tuple[str, ...], Array]]:
    """Return for each place the cells that name it, and the positions of its areas."""
    england = ("E92000001", "England")
    codes = {name.casefold(): (f"E1200000{number}", name) for number, name in enumerate(REGIONS, 1)}
    found: list[tuple[tuple[str, ...], Array]] = [
        (("National", *england, "", "", "", "", ""), np.arange(len(areas))),
    ]
    regions = np.array([area.region.casefold() for area in areas])
    for name, (code, shown) in codes.items():
        if (regions == name).any():
            found.append((("Regional", *england, code, shown, "", "", ""), np.flatnonzero(regions == name)))
    for at, area in enumerate(areas):
        region = codes.get(area.region.casefold(), ("", area.region))
        # The nine-character codes of authorities are left out: no list of them was at hand.
        cells = ("Local authority", *england, *region, area.code, NOT_AVAILABLE, _quoted(area.name))
        found.append((cells, np.array([at])))
    return found


def _figures(figures: AreaYear | None, year: int, members: Array, group: str) -> list[str]:
    if figures is None:
        return [NOT_AVAILABLE] * (2 + len(INDICATORS)) + [NOT_APPLICABLE] * len(PROGRESS)
    ending = f"_{group}" if group else ""
    pupils = figures.count(f"attainment8{ending}", members)
    cells = [str(int(figures.schools[members].sum())), f"{pupils:.0f}"]
    for _, name, decimals in INDICATORS:
        if group and name != "attainment8":
            cells.append(NOT_APPLICABLE)
        else:
            cells.append(_number(figures.mean(f"{name}{ending}", members), decimals))
    counted = figures.count(f"progress8{ending}", members)
    score = figures.mean(f"progress8{ending}", members)
    half = LIMIT * pupil_sd(year)["overall"] / max(counted, 1.0) ** 0.5
    return [*cells, f"{counted:.0f}", *[_number(value, 2) for value in (score, score - half, score + half)]]


def _number(value: float, decimals: int) -> str:
    if value != value:
        return CONFIDENTIAL
    if value and decimals == 1 and abs(value) < 0.05:
        return ROUNDS_TO_NOTHING
    return f"{round(value, decimals) + 0.0:.{decimals}f}"


def _school_lines(year: Year, records: Records) -> list[str]:
    texts = {name: values.tolist() for name, values in records.texts.items()}
    place = {cells[5]: cells for cells, _ in _places(year.areas) if cells[5]}
    columns = {group: _school_cells(records, group) for _, _, group in SCHOOL_GROUPS}
    lines = []
    for row, area in enumerate(texts["area"]):
        who = ["School", *place[area][1:], f"{area}{texts['establishment'][row]}", texts["urn"][row]]
        who.append(_quoted(texts["name"][row]))
        for topic, breakdown, group in SCHOOL_GROUPS:
            cells = [column[row] for column in columns[group]]
            lines.append(",".join([_period(year.year), "Academic year", *who, *_words(topic, breakdown), *cells]))
    return lines


def _school_cells(records: Records, group: str) -> list[list[str]]:
    """Return a group's columns; what the wide table hides as small is confidential, anything else hidden is blank."""
    ending, family = (f"_{group}", group) if group else ("", "")
    wanted = (
        (group or "pupils", "pupils", "whole"),
        (f"attainment8{ending}", family or "attainment", "one"),
        (f"progress_pupils{ending}", family or "progress", "whole"),
        (f"progress8{ending}", family or "progress", "two"),
        (f"progress8{ending}_low", family or "progress", "two"),
        (f"progress8{ending}_high", family or "progress", "two"),
    )
    return [_hidden(records, name, codes, form) for name, codes, form in wanted]


def _hidden(records: Records, name: str, family: str, form: str) -> list[str]:
    texts = number_texts(records.numbers[name], form, fine=False)
    return [
        (CONFIDENTIAL if code == "SUPP" else "") if code else text
        for code, text in zip(records.codes[family].tolist(), texts, strict=True)
    ]


def _quoted(text: str) -> str:
    return f'"{text}"' if "," in text else text

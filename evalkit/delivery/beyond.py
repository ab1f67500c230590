"""What else moved: subjects with much maths, other subjects, what pupils did after 16, teachers, and growth.

A description of the programme's schools beside the other schools of their authorities and England; none of it is
compared fairly, and none of it shows what the programme did.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.records.delivery.beyond import Beyond, FigureByYear, OtherFigure, SameSchools
from evalkit.tables.panel import Panel

# A mean of fewer schools is a school under another name.
FEWEST = 3
MATHS_RICH, DISPLACED = "Subjects with much maths", "Other subjects, which may have lost time"
AFTER, SIXTH_FORM, STAFF, GROWTH = "After 16", "Maths and A levels in the sixth form", "Teachers", "Growth"
NOT_THEIRS = "these students left Year 11 before the programme began, so it cannot be behind them"
# Variable of the panel, its topic, and what a reader must know of it.
WANTED: tuple[tuple[str, str, str], ...] = (
    (
        "progress8_ebacc",
        MATHS_RICH,
        "sciences, humanities and languages stand in for subjects with much maths",
    ),
    ("science_94", MATHS_RICH, "science is one of the subjects with much maths"),
    ("progress8_english", DISPLACED, "time given to maths may be taken from it"),
    ("progress8_open", DISPLACED, "time given to maths may be taken from these"),
    ("destination_sustained", AFTER, "published two years after the pupils left"),
    ("destination_sixth_form", AFTER, "published two years after the pupils left"),
    ("ks5_a_level_students", SIXTH_FORM, NOT_THEIRS),
    ("ks5_a_level_entries", SIXTH_FORM, NOT_THEIRS),
    ("ks5_a_level_points", SIXTH_FORM, NOT_THEIRS),
    ("ks5_maths_resits", SIXTH_FORM, NOT_THEIRS),
    ("ks5_maths_resit_progress", SIXTH_FORM, NOT_THEIRS),
    ("teachers", STAFF, "teachers of all subjects: the tables do not tell those of maths apart"),
    ("pupil_teacher_ratio", STAFF, "teachers of all subjects: the tables do not tell those of maths apart"),
    ("census_roll", GROWTH, "growing schools need more teachers of maths"),
    ("pupils", GROWTH, "pupils at the end of Key Stage 4"),
)
NOT_PUBLISHED = ("how many chose A-level maths: no table of schools that is read here tells A levels apart by subject",)


def run(inputs: DeliveryInputs) -> Beyond:
    """Return every figure of the list that the panel holds, by year."""
    panel, years = inputs.panel, inputs.study.years
    assert panel is not None
    first, last = max(years.baseline), years.cohort
    figures = tuple(
        _figure(panel, inputs.programme, name, (topic, caution), (first, last))
        for name, topic, caution in WANTED
        if panel.has(name) and panel.frame[name].notna().any()
    )
    held = {figure.label for figure in figures}
    missing = tuple(
        panel.variable(name).label if panel.has(name) else name.replace("_", " ")
        for name, _, _ in WANTED
        if not panel.has(name) or panel.variable(name).label not in held
    )
    return Beyond(figures=figures, missing=(*missing, *NOT_PUBLISHED))


def _figure(
    panel: Panel, programme: frozenset[int], name: str, told: tuple[str, str], span: tuple[int, int]
) -> OtherFigure:
    variable, frame = panel.variable(name), panel.frame[["unit", "year", "area", name]]
    known = frame[frame[name].notna()]
    ours = known["unit"].isin(programme)
    areas = set(frame.loc[frame["unit"].isin(programme), "area"])
    beside = known["area"].isin(areas) & ~ours
    years = tuple(
        _year(int(year), known.loc[known["year"] == year, name].astype(float), ours, beside)
        for year in sorted(known["year"].unique())
    )
    change = _change(known, name, programme, areas, span)
    return OtherFigure(told[0], variable.label, variable.unit, years, span[0], span[1], change, told[1])


def _change(
    known: pd.DataFrame, name: str, programme: frozenset[int], areas: set[object], span: tuple[int, int]
) -> SameSchools:
    """Return the change of schools that have the figure in both years; each lies where it lay in the last."""
    first, last = (known[known["year"] == year].set_index("unit") for year in span)
    moved = (last[name].astype(float) - first[name].astype(float)).dropna()
    ours = moved.index.isin(programme)
    beside = last["area"].reindex(moved.index).isin(areas) & ~ours
    return SameSchools(_mean(moved[ours]), _mean(moved[beside]), _mean(moved), int(ours.sum()))


def _year(year: int, values: pd.Series, ours: pd.Series, beside: pd.Series) -> FigureByYear:
    own, near = values[ours.reindex(values.index)], values[beside.reindex(values.index)]
    return FigureByYear(year, _mean(own), _mean(near), _mean(values), len(own))


def _mean(values: pd.Series) -> float:
    return float(values.mean()) if len(values) >= FEWEST else float(np.nan)


ACCOUNT = Account(summary="what else moved in the programme's schools", run=run, rests_on=("panel",))

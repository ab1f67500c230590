"""In how many of the lessons seen each feature was clear, by term, school and observer."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from evalkit.core.small_groups import FEWEST_CASES
from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.own_ends import own_ends
from evalkit.delivery.parts.periods import in_order
from evalkit.delivery.parts.shown_schools import in_order_of_labels
from evalkit.programme.tables import programme_tables
from evalkit.records.delivery.lessons_seen import LessonsSeen, SchoolFeature, SeenFeature

TABLE = "observations"
CLEARLY, PARTLY, UNSEEN = 2, 1, 0


def run(inputs: DeliveryInputs) -> LessonsSeen:
    """Return lessons by feature; features that nobody judged are left out."""
    table = programme_tables()[TABLE]
    rows = _with_classes(inputs.kept.rows(TABLE))
    features = {
        column.name: column.label
        for column in table.columns
        if column.high == CLEARLY and rows[column.name].notna().any()
    }
    terms, labels = in_order(rows["term"]), inputs.labels(TABLE)
    by_school = dict(iter(rows.groupby(["school", "term"])))
    observers = {observer: rows[rows["observer"] == observer] for observer in table.column("observer").among}
    return LessonsSeen(
        lessons=len(rows),
        schools=rows["school"].nunique(),
        by_term=_every(features, {term: rows[rows["term"] == term] for term in terms}),
        by_observer=_every(features, {observer: own for observer, own in observers.items() if len(own)}),
        ends=_every(features, own_ends(rows)),
        by_school=tuple(
            SchoolFeature(term, seen)
            for school in in_order_of_labels(labels)
            for term in terms
            if (school, term) in by_school
            for seen in _every(features, {labels[school]: by_school[school, term]})
        ),
        least=FEWEST_CASES,
        invented=inputs.kept.invented(TABLE),
    )


def _with_classes(rows: pd.DataFrame) -> pd.DataFrame:
    """Return lessons with a number for each year group of a school; −1 where the year group is not known."""
    number = rows.groupby(["school", "year_group"]).ngroup()
    return rows.assign(classes=number.where(rows["year_group"].notna(), -1))


def _every(features: Mapping[str, str], lessons: Mapping[str, pd.DataFrame]) -> tuple[SeenFeature, ...]:
    return tuple(_seen(label, where, own, name) for name, label in features.items() for where, own in lessons.items())


def _seen(label: str, where: str, lessons: pd.DataFrame, name: str) -> SeenFeature:
    marks, classes = lessons[name].to_numpy(), lessons["classes"].to_numpy()
    known = classes >= 0
    return SeenFeature(
        label,
        where,
        clearly=int((marks == CLEARLY).sum()),
        partly=int((marks == PARTLY).sum()),
        unseen=int((marks == UNSEEN).sum()),
        years_clear=len(set(classes[known & (marks == CLEARLY)])),
        years_seen=len(set(classes[known & ~np.isnan(marks)])),
    )


ACCOUNT = Account(
    summary="in how many of the lessons seen each feature of mastery was clear",
    called="watched lessons",
    run=run,
    needs=("schools", TABLE),
    checked_against=("tests/unit/delivery/test_lessons_seen.py::test_lessons_are_counted_by_hand",),
)

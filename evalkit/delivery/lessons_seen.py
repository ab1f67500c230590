"""In how many of the lessons seen each feature was clear, by term, school and observer."""

from __future__ import annotations

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.shown_schools import in_order_of_labels
from evalkit.delivery.parts.terms import in_order
from evalkit.programme.tables import programme_tables
from evalkit.records.delivery.lessons_seen import LessonsSeen, SchoolFeature, SeenFeature

TABLE = "observations"
CLEARLY, PARTLY, UNSEEN = 2, 1, 0
LEAST_LESSONS = 10


def run(inputs: DeliveryInputs) -> LessonsSeen:
    """Return lessons by feature; features that nobody judged are left out."""
    rows, table = inputs.kept.rows(TABLE), programme_tables()[TABLE]
    features = {
        column.name: column.label
        for column in table.columns
        if column.high == CLEARLY and rows[column.name].notna().any()
    }
    terms, labels = in_order(rows["term"]), inputs.labels(TABLE)
    observers = [observer for observer in table.column("observer").among if observer in set(rows["observer"])]
    return LessonsSeen(
        lessons=len(rows),
        schools=rows["school"].nunique(),
        terms=tuple(terms),
        by_term=tuple(
            _seen(label, term, rows.loc[rows["term"] == term, name])
            for name, label in features.items()
            for term in terms
        ),
        by_observer=tuple(
            _seen(label, observer, rows.loc[rows["observer"] == observer, name])
            for name, label in features.items()
            for observer in observers
        ),
        by_school=tuple(
            _school(labels[school], term, label, own[[name, "year_group"]])
            for school in in_order_of_labels(labels)
            for term in terms
            if len(own := rows[(rows["school"] == school) & (rows["term"] == term)])
            for name, label in features.items()
        ),
        least=LEAST_LESSONS,
        invented=inputs.kept.invented(TABLE),
    )


def _seen(label: str, where: str, marks: pd.Series) -> SeenFeature:
    return SeenFeature(label, where, *(int((marks == mark).sum()) for mark in (CLEARLY, PARTLY, UNSEEN)))


def _school(school: str, term: str, label: str, own: pd.DataFrame) -> SchoolFeature:
    marks = own.iloc[:, 0]
    years = own["year_group"]
    return SchoolFeature(
        school, term, _seen(label, school, marks), years[marks == CLEARLY].nunique(), years[marks.notna()].nunique()
    )


ACCOUNT = Account(
    summary="in how many of the lessons seen each feature of mastery was clear",
    run=run,
    needs=("schools", TABLE),
    checked_against=("tests/unit/delivery/test_lessons_seen.py::test_lessons_are_counted_by_hand",),
)

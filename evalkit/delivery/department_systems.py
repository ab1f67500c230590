"""How many departments follow pupils from Key Stage 2, revise schemes and timetable development, term by term."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from evalkit.core.small_groups import FEWEST_CASES
from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.own_ends import LAST, own_ends
from evalkit.delivery.parts.periods import in_order
from evalkit.programme.tables.parts.columns import NO, YES
from evalkit.records.delivery.department_systems import DepartmentSystems, JointSessions, SystemInTerm

TABLE = "departments"
FULLY, PARTLY, WITHOUT, UNKNOWN = range(4)
HALVES_OF_A_TERM = 2
# How far each department of some rows has something.
Stand = Callable[[pd.DataFrame], pd.Series]


def run(inputs: DeliveryInputs) -> DepartmentSystems:
    """Return systems and joint sessions by term; systems of which nobody wrote anything are left out."""
    rows = inputs.kept.rows(TABLE)
    by_term = {term: rows[rows["term"] == term] for term in in_order(rows["term"])}
    ends = own_ends(rows)
    stated = {name: stand for name, stand in SYSTEMS.items() if (stand(rows) != UNKNOWN).any()}
    return DepartmentSystems(
        schools=rows["school"].nunique(),
        schools_twice=ends[LAST]["school"].nunique(),
        systems=_systems(stated, by_term),
        joint=tuple(_joint(term, own) for term, own in by_term.items()),
        ends=_systems(stated, ends),
        least=FEWEST_CASES,
        invented=inputs.kept.invented(TABLE),
    )


def _systems(stated: Mapping[str, Stand], rows: Mapping[str, pd.DataFrame]) -> tuple[SystemInTerm, ...]:
    return tuple(
        SystemInTerm(name, when, *(int((stand(own) == step).sum()) for step in (FULLY, PARTLY, WITHOUT, UNKNOWN)))
        for name, stand in stated.items()
        for when, own in rows.items()
    )


def _joint(term: str, rows: pd.DataFrame) -> JointSessions:
    hours = rows["timetabled_cpd"].dropna()
    return JointSessions(
        term=term,
        planned=int(rows["joint_planned"].sum()),
        held=int(rows["joint_held"].sum()),
        departments=int((rows["joint_planned"] > 0).sum()),
        every_half_term=int((rows["joint_held"] >= HALVES_OF_A_TERM).sum()),
        hours=float(hours.median()) if len(hours) >= FEWEST_CASES else float("nan"),
    )


def _by_word(column: str, steps: dict[str, int]) -> Stand:
    return lambda rows: rows[column].map(steps).fillna(UNKNOWN)


def _timetabled(rows: pd.DataFrame) -> pd.Series:
    hours = rows["timetabled_cpd"]
    return pd.Series(UNKNOWN, rows.index).mask(hours > 0, FULLY).mask(hours == 0, WITHOUT)


SYSTEMS: Mapping[str, Stand] = {
    "Follows pupils from Key Stage 2": _by_word(
        "follows_ks2", {"all years": FULLY, "some years": PARTLY, "no": WITHOUT}
    ),
    "Scheme of work revised or shared": _by_word(
        "scheme", {"revised": FULLY, "shared": FULLY, "in place": PARTLY, "none": WITHOUT}
    ),
    "Development in the timetable": _timetabled,
    "Head of maths on leadership team": _by_word("head_on_leadership", {YES: FULLY, NO: WITHOUT}),
}

ACCOUNT = Account(
    summary="what departments of maths have in place, term by term",
    called="department practice",
    run=run,
    needs=("schools", TABLE),
    checked_against=("tests/unit/delivery/test_department_systems.py::test_systems_are_counted_by_hand",),
)

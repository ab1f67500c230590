"""What else moved: subjects with much maths, other subjects, what pupils did after 16, teachers, and growth.

A description of the programme's schools beside the other schools of their authorities and England; none of it is
compared fairly, and none of it shows what the programme did.
"""

from __future__ import annotations

import datetime as dt

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.figures_beside import figure_beside, holds
from evalkit.records.delivery.beyond import Beyond
from evalkit.study.model import Study
from evalkit.study.year_rules import EXAMS_END

MATHS_RICH, DISPLACED = "Subjects with much maths", "Other subjects, which may have lost time"
AFTER, SIXTH_FORM, STAFF, GROWTH = "After 16", "Maths and A levels in the sixth form", "Teachers", "Growth"
NOT_THEIRS = "these students left Year 11 before the programme began, so it cannot be behind them"
SOME_THEIRS = "the last of these students left Year 11 after the programme began; some came from other schools"
# From the examinations at 16 to those at 18.
YEARS_AFTER = 2
VACANT = "on one day in November; posts in all subjects, not in maths alone"
# Variable of the panel, its topic, and what a reader must know of it; of sixth forms the years decide.
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
    ("ks5_a_level_students", SIXTH_FORM, ""),
    ("ks5_a_level_entries", SIXTH_FORM, ""),
    ("ks5_a_level_points", SIXTH_FORM, ""),
    ("ks5_maths_resits", SIXTH_FORM, ""),
    ("ks5_maths_resit_progress", SIXTH_FORM, ""),
    ("teachers", STAFF, "teachers of all subjects: the tables do not tell those of maths apart"),
    ("pupil_teacher_ratio", STAFF, "teachers of all subjects: the tables do not tell those of maths apart"),
    ("teacher_vacancies", STAFF, VACANT),
    ("teacher_posts_filled_for_a_time", STAFF, VACANT),
    ("census_roll", GROWTH, "growing schools need more teachers of maths"),
    ("pupils", GROWTH, "pupils at the end of Key Stage 4"),
)
NOT_PUBLISHED = (
    "how many chose A-level maths: no table of schools that is read here tells A levels apart by subject",
    "how many teachers stayed: no table of schools that is read here says; departments' own counts do, where kept",
)


def run(inputs: DeliveryInputs) -> Beyond:
    """Return every figure of the list that the panel holds, by year."""
    panel, years = inputs.panel, inputs.study.years
    assert panel is not None
    first, last = max(years.baseline), years.cohort
    after_16 = _after_16(inputs.study)
    figures = tuple(
        figure_beside(panel, inputs.programme, name, (topic, caution or after_16), (first, last))
        for name, topic, caution in WANTED
        if holds(panel, name)
    )
    held = {figure.label for figure in figures}
    missing = tuple(
        panel.variable(name).label if panel.has(name) else name.replace("_", " ")
        for name, _, _ in WANTED
        if not panel.has(name) or panel.variable(name).label not in held
    )
    return Beyond(figures=figures, missing=(*missing, *NOT_PUBLISHED))


def _after_16(study: Study) -> str:
    """Return what a reader must know of sixth forms: whether their last students had any of the programme."""
    left = study.years.cohort - YEARS_AFTER
    over = dt.date(left, *EXAMS_END) < study.programme.starts
    return NOT_THEIRS if over else SOME_THEIRS


ACCOUNT = Account(
    summary="what else moved in the programme's schools",
    called="other changes",
    run=run,
    rests_on=("panel",),
)

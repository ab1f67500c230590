"""What pupils said of maths, at two times and by year group, and what they said of conferences."""

from __future__ import annotations

from dataclasses import replace

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.distributions import distributions
from evalkit.delivery.parts.questionnaires import AnsweredQuestionnaire, answered, mean_of_enough, nobody_answered
from evalkit.delivery.parts.scale_values import both_values, measured
from evalkit.records.delivery.pupil_views import OccasionFeedback, PupilViews, YearGroupView
from evalkit.records.delivery.record import NotKept

SUMMARY = "what pupils said of maths, and of conferences"


def run(inputs: DeliveryInputs) -> PupilViews | NotKept:
    """Return the scales of pupils' questionnaires at two times, and the answers after single occasions."""
    found = answered(inputs, "pupils")
    if not found:
        return nobody_answered("pupil_views", SUMMARY, "pupil_voice")
    # Where nobody can be followed from one time to another, each time stands for itself.
    repeated = [one for one in found if one.follows_people()]
    return PupilViews(
        surveys=tuple(measured(one, inputs.study.seed) for one in repeated),
        years=tuple(row for one in repeated for row in _years(one)),
        feedback=tuple(row for one in found if one not in repeated for row in _feedback(one)),
        invented=inputs.kept.invented("pupil_voice"),
    )


def _years(one: AnsweredQuestionnaire) -> list[YearGroupView]:
    years = one.people().drop_duplicates("person").set_index("person")["year_group"]
    rows = []
    for scale in one.scales():
        if len(one.waves_of(scale.id)) < 2:
            continue
        both = both_values(one, scale.id)
        year_of = years.reindex(both.index)
        for year in sorted(year_of.dropna().unique()):
            first, last = (both.loc[year_of == year, end].to_numpy(dtype=float) for end in ("first", "last"))
            rows.append(YearGroupView(scale.name, int(year), len(first), mean_of_enough(first), mean_of_enough(last)))
    return rows


def _feedback(one: AnsweredQuestionnaire) -> list[OccasionFeedback]:
    rows, items = [], distributions(one)
    for wave in one.waves:
        people = one.people()
        own = people[people["wave"] == wave.id]
        asked = [replace(item, waves=tuple(part for part in item.waves if part.wave == wave.name)) for item in items]
        rows.append(
            OccasionFeedback(
                survey=one.survey.name,
                name=wave.name,
                invited=wave.invited,
                people=len(own),
                schools=len(set(own["school"]) - {""}),
                items=tuple(item for item in asked if item.waves),
            )
        )
    return rows


ACCOUNT = Account(
    summary=SUMMARY,
    called="pupils' answers",
    run=run,
    needs=("schools", "pupil_voice"),
    checked_against=("tests/golden/test_paired_change.py::test_the_change_of_the_same_people_is_that_of_r",),
)

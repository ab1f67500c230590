"""Milestones, and providers that kept their days."""

from __future__ import annotations

import evalkit as ek
from evalkit.records.delivery.milestones import Milestones
from tests.support.programme import account, kept_tables, schools

MILESTONES = [
    {"milestone": "M1", "what": "signed", "provider": "P1", "planned": "2017-09-29", "actual": "2017-10-20"},
    {"milestone": "M2", "what": "reviewed", "provider": "P1", "planned": "2018-06-28", "forecast": "2018-07-19"},
    {"milestone": "M3", "what": "told", "planned": "2019-09-30", "actual": "2019-09-01"},
    {"milestone": "M4", "what": "unknown", "planned": "2019-09-30", "status": "not started"},
]
PROVIDERS = [
    {"provider": "P1", "name": "Hub", "planned_start": "2017-10-01", "real_start": "2017-10-11", "cancelled": 2},
    {"provider": "P2", "name": "School"},
]


def milestones() -> Milestones:
    kept = kept_tables(schools=schools("A"), milestones=MILESTONES, providers=PROVIDERS)
    result = account("milestones", kept)
    assert isinstance(result, Milestones)
    return result


def test_days_late_count_from_the_day_planned_and_expected_days_say_so() -> None:
    assert [(one.days_late, one.expected) for one in milestones().milestones] == [
        (21, False),
        (21, True),
        (-29, False),
        (None, False),
    ]


def test_providers_are_told_apart_and_not_added_up() -> None:
    hub, school = milestones().providers
    assert (hub.start_late, hub.milestones, hub.late, hub.cancelled) == (10, 2, 2, 2)
    assert (school.start_late, school.milestones, school.late, school.cancelled) == (None, 0, 0, None)
    assert ek.sentence(milestones(), "providers").text == "Of 2 providers, 1 began or delivered late: Hub."


def test_the_sentence_counts_what_was_reached_by_its_day() -> None:
    assert ek.sentence(milestones()).text == (
        "1 of 4 milestones were reached by the day planned. The latest of those reached, “signed”, came 21 days "
        "late. 2 are not on record as reached."
    )
    assert len(ek.table(milestones()).cells) == 4
    assert len(ek.table(milestones(), "providers").cells) == 2


def test_one_milestone_that_nobody_reached_is_told_in_the_singular() -> None:
    kept = kept_tables(schools=schools("A"), milestones=[MILESTONES[0], MILESTONES[3]])
    assert ek.sentence(account("milestones", kept)).text.endswith(" 1 is not on record as reached.")

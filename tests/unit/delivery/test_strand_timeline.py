"""Strands beside cohorts."""

from __future__ import annotations

import math

import evalkit as ek
from evalkit.records.delivery.strand_timeline import StrandTimeline
from tests.support.delivered import delivered
from tests.support.programme import account, kept_tables


def timeline() -> StrandTimeline:
    tables = delivered()
    result = account("strand_timeline", kept_tables(activities=tables["activities"], attendance=tables["attendance"]))
    assert isinstance(result, StrandTimeline)
    return result


def test_each_strand_runs_from_its_first_to_its_last_session() -> None:
    spans = {one.strand: (one.first, one.last, one.sessions) for one in timeline().strands}
    # Nobody came to the last of twelve days, which stands where the plan puts its last.
    assert spans["Maths leadership"] == ("2017-10-10", "2018-06-12", 12)
    assert spans["Bespoke support"] == ("2018-02-01", "2018-03-01", 3)
    assert timeline().unheld == ("Departmental maths review", "Conversion course")


def test_cohorts_are_taught_from_september_to_exam_leave() -> None:
    cohorts = {one.cohort: one for one in timeline().cohorts}
    assert (cohorts[2019].begins, cohorts[2019].ends) == ("2017-09-01", "2019-05-15")
    assert cohorts[2018].sessions_before == 15 / 16
    assert cohorts[2017].sessions_before == 0


def test_a_programme_that_held_nothing_says_so() -> None:
    activity = {"activity": "A", "strand": "numeracy", "starts": "2017-10-10", "hours": 2, "planned": 3, "held": 0}
    result = account("strand_timeline", kept_tables(activities=[activity]))
    assert isinstance(result, StrandTimeline)
    assert all(math.isnan(one.sessions_before) for one in result.cohorts)
    assert ek.sentence(result).text == "No session of any strand is known to have been held."
    assert ek.figure(result).title == "No session is known to have been held"

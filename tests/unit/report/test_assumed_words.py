"""Where schools were chosen on a need that no table shows: what is untrue is named, and a range decides."""

from __future__ import annotations

from dataclasses import replace

from evalkit.findings.file import Answered, Source, findings_text
from evalkit.findings.finding import Finding
from evalkit.records.check import CheckResult
from evalkit.records.description import EventStudy
from evalkit.records.shown import JudgedRefit, JudgedRefits
from evalkit.report.sentences.parts.assumed_range import bears_out, range_of
from evalkit.report.sentences.parts.estimate_words import read
from evalkit.report.verbs import sentence
from tests.unit.report import samples

UNTRUE = "which is known to be untrue: they were chosen on their review."
TAKEN_BACK = "The first interval alone would point to a rise; with this range we cannot tell."


def found(*ends: tuple[float, float, float], answer: str = "A range.") -> Finding:
    """Return an exploratory finding of 0.30, interval 0.05 to 0.55, with readings of an unseen need beside it."""
    sure = samples.estimate(0.30, samples.inference(low=0.05, high=0.55))
    rows = tuple(JudgedRefit(f"reading {place}", *one) for place, one in enumerate(ends))
    shows = JudgedRefits(rows) if rows else None
    check = CheckResult("assumed_selection", "What if?", None, bool(rows), answer, "grades", shows=shows)
    need = "They were chosen on their review."
    return samples.finding(sure, status="exploratory", checks=(check,), unobserved_need=need)


def test_the_untrue_assumption_and_the_range_stand_in_the_headline() -> None:
    text = sentence(found((0.30, 0.05, 0.55), (0.22, -0.03, 0.47))).text
    assert UNTRUE in text
    assert "the best single estimate is anything from 0.22 to 0.30 of a grade more" in text
    assert "the data fit anything from 0.03 of a grade less to 0.55 more." in text


def test_of_other_questions_nothing_is_said_to_be_untrue() -> None:
    plain = replace(found((0.30, 0.05, 0.55)), unobserved_need="")
    text = sentence(plain).text
    assert "untrue" not in text
    assert "that need" not in text
    assert read(plain).direction == "up"


def test_a_direction_is_told_only_where_the_whole_range_bears_it_out() -> None:
    borne = found((0.30, 0.05, 0.55), (0.28, 0.03, 0.53))
    assert read(borne).direction == "up"
    assert bears_out(borne, "up")
    assert not bears_out(borne, "down")
    assert TAKEN_BACK not in sentence(borne).text
    taken = found((0.30, 0.05, 0.55), (0.22, -0.03, 0.47))
    assert range_of(taken) == (-0.03, 0.55)
    assert read(taken).direction == ""
    assert TAKEN_BACK in sentence(taken).text
    assert "points to a rise" not in sentence(taken).text


def test_where_the_range_cannot_be_worked_out_no_direction_is_told_and_the_reason_is() -> None:
    lacking = found(answer="Every eligible school of it was chosen.")
    assert read(lacking).direction == ""
    assert "could not be worked out. Every eligible school of it was chosen." in sentence(lacking).text


def test_one_best_estimate_is_not_given_as_two() -> None:
    text = sentence(found((0.301, 0.05, 0.55), (0.299, 0.04, 0.55))).text
    assert "best single estimate is anything" not in text
    assert "followed their earlier results, the data fit anything from 0.04 to 0.55 of a grade more." in text


def test_the_front_page_says_first_that_an_assumption_is_untrue_and_how_far_the_readings_go() -> None:
    said = sentence(found((0.30, 0.05, 0.55), (0.22, -0.03, 0.47)), "front_sure").text
    assert said.startswith("We know that one thing we assume is untrue")
    assert "anything from 0.03 less to 0.55 more" in said


def test_the_findings_file_holds_the_need_and_every_reading() -> None:
    told = findings_text(
        Source("s", "t", synthetic=True), [Answered(found((0.3, 0.1, 0.5)), by_year(), samples.flow())]
    )
    assert '"unobserved_need": "They were chosen on their review."' in told
    plain = findings_text(Source("s", "t", synthetic=True), [Answered(samples.finding(), by_year(), samples.flow())])
    assert "unobserved_need" not in plain


def by_year() -> EventStudy:
    return samples.event_study()

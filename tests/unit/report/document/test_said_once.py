"""What the front page says of every question is explained once."""

from __future__ import annotations

from dataclasses import replace

from evalkit.findings.finding import Answer
from evalkit.report.document.parts import Bullets, Callout, Note, Paragraph
from evalkit.report.document.study_document import build
from evalkit.report.sentences.standings import NONE_ASKED, NOT_PASSED
from tests.unit.report import samples

OPEN = replace(samples.check(), passed=None)
LONG = "The question was not fixed before the results could be seen."


def front(*answers: Answer) -> list[object]:
    """Return the parts before the list of contents."""
    parts = build(samples.study(), answers, {}, ()).parts
    return list(parts[: next(place for place, part in enumerate(parts) if type(part).__name__ == "Contents")])


def test_a_status_and_an_open_check_are_explained_the_first_time_only() -> None:
    one = samples.finding(checks=(OPEN, OPEN))
    later = [replace(one, id=name, status="exploratory") for name in ("second", "third")]
    parts = front(one, *later)
    assert parts.count(Paragraph(NOT_PASSED)) == 1
    notes = [part.text for part in parts if isinstance(part, Note)]
    assert [LONG in note for note in notes] == [False, True, False]
    assert notes[2] == "Status: exploratory."
    assert Paragraph(NOT_PASSED) not in front(samples.finding())


def test_an_estimate_that_no_check_was_put_to_says_so() -> None:
    bare = samples.finding(id="bare", checks=())
    assert Paragraph(NONE_ASKED) in front(samples.finding(), bare)
    assert Paragraph(NONE_ASKED) not in front(samples.finding())


def test_the_answer_stands_out_and_what_stands_beside_it_are_points() -> None:
    large = samples.finding(samples.estimate(0.5, samples.inference("placebo_areas", 0.2, 0.8)))
    (answer,) = (part for part in front(large) if isinstance(part, Callout) and part.kind == "answer")
    (beside,) = (part for part in front(large) if isinstance(part, Bullets))
    assert "larger than almost any" in " ".join(beside.items)
    assert "larger than" not in answer.text
    assert not [part for part in front(samples.finding()) if isinstance(part, Bullets)]

"""A run prints the answer of the question that its report leads with."""

from __future__ import annotations

from evalkit.run.work.stages import leading_headline
from tests.unit.report import samples


def test_a_run_prints_the_leading_answer_wherever_it_is_listed() -> None:
    first, refused = samples.finding(), samples.unanswered()
    assert leading_headline([first, refused], refused.id).startswith(f"{refused.question} This question could not be")
    assert leading_headline([refused, first], first.id).startswith("We cannot tell whether ")
    assert "\n" not in leading_headline([refused, first], first.id)

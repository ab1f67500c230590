"""What the front page says of other plans, and of a single school."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest

from evalkit.records.shown import ChangePath, PathStep
from evalkit.report.verbs import sentence
from tests.unit.report import samples


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ((0.12,), "Another plan gives 0.12 more."),
        ((0.121, 0.12), "Other plans all give 0.12 more."),
        ((-0.12, -0.12), "Other plans all give 0.12 less."),
        ((0.001,), "Another plan gives no difference."),
        ((-0.001, 0.2), "Other plans give 0.00 to 0.20 more"),
    ],
)
def test_plans_that_give_the_same_are_no_range(others: tuple[float, ...], said: str) -> None:
    steps = [PathStep("as planned", 0.11, nan, nan, declared=True)]
    steps += [PathStep("other", value, nan, nan, declared=False) for value in others]
    checks = (replace(samples.check(), shows=ChangePath(tuple(steps))),)
    assert said in sentence(samples.finding(checks=checks), "front_plans").text


def test_one_school_is_one_school() -> None:
    made = samples.estimate()
    one = replace(made, counts=replace(made.counts, units_treated=1))
    said = sentence(samples.finding(one), "front_sure").text
    assert "This school was not picked by lot" in said
    assert "hese schools" not in said
    assert "Schools were not picked by lot" in sentence(samples.finding(made), "front_sure").text

"""Two answers in one headline: both intervals stand there, and a direction only where both leave out 0 on one side."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pandas as pd
import pytest

from evalkit.records.estimate import Estimate, Refusal
from evalkit.records.standing import LessRise
from evalkit.report.figures.finding import interval
from evalkit.report.sentences.claims import claims
from evalkit.report.sentences.finding import caution, direction, headline, quoted
from evalkit.report.sentences.parts.estimate_words import read, read_estimate
from evalkit.report.tables.finding import inferences, summary
from evalkit.report.tables.study import selection
from evalkit.report.words import Words
from evalkit.study.picked_area import AreaChosenOn
from evalkit.study.study_reader import read_study
from tests.unit.report import samples

UP, DOWN, ROUND = (0.05, 0.25), (-0.30, -0.04), (-0.02, 0.20)


def answer(ends: tuple[float, float], *, gap: float = -0.1, middling: bool = True) -> LessRise:
    areas = pd.DataFrame({"area": [], "area_name": [], "size": [], "gap": []})
    low, high = ends
    return LessRise(
        "p8_maths", (2017,), False, 0.2, (low + high) / 2, low, high, 0.95, 0.05, 0.03,
        0.0, -0.1, 0.05, gap, -0.4, 0.4, 0.0, middling, -0.2, areas,
    )  # fmt: skip


def finding(ends: tuple[float, float], other: LessRise | Refusal | None):
    """A finding whose primary interval has these ends, with this other answer."""
    made = samples.finding()
    own: Estimate = made.estimate
    first = replace(own.inferences[0], conf_low=ends[0], conf_high=ends[1])
    told = replace(own, estimate=sum(ends) / 2, inferences=(first, *own.inferences[1:]), if_chosen_low=other)
    return replace(made, estimate=told)


@pytest.mark.parametrize(
    ("ends", "other", "told"),
    [
        (UP, None, "up"),
        (UP, answer((0.02, 0.22)), "up"),
        (UP, answer(ROUND), ""),
        (UP, answer(DOWN), ""),
        (UP, Refusal("", "it stood further below"), ""),
        (ROUND, answer(UP), ""),
        (DOWN, answer((-0.28, -0.02)), "down"),
        (DOWN, answer(UP), ""),
        # Rounded to 0.00 an end holds 0 as the reader sees it.
        (UP, answer((0.004, 0.2)), ""),
    ],
)
def test_a_direction_is_told_only_where_both_intervals_lie_on_one_side(ends, other, told) -> None:
    made = finding(ends, other)
    assert read(made).direction == told == read_estimate(made.estimate).direction
    said = headline(made).text
    assert said.startswith("The results point to a rise: progress in maths in the 19 schools rose") == (told == "up")
    assert said.startswith("The results point to a fall: progress in maths in the 19 schools fell") == (told == "down")
    assert (said.startswith("We cannot tell whether") and "rose or fell" in said) == (told == "")
    assert (": we cannot tell which" in direction(made).text) == (told == "")


def test_both_intervals_stand_wherever_the_finding_is_told() -> None:
    made = finding(UP, answer((-0.03, 0.17)))
    for text in (headline(made).text, direction(made).text):
        assert "a difference between 0.05 and 0.25 of a grade more is compatible" in text
        assert "If the area was picked because it stood low, it is anything from 0.03 of a grade less to 0.17" in text
    assert "allowing for how the area stood, the interval does not point the same way" in caution(made).text
    assert "if the area was picked because it stood low" in quoted(made).text
    assert "0.03 of a grade less to 0.17 more" in interval(made).text
    shown = interval(made).values.set_index("what")["value"]
    assert (shown["if_chosen_low conf_low"], shown["if_chosen_low conf_high"]) == (-0.03, 0.17)
    cells = dict(summary(made).cells)
    assert cells["Range (95 per cent)"] == "+0.05 to +0.25 grades"
    assert cells["If the area was picked for how it stood"] == "+0.07 grades; −0.03 to +0.17 grades"
    assert "placebo areas, if the area was picked for how it stood" in list(inferences(made).values["name"])


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (answer(ROUND, gap=-0.5, middling=False), "Allowing for how low the area stood before the start"),
        (answer(ROUND, gap=0.3, middling=False), "Allowing for how high the area stood before the start"),
        (answer(ROUND, gap=0.1), "Allowing for how high the area stood before the start"),
        (Refusal("", "too far"), "cannot be worked out"),
    ],
)
def test_why_there_are_two_is_told_by_how_the_area_stood(other, words) -> None:
    assert words in headline(finding(UP, other)).text


@pytest.mark.parametrize(("taken", "words"), [(0.06, "rise by themselves is taken off"), (-0.03, "added back")])
def test_a_declared_answer_says_what_was_taken_off(taken: float, words: str) -> None:
    made = finding(UP, None)
    less = replace(answer(UP), whole=made.estimate.estimate + taken, estimate=made.estimate.estimate)
    said = headline(replace(made, estimate=replace(made.estimate, less_rise=less))).text
    assert f"{abs(taken):.2f} of a grade" in said and words in said


def test_claims_hold_only_what_both_intervals_bear_out() -> None:
    alone, both = (list(claims(Words(), finding(UP, other))) for other in (None, answer(ROUND)))
    same = "a change no different from that of the comparison schools is compatible"
    assert [one.holds for one in alone if same in one.text] == [False]
    assert [one.holds for one in both if same in one.text] == [True]


def test_an_interval_that_is_not_known_tells_no_direction() -> None:
    assert read(finding((nan, nan), answer(UP))).direction == ""


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ({"year": 2016, "below": -0.2}, "over the area's schools in 2015/16: below -0.2"),
        (
            {"year": (2017, 2016), "lowest": 3, "of": "region"},
            "over the area's schools in 2015/16 and 2016/17, the years averaged: among the 3 lowest of its region",
        ),
    ],
)
def test_the_study_page_tells_the_rule_by_which_the_area_was_picked(rule, told) -> None:
    study = read_study("leicester")
    picked = study.selection.model_copy(update={"area_chosen_on": AreaChosenOn(variable="p8_maths", **rule)})
    cells = selection(study.model_copy(update={"selection": picked})).values
    assert cells.loc[cells["what"] == "Rule by which the area was picked", "is"].item().endswith(told)
    assert "Rule by which the area was picked" not in set(selection(study).values["what"])

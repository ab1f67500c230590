"""What is said of a base year unlike its neighbours, of schools that are not compared, and of a plan that departs."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from evalkit.records.base_year import BaseYear, FromTwoYears
from evalkit.records.own_schools import OwnStanding
from evalkit.report.verbs import sentence
from tests.unit.report import samples

DIP = BaseYear(
    year=2017,
    before=2016,
    after=2018,
    kind="dip",
    before_estimate=0.05,
    before_low=-0.14,
    before_high=0.24,
    after_estimate=0.17,
    after_low=0.01,
    after_high=0.33,
    two_years=FromTwoYears(0.15, -0.03, 0.33),
)
PEAK = replace(DIP, kind="peak", before_estimate=-0.2, before_low=-0.3, before_high=-0.1, after_estimate=-0.1)
WHOLE = OwnStanding(programme=19, asked=19, compared=19, lost=(), unlike=0, kind="school")
PART = OwnStanding(19, 6, 3, (("too few similar schools within reach", 2), ("closed", 1)), 0, "school")


def year_by_year(base: BaseYear | None) -> str:
    return sentence(replace(samples.event_study(), base_year=base)).text


def headline(base: BaseYear | None) -> str:
    return sentence(samples.finding(base_year=base), "headline").text


def test_a_dip_that_chance_may_have_made_is_said_with_its_error() -> None:
    assert (
        "The base year, 2016/17, lies below both its neighbours: beside their comparison those studied stood 0.05 of "
        "a grade higher in 2015/16 (between −0.14 and +0.24, so that may be chance) and 0.17 of a grade higher in "
        "2017/18, which the programme may already have reached."
    ) in year_by_year(DIP)


def test_a_peak_beyond_chance_is_not_called_chance() -> None:
    said = year_by_year(PEAK)
    assert "lies above both its neighbours" in said
    assert "0.20 of a grade lower in 2015/16 (between −0.30 and −0.10)" in said


def test_without_an_interval_nothing_is_said_of_chance() -> None:
    said = year_by_year(replace(DIP, before_low=math.nan, before_high=math.nan))
    assert "(how sure that is cannot be said)" in said


def test_a_base_year_like_its_neighbours_is_not_mentioned() -> None:
    assert "base year" not in year_by_year(None)
    assert "than in the year before" not in headline(None)


def test_the_estimate_says_what_it_would_be_from_two_years() -> None:
    said = headline(DIP)
    assert said.startswith(headline(None))
    assert "In 2016/17 these schools stood lower beside the others than in the year before and the year after" in said
    assert "can look more like a rise" in said
    assert "Counted from the mean of 2015/16 and 2016/17, the difference is 0.15 of a grade more" in said
    assert said.endswith("(between −0.03 and +0.33).")
    assert "stood higher beside the others" in headline(PEAK)
    assert "can look less like a rise" in headline(PEAK)


@pytest.mark.parametrize(
    ("two", "words"),
    [
        (None, "it cannot be computed"),
        (FromTwoYears(0.001, -0.2, 0.2), "the difference is 0.00 of a grade (between"),
        (FromTwoYears(-0.1, math.nan, math.nan), "0.10 of a grade less; no interval can be given"),
    ],
)
def test_two_years_that_give_less_say_so(two: FromTwoYears | None, words: str) -> None:
    assert words in headline(replace(DIP, two_years=two))


def test_schools_without_a_comparison_are_counted_with_their_reasons() -> None:
    assert sentence(samples.finding(standing=PART), "standing").text == (
        "Not compared: 3 of the 6 schools asked about. Why: too few similar schools within reach (2 schools); closed "
        "(1 school). What is said of the others need not hold for them."
    )
    assert sentence(samples.finding(standing=WHOLE), "standing").text == "Each school asked about has a comparison."
    assert "was not counted" in sentence(samples.finding(), "standing").text


def test_a_departure_is_told_with_what_the_design_would_have_called_for() -> None:
    departs = samples.finding(departs="Placebo areas came later.", rule_primary="variance_components")
    said = sentence(departs, "departure").text
    assert "judges certainty first by placebo areas" in said
    assert "where the design itself would put variance components first" in said
    assert said.endswith("Placebo areas came later.")
    assert "calls for none" in sentence(replace(departs, rule_primary=""), "departure").text
    assert "departs" not in sentence(samples.finding(), "departure").text


def test_the_front_page_says_how_many_of_those_asked_about_are_compared() -> None:
    assert sentence(samples.finding(standing=PART), "front_counted").text.startswith("We look at 3 of the 6 schools")
    assert "could not be compared" not in sentence(samples.finding(standing=WHOLE), "front_counted").text

"""What stands beside a headline: each sentence with numbers for which it holds, and others for which it is not said."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest

from evalkit.findings.beside import Beside, content
from evalkit.findings.finding import Finding
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Balance, BalanceRow
from evalkit.records.description import ExposureRow
from evalkit.records.margin import Margin
from evalkit.records.shown import ChangePath, PathStep, Refits, Refitted
from evalkit.report.verbs import sentence
from tests.unit.report import samples

LOWER = "progress in maths in 2016/17 was 0.25 of a grade lower in these schools."
ALIKE_BUT_LOWER = f"Before the start the two sides were alike in intake, but {LOWER}"


SAYINGS = ("may_be_said", "may_not_be_said", "you_can_say")


def balanced(*rows: tuple[str, float, float, float, bool]) -> Balance:
    """Return a balance of these rows: variable, mean on both sides, difference in SD, whether matched on."""
    made = (
        BalanceRow(name, f"label of {name.split()[0]}", own, 0.0, other, smd, smd, 1.0, matched_on=matched)
        for name, own, other, smd, matched in rows
    )
    return Balance(tuple(made), 60.0, 17.0, 0.04, ())


INTAKE = ("ks2 2017", 27.8, 27.9, -0.06, True)
FAR_INTAKE = ("eal 2017", 45.0, 30.0, 0.6, True)
NEAR = ("p8_maths 2017", -0.04, 0.0, -0.1, False)
FAR = ("p8_maths 2017", -0.04, 0.21, -0.55, False)
OTHER_YEAR = ("p8_maths 2016", -0.04, 0.21, -0.55, False)


def headline(finding: Finding) -> str:
    """Return the headline of a finding."""
    return sentence(finding, "headline").text


@pytest.mark.parametrize(
    ("rows", "called", "said"),
    [
        ((INTAKE, NEAR), "similar", ""),
        ((INTAKE, OTHER_YEAR), "similar", ""),
        ((INTAKE, FAR), "comparison", ALIKE_BUT_LOWER),
        ((INTAKE, ("outcome 2017", -0.04, 0.21, -0.55, False)), "comparison", ALIKE_BUT_LOWER),
        ((FAR_INTAKE, NEAR), "comparison", "Before the start the two sides were not alike in label of eal."),
        (
            (FAR_INTAKE, FAR),
            "comparison",
            f"not alike in label of eal, and {LOWER}",
        ),
        (
            (FAR,),
            "comparison",
            "Before the start, progress in maths in 2016/17 was 0.25 of a grade lower in these schools.",
        ),
    ],
)
def test_schools_are_called_similar_only_where_balance_bears_it_out(
    rows: tuple[tuple[str, float, float, float, bool], ...], called: str, said: str
) -> None:
    finding = samples.finding(balance=balanced(*rows))
    text = headline(finding)
    assert f"relative to 87 {called} schools elsewhere, between" in text
    assert ("Before the start" in text) == bool(said)
    assert said in text
    assert f"than in {called} schools" in sentence(finding, "estimand").text
    assert f"Relative to 87 {called} schools" in sentence(finding, "direction").text
    assert all(f"87 {called} schools" in sentence(finding, part).text for part in SAYINGS)


@pytest.mark.parametrize(
    ("beside", "counted"),
    [
        (Beside(), "in the 19 schools rose or fell"),
        (Beside(asked=19), "in the programme's 19 schools rose or fell"),
        (Beside(asked=23), "in 19 of the programme's 23 schools rose or fell"),
        (Beside(asked=19, targeted=True), "in the programme's 19 targeted schools rose or fell"),
        (Beside(asked=23, targeted=True), "in 19 of the programme's 23 targeted schools rose or fell"),
    ],
)
def test_the_programme_is_counted_whole(beside: Beside, counted: str) -> None:
    assert counted in headline(samples.finding(beside=beside))


def test_the_smallest_difference_that_could_be_noticed_stands_beside_the_answer_where_it_is_known() -> None:
    told = headline(samples.finding(beside=Beside(smallest=0.2987, power=0.8)))
    assert "A true difference of 0.30 of a grade would be noticed here four times in five, a smaller one less" in told
    assert "nine times in ten" in headline(samples.finding(beside=Beside(smallest=0.35, power=0.9)))
    assert "noticed" not in headline(samples.finding())


def path(*values: float) -> CheckResult:
    """Return a path of plans from 0.11 to these values."""
    steps = (
        PathStep("as planned", 0.11, nan, nan, declared=True),
        *(PathStep("other", v, 0.0, 0.0, False) for v in values),
    )
    return replace(samples.check(), shows=ChangePath(steps))


def refits(planned: float | None, *values: float) -> CheckResult:
    """Return refits beside a planned estimate."""
    return replace(samples.check(), shows=Refits(tuple(Refitted("other", value) for value in values), planned))


@pytest.mark.parametrize(
    ("checks", "said"),
    [
        ((path(0.19, 0.02),), "Other plans that were looked at give +0.02 to +0.19 grades, beside +0.11."),
        ((path(0.19), refits(0.11, -0.04, nan)), "give \N{MINUS SIGN}0.04 to +0.19 grades, beside +0.11."),
        ((path(0.19),), "Another plan that was looked at gives +0.19 grades, beside +0.11."),
        ((refits(0.5, 0.02, 0.9),), ""),
        ((refits(None, 0.02, 0.9),), ""),
        ((samples.check(),), ""),
        ((path(nan),), ""),
    ],
)
def test_the_range_over_other_plans_stands_beside_the_estimate(checks: tuple[CheckResult, ...], said: str) -> None:
    text = headline(samples.finding(checks=checks))
    assert said in text
    assert ("looked at" in text) == bool(said)


def test_a_margin_that_nobody_declared_is_not_spoken_of() -> None:
    assert "of interest" not in headline(samples.finding())
    unknown = Beside(margin=Margin(0.1, nan, nan, "of_a_partner"))
    assert "cannot be tested here" in headline(samples.finding(beside=unknown))


def rows_of(*shares: tuple[int, float]) -> tuple[ExposureRow, ...]:
    """Return the exposure of the cohort of 2019 by wave: schools, share."""
    return tuple(ExposureRow(2019, f"Wave {n}", n, "2018-01-08", 70 * share, share) for n, share in shares)


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        (
            ((4, 1.0), (15, 0.783)),
            "For pupils examined in 2018/19, 78 per cent of the teaching of Years 10 and 11 came after the start in 15 "
            "of the 19 schools, 100 per cent in 4.",
        ),
        (((5, 0.22),), "22 per cent of the teaching of Years 10 and 11 came after the start."),
        (((4, 0.781), (15, 0.784)), "78 per cent of the teaching of Years 10 and 11 came after the start."),
        ((), ""),
    ],
)
def test_the_dose_stands_with_what_is_estimated(shares: tuple[tuple[int, float], ...], said: str) -> None:
    text = sentence(samples.finding(beside=Beside(dose=rows_of(*shares))), "estimand").text
    assert said in text
    assert ("came after the start" in text) == bool(said)


def test_what_stands_beside_is_in_the_findings_file_and_only_what_is_known() -> None:
    assert content(Beside()) == {}
    told = content(Beside(19, False, 0.3, 0.8, Margin(0.1, 0.04, 0.01, "placebo_areas"), rows_of((4, 1.0))))
    assert told == {
        "asked": 19,
        "noticed": {"smallest": 0.3, "power": 0.8},
        "of_interest": {"margin": 0.1, "p_rise": 0.04, "p_fall": 0.01, "inference": "placebo_areas", "ruled_out": True},
        "dose": [{"wave": "Wave 4", "schools": 4, "share": 1.0}],
    }

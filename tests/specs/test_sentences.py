"""What exactly a finding says: one row for each kind of finding, with its headline in full."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evalkit.core.estimand import Estimand
from evalkit.core.quantity import STANDARD_DEVIATIONS
from evalkit.findings.finding import Finding
from evalkit.report.story import resolve
from evalkit.report.verbs import sentence
from evalkit.report.words import Words
from tests.unit.report import samples


def finding(value: float, low: float, high: float, **fields: object) -> Finding:
    """Return a finding with this estimate and interval."""
    return samples.finding(samples.estimate(value, samples.inference("placebo_areas", low, high)), **fields)


HEADLINES = {
    "the interval holds 0": (
        finding(0.11, -0.15, 0.37),
        "We cannot tell whether progress in maths in the 19 schools rose or fell relative to 87 similar schools "
        "elsewhere, between 2016/17 and 2018/19. That means neither “no effect” nor “average”, as performance tables "
        "call a school whose interval includes 0. If the assumption of this comparison holds, a difference between "
        "0.15 of a grade less and 0.37 more is compatible with these results (95 per cent interval). The best "
        "single figure is 0.11 of a grade more.",
    ),
    "all of it above 0": (
        finding(0.31, 0.05, 0.57),
        "The results point to a rise: progress in maths in the 19 schools rose relative to 87 similar schools "
        "elsewhere, between 2016/17 and 2018/19. If the assumption of this comparison holds, a difference between 0.05 "
        "and 0.57 of a grade more is compatible with these results (95 per cent interval). The best single figure is "
        "0.31 of a grade more. It is an association: other things that set these schools apart could be behind it.",
    ),
    "all of it below 0": (
        finding(-0.31, -0.57, -0.05),
        "The results point to a fall: progress in maths in the 19 schools fell relative to 87 similar schools "
        "elsewhere, between 2016/17 and 2018/19. If the assumption of this comparison holds, a difference between 0.05 "
        "and 0.57 of a grade less is compatible with these results (95 per cent interval). The best single figure is "
        "0.31 of a grade less. It is an association: other things that set these schools apart could be behind it.",
    ),
    "nought to two decimals": (
        finding(0.004, -0.26, 0.27),
        "We cannot tell whether progress in maths in the 19 schools rose or fell relative to 87 similar schools "
        "elsewhere, between 2016/17 and 2018/19. That means neither “no effect” nor “average”, as performance tables "
        "call a school whose interval includes 0. If the assumption of this comparison holds, a difference between "
        "0.26 of a grade less and 0.27 more is compatible with these results (95 per cent interval). The best "
        "single figure is 0.00 of a grade.",
    ),
    "an end that rounds to 0 is not told from 0": (
        finding(0.20, 0.004, 0.40),
        "We cannot tell whether progress in maths in the 19 schools rose or fell relative to 87 similar schools "
        "elsewhere, between 2016/17 and 2018/19. That means neither “no effect” nor “average”, as performance tables "
        "call a school whose interval includes 0. If the assumption of this comparison holds, a difference between "
        "0.00 and 0.40 of a grade more is compatible with these results (95 per cent interval). The best "
        "single figure is 0.20 of a grade more.",
    ),
}


@pytest.mark.parametrize("name", HEADLINES)
def test_headline_reads(name: str) -> None:
    told, expected = HEADLINES[name]
    assert sentence(told, "headline").text == expected


SHARES = [(0.95, 0, "95 per cent"), (0.904, 0, "90 per cent"), (0.125, 1, "12.5 per cent"), (1.0, 0, "100 per cent")]


@pytest.mark.parametrize(("share", "decimals", "shown"), SHARES)
def test_a_share_reads_as_per_cent_and_is_kept_as_a_share(share: float, decimals: int, shown: str) -> None:
    words = Words()
    assert words.percent("share", share, decimals) == shown
    assert words.quotes() == (("share", share, shown.removesuffix(" per cent")),)


@pytest.mark.parametrize(("level", "said"), [(0.95, "the 95 per cent interval"), (0.8, "the 80 per cent interval")])
def test_a_level_of_confidence_reads_as_per_cent(level: float, said: str) -> None:
    told = samples.finding(samples.estimate(0.11, samples.inference("placebo_areas", -0.15, 0.37, level)))
    assert f"How sure: {said} rests on placebo areas" in sentence(told, "primary").text


def test_other_units_are_named_in_full() -> None:
    estimate = replace(finding(0.11, -0.15, 0.37).estimate, unit=STANDARD_DEVIATIONS)
    assert "figure is 0.11 school standard deviations more" in sentence(samples.finding(estimate)).text


def test_several_baseline_years_are_averaged_in_words() -> None:
    estimand = Estimand("p8_maths", "all pupils", 2019, (2016, 2017), label="progress in maths")
    text = sentence(samples.finding(replace(samples.estimate(), estimand=estimand))).text
    assert "elsewhere, from the average of 2015/16 and 2016/17 to 2018/19. That means" in text


def test_a_table_of_units_without_years_is_compared_without_years() -> None:
    bare = replace(samples.estimate(), estimand=Estimand("grade", "all pupils", 0, ()), outcome="grade")
    said = (
        "We cannot tell whether grade in the 19 schools was truly higher or lower than in 87 similar schools elsewhere."
    )
    assert sentence(bare).text.startswith(said)
    above = replace(bare, inferences=(samples.inference("placebo_areas", 0.05, 0.57),))
    assert sentence(above).text.startswith(
        "The results point to a difference: grade in the 19 schools was higher than in"
    )


def test_a_story_quotes_interval_first_and_judgement_by_name() -> None:
    text = "Maths {{ attainment | direction }} ({{attainment}})."
    assert resolve(text, [finding(0.11, -0.15, 0.37)]) == (
        "Maths may have risen or fallen (between 0.15 of a grade less and 0.37 of a grade more, best single estimate "
        "0.11 of a grade more)."
    )
    assert resolve("{{ attainment | direction }}", [finding(0.31, 0.05, 0.57)]) == "rose"
    assert resolve("{{ attainment | direction }}", [finding(-0.31, -0.57, -0.05)]) == "fell"

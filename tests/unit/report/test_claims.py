"""What may and may not be said of a finding: every claim about a size agrees with the interval as printed."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import product

import pytest

from evalkit.core.quantity import PERCENT
from evalkit.findings.beside import Beside
from evalkit.findings.finding import Finding
from evalkit.records.estimate import Estimate
from evalkit.records.margin import Margin
from evalkit.report.sentences.claims import SHOWN, Claim, claims
from evalkit.report.verbs import sentence
from evalkit.report.words import Words
from tests.unit.report import samples

VALUES = (-0.55, -0.11, 0.0, 0.004, 0.11, 0.31)
HALF_WIDTHS = (0.03, 0.104, 0.26, 0.9)
GRID = list(product(VALUES, HALF_WIDTHS))
SIZE = re.compile(r"^If the assumption .* holds, a (rise|fall) of ([0-9.]+).* is compatible with these results")
BEYOND = re.compile(r"^A (rise|fall) of ([0-9.]+).* or more .* is ruled out")


def finding(value: float, half: float, **fields: object) -> Finding:
    """Return a finding whose interval is ``value`` plus and minus ``half``."""
    sure = samples.inference("placebo_areas", value - half, value + half)
    return samples.finding(samples.estimate(value, sure), **fields)


def made(one: Finding) -> list[Claim]:
    """Return every claim that can be made of a finding."""
    return list(claims(Words(), one))


def ends(value: float, half: float) -> tuple[float, float]:
    """Return both ends as printed."""
    return float(f"{value - half:.2f}"), float(f"{value + half:.2f}")


@pytest.mark.parametrize("part", ["may_be_said", "may_not_be_said"])
def test_ten_sentences_of_each_kind_are_given_whatever_the_finding(part: str) -> None:
    for value, half in GRID:
        for status in ("planned", "exploratory"):
            assert sentence(finding(value, half, status=status), part).text.count("\n- ") == SHOWN - 1
    no_interval = samples.finding(replace(samples.estimate(), inferences=(), primary=""))
    assert sentence(no_interval, part).text.count("\n- ") == SHOWN - 1


def test_a_size_is_compatible_only_if_the_printed_interval_holds_it() -> None:
    seen = 0
    for value, half in GRID:
        low, high = ends(value, half)
        for claim in made(finding(value, half)):
            if found := SIZE.search(claim.text):
                size = float(found[2]) * (1 if found[1] == "rise" else -1)
                assert claim.holds == (low <= size <= high), (value, half, claim)
                seen += 1
    assert seen == 2 * len(GRID)


def test_no_size_is_ruled_out_where_the_study_declared_no_margin() -> None:
    for value, half in GRID:
        low, high = ends(value, half)
        told = made(finding(value, half))
        assert not [claim for claim in told if claim.holds and ("ruled out" in claim.text or "not fit" in claim.text)]
        beyond = [(BEYOND.search(claim.text), claim) for claim in told if "ruled out" in claim.text]
        assert len(beyond) == 2
        for found, claim in beyond:
            assert found is not None
            assert not low <= float(found[2]) * (1 if found[1] == "rise" else -1) <= high
            assert "declared no smallest difference of interest" in claim.why


@pytest.mark.parametrize(("rise", "fall", "ruled_out"), [(0.03, 0.05, True), (0.055, 0.01, False), (0.01, 0.06, False)])
def test_a_declared_margin_is_ruled_out_only_by_both_one_sided_tests(rise: float, fall: float, ruled_out: bool) -> None:
    beside = Beside(margin=Margin(0.25, rise, fall, "placebo_areas"))
    told = finding(0.02, 0.1, beside=beside)
    (claim,) = (one for one in made(told) if "0.25 of a grade or more, either way, is ruled out" in one.text)
    assert claim.holds is ruled_out
    assert claim.text.startswith("If the assumption")
    said = sentence(told, "headline").text
    assert ("is not ruled out" in said) is not ruled_out
    assert ("is ruled out if the assumption" in said) is ruled_out
    others = [one for one in made(told) if BEYOND.search(one.text)]
    assert {one.holds for one in others} == {False}
    assert {one.why for one in others} == {"Only the margin that was declared beforehand may be said to be ruled out."}


def test_a_change_like_that_of_the_others_is_ruled_out_only_where_the_interval_leaves_out_nought() -> None:
    for value, half in GRID:
        low, high = ends(value, half)
        alike = next(claim for claim in made(finding(value, half)) if "a change no different" in claim.text)
        assert alike.holds == (low <= 0 <= high)


def test_a_claim_about_a_cause_is_never_borne_out() -> None:
    for value, half in GRID:
        cause = next(claim for claim in made(finding(value, half)) if claim.text.startswith("The programme "))
        assert not cause.holds
        assert "not drawn by lot" in cause.why


def test_what_does_not_hold_says_why_and_what_holds_needs_no_reason() -> None:
    for value, half in GRID:
        for claim in made(finding(value, half)):
            assert claim.holds or claim.why.endswith("."), claim


def test_sizes_are_told_in_the_unit_of_the_outcome() -> None:
    share = replace(finding(3.0, 8.0).estimate, unit=PERCENT)
    assert "a rise of 2.0 percentage points" in sentence(samples.finding(share), "may_be_said").text


def test_an_interval_without_ends_rules_nothing_out() -> None:
    endless = finding(0.1, math.inf)
    assert not [claim for claim in made(endless) if SIZE.search(claim.text) or "ruled out" in claim.text]
    assert isinstance(endless.estimate, Estimate)

"""Each kind of sentence about an answer: printed with numbers for which it is true, and not with others.

What is said of checks stands in ``tests/unit/sensitivity/test_false_verdicts.py``.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from evalkit.findings.beside import Beside
from evalkit.records.base_year import FromTwoYears
from evalkit.records.description import ExposureRow
from evalkit.records.estimate import Refusal
from evalkit.records.margin import Margin
from evalkit.records.shown import Refits, Refitted
from evalkit.report.sentences.finding import quoted
from tests.unit.report import samples
from tests.unit.report.false_samples import (
    DIP,
    DOUBT,
    FIGURE,
    HELD,
    HOLDS,
    NAN,
    PEAK,
    SENTENCE,
    SOME,
    UP,
    Kind,
    balanced,
    changed,
    finding,
    needed,
    picked,
    row,
    said,
)
from tests.unit.report.family_samples import family

KINDS: dict[str, Kind] = {
    "more": (
        SENTENCE,
        "headline",
        "figure is 0.11 of a grade more.",
        finding(),
        (finding(-0.11), finding(0.002)),
    ),
    "less": (
        SENTENCE,
        "headline",
        "figure is 0.11 of a grade less.",
        finding(-0.11),
        (finding(), finding(0.002)),
    ),
    "as much": (SENTENCE, "headline", "figure is 0.00 of a grade.", finding(0.002), (finding(), finding(-0.11))),
    "a rise": (
        SENTENCE,
        "headline",
        "The results point to a rise: progress in maths in the 19 schools rose",
        UP,
        (HELD, finding(-0.31, -0.57, -0.05), finding(0.31, NAN, NAN)),
    ),
    "a fall": (
        SENTENCE,
        "headline",
        "The results point to a fall: progress in maths in the 19 schools fell",
        finding(-0.31, -0.57, -0.05),
        (UP, finding(-0.31, -0.6, 0.01)),
    ),
    "cannot tell": (SENTENCE, "headline", "We cannot tell whether progress in maths", HELD, (UP,)),
    "not what it means": (SENTENCE, "headline", "neither “no effect” nor “average”", HELD, (UP,)),
    "association": (SENTENCE, "headline", "It is an association", UP, (HELD,)),
    "no interval": (SENTENCE, "headline", "any difference, however large", finding(0.1, NAN, NAN), (HELD, UP)),
    "both sides of 0": (SENTENCE, "headline", "between 0.05 of a grade less and 0.67 more", HELD, (UP,)),
    "one side of 0": (SENTENCE, "headline", "between 0.05 and 0.57 of a grade more", UP, (HELD,)),
    "level": (
        SENTENCE,
        "headline",
        "(95 per cent interval)",
        HELD,
        (samples.finding(samples.estimate(0.31, samples.inference("placebo_areas", -0.05, 0.67, 0.9))),),
    ),
    "whole programme": (
        SENTENCE,
        "headline",
        "in the programme's 19 schools",
        finding(beside=Beside(asked=19)),
        (finding(beside=Beside(asked=23)), finding()),
    ),
    "part of it": (
        SENTENCE,
        "headline",
        "19 of the programme's 23 schools",
        finding(beside=Beside(asked=23)),
        (finding(beside=Beside(asked=19)),),
    ),
    "picked low": (
        SENTENCE,
        "headline",
        "Allowing for how low the area stood before the start, it is anything from 0.02",
        changed(UP, if_chosen_low=picked(0.02, 0.4)),
        (UP, changed(UP, if_chosen_low=picked(0.02, 0.4, gap=0.3))),
    ),
    "taken off": (
        SENTENCE,
        "headline",
        "rise by themselves is taken off",
        changed(UP, less_rise=replace(picked(0.05, 0.57), whole=0.4, estimate=0.31)),
        (UP,),
    ),
    "not worked out": (
        SENTENCE,
        "headline",
        "cannot be worked out",
        changed(UP, if_chosen_low=Refusal("", "too far")),
        (UP,),
    ),
    "similar": (
        SENTENCE,
        "headline",
        "87 similar schools",
        finding(balance=balanced(row("ks2 2017", 0.1)).balance),
        (finding(balance=balanced(row("ks2 2017", 0.4)).balance),),
    ),
    "alike but lower": (
        SENTENCE,
        "headline",
        "alike in intake, but progress in maths in 2016/17 was 0.10 of a grade higher",
        finding(balance=balanced(row("ks2 2017", 0.1), row("p8_maths 2017", 0.4, False)).balance),
        (finding(balance=balanced(row("ks2 2017", 0.1), row("p8_maths 2017", 0.2, False)).balance),),
    ),
    "base year low": (
        SENTENCE,
        "headline",
        "stood lower beside the others",
        finding(base_year=DIP),
        (finding(), finding(base_year=PEAK)),
    ),
    "base year high": (
        SENTENCE,
        "headline",
        "stood higher beside the others",
        finding(base_year=PEAK),
        (finding(), finding(base_year=DIP)),
    ),
    "two years": (
        SENTENCE,
        "headline",
        "0.15 of a grade more (between −0.03 and +0.33)",
        finding(base_year=DIP),
        (
            finding(base_year=replace(DIP, two_years=None)),
            finding(base_year=replace(DIP, two_years=FromTwoYears(-0.15, -0.03, 0.33))),
        ),
    ),
    "other plans": (
        SENTENCE,
        "headline",
        "Another plan that was looked at gives +0.19",
        finding(checks=(replace(samples.check(), shows=Refits((Refitted("x", 0.19),), 0.11)),)),
        (finding(checks=(replace(samples.check(), shows=Refits((Refitted("x", 0.19),), 0.5)),)), finding()),
    ),
    "noticed": (
        SENTENCE,
        "headline",
        "would be noticed here",
        finding(beside=Beside(smallest=0.3, power=0.8)),
        (finding(),),
    ),
    "nine in ten": (
        SENTENCE,
        "headline",
        "nine times in ten",
        finding(beside=Beside(smallest=0.3, power=0.9)),
        (finding(beside=Beside(smallest=0.3, power=0.8)),),
    ),
    "ruled out": (
        SENTENCE,
        "headline",
        "is ruled out if",
        finding(beside=Beside(margin=Margin(0.2, 0.03, 0.04, "x"))),
        (finding(beside=Beside(margin=Margin(0.2, 0.03, 0.06, "x"))), finding()),
    ),
    "one of many": (
        SENTENCE,
        "headline",
        "One of 4 exploratory questions",
        replace(UP, status="exploratory", family=family()),
        (UP,),
    ),
    "withheld among many": (
        SENTENCE,
        "headline",
        "so a rise cannot be told from a fall",
        replace(UP, status="exploratory", family=family()),
        (replace(UP, status="exploratory", family=family((0.01, 0.6))),),
    ),
    "still out among many": (
        SENTENCE,
        "headline",
        "still leaves out 0",
        replace(UP, status="exploratory", family=family((0.01, 0.6))),
        (replace(UP, status="exploratory", family=family()),),
    ),
    "untrue assumption": (
        SENTENCE,
        "headline",
        "known to be untrue",
        needed(0.03, 0.53),
        (replace(needed(0.03, 0.53), unobserved_need=""),),
    ),
    "range takes back": (
        SENTENCE,
        "headline",
        "with this range we cannot tell",
        needed(-0.03, 0.53),
        (needed(0.03, 0.53),),
    ),
    "caution: holds 0": (
        SENTENCE,
        "caution",
        "from a fall: both fit these results",
        HELD,
        (UP, changed(UP, if_chosen_low=picked(-0.1, 0.4)), needed(-0.03, 0.53)),
    ),
    "caution: how it stood": (
        SENTENCE,
        "caution",
        "allowing for how the area stood",
        changed(UP, if_chosen_low=picked(-0.1, 0.4)),
        (UP, HELD),
    ),
    "caution: need": (SENTENCE, "caution", "may account for it", needed(-0.03, 0.53), (needed(0.03, 0.53), HELD)),
    "caution: association": (SENTENCE, "caution", "is an association", UP, (HELD,)),
    "caution: large": (
        SENTENCE,
        "caution",
        "larger than almost any",
        finding(0.5, 0.2, 0.8),
        (finding(0.3, 0.2, 0.8),),
    ),
    "large": (SENTENCE, "headline", "larger than almost any", finding(0.5, 0.2, 0.8), (finding(0.3, 0.2, 0.8),)),
    "caution: exploratory": (
        SENTENCE,
        "caution",
        "The question is exploratory",
        replace(UP, status="exploratory"),
        (UP,),
    ),
    "direction": (SENTENCE, "direction", " rose.", UP, (HELD, finding(-0.31, -0.57, -0.05))),
    "counting once": (
        SENTENCE,
        "estimand",
        "each school counting once",
        UP,
        (changed(UP, estimand=replace(UP.estimate.estimand, weighting="pupils")),),
    ),
    "dose": (
        SENTENCE,
        "estimand",
        "78 per cent",
        finding(beside=Beside(dose=(ExposureRow(2019, "W", 5, "", 54.0, 0.78),))),
        (finding(beside=Beside(dose=(ExposureRow(2019, "W", 5, "", 15.0, 0.22),))), finding()),
    ),
    "the design's own": (SENTENCE, "primary", "The design calls for it", UP, (replace(UP, departs="Because."),)),
    "departure": (SENTENCE, "departure", "departs from its design's own rule", replace(UP, departs="Because."), (UP,)),
    "not compared": (
        SENTENCE,
        "standing",
        "Not compared: 3 of the 6",
        finding(standing=SOME),
        (finding(standing=replace(SOME, lost=(), compared=6)),),
    ),
    "all compared": (
        SENTENCE,
        "standing",
        "Each school asked about has",
        finding(standing=replace(SOME, lost=(), compared=6)),
        (finding(standing=SOME), finding()),
    ),
    "check holds": (
        SENTENCE,
        "checks_counted",
        "and holds:",
        finding(checks=(HOLDS,)),
        (finding(checks=(DOUBT,)), finding(checks=())),
    ),
    "check doubts": (
        SENTENCE,
        "checks_counted",
        "raises doubt:",
        finding(checks=(DOUBT,)),
        (finding(checks=(HOLDS,)),),
    ),
    "doubts named": (
        SENTENCE,
        "checks_counted",
        "Doubt is raised by:",
        finding(checks=(DOUBT, HOLDS)),
        (finding(checks=(HOLDS, HOLDS)),),
    ),
    "no check": (SENTENCE, "checks_counted", "puts no check", finding(checks=()), (finding(),)),
    "may be said: alike": (
        SENTENCE,
        "may_be_said",
        "a change no different from",
        HELD,
        (UP, changed(finding(0.5, 0.2, 0.8), if_chosen_low=picked(0.1, 0.7))),
    ),
    "may be said: alike, by the range": (
        SENTENCE,
        "may_be_said",
        "a change no different from",
        needed(-0.03, 0.53),
        (needed(0.03, 0.53),),
    ),
    "may be said: a rise fits": (SENTENCE, "may_be_said", "a rise of 0.10", HELD, (finding(0.5, 0.2, 0.8),)),
    "may be said: planned": (SENTENCE, "may_be_said", "as planned", UP, (replace(UP, status="exploratory"),)),
    "may be said: checks": (
        SENTENCE,
        "may_be_said",
        "puts no check",
        finding(0.5, 0.2, 0.8, checks=()),
        (finding(0.5, 0.2, 0.8),),
    ),
    "titles: interval holds 0": (
        FIGURE,
        "interval",
        "from a fall: both fit these results",
        HELD,
        (UP, needed(-0.03, 0.53), changed(UP, if_chosen_low=picked(-0.1, 0.4))),
    ),
    "titles: need": (FIGURE, "interval", "the need on which", needed(-0.03, 0.53), (UP, HELD, needed(0.03, 0.53))),
    "titles: on one side": (
        FIGURE,
        "interval",
        "point to a rise beside comparison schools",
        UP,
        (HELD, finding(-0.31, -0.57, -0.05), needed(-0.03, 0.53)),
    ),
    "titles: as far from 0": (FIGURE, "placebo", "139 of 139 areas", finding(0.0), (finding(0.3),)),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_sentence_is_printed_where_it_is_true(kind: str) -> None:
    _, _, words, thing, _ = KINDS[kind]
    assert words in said(KINDS[kind], thing)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_sentence_is_not_printed_where_it_would_be_false(kind: str) -> None:
    _, _, words, _, others = KINDS[kind]
    assert others
    assert not [one for one in others if words in said(KINDS[kind], one)]


def test_a_quotation_gives_both_ends_and_the_other_answer_only_where_there_is_one() -> None:
    assert quoted(UP).text.startswith("between 0.05 of a grade more and 0.57 of a grade more, best single estimate")
    assert "allowing for how low" not in quoted(UP).text
    assert "allowing for how low" in quoted(changed(UP, if_chosen_low=picked(-0.1, 0.4))).text
    assert "between" not in quoted(changed(UP, inferences=(), primary="")).text

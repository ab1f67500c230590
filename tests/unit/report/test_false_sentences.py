"""Each kind of sentence of a report: printed with numbers for which it is true, and not with others.

What is said of checks stands in ``tests/unit/sensitivity/test_false_verdicts.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from evalkit.core.quantity import Unit
from evalkit.findings.beside import Beside
from evalkit.findings.finding import Finding
from evalkit.findings.groups import Groups
from evalkit.measures.parts.sampling_error import Noise
from evalkit.records.base_year import BaseYear, FromTwoYears
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Balance, BalanceRow, Comparison
from evalkit.records.description import EventStudy, ExposureRow, TrendPoint
from evalkit.records.estimate import Refusal
from evalkit.records.margin import Margin
from evalkit.records.own_schools import OwnStanding
from evalkit.records.shown import JudgedRefit, JudgedRefits, Refits, Refitted
from evalkit.records.standing import LessRise
from evalkit.report.sentences.finding import quoted
from evalkit.report.verbs import figure, sentence
from tests.unit.report import samples
from tests.unit.report.context_samples import composition, context
from tests.unit.report.family_samples import family
from tests.unit.report.group_samples import answer, five_schools, groups

NAN = float("nan")
SENTENCE, FIGURE = sentence, figure


def finding(value: float = 0.11, low: float = -0.15, high: float = 0.37, **fields: object) -> Finding:
    """Return a finding with this estimate and interval."""
    return samples.finding(samples.estimate(value, samples.inference("placebo_areas", low, high)), **fields)


def changed(made: Finding, **fields: object) -> Finding:
    """Return a finding with fields of its estimate changed."""
    return replace(made, estimate=replace(made.estimate, **fields))


def picked(low: float, high: float, gap: float = -0.3) -> LessRise:
    """Return what is left if the area was picked for how it stood."""
    none = pd.DataFrame({"area": [], "area_name": [], "size": [], "gap": []})
    return LessRise(
        "p8_maths", (2017,), False, 0.2, (low + high) / 2, low, high, 0.95, 0.05, 0.03,
        0.0, -0.1, 0.05, gap, -0.4, 0.4, 0.0, False, -0.2, none,
    )  # fmt: skip


def needed(low: float, high: float) -> Finding:
    """Return a finding of +0.30 (+0.05 to +0.55) whose schools were chosen on an unseen need, with this range."""
    rows = (JudgedRefit("none", 0.3, 0.05, 0.55), JudgedRefit("all", 0.28, low, high))
    check = CheckResult("assumed_selection", "What if?", None, True, "A range.", "grades", shows=JudgedRefits(rows))
    return replace(finding(0.3, 0.05, 0.55), checks=(check,), unobserved_need="They were chosen on their review.")


def balanced(*rows: BalanceRow) -> Comparison:
    """Return a comparison with this balance."""
    return replace(samples.comparison(), balance=Balance(rows, 61.2, 17.4, 0.04, (("Westmarch", 9, 0.141),)))


def row(name: str, smd: float, matched: bool = True) -> BalanceRow:
    """Return one row of a balance."""
    return BalanceRow(name, f"label of {name}", 1.0, 0.5, 0.9, smd, smd, 1.0, matched)


def by_year(*ends: float) -> EventStudy:
    """Return an event study whose primary year has this estimate and interval."""
    study = samples.event_study()
    return replace(study, points=(*study.points[:3], replace(study.points[3], **dict(zip(NAMES, ends, strict=True)))))


NAMES = ("estimate", "conf_low", "conf_high")
CHOSEN = {"by": "they", "when": "before", "how": "so", "figure": "none", "declined": "none"}
RULE = {"variable": "p8_maths", "year": 2017, "below": 0.0}


def chosen(**more: object) -> object:
    """Return a study whose schools, or area, were chosen so."""
    return samples.study(selection={**CHOSEN, **more})


def exposed(*shares: float) -> object:
    """Return the exposure of one cohort in waves of these shares."""
    rows = tuple(ExposureRow(2019, f"Wave {n}", 4, "2018-01-08", 70 * share, share) for n, share in enumerate(shares))
    return replace(samples.exposure(), rows=rows)


def trended(first: float, last: float) -> object:
    """Return trends whose programme schools went from one mean to another."""
    made = samples.trends()
    points = [one for one in made.points if one.group != "programme"]
    points += [
        TrendPoint("programme", year, mean, mean - 0.1, mean + 0.1, 19)
        for year, mean in ((2016, first), (2017, first), (2018, first), (2019, last))
    ]
    return replace(made, points=tuple(points))


def of_groups(value: float, half: float, **fields: object) -> Groups:
    """Return one group answered."""
    one = answer(value=value, half=half)
    return replace(groups(), answers=(replace(one, finding=changed(one.finding, **fields)),))


DIP = BaseYear(2017, 2016, 2018, "dip", 0.05, -0.14, 0.24, 0.17, 0.01, 0.33, FromTwoYears(0.15, -0.03, 0.33))
PEAK = replace(DIP, kind="peak", before_estimate=-0.2, after_estimate=-0.1)
HOLDS, DOUBT = (replace(samples.check(), passed=passed) for passed in (True, False))
UP, HELD = finding(0.31, 0.05, 0.57), finding(0.31, -0.05, 0.67)
SOME = OwnStanding(19, 6, 3, (("closed", 3),), 0, "school")
QUIET = replace(family(), members=(family().members[1], *family().members[1:]))
NOISE = Noise(Unit("grades", 2), (2017,), 900, 0.5, 0.1)
CAUSES, SUBJECTS = samples.finding(), samples.detectable()

# kind: how it is shown, part; the sentence; a thing for which it is true, and things for which it would be false.
KINDS: dict[str, tuple[Callable[..., object], str, str, object, tuple[object, ...]]] = {
    "more": (SENTENCE, "headline", "changed by 0.11 of a grade more than", finding(), (finding(-0.11), finding(0.002))),
    "less": (SENTENCE, "headline", "changed by 0.11 of a grade less than", finding(-0.11), (finding(), finding(0.002))),
    "as much": (SENTENCE, "headline", "changed as much as in", finding(0.002), (finding(), finding(-0.11))),
    "a rise": (
        SENTENCE,
        "headline",
        "points to a rise",
        UP,
        (HELD, finding(-0.31, -0.57, -0.05), finding(0.31, NAN, NAN)),
    ),
    "a fall": (
        SENTENCE,
        "headline",
        "points to a fall",
        finding(-0.31, -0.57, -0.05),
        (UP, finding(-0.31, -0.6, 0.01)),
    ),
    "cannot tell": (SENTENCE, "headline", "We cannot tell whether it rose or fell", HELD, (UP,)),
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
        "from a fall: the interval holds 0",
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
    "widest difference over": (
        SENTENCE,
        "balance",
        "above a quarter of a standard deviation remain",
        balanced(row("a", 0.3)),
        (balanced(row("a", 0.2)),),
    ),
    "no difference over": (
        SENTENCE,
        "balance",
        "No difference in what was matched on",
        balanced(row("a", 0.2)),
        (balanced(row("a", 0.3)),),
    ),
    "same means": (SENTENCE, "balance", "are the same in", balanced(row("a", 0.001)), (balanced(row("a", 0.2)),)),
    "unmatched and large": (
        SENTENCE,
        "balance",
        "lower, more than a quarter",
        balanced(row("a", 0.1), row("b", -0.5, False)),
        (balanced(row("a", 0.1), row("b", -0.2, False)),),
    ),
    "titles: more in the rest": (
        FIGURE,
        "balance",
        "by more in what they were not",
        balanced(row("a", 0.1), row("b", -0.5, False)),
        (balanced(row("a", 0.1), row("b", -0.2, False)),),
    ),
    "chance in a place": (
        SENTENCE,
        "context",
        "chance allows",
        context(),
        (
            replace(
                context(), ranks=(), places=tuple(replace(one, conf_low=NAN, conf_high=NAN) for one in context().places)
            ),
        ),
    ),
    "growth": (
        SENTENCE,
        "rolls",
        "grew by 10 per cent",
        context(),
        (
            replace(
                context(),
                places=tuple(replace(one, pupils=3300.0 - 300 * (one.year - 2017)) for one in context().places),
            ),
            replace(context(), places=tuple(replace(one, uncounted=2) for one in context().places)),
        ),
    ),
    "pupils alike": (
        SENTENCE,
        "composition",
        "changed much as",
        replace(composition(), rows=composition().rows[1:]),
        (composition(), replace(composition(), rows=(replace(composition().rows[0], in_sds=NAN),))),
    ),
    "pupils apart": (
        SENTENCE,
        "composition",
        "changed apart by more than a quarter",
        composition(),
        (replace(composition(), rows=composition().rows[1:]),),
    ),
    "more than programmes make": (
        SENTENCE,
        "detectable",
        "more than most such programmes make",
        SUBJECTS,
        (samples.detectable(30.0),),
    ),
    "within what they make": (
        SENTENCE,
        "detectable",
        "within what such programmes make",
        samples.detectable(30.0),
        (SUBJECTS,),
    ),
    "not beside trials": (SENTENCE, "detectable", "cannot be set beside", samples.detectable(NAN), (SUBJECTS,)),
    "margin out of reach": (
        SENTENCE,
        "detectable",
        "cannot be ruled out here, whatever",
        replace(SUBJECTS, margin=0.1, smallest_margin=0.2),
        (replace(SUBJECTS, margin=0.3, smallest_margin=0.2), SUBJECTS),
    ),
    "share of noise": (
        SENTENCE,
        "detectable",
        "of the variance between schools is noise",
        replace(SUBJECTS, noise=NOISE),
        (replace(SUBJECTS, noise=replace(NOISE, sampling=0.6)), SUBJECTS),
    ),
    "a year that tells": (
        SENTENCE,
        "event_study",
        "+0.37: we cannot tell which side",
        by_year(0.11, -0.15, 0.37),
        (by_year(0.3, 0.1, 0.37),),
    ),
    "a year's side": (
        SENTENCE,
        "event_study",
        "0.11 of a grade lower in 2018/19",
        by_year(-0.11, -0.3, 0.1),
        (by_year(0.11, -0.3, 0.3),),
    ),
    "titles: year leaves out 0": (
        FIGURE,
        "event_study",
        "leaves out 0",
        by_year(0.3, 0.1, 0.5),
        (by_year(0.3, -0.1, 0.7), by_year(0.3, NAN, NAN)),
    ),
    "titles: year holds 0": (
        FIGURE,
        "event_study",
        "the interval holds 0",
        by_year(0.3, -0.1, 0.7),
        (by_year(0.3, 0.1, 0.5),),
    ),
    "dip": (
        SENTENCE,
        "event_study",
        "lies below both",
        replace(samples.event_study(), base_year=DIP),
        (samples.event_study(), replace(samples.event_study(), base_year=PEAK)),
    ),
    "dip by chance": (
        SENTENCE,
        "event_study",
        "so that may be chance",
        replace(samples.event_study(), base_year=DIP),
        (replace(samples.event_study(), base_year=replace(DIP, before_low=0.01)),),
    ),
    "not exposed": (SENTENCE, "exposure", "had none of them", exposed(0.0), (exposed(0.3), exposed(0.0, 0.3))),
    "waves alike": (SENTENCE, "exposure", "had 30 per cent of them", exposed(0.3, 0.302), (exposed(0.3, 0.5),)),
    "nobody lost": (
        SENTENCE,
        "flow",
        "none was lost",
        replace(samples.flow(), steps=samples.flow().steps[:1]),
        (samples.flow(),),
    ),
    "most frequent reason": (
        SENTENCE,
        "flow",
        "the most frequent reason",
        samples.flow(),
        (replace(samples.flow(), steps=samples.flow().steps[:2]),),
    ),
    "whole authority": (
        SENTENCE,
        "groups",
        "so figures of the whole authority are about them",
        groups(),
        (five_schools(),),
    ),
    "too small for maths alone": (
        SENTENCE,
        "proxy",
        "cannot be told from chance here",
        of_groups(-0.2, 0.3),
        (of_groups(-0.2, 0.05),),
    ),
    "a caveat of all groups": (
        SENTENCE,
        "caveats",
        "keep in mind: Few.",
        groups(),
        (
            replace(
                groups(),
                answers=(
                    groups().answers[0],
                    replace(groups().answers[1], finding=replace(groups().answers[1].finding, caveats=())),
                ),
            ),
        ),
    ),
    "titles: every interval holds 0": (
        FIGURE,
        "differences",
        "every interval holds 0",
        of_groups(0.1, 0.3),
        (of_groups(0.4, 0.3), of_groups(0.4, 0.3, if_chosen_low=picked(-0.1, 0.4))),
    ),
    "titles: one side for a group": (
        FIGURE,
        "differences",
        "The whole interval lies on one side",
        of_groups(0.4, 0.3),
        (of_groups(0.1, 0.3), of_groups(0.4, 0.3, if_chosen_low=picked(-0.1, 0.4))),
    ),
    "unread files": (
        SENTENCE,
        "files",
        "1 further file gave no row",
        replace(
            samples.panel(),
            provenance=(*samples.panel().provenance, replace(samples.panel().provenance[0], rows=0, rows_kept=0)),
        ),
        (samples.panel(),),
    ),
    "none of several": (SENTENCE, "counted", "None of the intervals", QUIET, (family(),)),
    "judged together": (SENTENCE, "counted", "still does", family((0.01, 0.6)), (family(),)),
    "no longer together": (SENTENCE, "counted", "none does", family(), (family((0.01, 0.6)),)),
    "by chance in areas": (
        SENTENCE,
        "counted",
        "19 per cent have",
        family(),
        (family(by_chance=0.0), family(set_beside=0)),
    ),
    "not judged together": (SENTENCE, "judged", "cannot be judged together", family((NAN, NAN), by=""), (family(),)),
    "no rule": (
        SENTENCE,
        "selection",
        "No rule on a published result is declared",
        chosen(),
        (chosen(chosen_on=RULE),),
    ),
    "mirrored rule": (SENTENCE, "selection", "would have chosen them too", chosen(chosen_on=RULE), (chosen(),)),
    "unseen need": (SENTENCE, "selection", "no comparison can allow", chosen(unobserved_need="A review."), (chosen(),)),
    "no rule set aside": (
        SENTENCE,
        "overrides",
        "sets aside none",
        samples.study(),
        (
            samples.study(
                years={
                    "cohort": 2019,
                    "baseline": (2017,),
                    "overrides": ({"rule": "x", "reason": "The results of that year are known."},),
                }
            ),
        ),
    ),
    "went from to": (
        SENTENCE,
        "trends",
        "from 0.10 to 0.30 in the 19 schools",
        trended(0.1, 0.3),
        (trended(0.3, 0.1),),
    ),
    "titles: rose": (FIGURE, "trends", "rose by 0.20", trended(0.1, 0.3), (trended(0.3, 0.1), trended(0.1, 0.1))),
    "titles: interval holds 0": (
        FIGURE,
        "interval",
        "from a fall: the interval holds 0",
        HELD,
        (UP, needed(-0.03, 0.53), changed(UP, if_chosen_low=picked(-0.1, 0.4))),
    ),
    "titles: need": (FIGURE, "interval", "the need on which", needed(-0.03, 0.53), (UP, HELD, needed(0.03, 0.53))),
    "titles: on one side": (
        FIGURE,
        "interval",
        "on the side of a rise",
        UP,
        (HELD, finding(-0.31, -0.57, -0.05), needed(-0.03, 0.53)),
    ),
    "titles: as far from 0": (FIGURE, "placebo", "139 of 139 areas", finding(0.0), (finding(0.3),)),
}


def said(show: Callable[..., object], part: str, thing: object) -> str:
    """Return all that a block tells in words."""
    block = show(thing, part)
    assert hasattr(block, "text") and hasattr(block, "title")
    return block.title if show is FIGURE else block.text


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_sentence_is_printed_where_it_is_true(kind: str) -> None:
    show, part, words, thing, _ = KINDS[kind]
    assert words in said(show, part, thing)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_sentence_is_not_printed_where_it_would_be_false(kind: str) -> None:
    show, part, words, _, others = KINDS[kind]
    assert others
    assert not [one for one in others if words in said(show, part, one)]


def test_a_quotation_gives_both_ends_and_the_other_answer_only_where_there_is_one() -> None:
    assert quoted(UP).startswith("between 0.05 of a grade more and 0.57 of a grade more, best single estimate")
    assert "allowing for how low" not in quoted(UP)
    assert "allowing for how low" in quoted(changed(UP, if_chosen_low=picked(-0.1, 0.4)))
    assert "between" not in quoted(changed(UP, inferences=(), primary=""))

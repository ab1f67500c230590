"""Each other kind of sentence: printed with numbers for which it is true, and not with others.

What is said of checks stands in ``tests/unit/sensitivity/test_false_verdicts.py``.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.report import samples
from tests.unit.report.context_samples import composition, context
from tests.unit.report.false_samples import (
    DIP,
    FIGURE,
    NAN,
    NOISE,
    PEAK,
    QUIET,
    RULE,
    SENTENCE,
    SUBJECTS,
    Kind,
    balanced,
    by_year,
    chosen,
    exposed,
    of_groups,
    picked,
    row,
    said,
    trended,
)
from tests.unit.report.family_samples import family
from tests.unit.report.group_samples import five_schools, groups

KINDS: dict[str, Kind] = {
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
        "but not in all else that was looked at",
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
        "Taken alone, 2018/19 points to a rise",
        by_year(0.3, 0.1, 0.5),
        (by_year(0.3, -0.1, 0.7), by_year(0.3, NAN, NAN), by_year(-0.3, -0.5, -0.1)),
    ),
    "titles: year holds 0": (
        FIGURE,
        "event_study",
        "We cannot tell a rise from a fall beside comparison schools in 2018/19: both fit",
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
        "from a fall: both fit the results",
        of_groups(0.1, 0.3),
        (of_groups(0.4, 0.3), of_groups(0.4, 0.3, if_chosen_low=picked(-0.1, 0.4))),
    ),
    "titles: one side for a group": (
        FIGURE,
        "differences",
        "The results point one way for",
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
        "The study declares no rule on a published result",
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

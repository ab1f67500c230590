"""What is said of all checks together: each sentence only where it is true, and which ranges settle nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evalkit.findings.finding import Finding
from evalkit.inference import INFERENCES
from evalkit.records.estimate import Inference
from evalkit.report.digits import numbers_in
from evalkit.report.sentences.parts.robustness_rows import known_too_short
from evalkit.report.verbs import sentence
from evalkit.report.words import BANNED
from tests.unit.report import robust_samples as robust
from tests.unit.report import samples
from tests.unit.report.false_samples import changed, finding, needed, picked


def said(made: Finding) -> str:
    """Return the sentence."""
    return sentence(made, "robustness").text


RISE = {"checks": (samples.check(),)}
SENTENCES: dict[str, tuple[str, Finding, tuple[Finding, ...]]] = {
    "near the top": (
        "stands near the top of what they give",
        finding(checks=(robust.plans(0.01, 0.02, 0.2),)),
        (finding(checks=(robust.plans(0.01, 0.2, 0.3),)), finding(checks=(robust.plans(0.01, 0.02, 0.03),))),
    ),
    "near the bottom": (
        "stands near the bottom of what they give",
        finding(checks=(robust.plans(0.01, 0.2, 0.3),)),
        (finding(checks=(robust.plans(0.01, 0.02, 0.2),)), finding(checks=(robust.plans(0.2, 0.3, 0.4),))),
    ),
    "among them": (
        "own figure stands among what they give",
        finding(checks=(robust.plans(0.01, 0.02, 0.3, 0.4),)),
        (finding(checks=(robust.plans(0.01, 0.02, 0.2),)),),
    ),
    "above all": (
        "stands above every one of them",
        finding(checks=(robust.plans(0.01, 0.02, 0.03),)),
        (finding(checks=(robust.plans(0.01, 0.02, 0.11),)),),
    ),
    "below all": (
        "stands below every one of them",
        finding(checks=(robust.plans(0.2, 0.3),)),
        (finding(checks=(robust.plans(0.01, 0.3),)),),
    ),
    "too few": (
        "too few to say more",
        finding(checks=(robust.plans(0.01, 0.3),)),
        (finding(checks=(robust.plans(0.01, 0.02, 0.3, 0.4),)),),
    ),
    "the ends": (
        "Other plans give −0.04 to +0.20 grades",
        finding(checks=(robust.plans(-0.04, 0.2),)),
        (finding(checks=(robust.plans(-0.04, 0.3),)),),
    ),
    "one": (
        "One other plan gives −0.04 grades, beside the plan's +0.11",
        finding(checks=(robust.plans(-0.04),)),
        (finding(checks=(robust.plans(-0.04, 0.2),)),),
    ),
    "the same": (
        "Other plans all give the same, beside the plan's +0.11 grades",
        finding(checks=(robust.plans(0.112, 0.108),)),
        (finding(checks=(robust.plans(0.116, 0.108),)), finding(checks=(robust.plans(0.2, 0.2),))),
    ),
    "no other plan": (
        "No other plan was looked at",
        finding(checks=(samples.check(),)),
        (finding(checks=(robust.plans(0.2),)), finding(checks=())),
    ),
    "less fair": (
        "2 of the 3 other plans rest on comparisons less fair than the plan allows",
        finding(checks=(robust.plans(0.1, 0.2, 0.3, less_fair=2),)),
        (finding(checks=(robust.plans(0.1, 0.2, 0.3, less_fair=1),)), finding(checks=(robust.plans(0.1, 0.2, 0.3),))),
    ),
    "not settled": (
        "The plan's range does not settle whether progress in maths rose or fell",
        finding(**RISE),
        (finding(0.3, 0.05, 0.55, **RISE), finding(-0.3, -0.55, -0.05, **RISE)),
    ),
    "settled": (
        "The plan's range points to a rise.",
        finding(0.3, 0.05, 0.55, **RISE),
        (finding(**RISE), finding(-0.3, -0.55, -0.05, **RISE), finding(0.3, 0.004, 0.55, **RISE)),
    ),
    "settled down": (
        "The plan's range points to a fall.",
        finding(-0.3, -0.55, -0.05, **RISE),
        (finding(0.3, 0.05, 0.55, **RISE), finding(**RISE)),
    ),
    "in part": (
        "1 of the 2 ranges for this question points to a rise; the other does not",
        changed(finding(0.3, 0.05, 0.55, **RISE), if_chosen_low=picked(-0.1, 0.3)),
        (
            changed(finding(0.3, 0.05, 0.55, **RISE), if_chosen_low=picked(0.1, 0.3)),
            changed(finding(**RISE), if_chosen_low=picked(-0.1, 0.3)),
        ),
    ),
    "contradict": (
        "contradict each other, so none settles",
        changed(finding(0.3, 0.05, 0.55, **RISE), if_chosen_low=picked(-0.3, -0.1)),
        (changed(finding(0.3, 0.05, 0.55, **RISE), if_chosen_low=picked(-0.1, 0.3)),),
    ),
    "a need that is not seen": (
        "1 of the 2 ranges for this question points to a rise; the other does not",
        needed(-0.1, 0.5),
        (finding(0.3, 0.05, 0.55, **RISE),),
    ),
    "near zero": (
        "Of 2 contrasts that should be near zero, every range holds zero",
        finding(checks=(robust.years((0.1, -0.1, 0.3), (0.0, -0.2, 0.2)),)),
        (finding(checks=(robust.years((0.2, 0.1, 0.3), (0.0, -0.2, 0.2)),)), finding(**RISE)),
    ),
    "away from zero": (
        "Of 2 contrasts that should be near zero, 1 has a range without zero: contrast 0 (+0.20)",
        finding(checks=(robust.years((0.2, 0.1, 0.3), (0.0, -0.2, 0.2)),)),
        (finding(checks=(robust.years((0.1, -0.1, 0.3), (0.0, -0.2, 0.2)),)),),
    ),
    "chosen by the rule": (
        "schools elsewhere that the same rule would have chosen changed by",
        finding(checks=(robust.gains(2017),)),
        (finding(checks=(robust.gains(),)),),
    ),
    "stood low": (
        "schools elsewhere that stood low before changed by",
        finding(checks=(robust.gains(),)),
        (finding(checks=(robust.gains(2017),)),),
    ),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_stands_where_it_is_true_and_nowhere_else(name: str) -> None:
    words, true, false = SENTENCES[name]
    assert words in said(true)
    for other in false:
        assert words not in said(other)


@pytest.mark.parametrize("name", SENTENCES)
def test_every_number_of_the_sentence_is_quoted_and_no_word_is_banned(name: str) -> None:
    block = sentence(SENTENCES[name][1], "robustness")
    assert set(numbers_in(block.text)) <= {shown for _, _, quoted in block.quotes for shown in numbers_in(quoted)}
    assert not [word for word in BANNED if word in block.text.lower()]


def test_the_first_paragraph_is_an_answer_of_at_most_thirty_words() -> None:
    for _, made, _ in SENTENCES.values():
        assert len(said(made).split("\n\n")[0].split()) <= 30


SHORT = {"cluster_robust", "cluster_robust_by_trust", "independent_rows", "satterthwaite", "school_bootstrap"}


@pytest.mark.parametrize("name", INFERENCES.own_names())
def test_whoever_adds_a_way_of_judging_says_whether_it_counts_what_moves_a_whole_area(name: str) -> None:
    """Each of ours is sorted by what it leaves out; a new one must be sorted here too."""
    one = replace(samples.inference(name), ignores=INFERENCES.get(name).ignores)
    alone = samples.estimate(0.11, one, primary=name)
    assert known_too_short(one, alone) is (name in SHORT)


def test_an_interval_wider_than_one_that_counts_areas_is_not_known_to_be_too_short() -> None:
    counts = samples.inference("placebo_areas", -0.15, 0.37)
    narrow = replace(samples.inference("cluster_robust", -0.05, 0.27), ignores="area-year shocks")
    wide = replace(narrow, conf_low=-0.4, conf_high=0.6)
    assert known_too_short(narrow, samples.estimate(0.11, counts, narrow))
    assert not known_too_short(wide, samples.estimate(0.11, counts, wide))
    other_level = replace(counts, conf_level=0.8, conf_low=0.0, conf_high=0.2)
    assert known_too_short(wide, samples.estimate(0.11, other_level, wide))


def test_a_range_known_to_be_too_short_settles_nothing() -> None:
    short = Inference("cluster_robust", 0.05, 20.0, 0.02, 0.2, 0.95, 0.01, "", "area-year shocks")
    counts = samples.inference("placebo_areas", -0.15, 0.37)
    made = samples.finding(samples.estimate(0.11, counts, short))
    assert "The plan's range does not settle" in said(made)
    honest = replace(short, ignores="shocks wider than an area")
    assert "1 of the 2 ranges for this question points to a rise" in said(
        samples.finding(samples.estimate(0.11, counts, honest))
    )

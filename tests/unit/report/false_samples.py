"""Hand-made things of which a kind of sentence is true, and others of which it would be false."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from evalkit.core.quantity import Unit
from evalkit.findings.finding import Finding
from evalkit.findings.groups import Groups
from evalkit.measures.parts.sampling_error import Noise
from evalkit.records.base_year import BaseYear, FromTwoYears
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Balance, BalanceRow, Comparison
from evalkit.records.description import EventStudy, ExposureRow, TrendPoint
from evalkit.records.own_schools import OwnStanding
from evalkit.records.shown import JudgedRefit, JudgedRefits
from evalkit.records.standing import LessRise
from evalkit.report.verbs import figure, sentence
from tests.unit.report import samples
from tests.unit.report.family_samples import family
from tests.unit.report.group_samples import answer, groups

NAN = float("nan")

NAN = float("nan")
SENTENCE, FIGURE = sentence, figure
# How it is shown, and which part; the sentence; a thing for which it is true, and things for which it would be false.
Kind = tuple[Callable[..., object], str, str, object, tuple[object, ...]]


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


def said(kind: Kind, thing: object) -> str:
    """Return what a block of that kind tells in words: the title of a figure, the text of a sentence."""
    show, part = kind[:2]
    block = show(thing, part)
    assert hasattr(block, "text") and hasattr(block, "title")
    return block.title if show is FIGURE else block.text

"""What stands beside a headline, in short sentences; every function returns none where it has nothing to say."""

from __future__ import annotations

import math

from evalkit.core.quantity import Unit
from evalkit.findings.beside import Beside
from evalkit.findings.finding import Finding
from evalkit.records.description import ExposureRow
from evalkit.records.estimate import Estimate
from evalkit.records.margin import ONE_SIDED, Margin
from evalkit.report.sentences.parts.estimate_words import kind_of
from evalkit.report.sentences.parts.likeness import Likeness
from evalkit.report.sentences.parts.other_plans import other_plans
from evalkit.report.words import Words, brief, listed, unit_heading

P_VALUE = Unit("no unit", 3)
TIMES = {0.8: "four times in five", 0.9: "nine times in ten"}


def before_start(words: Words, result: Estimate, compared: Likeness) -> list[str]:
    """Return in what the two sides were alike before the start and in what not."""
    if compared.similar:
        return []
    kind = kind_of(result)
    apart = "" if math.isnan(compared.apart) else _apart(words, result, compared.apart)
    if compared.unlike:
        labels = listed(words.repeat("labels", label) for label in compared.unlike)
        besides = f", and {apart}" if apart else ""
        return [f"Before the start the two sides were not alike in {labels}{besides}."]
    if not compared.matched:
        return [f"Before the start, {apart}."]
    alike = "who their schools' pupils are" if kind.one == "authority" else "intake"
    return [f"Before the start the two sides were alike in {alike}, but {apart}."]


def noticed(words: Words, result: Estimate, beside: Beside) -> list[str]:
    """Return the smallest difference that would be noticed."""
    if math.isnan(beside.smallest):
        return []
    return [
        f"A true difference of {words.size('smallest noticed', beside.smallest, result.unit)} would be noticed here "
        f"{often(words, beside.power)}, a smaller one less often."
    ]


def alternatives(words: Words, finding: Finding) -> list[str]:
    """Return how far the estimate runs over the other plans that the checks of the study looked at."""
    others = [plan.estimate for plan in other_plans(finding)]
    if not others:
        return []
    unit = finding.estimate.unit.difference()
    low, high = (words.number("estimate under another plan", end, unit) for end in (min(others), max(others)))
    own = words.number("estimate", finding.estimate.estimate, unit)
    heading = unit_heading(unit)
    if low == high:
        return [f"Another plan that was looked at gives {low} {heading}, beside {own}."]
    return [f"Other plans that were looked at give {low} to {high} {heading}, beside {own}."]


def of_interest(words: Words, result: Estimate, margin: Margin | None) -> list[str]:
    """Return whether the smallest difference that the study calls of interest is ruled out."""
    if margin is None:
        return []
    size = words.size("smallest difference of interest", margin.size, result.unit)
    opening = f"A difference of {size} or more either way, the smallest that the study file calls of interest,"
    if math.isnan(margin.rise):
        return [f"{opening} is not ruled out: it cannot be tested here."]
    level = words.percent("level of each test", ONE_SIDED)
    rise, fall = (words.number("one-sided p", p, P_VALUE) for p in (margin.rise, margin.fall))
    tests = f"p is {rise} for such a rise and {fall} for such a fall, and both must be at most {level}"
    if margin.ruled_out:
        return [f"{opening} is ruled out if the assumption of this comparison holds ({tests})."]
    return [f"{opening} is not ruled out ({tests})."]


def dose(words: Words, finding: Finding) -> list[str]:
    """Return how much of their courses came after the start, for the pupils behind the estimate."""
    rows = finding.beside.dose
    if not rows:
        return []
    opening = f"For pupils examined in {words.year(rows[0].cohort)},"
    what = f"of the teaching of {words.repeat('name', 'Years 10 and 11')} came after the start"
    (share, number), *rest = sorted(_by_share(rows).items())
    first = f"{words.percent('share of courses', share)} {what}"
    if not rest:
        return [f"{opening} {first}."]
    total = words.count("schools by share", number + sum(more for _, more in rest), "school")
    others = [f"{words.percent('share of courses', one)} in {words.count('schools by share', n)}" for one, n in rest]
    return [f"{opening} {first} in {words.count('schools by share', number)} of the {total}, {listed(others)}."]


def often(words: Words, power: float) -> str:
    """Return how often a difference would be noticed, in words."""
    return TIMES.get(power) or f"in {words.percent('power', power)} of cases"


def _apart(words: Words, result: Estimate, gap: float) -> str:
    kind, what = kind_of(result), result.estimand
    size = words.size("difference before the start", gap, result.unit)
    year = words.year(max(what.baseline))
    side = "higher" if gap > 0 else "lower"
    return f"{brief(result.outcome)} in {year} was {size} {side} in {kind.these}"


def _by_share(rows: tuple[ExposureRow, ...]) -> dict[float, int]:
    """Return the number of schools for each share, as a reader sees it."""
    found: dict[float, int] = {}
    for row in rows:
        share = round(row.share, 2)
        found[share] = found.get(share, 0) + row.schools
    return found

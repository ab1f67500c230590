"""Hand-made answers about groups of pupils of a whole authority; every number is invented."""

from __future__ import annotations

from dataclasses import replace

from evalkit.core.estimand import Estimand
from evalkit.core.quantity import GRADES, Unit
from evalkit.findings.groups import GroupAnswer, Groups
from evalkit.measures import MEASURES
from evalkit.records.comparison import Counts
from evalkit.records.description import TrendPoint, Trends
from tests.unit.report import samples

COUNTS = Counts(1, 10, 900, 21000, 1, 10)
PROXY = "progress in maths of White British pupils"
SDS = Unit("standard deviations between authorities", 2)


def answer(
    outcome: str = "area_p8_white", whose: str = "White pupils", value: float = -0.22, half: float = 0.21
) -> GroupAnswer:
    """One group answered."""
    measure = MEASURES.get(outcome)
    sure = replace(samples.inference("placebo_areas", value - half, value + half), name="placebo_authorities")
    estimand = Estimand(outcome, whose, 2019, (2017,), label=measure.label, unit=measure.unit, level="area")
    result = replace(
        samples.estimate(value, sure, primary="placebo_authorities"),
        estimand=estimand,
        outcome=measure.label,
        unit=measure.unit,
        design="similar_areas",
        counts=COUNTS,
    )
    finding = samples.finding(result, id=f"city_{whose.split()[0].lower()}", status="exploratory", caveats=("Few.",))
    return GroupAnswer(finding, trends(measure.label), measure.proxy_for)


def trends(outcome: str) -> Trends:
    """Means by year of one authority and those most like it."""
    own = {2016: -0.55, 2017: -0.40, 2018: -0.63, 2019: -0.62}
    like = {2016: -0.41, 2017: -0.39, 2018: -0.40, 2019: -0.39}
    nan = float("nan")
    points = [TrendPoint("programme", year, mean, nan, nan, 1) for year, mean in own.items()]
    points += [TrendPoint("comparison", year, mean, mean - 0.1, mean + 0.1, 10) for year, mean in like.items()]
    return Trends(outcome, GRADES, tuple(points), (2017,), 2019, ("2016 is rescaled.",))


def groups() -> Groups:
    """A programme that reached a whole city, with three groups answered."""
    answers = (
        answer(),
        answer("area_a8_white_z", "White pupils", -0.3, 0.5),
        answer("area_p8_disadvantaged", "disadvantaged pupils", 0.03, 0.25),
        answer("area_p8", "all pupils", 0.15, 0.18),
    )
    return Groups(answers, (samples.finding(),), "a city", ("A city",), 18, 18, 1.0, True, (2016, 2017), True)


def five_schools() -> Groups:
    """A programme in five schools of an authority."""
    return Groups((), (), "one authority", ("An authority",), 5, 12, 0.41, False, (), True)

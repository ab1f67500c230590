"""Hand-made records for the tests of the report; every number is invented and easily recognised."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from evalkit.core.errors import Fault
from evalkit.core.estimand import Estimand
from evalkit.core.quantity import GRADES, Unit
from evalkit.findings.finding import Finding, Unanswered
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Balance, BalanceRow, Comparison, Counts, Roles
from evalkit.records.comparison_schools import ComparisonSchool, ComparisonSchools
from evalkit.records.description import (
    EventPoint,
    EventStudy,
    Exposure,
    ExposureRow,
    Section,
    TrendPoint,
    Trends,
)
from evalkit.records.details import Clusters, PlaceboAreas, PlaceboSets, VarianceShares
from evalkit.records.detectable import Detectable, OtherSize
from evalkit.records.estimate import Estimate, Inference
from evalkit.records.plan_stamp import PlanStamp, PlanStanding
from evalkit.records.shown import BaselineGain, GainsByBaseline, SchoolsLeftOut, Swing, WithoutSchool, YearLevel
from evalkit.study.model import Study
from evalkit.tables.flow import Flow, Loss, Step
from evalkit.tables.panel import Panel, Variable
from evalkit.tables.provenance import Provenance

OUTCOME = "progress in maths"
COUNTS = Counts(
    units_treated=19,
    units_comparison=87,
    pupils_treated=3412,
    pupils_comparison=15870,
    areas_treated=1,
    areas_comparison=41,
)
ESTIMAND = Estimand(outcome="p8_maths", population="all pupils", cohort=2019, baseline=(2017,), label=OUTCOME)


SHARES = VarianceShares(
    area_variance=0.06**2,
    school_variance=0.34**2,
    areas=141,
    schools=2627,
    truncated=False,
    shares=(
        ("the programme's areas", 0.33),
        ("comparison areas", 0.01),
        ("the programme's schools", 0.54),
        ("comparison schools", 0.12),
    ),
)


def placebo_table(count: int = 139, spread: float = 0.13) -> pd.DataFrame:
    """One row for each of ``count`` invented areas."""
    rng = np.random.default_rng(7)
    z = rng.standard_normal(count)
    predicted = spread * rng.uniform(0.8, 1.3, count)
    return pd.DataFrame(
        {
            "area": [str(200 + place) for place in range(count)],
            "area_name": [f"Area {place + 1}" for place in range(count)],
            "estimate": z * predicted,
            "predicted_sd": predicted,
            "standardised": z,
            "schools": rng.integers(5, 60, count),
        }
    )


def leverage_table() -> pd.DataFrame:
    """One row for each of 106 schools, of which the first 19 were treated."""
    treated = np.arange(106) < 19
    share = np.where(treated, 0.5 / 19, 0.5 / 87)
    names = [str(990001 + place) for place in range(106)]
    return pd.DataFrame({"cluster": names, "treated": treated, "share": share, "leverage": 1 + 2 * share})


def inference(name: str = "placebo_areas", low: float = -0.15, high: float = 0.37, level: float = 0.95) -> Inference:
    """One way of judging certainty."""
    placebo = name == "placebo_areas"
    return Inference(
        name=name,
        std_error=0.13,
        df=float("nan") if placebo else 11.4,
        conf_low=low,
        conf_high=high,
        conf_level=level,
        p_value=0.386,
        assumes="areas without the programme would have changed like the area studied",
        ignores="" if placebo else "shocks that move all schools of an area together",
        details=(PlaceboAreas(placebo_table(), 2.0), SHARES)
        if placebo
        else (Clusters(leverage_table(), 11.4, unseen=0.0, estimate=0.11),),
    )


def sets_inference(low: float = -0.2, high: float = 0.42) -> Inference:
    """Placebo sets of five schools in 101 areas."""
    hundredths = np.sort(np.random.default_rng(8).standard_normal(100))
    return replace(
        inference("placebo_sets", low, high),
        df=float("nan"),
        ignores="",
        details=(PlaceboSets(pd.DataFrame({"sets": [500] * 101}), 2.0, 0, 5, tuple(hundredths.tolist())),),
    )


def estimate(value: float = 0.11, *inferences: Inference, primary: str = "placebo_areas") -> Estimate:
    """An estimate with its inferences attached."""
    return Estimate(
        estimand=ESTIMAND,
        outcome=OUTCOME,
        unit=GRADES,
        estimator="difference_in_differences",
        design="matched",
        estimate=value,
        counts=COUNTS,
        inferences=inferences or (inference(), inference("cluster_robust", -0.05, 0.27)),
        primary=primary,
    )


def check() -> CheckResult:
    """Leaving out one school at a time."""
    values = np.linspace(0.07, 0.15, 19)
    shuffled = values[np.random.default_rng(3).permutation(19)].tolist()
    rows = tuple(WithoutSchool(990001 + place, value) for place, value in enumerate(shuffled))
    return CheckResult(
        check="leave_one_school_out",
        asks="Does any single school carry the estimate?",
        passed=True,
        answered=True,
        answer="Leaving out one school at a time moves the estimate between 0.07 and 0.15 of a grade.",
        unit="grades",
        shows=SchoolsLeftOut(rows, 0.11, 0.07, 0.15, 0.04, 0.26),
    )


def finding(result: Estimate | None = None, **fields: object) -> Finding:
    """A finding about attainment."""
    told: dict[str, object] = {
        "id": "attainment",
        "question": "Did progress in maths change more in these schools than in similar schools?",
        "status": "planned",
        "estimate": result or estimate(),
        "checks": (check(),),
        "balance": comparison().balance,
        "rule_primary": "placebo_areas",
        "rule_reason": "the schools studied are nearly all schools of one area",
        "departs": "",
        "caveats": ("Comparison schools are drawn from 41 areas.",),
    }
    return Finding(**{**told, **fields})  # type: ignore[arg-type]


def comparison() -> Comparison:
    """A matched comparison."""
    rows = (
        BalanceRow("ks2 2017", "Key Stage 2 score, 2016/17", 27.9, 28.5, 28.0, -0.52, -0.08, 1.1, True),
        BalanceRow("disadvantaged 2017", "Disadvantaged pupils, 2016/17", 34.1, 27.2, 33.0, 0.48, 0.08, 0.9, True),
        BalanceRow("eal 2017", "English as an additional language, 2016/17", 44.0, 15.3, 37.5, 1.44, 0.22, 1.3, True),
        BalanceRow(
            "pupils 2017", "Pupils at the end of Key Stage 4, 2016/17", 181.0, 172.0, 179.0, 0.17, 0.03, 0.8, True
        ),
        BalanceRow("p8_maths 2017", "Progress in maths, 2016/17", -0.06, -0.01, -0.04, -0.13, -0.06, 1.0, False),
    )
    carriers = (("Westmarch", 9, 0.141), ("Norbury", 7, 0.102), ("Easthaven", 5, 0.066))
    balance = Balance(rows, effective_units=61.2, effective_areas=17.4, largest_weight=0.04, carriers=carriers)
    return Comparison(
        frame=pd.DataFrame(),
        roles=Roles(),
        shape="panel",
        estimand=ESTIMAND,
        counts=COUNTS,
        balance=balance,
        assignment=None,
        flow=flow(),
    )


def comparison_schools() -> ComparisonSchools:
    """Two comparison schools, one beside two of the programme's."""
    rows = (
        ComparisonSchool(900002, "Marlmarch School", "Westmarch", 2 / 3, ("A", "B")),
        ComparisonSchool(900001, "", "Norbury", 1 / 3, ("C",)),
    )
    return ComparisonSchools("attainment", "school", rows)


def flow() -> Flow:
    """From every school to those that count."""
    gone = tuple(Loss(990000 + place, None, "selective school") for place in range(163))
    small = tuple(Loss(991000 + place, None, "fewer than 60 pupils") for place in range(119))
    years = tuple(Loss(992000 + place, 2017, "no result in every year needed") for place in range(240))
    far = tuple(Loss(993000 + place, None, "not among the nearest of any school") for place in range(2540))
    one = (Loss(990001, 2017, "opened after the baseline year"),)
    return Flow(
        (
            Step("schools of the programme", "programme", "schools", 20, 20),
            Step("result in every year needed", "programme", "schools", 20, 19, one),
            Step("schools outside the area", "comparison", "schools", 3149, 3149),
            Step("donor rules", "comparison", "schools", 3149, 2867, gone + small),
            Step("result in every year needed", "comparison", "schools", 2867, 2627, years),
            Step("matched to a school studied", "comparison", "schools", 2627, 87, far),
        )
    )


def trends() -> Trends:
    """Means by year."""
    treated = {2016: -0.09, 2017: -0.06, 2018: -0.03, 2019: 0.05}
    others = {2016: -0.05, 2017: -0.04, 2018: -0.05, 2019: -0.04}
    points = [TrendPoint("programme", year, mean, mean - 0.17, mean + 0.17, 19) for year, mean in treated.items()]
    points += [TrendPoint("comparison", year, mean, mean - 0.07, mean + 0.07, 87) for year, mean in others.items()]
    return Trends(OUTCOME, GRADES, tuple(points), (2017,), 2019)


def event_study() -> EventStudy:
    """Year by year."""
    points = (
        EventPoint(2016, 0.01, -0.21, 0.23, 19, False),
        EventPoint(2017, 0.0, 0.0, 0.0, 19, False),
        EventPoint(2018, 0.04, -0.19, 0.27, 19, False),
        EventPoint(2019, 0.11, -0.15, 0.37, 19, True),
    )
    return EventStudy(OUTCOME, GRADES, (2017,), points, "placebo_areas", 0.95)


def exposure() -> Exposure:
    """Two waves, three cohorts."""
    rows = (
        ExposureRow(2017, "Pilot schools", 4, "2017-09-01", 0.0, 0.0),
        ExposureRow(2017, "All other schools", 15, "2018-01-08", 0.0, 0.0),
        ExposureRow(2018, "Pilot schools", 4, "2017-09-01", 33.0, 0.45),
        ExposureRow(2018, "All other schools", 15, "2018-01-08", 19.0, 0.26),
        ExposureRow(2019, "Pilot schools", 4, "2017-09-01", 73.0, 1.0),
        ExposureRow(2019, "All other schools", 15, "2018-01-08", 58.0, 0.79),
    )
    return Exposure(rows, 73.0)


def panel() -> Panel:
    """A panel of four rows and one missing number."""
    frame = pd.DataFrame(
        {"unit": [1, 1, 2, 2], "year": [2017, 2019] * 2, "urn": [1, 1, 2, 2], "p8_maths": [0.1, 0.2, np.nan, 0.3]}
    )
    reasons = pd.DataFrame([{"unit": 2, "year": 2017, "variable": "p8_maths", "reason": "suppressed"}])
    read = Provenance(
        "england_ks4final.csv",
        "legacy_ks4",
        2017,
        "final",
        "ab12" * 16,
        5,
        2,
        (("row of totals", 3),),
        (("suppressed", 1),),
        ("The column of levels is mislabelled.",),
    )
    return Panel(frame, reasons, (Variable("p8_maths", OUTCOME, Unit("grades", 2)),), (read,), Flow())


def study(**fields: object) -> Study:
    """A whole study."""
    told: dict[str, object] = {
        "title": "Invented maths programme",
        "seed": 11,
        "name": "invented",
        "folder": Path("studies/invented"),
        "programme": {
            "name": "Invented maths",
            "place": "Westmarch",
            "fund": "Invented Fund",
            "starts": dt.date(2017, 9, 1),
            "ends": dt.date(2019, 7, 31),
            "aims": ("Raise attainment in maths",),
            "summary": "Each department was reviewed for two days.",
        },
        "components": ({"id": "review", "name": "Review", "what": "Two days of review", "for_whom": "departments"},),
        "schools": {"list": ({"urn": 990001}, {"urn": 990002, "role": "targeted"})},
        "selection": {
            "by": "the teaching school",
            "when": "spring 2017",
            "how": "every school of the area was invited",
            "figure": "none",
            "declined": "none",
        },
        "data": {"folder": "data", "synthetic": True},
        "years": {"cohort": 2019, "baseline": (2017,), "others": (2018,)},
        "donors": {"rules": ({"variable": "selective", "among": ("no",), "reason": "selects by ability"},)},
        "questions": (
            {
                "id": "attainment",
                "asks": "Did progress in maths change more than in similar schools?",
                "status": "planned",
                "outcome": "p8_maths",
                "inference": ("placebo_areas", "cluster_robust"),
            },
        ),
    }
    return Study.model_validate({**told, **fields})


def detectable(pupil_sd: float = 1.4) -> Detectable:
    """What nineteen schools could show."""
    sizes = ((5, 1, 0.5), (5, 2, 0.48), (20, 1, 0.29), (20, 2, 0.27), (20, 10, 0.24), (80, 1, 0.2), (80, 10, 0.13))
    return Detectable(
        outcome=OUTCOME,
        unit=GRADES,
        units=19,
        areas=1,
        sd=0.106,
        inference="placebo_areas",
        df=144.6,
        alpha=0.05,
        power=0.8,
        smallest=0.2987,
        exact=0.2986,
        pupil_sd=pupil_sd,
        others=tuple(OtherSize(*size) for size in sizes),
    )


def risen() -> CheckResult:
    """Schools chosen in a low year."""
    rows = (
        BaselineGain("2016/17", "latest", 0.18, 0.28, 0.10, 0.10),
        BaselineGain("mean of 2015/16 and 2016/17", "mean", 0.27, 0.33, 0.06, 0.06),
        BaselineGain("2015/16", "earliest", 0.36, 0.38, 0.02, 0.03),
    )
    sides = zip((-0.63, -0.53, -0.44, -0.25), (-0.27, -0.35, -0.27, -0.25), strict=True)
    levels = tuple(YearLevel(2016 + place, *side) for place, side in enumerate(sides))
    return CheckResult(
        check="regression_to_mean",
        asks="How much would such schools have risen by themselves?",
        passed=None,
        answered=True,
        answer="Chosen by the same rule, schools elsewhere changed by +0.10 grades; the programme's by +0.28.",
        unit="grades",
        shows=GainsByBaseline(rows, levels, 2737, 5, 1416, Swing(0), 2017),
    )


def section() -> Section:
    """A closing section whose findings are already quoted."""
    return Section(
        "Good practice", "What we would keep:\n\n- Reviews with departments.\n- Plans that are\n  followed up."
    )


def unanswered() -> Unanswered:
    """A question refused because no comparison school was left."""
    fault = Fault(
        where="question 'targeted', comparison schools",
        found="3,237 schools, then 412, then none: a donor rule leaves out the last",
        allowed="at least 5 comparison schools",
        next="widen the donor rule on pupils",
    )
    return Unanswered("targeted", "Did the targeted schools do better?", "exploratory", (fault,), 4)


def plan_stamp(**fields: object) -> PlanStamp:
    """A question that was locked after its results were public, and has not changed."""
    told: dict[str, object] = {
        "question": "attainment",
        "standing": PlanStanding.FIXED,
        "digest": "c61db2fe",
        "locked": dt.date(2026, 11, 27),
        "results_of": (2019,),
        "public_since": dt.date(2020, 2, 6),
    }
    return PlanStamp(**{**told, **fields})  # type: ignore[arg-type]

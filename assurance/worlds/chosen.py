"""Schools over four years whose levels pass and last in a known way, and five of one area that came forward."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalkit.core.estimand import Estimand
from evalkit.core.quantity import GRADES, PERCENT, PUPILS
from evalkit.core.streams import stream
from evalkit.design.matched import Options
from evalkit.design.parts.options import VariableYear
from evalkit.records.analysis import Analysis, SelectionRule
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Panel, Variable

VARIABLES = (
    Variable("area", "area", None),
    Variable("area_name", "area", None),
    Variable("gender", "girls, boys or mixed", None),
    Variable("pupils", "pupils", PUPILS),
    Variable("ks2", "attainment at Key Stage 2", GRADES),
    Variable("disadvantaged", "disadvantaged pupils", PERCENT),
    Variable("p8_maths", "progress in maths", GRADES),
)
YEARS = (2016, 2017, 2018, 2019)
CHOSEN_IN = 2017
PROCESSES = ("white noise", "autoregression", "random walk and noise")
VOLUNTEERS = 5
BELOW = SelectionRule("p8_maths", CHOSEN_IN, below=0.0)
LOWEST = SelectionRule("p8_maths", CHOSEN_IN, lowest=VOLUNTEERS)
# A school's own lasting level, its noise of one year, its drift a year, and what an area shares.
LASTING_SD, NOISE_SD, DRIFT_SD, AREA_SD = 0.35, 0.137, 0.177, 0.12
SWING_SD, KEPT = 0.3, 0.5


@dataclass(frozen=True)
class Forward:
    """Who comes forward among schools the rule would choose; 0 is blind, larger weighs more.

    Attributes
    ----------
    quality : float
        Weight of what lasts in the level of the year chosen on, in its SDs.
    dip : float
        Weight of how far noise put that year below what lasts, in its SDs.
    """

    quality: float = 0.0
    dip: float = 0.0


@dataclass(frozen=True)
class Schools:
    """One draw.

    Attributes
    ----------
    panel : Panel
        No school has a programme: every difference is nought.
    keen : Series
        By school: how ready it is to come forward.
    lasting, passing : Series
        By school: what lasts and what passes in its level of the year chosen on, in grades.
    """

    panel: Panel
    keen: pd.Series
    lasting: pd.Series
    passing: pd.Series


def draw(process: str, seed: int, *, areas: int = 60, forward: Forward | None = None) -> Schools:
    """Draw schools of ``areas`` areas; nobody has a programme."""
    rng = stream(seed, "chosen", process)
    ready = forward or Forward()
    area = np.repeat(np.arange(areas), rng.integers(10, 25, areas))
    number = len(area)
    own = AREA_SD * rng.normal(size=areas)[area] + LASTING_SD * rng.normal(size=number)
    lasts, passes = _levels(process, rng, number)
    lasts = own[:, None] + lasts
    at = YEARS.index(CHOSEN_IN)
    keen = ready.quality * lasts[:, at] / lasts[:, at].std() + rng.normal(size=number)
    if ready.dip:
        keen = keen - ready.dip * passes[:, at] / passes[:, at].std()
    school = 100000 + np.arange(number)
    facts = {
        "unit": school,
        "urn": school,
        "area": (100 + area).astype(str),
        "area_name": [f"Area {code}" for code in 100 + area],
        "gender": "mixed",
        "pupils": rng.integers(70, 260, number).astype(float),
        "ks2": 28 + 2.0 * lasts[:, at] + rng.normal(size=number),
        "disadvantaged": np.clip(27 + 9 * rng.normal(size=number), 2, 90),
    }
    level = lasts + passes
    frames = [pd.DataFrame({**facts, "year": year, "p8_maths": level[:, n]}) for n, year in enumerate(YEARS)]
    frame = pd.concat(frames).sort_values(["unit", "year"], ignore_index=True)
    reasons = pd.DataFrame({"unit": [], "year": [], "variable": [], "reason": []})
    panel = Panel(frame, reasons, VARIABLES, (), Flow())
    known = pd.Index(school, name="unit")
    return Schools(panel, *(pd.Series(values, index=known) for values in (keen, lasts[:, at], passes[:, at])))


def programme(schools: Schools, rule: SelectionRule, area: str) -> frozenset[int]:
    """Return the keenest five of an area among those the rule chooses; fewer where it chooses fewer."""
    rows = schools.panel.frame
    there = rows[(rows["area"] == area) & (rows["year"] == CHOSEN_IN)].set_index("unit")[rule.variable]
    low = there.sort_values().index[: rule.lowest] if rule.below is None else there.index[there < rule.below]
    return frozenset(int(school) for school in keenest(schools, low))


def keenest(schools: Schools, among: pd.Index) -> pd.Index:
    """Return the five of these schools that come forward; all of them where they are fewer."""
    return schools.keen[among].sort_values().index[-VOLUNTEERS:]


def analysis_of(schools: Schools, rule: SelectionRule, treated: frozenset[int]) -> Analysis:
    """Return the protected design: the rule mirrored, and the year chosen on matched on and counted from."""
    nearest = (VariableYear("p8_maths", CHOSEN_IN),)
    return Analysis(
        data=schools.panel,
        estimand=Estimand("p8_maths", "all pupils", YEARS[-1], (CHOSEN_IN,), label="progress in maths"),
        treated=treated,
        programme=treated,
        selection=rule,
        design="matched",
        design_options=Options(nearest=nearest, largest_smd=9.0, minimum_effective_ratio=0.5),
        estimator="difference_in_differences",
        inference=("placebo_sets",),
        question="attainment",
    )


def _levels(process: str, rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Return what lasts beyond the school's own level, and what passes within the year."""
    passes = NOISE_SD * rng.normal(size=(number, len(YEARS)))
    nothing = np.zeros_like(passes)
    if process == "white noise":
        return nothing, 2.0 * passes
    if process == "random walk and noise":
        return np.cumsum(DRIFT_SD * rng.normal(size=passes.shape), axis=1), passes
    swing = [SWING_SD * rng.normal(size=number)]
    for _ in YEARS[1:]:
        swing.append(KEPT * swing[-1] + SWING_SD * np.sqrt(1 - KEPT**2) * rng.normal(size=number))
    return nothing, np.column_stack(swing)

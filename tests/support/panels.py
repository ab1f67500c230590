"""Small panels whose truth is known, made here so that tests need no files."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from evalkit.core.estimand import Estimand
from evalkit.core.quantity import GRADES, PERCENT, PUPILS
from evalkit.design.matched import Options
from evalkit.design.parts.options import VariableYear
from evalkit.records.analysis import Analysis
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
NEAREST = (VariableYear("ks2", 2017), VariableYear("disadvantaged", 2017))


def panel_of(frame: pd.DataFrame) -> Panel:
    """Return a panel of a frame in our own words, without any reasons for missing numbers."""
    reasons = pd.DataFrame({"unit": [], "year": [], "variable": [], "reason": []})
    ordered = frame.sort_values(["unit", "year"], ignore_index=True)
    return Panel(ordered, reasons, VARIABLES, (), Flow())


def draw_panel(
    rng: np.random.Generator,
    *,
    areas: int = 60,
    schools: int = 12,
    area_sd: float = 0.06,
    effect: float = 0.0,
    years: tuple[int, ...] = (2017, 2019),
) -> Panel:
    """Draw schools whose change is an area's shock plus their own; area 100 is the programme's."""
    sizes = rng.integers(max(2, schools - 4), schools + 5, areas)
    sizes[0] = schools
    area = np.repeat(np.arange(areas), sizes)
    number = len(area)
    ks2 = 28 + 0.8 * rng.normal(size=areas)[area] + rng.normal(size=number)
    poor = np.clip(27 + 6 * rng.normal(size=areas)[area] + 9 * rng.normal(size=number), 2, 90)
    level = 0.05 * (ks2 - 28) - 0.008 * (poor - 27) + 0.35 * rng.normal(size=number)
    common = {
        "unit": 100000 + np.arange(number),
        "urn": 100000 + np.arange(number),
        "area": (100 + area).astype(str),
        "area_name": [f"Area {code}" for code in 100 + area],
        "gender": np.where(rng.random(number) < 0.9, "mixed", "girls"),
        "pupils": rng.integers(70, 260, number).astype(float),
        "ks2": ks2,
        "disadvantaged": poor,
    }
    frames = []
    drift = np.zeros(number)
    for year in years:
        if year != years[0]:
            drift = drift + area_sd * rng.normal(size=areas)[area] + 0.25 * rng.normal(size=number)
        gain = effect * ((area == 0) & (year == years[-1]))
        frames.append(pd.DataFrame({**common, "year": year, "p8_maths": level + drift + gain}))
    return panel_of(pd.concat(frames))


def analysis_of(panel: Panel, *, baseline: tuple[int, ...] = (2017,), cohort: int = 2019) -> Analysis:
    """Return the analysis of a drawn panel: every school of area 100 treated."""
    treated = frozenset(int(s) for s in panel.frame.loc[panel.frame["area"] == "100", "unit"])
    return Analysis(
        data=panel,
        estimand=Estimand("p8_maths", "all pupils", cohort, baseline, label="progress in maths"),
        treated=treated,
        programme=treated,
        design="matched",
        design_options=Options(exact=("gender",), nearest=NEAREST, largest_smd=9.0, minimum_effective_ratio=0.5),
        estimator="difference_in_differences",
        inference=("cluster_robust",),
        question="attainment",
    )


def with_options(analysis: Analysis, **changes: object) -> Analysis:
    """Return the analysis with some options of its design changed."""
    return analysis.change(design_options=replace(analysis.design_options, **changes))


def with_more(panel: Panel, rng: np.random.Generator) -> Panel:
    """Return the panel with regions, London, English, and results of 2016 drawn around those of 2017."""
    frame = panel.frame
    before = frame[frame["year"] == 2017].assign(year=2016)
    before["p8_maths"] = before["p8_maths"] + 0.2 * rng.normal(size=len(before))
    if (frame["year"] != 2016).all():
        frame = pd.concat([before, frame]).sort_values(["unit", "year"], ignore_index=True)
    code = frame["area"].astype(int)
    english = 0.5 * frame["p8_maths"] + 0.3 * rng.normal(size=len(frame))
    more = {
        Variable("region", "region", None): np.where(code % 2 == 0, "West", "East"),
        Variable("area_type", "London or not", None): np.where(code % 10 == 3, "London", "other"),
        Variable("progress8_maths", "maths element", GRADES): frame["p8_maths"],
        Variable("progress8_english", "English element", GRADES): english,
    }
    late = (frame["year"] == 2019).to_numpy()
    intake = {"ks2": 0.3, "disadvantaged": 2.0}
    frame = frame.assign(
        **{name: frame[name] + spread * late * rng.normal(size=len(frame)) for name, spread in intake.items()}
    )
    richer = replace(panel, frame=frame)
    for variable, values in more.items():
        richer = richer.with_variable(variable, pd.Series(values, index=frame.index))
    return richer

"""Headlines handed over to R: of invented schools judged in every way that R computes again, and of shipped studies."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import StringIO
from pathlib import Path

import numpy as np
import pandas as pd

from evalkit.analysis.compare import compare
from evalkit.design.similar_areas import Options as Similar
from evalkit.design.weighted import Options as Weighted
from evalkit.evaluation.attachment import sure
from evalkit.evaluation.memory import VARIABLE
from evalkit.evaluation.study_opening import open_study
from evalkit.findings.finding import Finding
from evalkit.findings.r_export.columns import TableForR
from evalkit.findings.r_export.export import tables_for_r
from evalkit.inference import INFERENCES
from evalkit.inference.cluster_robust import Options as Clustered
from evalkit.records.analysis import Analysis, AreaRule
from evalkit.records.estimate import Estimate
from evalkit.tables.panel import Variable
from tests.laws import worlds
from tests.support.panels import NEAREST, analysis_of, draw_panel

SEED = 20170912
SHIPPED = ("leicester", "north-west")
Tables = dict[str, TableForR]


def finding_around(estimate: Estimate, question: str = "attainment") -> Finding:
    """Return a finding that holds an estimate and nothing beside it."""
    return Finding(question, "Did it?", "planned", estimate, (), None, "", "", "", ())


@cache
def shipped(study: str, memory: Path, tables: Path) -> tuple[Finding, Tables]:
    """Return the leading question of a shipped study and its tables for R."""
    os.environ[VARIABLE] = str(memory)
    evaluation = open_study(study, data=tables)
    leading = evaluation.study.leading.id
    finding = finding_around(evaluation.estimate(leading), leading)
    made = tables_for_r(finding, evaluation.analysis(leading), evaluation.comparison(leading))
    return finding, {table.file: table for table in made}


@cache
def invented(way: str) -> tuple[Finding, Tables]:
    """Return a question about invented schools that is judged in one way, and its tables for R."""
    analysis = WAYS[way]()
    options = Clustered(by="area") if way == "clusters of areas" else None
    estimate = sure(analysis, lambda name: options or INFERENCES.get(name).options())
    finding = finding_around(estimate)
    return finding, {table.file: table for table in tables_for_r(finding, analysis, compare(analysis))}


def frame_of(table: TableForR, text: str | None = None) -> pd.DataFrame:
    """Return a table read back from its file, or from another such file: numbers as numbers, all else as text."""
    header, *rows = list(csv.reader(StringIO(text or table.text(), newline="")))
    frame = pd.DataFrame(rows, columns=header)
    numbers = [column.name for column in table.columns if column.kind in ("integer", "decimal")]
    return frame.assign(**{name: pd.to_numeric(frame[name]) for name in numbers})


def facts_of(tables: Tables) -> dict[str, str]:
    """Return the headline's facts by name."""
    frame = frame_of(tables["headline.csv"])
    return dict(zip(frame["name"], frame["value"], strict=True))


def _analysis(
    inference: str, *, areas: int = 44, baseline: tuple[int, ...] = (2017,), area_sd: float = 0.06
) -> Analysis:
    years = tuple(sorted({*baseline, 2019}))
    panel = draw_panel(np.random.default_rng(SEED), areas=areas, schools=9, area_sd=area_sd, effect=0.2, years=years)
    rounded = panel.frame.assign(
        **{name: panel.frame[name].round(2) for name in ("p8_maths", "ks2", "disadvantaged")},
    )
    return analysis_of(replace(panel, frame=rounded), baseline=baseline).change(inference=(inference,))


def _pupils(analysis: Analysis) -> Analysis:
    return analysis.change(estimand=replace(analysis.estimand, weighting="pupils"))


def _of_areas(analysis: Analysis, count: int) -> Analysis:
    codes = {str(100 + place) for place in range(count)}
    frame = analysis.panel().frame
    treated = frozenset(frame.loc[frame["area"].isin(codes), "unit"].tolist())
    return analysis.change(treated=treated, programme=treated)


def _one_large(analysis: Analysis) -> Analysis:
    """Return an analysis whose programme's area is four in one: its schools' own changes average out."""
    panel = analysis.panel()
    joined = panel.frame["area"].replace(["101", "102", "103"], "100")
    return _of_areas(analysis.change(data=replace(panel, frame=panel.frame.assign(area=joined))), 1)


def _some(analysis: Analysis, count: int) -> Analysis:
    return analysis.change(treated=frozenset(sorted(analysis.treated)[:count]))


def _in_trusts(analysis: Analysis) -> Analysis:
    panel = analysis.panel()
    trust = "Trust " + (panel.frame["unit"] // 2).astype(str)
    return analysis.change(data=panel.with_variable(Variable("trust", "trust", None), trust))


def _weighted(analysis: Analysis) -> Analysis:
    return analysis.change(design="weighted", design_options=Weighted(nearest=NEAREST, minimum_effective_ratio=0.5))


def _authorities() -> Analysis:
    similar = Similar(nearest=NEAREST, largest_smd=9.0)
    return worlds.authorities(3).change(
        design="similar_areas", design_options=similar, inference=("placebo_authorities",)
    )


WAYS: dict[str, Callable[[], Analysis]] = {
    "areas": lambda: _pupils(_analysis("placebo_areas")),
    "sets": lambda: _some(_analysis("placebo_sets"), 3),
    "areas of weighted schools": lambda: _weighted(_analysis("placebo_areas")),
    "areas less what such areas rise": lambda: _analysis("placebo_areas").change(
        area_rule=AreaRule("p8_maths", (2017,), below=9.0), chose="area"
    ),
    "authorities": _authorities,
    "variances": lambda: _one_large(_analysis("variance_components", baseline=(2016, 2017), area_sd=0.2)),
    "clusters": lambda: _pupils(_analysis("cluster_robust", areas=20, baseline=(2016, 2017))),
    "clusters of areas": lambda: _of_areas(_analysis("cluster_robust", areas=24), 4),
    "trusts": lambda: _in_trusts(_analysis("cluster_robust_by_trust", areas=20)),
}

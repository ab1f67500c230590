"""CR2 with trusts as clusters agrees with R's clubSandwich on our own small data, from weighted schools to interval."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from evalkit.analysis.point import point_estimate
from evalkit.core.estimand import Estimand
from evalkit.estimators import ESTIMATORS
from evalkit.inference import cluster_robust_by_trust as module
from evalkit.inference.cluster_robust_by_trust import Options, cluster_robust_by_trust
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Comparison, Counts, Roles
from evalkit.records.estimate import Estimate
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Variable
from tests.golden import make_trusts
from tests.support.panels import panel_of

HERE = Path(__file__).parent
# Closed forms on both sides, through other factorisations.
TOLERANCE = 1e-8


@pytest.mark.golden(gating=True)
def test_the_interval_by_trust_is_that_of_clubsandwich(monkeypatch: pytest.MonkeyPatch) -> None:
    schools = pd.read_csv(HERE / "data" / "trusts40.csv", keep_default_na=False).rename(columns={"school": "unit"})
    years = [schools.assign(year=year, outcome=schools[name]) for year, name in ((2017, "before"), (2019, "after"))]
    rows = pd.concat(years).assign(area="100", urn=lambda frame: frame["unit"])
    comparison = Comparison(
        frame=rows.drop(columns="trust").assign(treated=rows["treated"] == 1),
        roles=Roles(area="area", period="year"),
        shape="panel",
        estimand=Estimand("p8_maths", "all pupils", 2019, (2017,)),
        counts=Counts(12, 28, 0, 0, 1, 1),
        balance=None,
        assignment=None,
        flow=Flow(),
    )
    monkeypatch.setattr(module, "compare", lambda _: comparison)
    panel = panel_of(rows[["unit", "urn", "year", "area"]])
    named = rows.sort_values(["unit", "year"], ignore_index=True)["trust"].replace("", None)
    panel = panel.with_variable(Variable("trust", "trust", None), named)
    analysis = Analysis(
        panel,
        comparison.estimand,
        frozenset(),
        frozenset(),
        design="matched",
        estimator="difference_in_differences",
        inference=("cluster_robust",),
    )
    method = ESTIMATORS.get("difference_in_differences")
    estimate = method.run(comparison, method.options())
    assert isinstance(estimate, Estimate)
    found = cluster_robust_by_trust(analysis, estimate, point_estimate, Options())
    printed = pd.read_csv(HERE / "cluster_robust_by_trust.out", comment="#").iloc[0]
    assert found.numbers()["clusters"] == printed["clusters"]
    ours = [found.std_error, found.df, found.p_value, found.conf_low, found.conf_high]
    assert ours == pytest.approx(printed[["std_error", "df", "p_value", "low", "high"]].tolist(), rel=TOLERANCE)
    assert found.numbers()["least-squares estimate"] == pytest.approx(printed["estimate"], rel=TOLERANCE)


@pytest.mark.golden(gating=True)
def test_the_schools_of_trusts_are_those_the_committed_script_makes(tmp_path: Path) -> None:
    make_trusts.write(tmp_path / "trusts40.csv")
    assert (tmp_path / "trusts40.csv").read_bytes() == (HERE / "data" / "trusts40.csv").read_bytes()

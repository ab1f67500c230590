from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from evalkit.analysis.point import point_estimate
from evalkit.core.errors import EstimationError
from evalkit.core.estimand import Estimand
from evalkit.estimators import ESTIMATORS
from evalkit.inference import INFERENCES
from evalkit.inference import cluster_robust as module
from evalkit.inference import cluster_robust_by_area as beside
from evalkit.inference.cluster_robust import Options, cluster_robust_inference
from evalkit.numeric.cluster_robust import cluster_robust
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Comparison, Counts, Roles
from evalkit.records.details import Clusters
from evalkit.records.estimate import Estimate, Inference
from evalkit.records.units import units_from_frame
from evalkit.tables.flow import Flow

# Two ways through the same closed form.
CLOSED_FORM = 1e-9

Infer = Callable[..., Inference]


def panel(
    years: tuple[int, ...] = (2017, 2019), baseline: tuple[int, ...] = (2017,), *, areas: int = 6, treated: int = 5
) -> Comparison:
    """Return 24 schools in areas of four; the first so many are treated, weights sum to one on each side."""
    rng = np.random.default_rng(11)
    school = np.arange(24)
    side = school < treated
    weight = np.where(side, 1 / treated, rng.uniform(0.5, 2, 24))
    weight[~side] /= weight[~side].sum()
    rows = [
        {"unit": i, "area": f"{i % areas:03d}", "treated": bool(side[i]), "weight": weight[i], "year": year,
         "outcome": rng.normal() + 0.3 * (year == 2019) * side[i]}
        for i in school
        for year in years
    ]  # fmt: skip
    return Comparison(
        frame=pd.DataFrame(rows),
        roles=Roles(area="area", period="year"),
        shape="panel",
        estimand=Estimand("p8_maths", "all pupils", 2019, baseline),
        counts=Counts(treated, 24 - treated, 0, 0, 1, areas - 1),
        balance=None,
        assignment=None,
        flow=Flow(),
    )


@pytest.fixture
def infer(monkeypatch: pytest.MonkeyPatch) -> Infer:
    """Return the inference for a comparison made by hand, with difference-in-differences as its estimate."""

    def run(comparison: Comparison, options: Options | None = None) -> Inference:
        monkeypatch.setattr(module, "compare", lambda _: comparison)
        method = ESTIMATORS.get("difference_in_differences")
        estimate = method.run(comparison, method.options())
        assert isinstance(estimate, Estimate)
        analysis = Analysis(
            data=None,
            estimand=comparison.estimand,
            treated=frozenset(),
            programme=frozenset(),
            design="matched",
            estimator="difference_in_differences",
            inference=("cluster_robust",),
        )  # type: ignore[arg-type]
        return cluster_robust_inference(analysis, estimate, point_estimate, options or Options())

    return run


def clusters(found: Inference) -> Clusters:
    shown = found.detail(Clusters)
    assert shown is not None
    return shown


def test_two_years_equal_the_welch_comparison_of_changes(infer: Infer) -> None:
    # With equal weights within each side, the coefficient is a difference of two means of changes.
    comparison = panel()
    frame = comparison.frame.assign(weight=np.where(comparison.frame["treated"], 1 / 5, 1 / 19))
    comparison = Comparison(**{**{f: getattr(comparison, f) for f in comparison.__slots__}, "frame": frame})
    wide = frame.pivot(index="unit", columns="year", values="outcome")
    change = (wide[2019] - wide[2017]).to_numpy()
    one, other = change[:5], change[5:]
    found = infer(comparison)
    assert found.std_error == pytest.approx(np.sqrt(one.var(ddof=1) / 5 + other.var(ddof=1) / 19), rel=CLOSED_FORM)
    assert found.df == pytest.approx((1 / 5 + 1 / 19) ** 2 / (1 / (25 * 4) + 1 / (361 * 18)), rel=CLOSED_FORM)
    assert found.numbers()["least-squares estimate"] == pytest.approx(one.mean() - other.mean(), rel=CLOSED_FORM)


@pytest.mark.parametrize("baseline", [(2017,), (2016, 2017)])
def test_the_coefficient_is_the_difference_in_differences_to_ten_digits(
    infer: Infer, baseline: tuple[int, ...]
) -> None:
    found = infer(panel((2016, 2017, 2018, 2019), baseline))
    centre = found.numbers()["least-squares estimate"]
    assert (found.conf_low + found.conf_high) / 2 == pytest.approx(centre, rel=CLOSED_FORM)


def test_years_outside_the_contrast_change_nothing(infer: Infer) -> None:
    whole = panel((2016, 2017, 2018, 2019))
    frame = whole.frame[whole.frame["year"].isin([2017, 2019])]
    part = Comparison(**{**{f: getattr(whole, f) for f in whole.__slots__}, "frame": frame})
    one, other = infer(whole), infer(part)
    assert replace(one, details=()) == replace(other, details=())
    assert one.numbers() == other.numbers()
    assert clusters(one).table.equals(clusters(other).table)


def test_by_area_counts_areas_and_says_what_it_ignores(infer: Infer) -> None:
    by_school, by_area = infer(panel()), infer(panel(), Options(by="area"))
    assert by_school.ignores == "area-year shocks"
    assert by_school.numbers()["clusters"] == 24
    assert by_school.numbers()["treated clusters"] == 5
    assert by_area.numbers()["clusters"] == 6
    assert by_area.df < by_school.df
    assert "CR2" in by_school.assumes


def test_by_area_beside_by_school_is_the_same_with_other_clusters(monkeypatch: pytest.MonkeyPatch) -> None:
    comparison = panel()
    monkeypatch.setattr(module, "compare", lambda _: comparison)
    monkeypatch.setattr(beside, "compare", lambda _: comparison)
    method = ESTIMATORS.get("difference_in_differences")
    estimate = method.run(comparison, method.options())
    analysis = Analysis(
        data=None,
        estimand=comparison.estimand,
        treated=frozenset(),
        programme=frozenset(),
        design="matched",
        estimator="difference_in_differences",
        inference=("cluster_robust",),
    )  # type: ignore[arg-type]
    one = cluster_robust_inference(analysis, estimate, point_estimate, Options(by="area"))
    other = beside.cluster_robust_by_area(analysis, estimate, point_estimate, beside.Options())
    assert other.name == "cluster_robust_by_area"
    assert replace(other, name=one.name, details=()) == replace(one, details=())
    assert other.numbers() == one.numbers()


def test_every_cluster_says_how_much_it_counts(infer: Infer) -> None:
    table = clusters(infer(panel())).table
    assert len(table) == 24
    assert table["treated"].sum() == 5
    assert table["share"].sum() == pytest.approx(1.0)
    # Schools and years, and the effect.
    assert table["leverage"].sum() == pytest.approx(24 + 1 + 1)


def test_fewer_than_four_degrees_of_freedom_are_said(infer: Infer) -> None:
    few = infer(panel(treated=2))
    assert few.df < 4
    assert any("Too few clusters" in said for said in few.caveats)
    assert not any("Too few clusters" in said for said in infer(panel()).caveats)


def test_one_treated_cluster_is_refused(infer: Infer) -> None:
    with pytest.raises(EstimationError, match="one treated school"):
        infer(panel(treated=1))


def test_by_area_without_areas_is_refused(infer: Infer) -> None:
    comparison = panel()
    bare = Comparison(**{**{f: getattr(comparison, f) for f in comparison.__slots__}, "roles": Roles(period="year")})
    with pytest.raises(EstimationError, match="no areas"):
        infer(bare, Options(by="area"))


def test_a_bare_table_is_least_squares_on_the_covariates() -> None:
    rng = np.random.default_rng(2)
    urn = np.repeat(np.arange(10), 8)
    pupils = pd.DataFrame(
        {"urn": urn, "treated": urn % 2, "ks2": rng.normal(104, 5, 80), "size": rng.uniform(1, 2, 80)}
    )
    pupils["grade"] = 0.1 * pupils["ks2"] + rng.normal(size=80)
    units = units_from_frame(
        pupils, outcome="grade", treated="treated", cluster="urn", covariates=["ks2"], weight="size"
    )
    analysis = Analysis(
        data=units, estimand=Estimand("grade", "pupils", 0, ()), treated=frozenset(), programme=frozenset(),
        design="as_given", estimator="least_squares", inference=("cluster_robust",),
        estimator_options=ESTIMATORS.get("least_squares").options(),
    )  # fmt: skip
    estimate = point_estimate(analysis)
    found = INFERENCES.get("cluster_robust").run(analysis, estimate, point_estimate, Options())
    columns = np.column_stack([np.ones(80), pupils["treated"], pupils["ks2"]])
    direct = cluster_robust(pupils["grade"].to_numpy(), columns, urn, weight=pupils["size"].to_numpy())
    assert isinstance(found, Inference)
    assert found.std_error == pytest.approx(direct.std_errors[1], rel=CLOSED_FORM)
    assert found.df == pytest.approx(direct.df[1], rel=CLOSED_FORM)
    with pytest.raises(EstimationError, match="where least squares gives"):
        INFERENCES.get("cluster_robust").run(analysis, replace(estimate, estimate=9.0), point_estimate, Options())

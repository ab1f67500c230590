from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.core.errors import EstimationError
from evalkit.inference.cluster_robust import Options as BySchool
from evalkit.inference.cluster_robust import cluster_robust_inference
from evalkit.inference.cluster_robust_by_trust import Options, cluster_robust_by_trust
from evalkit.inference.parts.trusts import trusts_of
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Inference
from evalkit.tables.panel import Variable
from tests.support.panels import analysis_of, draw_panel

# The same closed form through the same code.
SAME = 1e-12
# Seeds 1 to 20, listed beforehand. About 40 clusters tell a variance to a quarter, 20 draws of them to a fifteenth:
# three of those, and the few per cent by which CR2 errs with clusters of unequal weight.
DRAWS = 20
TOLERANCE = 0.25
SHOCK = 0.3
# As `draw_panel` has it.
SCHOOL_SD = 0.25


def in_trusts(seed: int, *, size: int, shock: float = 0.0, every: int = 1) -> Analysis:
    """Return an analysis in which every so many schools in order belong to a trust of some size, alike by a shock."""
    rng = np.random.default_rng(seed)
    panel = draw_panel(rng, areas=14, schools=12, area_sd=0.0)
    frame = panel.frame.copy()
    place = (frame["unit"] - frame["unit"].min()) // size
    member = place % every == 0
    shocks = shock * rng.normal(size=int(place.max()) + 1)
    frame.loc[frame["year"] == 2019, "p8_maths"] += shocks[place[frame["year"] == 2019]] * member[frame["year"] == 2019]
    trust = pd.Series(np.where(member, "Trust " + place.astype(str), None), index=frame.index, dtype=object)
    return analysis_of(replace(panel, frame=frame).with_variable(Variable("trust", "trust", None), trust))


def true_variance(analysis: Analysis) -> float:
    """Return the variance of the estimate by the way the world was drawn: a shock a trust, a change a school."""
    used = compare(analysis).frame.drop_duplicates("unit").set_index("unit")
    signed = used["weight"].where(used["treated"], -used["weight"])
    trusts = trusts_of(analysis)
    assert trusts is not None
    together = signed.groupby(trusts.reindex(used.index)).sum()
    return float(SHOCK**2 * (together**2).sum() + SCHOOL_SD**2 * (signed**2).sum())


def infer(analysis: Analysis, options: Options | None = None) -> Inference:
    return cluster_robust_by_trust(analysis, point_estimate(analysis), point_estimate, options or Options())


def test_trusts_of_one_school_are_schools() -> None:
    analysis = in_trusts(1, size=1, every=2)
    estimate = point_estimate(analysis)
    by_school = cluster_robust_inference(analysis, estimate, point_estimate, BySchool())
    by_trust = infer(analysis)
    assert by_trust.std_error == pytest.approx(by_school.std_error, rel=SAME)
    assert by_trust.df == pytest.approx(by_school.df, rel=SAME)
    assert by_trust.numbers()["treated schools that share a trust"] == 0
    assert by_trust.name == "cluster_robust_by_trust"
    assert "trusts" in by_trust.assumes
    assert by_trust.ignores == "area-year shocks"


def test_clusters_are_the_trusts_and_the_schools_without_one() -> None:
    analysis = in_trusts(2, size=3, every=2)
    found = infer(analysis)
    used = compare(analysis).frame.drop_duplicates("unit").set_index("unit")
    trusts = trusts_of(analysis)
    assert trusts is not None
    by_hand = {trusts.get(school, school) for school in used.index}
    assert found.numbers()["clusters"] == len(by_hand)
    own = [trusts.get(school) for school in used.index[used["treated"]]]
    shared = sum(own.count(name) > 1 for name in own if name is not None)
    assert found.numbers()["treated schools that share a trust"] == shared > 0


def test_the_variance_by_trust_is_the_true_one_and_by_school_it_is_too_small() -> None:
    truth, by_trust, by_school = [], [], []
    for seed in range(1, DRAWS + 1):
        analysis = in_trusts(seed, size=3, shock=SHOCK)
        estimate = point_estimate(analysis)
        truth.append(true_variance(analysis))
        by_trust.append(infer(analysis).std_error ** 2)
        by_school.append(cluster_robust_inference(analysis, estimate, point_estimate, BySchool()).std_error ** 2)
    assert np.mean(by_trust) == pytest.approx(np.mean(truth), rel=TOLERANCE)
    assert np.mean(by_school) < 0.7 * np.mean(truth)


def test_fewer_than_ten_clusters_are_refused() -> None:
    with pytest.raises(EstimationError, match="at least 500"):
        infer(in_trusts(3, size=3), Options(fewest_clusters=500))
    analysis = in_trusts(3, size=200)
    with pytest.raises(EstimationError, match="trusts and schools without one"):
        infer(analysis)


def test_one_treated_trust_is_refused() -> None:
    analysis = in_trusts(4, size=3)
    trusts = trusts_of(analysis)
    assert trusts is not None
    first = trusts[trusts == trusts.loc[min(analysis.treated)]].index
    few = analysis.change(treated=frozenset(first))
    with pytest.raises(EstimationError, match="all treated schools in one trust"):
        infer(few)


def test_tables_without_trusts_are_refused() -> None:
    with pytest.raises(EstimationError, match="no trusts in the tables"):
        infer(analysis_of(draw_panel(np.random.default_rng(5))))


def test_only_the_trust_of_the_year_before_counts() -> None:
    analysis = in_trusts(6, size=3)
    panel = analysis.panel()
    later = panel.frame["trust"].where(panel.frame["year"] == 2017, "All in one")
    moved = analysis.change(data=replace(panel, frame=panel.frame.assign(trust=later)))
    assert infer(moved).std_error == infer(analysis).std_error

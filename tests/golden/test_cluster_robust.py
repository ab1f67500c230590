"""CR0, CR1 and CR2 with Satterthwaite degrees of freedom agree with R's clubSandwich on our own small data."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.numeric.cluster_robust import ClusterRobust, cluster_robust
from tests.golden import make_data

HERE = Path(__file__).parent

# Closed forms on both sides. R solves through other factorisations and prints 15 digits; the largest
# relative difference seen is 2e-10 (SE), 8e-11 (df), where eigenvalues of nought are told from small ones.
ESTIMATE_TOLERANCE = 1e-12
SE_TOLERANCE = 1e-9
DF_TOLERANCE = 1e-9
P_TOLERANCE = 5e-9

# model in cluster_robust.R: columns, cluster, weight, effects
MODELS: dict[str, tuple[tuple[str, ...], str, str | None, tuple[str, ...]]] = {
    "plain": (("(Intercept)", "treated", "intake"), "cluster", None, ()),
    "weighted": (("(Intercept)", "treated", "intake"), "cluster", "pupils", ()),
    "effects": (("exposed", "intake"), "unit", None, ("unit", "period")),
    "effects_by_cluster": (("exposed", "intake"), "cluster", None, ("unit", "period")),
    "weighted_effects": (("exposed", "intake"), "unit", "pupils", ("unit", "period")),
    "weighted_effects_by_cluster": (("exposed", "intake"), "cluster", "pupils", ("unit", "period")),
    "row_weights_effects": (("exposed", "intake"), "unit", "entries", ("unit", "period")),
    "row_weights_effects_by_cluster": (("exposed", "intake"), "cluster", "entries", ("unit", "period")),
    "crossing_effects": (("exposed", "intake"), "cluster", "pupils", ("period",)),
}


def fitted(model: str, correction: str) -> tuple[ClusterRobust, pd.DataFrame]:
    """Return our fit of one model and R's rows for it, in the order of our columns."""
    columns, cluster, weight, effects = MODELS[model]
    rows = pd.read_csv(HERE / "data" / "clusters12.csv").assign(**{"(Intercept)": 1.0})
    ours = cluster_robust(
        rows["outcome"].to_numpy(),
        rows[list(columns)].to_numpy(dtype=float),
        rows[cluster].to_numpy(),
        weight=None if weight is None else rows[weight].to_numpy(dtype=float),
        effects=[rows[effect].to_numpy() for effect in effects],
        correction=correction,
    )
    printed = pd.read_csv(HERE / "cluster_robust.out", comment="#")
    picked = printed[(printed["model"] == model) & (printed["correction"] == correction)]
    return ours, picked.set_index("coefficient").loc[list(columns)]


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("correction", ["CR0", "CR1", "CR1S", "CR2"])
@pytest.mark.parametrize("model", MODELS)
def test_robust_errors_and_degrees_of_freedom_are_those_of_clubsandwich(model: str, correction: str) -> None:
    ours, printed = fitted(model, correction)
    np.testing.assert_allclose(ours.coefficients, printed["estimate"], rtol=ESTIMATE_TOLERANCE)
    np.testing.assert_allclose(ours.std_errors, printed["std_error"], rtol=SE_TOLERANCE)
    np.testing.assert_allclose(ours.df, printed["df"], rtol=DF_TOLERANCE)
    np.testing.assert_allclose(ours.p_values, printed["p_value"], rtol=P_TOLERANCE)


@pytest.mark.golden(gating=True)
def test_the_golden_output_covers_every_model_and_says_which_versions_made_it() -> None:
    first = (HERE / "cluster_robust.out").read_text(encoding="utf-8").splitlines()[0]
    assert "R version" in first
    assert "clubSandwich" in first
    printed = pd.read_csv(HERE / "cluster_robust.out", comment="#")
    assert set(printed["model"]) == set(MODELS)
    assert len(printed) == 4 * (2 * 3 + 7 * 2)


@pytest.mark.golden(gating=True)
def test_the_small_data_are_those_the_committed_script_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_data, "DATA", tmp_path)
    make_data.write("clusters12.csv", make_data.clusters12())
    make_data.write("pupils14.csv", make_data.pupils14())
    for name in ("clusters12.csv", "pupils14.csv"):
        assert (tmp_path / name).read_bytes() == (HERE / "data" / name).read_bytes()

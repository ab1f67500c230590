"""Lines through a bare table agree with R: lm, the errors of sandwich, and those of clubSandwich."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import evalkit as ek
from tests.golden import make_data

HERE = Path(__file__).parent
ROWS = pd.read_csv(HERE / "data" / "lines16.csv")
R = pd.read_csv(HERE / "least_squares.out", comment="#").replace({"coefficient": {"(Intercept)": "(intercept)"}})

# Both sides solve in closed form; R prints 15 digits.
TOLERANCE = 1e-10
ROBUST_TOLERANCE = 1e-8
COVARIATES = ("prior", "disadvantaged")

# model in least_squares.R: treated, covariates, weight, effects
MODELS: dict[str, tuple[str | None, tuple[str, ...], str | None, str]] = {
    "plain": ("treated", COVARIATES, None, "none"),
    "weighted": ("treated", COVARIATES, "size", "none"),
    "effects": ("invited", COVARIATES, None, "school"),
    "weighted_effects": ("invited", COVARIATES, "size", "school"),
    "without_treatment": (None, COVARIATES, None, "none"),
    "mean_alone": (None, (), None, "none"),
}
OF_ROWS = ("classical", "HC1", "HC2", "HC3")
CASES = [(model, errors) for model in MODELS for errors in ("CR2", "CR2_rows") if (model, errors) in
         set(zip(R["model"], R["errors"], strict=True))]  # fmt: skip


def fitted(model: str, errors: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return our coefficients of one model under one kind of errors, and R's in the same order."""
    treated, covariates, weight, effects = MODELS[model]
    rows = errors in OF_ROWS
    options: dict[str, dict[str, object]] = {"least_squares": {"effects": effects}}
    if rows:
        options["independent_rows"] = {"errors": errors}
    ours = ek.Analysis.from_frame(
        ROWS,
        outcome="grade",
        treated=treated,
        cluster=None if errors == "CR2_rows" else "school",
        covariates=covariates,
        weight=weight,
        estimator="least_squares",
        inference="independent_rows" if rows else "cluster_robust",
        options=options,
    ).model()
    printed = R[(R["model"] == model) & (R["errors"] == errors)].set_index("coefficient")
    table = ours.tidy().set_index("name")
    assert sorted(table.index) == sorted(printed.index)
    return table, printed.loc[table.index]


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("model", MODELS)
def test_coefficients_are_those_of_lm(model: str) -> None:
    table, printed = fitted(model, "classical")
    np.testing.assert_allclose(table["estimate"], printed["estimate"], rtol=TOLERANCE)
    for name in ("std_error", "df", "conf_low", "conf_high"):
        np.testing.assert_allclose(table[name], printed[name], rtol=TOLERANCE)


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("errors", OF_ROWS[1:])
@pytest.mark.parametrize("model", MODELS)
def test_errors_of_independent_rows_are_those_of_lm_and_sandwich(model: str, errors: str) -> None:
    table, printed = fitted(model, errors)
    for name in ("std_error", "df", "conf_low", "conf_high"):
        np.testing.assert_allclose(table[name], printed[name], rtol=ROBUST_TOLERANCE)


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize(("model", "errors"), CASES)
def test_errors_of_schools_and_of_rows_as_clusters_are_those_of_clubsandwich(model: str, errors: str) -> None:
    table, printed = fitted(model, errors)
    for name in ("std_error", "df", "conf_low", "conf_high"):
        np.testing.assert_allclose(table[name], printed[name], rtol=ROBUST_TOLERANCE)


@pytest.mark.golden(gating=True)
def test_the_output_says_which_versions_made_it_and_the_pupils_are_those_of_the_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = (HERE / "least_squares.out").read_text(encoding="utf-8").splitlines()[0]
    assert all(name in first for name in ("R version", "sandwich", "clubSandwich"))
    assert len(CASES) == 10
    # Six kinds of errors of 4, 4, 3 and 1 coefficients, and five of 3 and 3 within schools.
    assert len(R) == 6 * (4 + 4 + 3 + 1) + 5 * (3 + 3)
    monkeypatch.setattr(make_data, "DATA", tmp_path)
    make_data.write("lines16.csv", make_data.lines16())
    assert (tmp_path / "lines16.csv").read_bytes() == (HERE / "data" / "lines16.csv").read_bytes()

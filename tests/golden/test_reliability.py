"""Alpha and omega agree with psych in R on answers of twelve schools."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.numeric.reliability import covariance, cronbach_alpha, omega_total, one_factor
from tests.golden.make_survey import answers12

HERE = Path(__file__).parent
ITEMS = [f"q{place}" for place in range(1, 6)]
# psych stops its search early: its own omega is 2e-8 from the least of its own objective. The rest is exact to digits.
TOLERANCES = {"omega of psych": 1e-6, "alpha": 1e-12, "people": 0.0}
OTHERWISE = 1e-6


def _complete(wave: int) -> np.ndarray:
    answers = pd.read_csv(HERE / "data" / "answers12.csv")
    return answers.loc[answers["wave"] == wave, ITEMS].dropna().to_numpy(dtype=float)


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("wave", [1, 2])
def test_alpha_omega_and_loadings_are_those_of_psych(wave: int) -> None:
    held = _complete(wave)
    spread = np.sqrt(np.diag(covariance(held)))
    loadings = one_factor((covariance(held) / np.outer(spread, spread))[None])[0]
    ours = {"people": len(held), "alpha": cronbach_alpha(held)}
    ours |= {"omega": omega_total(held), "omega of psych": omega_total(held)}
    ours["omega of two items"] = omega_total(held[:, :2])
    ours |= {f"loading {place}": value for place, value in enumerate(loadings, start=1)}
    theirs = pd.read_csv(HERE / "reliability.out", comment="#").set_index(["wave", "name"])["value"][wave]
    assert set(theirs.index) == set(ours)
    for name, value in theirs.items():
        assert ours[str(name)] == pytest.approx(value, abs=TOLERANCES.get(str(name), OTHERWISE)), name


@pytest.mark.golden(gating=True)
def test_the_small_answers_are_those_the_committed_script_makes() -> None:
    stored = pd.read_csv(HERE / "data" / "answers12.csv", dtype=str, keep_default_na=False)
    assert stored.equals(pd.DataFrame(answers12()).astype(str))
    assert "psych" in (HERE / "reliability.out").read_text(encoding="utf-8").splitlines()[0]

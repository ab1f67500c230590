"""The slope over schools agrees with R's sandwich."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from evalkit.numeric.dose_slope import dose_slope, rank_correlation

pytestmark = pytest.mark.golden(gating=True)
STORED = Path(__file__).with_name("dose_slope.out")
# R prints twelve digits.
PRINTED = 1e-10
DOSE = np.array([0, 2.5, 4, 4, 6.5, 8, 9.5, 12, 12, 15, 18.5, 31])
CHANGE = np.array([0.12, -0.31, 0.05, 0.22, -0.14, 0.3, 0.08, 0.41, -0.05, 0.27, 0.36, 0.19])


def stored() -> dict[str, float]:
    lines = STORED.read_text(encoding="utf-8").splitlines()[1:]
    return {name: float(value) for name, value in (line.split() for line in lines)}


@pytest.mark.parametrize("name", ["slope", "std_error", "df", "conf_low", "conf_high"])
def test_slope_error_degrees_and_interval_agree_with_sandwich(name: str) -> None:
    found = dose_slope(DOSE, CHANGE)
    assert found is not None
    own = found.value if name == "slope" else getattr(found, name)
    assert own == pytest.approx(stored()[name], rel=PRINTED)


def test_the_rank_correlation_with_ties_agrees_with_r() -> None:
    assert rank_correlation(DOSE, CHANGE) == pytest.approx(stored()["rank_correlation"], rel=PRINTED)

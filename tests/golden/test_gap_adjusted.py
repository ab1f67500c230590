"""Placebos adjusted for how low each stood agree with lm in R, refitted with one placebo left out at a time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.numeric.gap_adjusted import StoodBefore, centred, gap_adjusted

HERE = Path(__file__).parent
# R prints 15 digits; both solve a fit of two columns by QR.
TOLERANCE = 1e-10
OWN = (0.17, 0.06, -0.2)


def _placebos() -> StoodBefore:
    i = np.arange(1, 46)
    sd = 0.05 + 0.002 * (i % 11)
    gap = np.sin(i) / 3 + 0.02 * np.cos(7 * i)
    return StoodBefore(0.01 - 0.12 * gap + sd * np.sin(5 * i + 1), sd, gap)


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("mode", ["gap", "centred"])
def test_adjusted_placebos_are_those_of_lm(mode: str) -> None:
    estimate, sd, gap = OWN
    placebos = _placebos()
    found = gap_adjusted(estimate, sd, gap, placebos, 0.95) if mode == "gap" else centred(estimate, sd, placebos, 0.95)
    read = pd.read_csv(HERE / "gap_adjusted.out", comment="#").set_index(["mode", "name"])["value"][mode]
    for name, value in read.items():
        kind, _, number = str(name).partition("_")
        ours = found.placebos[int(number) - 1] if kind == "placebo" else getattr(found, str(name))
        assert ours == pytest.approx(value, rel=TOLERANCE), name
    assert len(read) == (9 if mode == "gap" else 7)


@pytest.mark.golden(gating=True)
def test_the_output_of_gaps_says_which_version_made_it() -> None:
    assert "R version" in (HERE / "gap_adjusted.out").read_text(encoding="utf-8").splitlines()[0]

"""The panel of clubSandwich's vignette: `make golden` fits it in R and here and stores both sides."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

from tests.golden.mortality_rates import ours

STORED = Path(__file__).parent / "mortality_rates.out"
# The data are the R package's and not stored here; EVALKIT_EXPORTED names a folder to which the script wrote them.
EXPORTED = sorted(Path(os.environ.get("EVALKIT_EXPORTED", "nowhere")).glob("mortality_rates.csv"))
# Closed forms on both sides, printed with 15 digits.
TOLERANCE = 1e-11
# Digits that the vignette and R print.
PRINTED = 1e-7

# Estimate, standard error, degrees of freedom as R prints them, unweighted, CR2.
VIGNETTE = {"legal": (7.5877076, 2.5130822, 24.5785190), "beertaxa": (3.8186707, 5.2650161, 5.7684146)}


def stored() -> pd.DataFrame:
    """Return both sides as `make golden` stored them."""
    return pd.read_csv(STORED, comment="#")


@pytest.mark.golden(gating=True)
def test_the_stored_run_agrees_with_clubsandwich_on_absorbed_effects_with_and_without_weights() -> None:
    table = stored()
    assert len(table) == 3 * 2 * 4
    assert (table["evalkit"] / table["clubSandwich"] - 1).abs().max() < TOLERANCE


@pytest.mark.golden(gating=True)
def test_the_stored_run_is_the_one_of_the_vignette() -> None:
    table = stored().set_index(["correction", "coefficient", "quantity"])["clubSandwich"]
    for coefficient, expected in VIGNETTE.items():
        for quantity, value in zip(("estimate", "std_error", "df"), expected, strict=True):
            assert table["CR2", coefficient, quantity] == pytest.approx(value, rel=PRINTED)


@pytest.mark.golden
@pytest.mark.parametrize("exported", EXPORTED)
def test_the_exported_panel_still_gives_the_stored_numbers(exported: Path) -> None:
    table = stored().set_index(["correction", "coefficient", "quantity"])["clubSandwich"]
    for key, value in ours(pd.read_csv(exported)).items():
        assert value == pytest.approx(table[key], rel=TOLERANCE)

"""Kappas, alpha and the sign test agree with R and with two packages of Python, on ratings of our own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.numeric.agreement import WEIGHTINGS, Weighting, grade_table, pair_agreement
from evalkit.numeric.ordinal_alpha import ordinal_alpha
from evalkit.numeric.sign_test import sign_test
from tests.golden.make_ratings import CASES, FILE, lines

FOLDER = Path(__file__).parent
R, PACKAGES = FOLDER / "agreement.out", FOLDER / "agreement_engines.out"
# Both print 15 digits; sums are taken in another order.
TOLERANCE = 1e-12
RATERS = ("first", "second", "third")


def stored(file: Path, part: str) -> dict[tuple[str, str], float]:
    rows = pd.read_csv(file, comment="#")
    own = rows[rows["part"] == part]
    return {
        (case, weighting): value
        for case, weighting, value in own[["case", "weighting", "value"]].itertuples(index=False)
    }


def ratings(case: str) -> pd.DataFrame:
    rows = pd.read_csv(FILE)
    return rows[rows["case"] == case]


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("weighting", WEIGHTINGS)
@pytest.mark.parametrize("case", CASES)
def test_kappas_and_their_errors_are_those_of_psych_vcd_and_irrcac(case: str, weighting: Weighting) -> None:
    rows, grades = ratings(case), CASES[case][0]
    first, second = (rows[name].to_numpy(dtype=np.int64) - 1 for name in RATERS[:2])
    found, key = pair_agreement(grade_table(first, second, grades), weighting), (case, weighting)
    assert found.kappa == pytest.approx(stored(R, "psych")[key], rel=TOLERANCE)
    assert found.kappa == pytest.approx(stored(R, "vcd")[key], rel=TOLERANCE)
    assert found.std_error == pytest.approx(stored(R, "vcd_error")[key], rel=TOLERANCE)
    assert found.adjusted == pytest.approx(stored(PACKAGES, "irrCAC")[key], rel=TOLERANCE)


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("raters", [2, 3])
@pytest.mark.parametrize("case", CASES)
def test_alpha_is_that_of_krippendorff_with_missing_raters_and_unused_grades(case: str, raters: int) -> None:
    rows, grades = ratings(case)[list(RATERS[:raters])].to_numpy(dtype=float), CASES[case][0]
    counts = np.array([[(row == grade).sum() for grade in range(1, grades + 1)] for row in rows], dtype=float)
    assert ordinal_alpha(counts) == pytest.approx(
        stored(PACKAGES, "krippendorff")[case, f"{raters} raters"], rel=TOLERANCE
    )


@pytest.mark.golden(gating=True)
def test_the_sign_test_is_that_of_r() -> None:
    for (split, _), chance in stored(R, "sign").items():
        rose, fell = (int(part) for part in split.split(" to "))
        assert sign_test(rose, fell) == pytest.approx(chance, rel=TOLERANCE)


@pytest.mark.golden(gating=True)
def test_the_outputs_say_which_versions_made_them_and_the_ratings_are_those_of_the_script() -> None:
    assert "vcd" in R.read_text(encoding="utf-8").splitlines()[0]
    assert "irrCAC" in PACKAGES.read_text(encoding="utf-8").splitlines()[0]
    assert FILE.read_text(encoding="utf-8").splitlines() == lines()

"""Slopes of schools and their mean agree with lm and t.test in R."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from evalkit.numeric.fading import fading
from tests.golden.make_survey import help8

HERE = Path(__file__).parent
TOLERANCE = 1e-10


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("part", ["actual", "planned", "beyond"])
def test_slopes_of_schools_are_those_of_lm_and_their_mean_that_of_t_test(part: str) -> None:
    hours = pd.read_csv(HERE / "data" / "help8.csv")
    done, planned, term = (hours[name].to_numpy(float) for name in ("done", "planned", "term"))
    found = getattr(fading(done, planned, term, hours["school"].to_numpy()), part)
    theirs = pd.read_csv(HERE / "fading.out", comment="#").set_index(["part", "name"])["value"][part]
    for name, value in theirs.items():
        assert getattr(found, str(name)) == pytest.approx(value, rel=TOLERANCE), name
    assert len(theirs) == 5


@pytest.mark.golden(gating=True)
def test_the_hours_of_help_are_those_the_committed_script_makes() -> None:
    stored = pd.read_csv(HERE / "data" / "help8.csv")
    assert stored.equals(pd.DataFrame(help8()))

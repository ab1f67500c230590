"""The mean change of the same people and its error agree with R: sandwich, and CR2 written out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.numeric.cluster_robust import cluster_robust
from evalkit.numeric.paired_change import paired_change

HERE = Path(__file__).parent
ITEMS = [f"q{place}" for place in range(1, 6)]
# Both print and add in 15 digits.
TOLERANCE = 1e-10


@pytest.mark.golden(gating=True)
def test_the_change_of_the_same_people_is_that_of_r() -> None:
    answers = pd.read_csv(HERE / "data" / "answers12.csv")
    answers["value"] = answers[ITEMS].mean(axis=1, skipna=False)
    wide = answers.pivot(index=["school", "person"], columns="wave", values="value").reset_index()
    first, second, school = wide[1].to_numpy(float), wide[2].to_numpy(float), wide["school"].to_numpy()
    found = paired_change(first, second, school)
    theirs = pd.read_csv(HERE / "paired_change.out", comment="#").set_index("name")["value"]
    for name in theirs.index.difference(["error CR1"]):
        assert getattr(found, str(name)) == pytest.approx(theirs[name], rel=TOLERANCE), name
    both = np.isfinite(first) & np.isfinite(second)
    change = (second - first)[both]
    fit = cluster_robust(change, np.ones((len(change), 1)), school[both], correction="CR1")
    assert fit.std_errors[0] == pytest.approx(theirs["error CR1"], rel=TOLERANCE)
    assert len(theirs) == 10

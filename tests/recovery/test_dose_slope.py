"""A planted link between hours and movement is held by the interval as often as it says."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from evalkit.numeric.dose_slope import dose_slope

DRAWS = 400
SLOPE = 0.02
# A count of draws that an honest interval of 95 per cent would fall below once in a thousand times.
FEWEST = int(stats.binom.ppf(0.001, DRAWS, 0.93))


@pytest.mark.parametrize(("schools", "crooked"), [(10, False), (19, True)])
def test_a_planted_slope_lies_in_the_interval_and_is_met_on_average(schools: int, crooked: bool) -> None:
    rng, held, found = np.random.default_rng(schools), 0, []
    for _ in range(DRAWS):
        dose = rng.exponential(12, schools) if crooked else rng.uniform(0, 25, schools)
        noise = rng.normal(size=schools) * (0.1 + 0.01 * dose)
        slope = dose_slope(dose, SLOPE * dose + noise)
        assert slope is not None
        held += slope.conf_low <= SLOPE <= slope.conf_high
        found.append(slope.value)
    assert held >= FEWEST
    assert abs(np.mean(found) - SLOPE) < 4 * np.std(found) / np.sqrt(DRAWS)

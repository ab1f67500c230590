from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from evalkit.analysis.compare import compare
from evalkit.core.quantity import GRADES
from evalkit.design.parts.pool import contrast
from evalkit.diagnosis.detectable import _variance, detectable
from evalkit.inference.parts.placebos import predict, variances
from evalkit.measures.parts.progress8 import pupil_sd
from evalkit.records.analysis import Analysis
from evalkit.records.detectable import Detectable
from evalkit.tables.panel import Variable
from tests.support.panels import analysis_of, draw_panel
from tests.support.pools import PAIR, six_schools

EXACT = 1e-12
# The donors of drawn sets lie as the pool does only on average.
SCATTER = 0.1
SD = 1.3


def drawn(seed: int = 41, **fields: object) -> Analysis:
    return analysis_of(draw_panel(np.random.default_rng(seed))).change(inference=("placebo_areas",)).change(**fields)


def asked(analysis: Analysis) -> Detectable:
    return detectable(analysis, lambda: 6.5)


def test_it_is_the_predicted_sd_times_two_quantiles_with_the_degrees_of_freedom_of_areas() -> None:
    analysis = drawn()
    pool = compare(analysis).pool
    pair = variances(pool)
    own = predict(pool, contrast(pool, np.flatnonzero(pool.treated), "schools"), pair)
    found = asked(analysis)
    quantiles = stats.t.ppf(0.975, pair.df_between) + stats.t.ppf(0.8, pair.df_between)
    assert found.df == pair.df_between
    assert found.smallest == pytest.approx(quantiles * own.sd, abs=EXACT)
    assert found.exact == pytest.approx(found.smallest, rel=1e-3)
    assert (found.schools, found.areas) == (12, 1)
    assert found.smallest_margin == pytest.approx(stats.t.ppf(0.95, pair.df_between) * own.sd, abs=EXACT)
    assert not found.attainable
    least = found.smallest_margin
    assert [detectable(analysis, lambda: 6.5, size).attainable for size in (0.99 * least, 1.01 * least)] == [
        False,
        True,
    ]


def test_each_primary_brings_its_own_degrees_of_freedom() -> None:
    components = asked(drawn(inference=("variance_components",)))
    clusters = asked(drawn(inference=("cluster_robust",)))
    assert components.df <= asked(drawn()).df
    assert clusters.df == 6.5
    assert clusters.smallest > asked(drawn()).smallest


def test_results_of_the_programme_do_not_change_what_it_could_notice() -> None:
    analysis = drawn()
    panel = analysis.panel()
    frame = panel.frame.copy()
    late = frame["unit"].isin(analysis.treated) & (frame["year"] == 2019)
    frame.loc[late, "p8_maths"] += 0.7
    assert _same(asked(analysis), asked(analysis.change(data=replace(panel, frame=frame))))


def _same(one: Detectable, two: Detectable) -> bool:
    return replace(one, pupil_sd=0.0) == replace(two, pupil_sd=0.0)


def test_more_schools_and_more_areas_show_smaller_differences() -> None:
    sizes = {(other.schools, other.areas): other.smallest for other in asked(drawn()).others}
    assert sizes[5, 1] > sizes[10, 1] > sizes[80, 1]
    assert sizes[20, 1] > sizes[20, 2] > sizes[20, 10]
    assert (5, 10) not in sizes


def test_other_sizes_agree_with_sets_of_schools_drawn_from_the_pool() -> None:
    analysis = drawn()
    pool = compare(analysis).pool
    pair, rng = variances(pool), np.random.default_rng(3)
    found = asked(analysis)
    times = found.smallest / found.sd
    wanted = next(other.smallest for other in found.others if (other.schools, other.areas) == (10, 1))
    seen = []
    for area in range(len(pool.area_codes)):
        members = np.flatnonzero(pool.eligible & (pool.area == area))
        if len(members) >= 10:
            rows = rng.choice(members, 10, replace=False)
            seen.append(times * predict(pool, contrast(pool, rows, "schools"), pair).sd)
    assert wanted == pytest.approx(np.mean(seen), rel=SCATTER)


@pytest.mark.parametrize(
    ("schools", "areas", "variance"),
    [
        # Four effective donors for two schools are two for each. Two donors fall into one area, 3/4 of the pool or
        # 1/4, with a chance of 9/16 + 1/16 = 5/8: their areas' squares are 1/2 + 1/2 x 5/8 = 13/16.
        # 2 x (1 + 13/16) + 4 x (1 + 1/2).
        (1, 1, 9.625),
        # Ten would be two for each of five, but the pool has four: 1/4 + 3/4 x 5/8 = 23/32.
        # 2 x (1 + 23/32) + 4 x (1/5 + 1/4).
        (5, 1, 5.2375),
        # The same five in five areas: 2 x (1/5 + 23/32) + 4 x (1/5 + 1/4).
        (5, 5, 3.6375),
    ],
)
def test_the_variance_of_another_size_is_that_worked_by_hand(schools: int, areas: int, variance: float) -> None:
    pool, weights = six_schools()
    assert _variance(pool, weights, PAIR, schools, areas) == pytest.approx(variance, rel=EXACT)


def test_the_spread_of_pupils_is_read_back_from_published_limits() -> None:
    panel = drawn().panel()
    half = 1.96 * SD / np.sqrt(panel.frame["pupils"])
    for name, values in {
        "progress8_maths_low": panel.frame["p8_maths"] - half,
        "progress8_maths_high": panel.frame["p8_maths"] + half,
        "p8_pupils": panel.frame["pupils"],
    }.items():
        panel = panel.with_variable(Variable(name, name, GRADES), values)
    assert pupil_sd(panel, "p8_maths", 2017) == pytest.approx(SD, abs=EXACT)
    assert asked(drawn(data=panel)).in_pupil_sd == pytest.approx(asked(drawn()).smallest / SD, abs=EXACT)


def test_without_limits_the_spread_of_pupils_is_not_known() -> None:
    assert np.isnan(asked(drawn()).pupil_sd)
    assert np.isnan(pupil_sd(drawn().panel(), "a8_maths_z", 2017))


def test_too_few_areas_to_learn_from_are_told() -> None:
    few = asked(analysis_of(draw_panel(np.random.default_rng(8), areas=6)).change(inference=("placebo_areas",)))
    assert few.refused == "5 untreated areas"
    assert np.isnan(few.smallest)

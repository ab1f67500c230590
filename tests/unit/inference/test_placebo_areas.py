from dataclasses import replace

import numpy as np
import pytest

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.core.errors import EstimationError
from evalkit.design.parts.pool import contrast, estimate_of
from evalkit.inference import INFERENCES
from evalkit.inference.placebo_areas import Options, placebo_areas
from evalkit.records.analysis import Analysis
from evalkit.records.details import PlaceboAreas
from tests.laws import worlds
from tests.support.panels import analysis_of, draw_panel, with_options

SAME = 1e-12


DEFAULT = Options()


def infer(analysis: Analysis, options: Options = DEFAULT):
    return placebo_areas(analysis, point_estimate(analysis), point_estimate, options)


def shown(found):
    return found.detail(PlaceboAreas).table


@pytest.mark.parametrize("replacement", [True, False])
@pytest.mark.parametrize("weighting", ["schools", "pupils"])
def test_placebo_sums_equal_refitting(replacement: bool, weighting: str) -> None:
    """Refit: the placebo's schools are treated, the programme's areas stay shut, the scale stays fixed."""
    analysis = with_options(analysis_of(draw_panel(np.random.default_rng(11))), replacement=replacement, ratio=3)
    analysis = analysis.change(estimand=replace(analysis.estimand, weighting=weighting))
    table = shown(infer(analysis)).set_index("area")
    pool = compare(analysis).pool
    rng = np.random.default_rng(12)
    change = dict(zip(pool.unit.tolist(), pool.change.tolist(), strict=True))
    for code in rng.choice(table.index.to_numpy(), 20, replace=False):
        number = pool.area_codes.index(code)
        rows = np.flatnonzero(pool.eligible & (pool.area == number))
        shut = replace(pool, eligible=pool.eligible & (pool.area != number), donors=None)
        weights = contrast(shut, rows, weighting) if not replacement else _matched_again(shut, rows, weighting)
        assert abs(estimate_of(shut, weights) - table.loc[code, "estimate"]) < SAME
        assert weights.donor @ np.array([change[int(s)] for s in pool.unit]) == pytest.approx(
            weights.treated @ pool.change - table.loc[code, "estimate"]
        )


def _matched_again(pool, rows, weighting):
    """Distances from scratch by brute force, one school at a time."""
    treated, donor = np.zeros(len(pool.unit)), np.zeros(len(pool.unit))
    share = np.ones(len(rows)) if weighting == "schools" else pool.pupils[rows]
    share = share / share.sum()
    for row, part in zip(rows, share, strict=True):
        treated[row] = part
        inside = np.flatnonzero(pool.eligible & (pool.stratum == pool.stratum[row]))
        square = (pool.coordinates[inside] ** 2).sum(1) + (pool.coordinates[row] ** 2).sum()
        distance = square - 2 * pool.coordinates[inside] @ pool.coordinates[row]
        donor[inside[np.argsort(distance, kind="stable")[: pool.ratio]]] += part / pool.ratio
    return type(contrast(replace(pool, donors=None), rows[:0], weighting))(rows, treated, donor)


def test_interval_inverts_the_test_exactly() -> None:
    analysis = analysis_of(draw_panel(np.random.default_rng(13)))
    estimate = point_estimate(analysis)
    found = infer(analysis)
    critical = found.numbers()["critical value"]
    assert (found.p_value <= 0.05) == (abs(estimate.estimate / found.std_error) > critical)
    assert found.conf_high - estimate.estimate == pytest.approx(found.std_error * critical)


def test_predicted_sd_follows_the_formula_term_by_term() -> None:
    analysis = analysis_of(draw_panel(np.random.default_rng(14)))
    found, pool = infer(analysis), compare(analysis).pool
    details = found.numbers()
    weights = contrast(pool, np.flatnonzero(pool.treated), "schools")
    areas = sum(weights.donor[pool.area == number].sum() ** 2 for number in range(len(pool.area_codes)))
    expected = details["SD of an area's change"] ** 2 * (1.0 + areas) + details["SD of a school's change"] ** 2 * (
        (weights.treated**2).sum() + (weights.donor**2).sum()
    )
    assert found.std_error**2 == pytest.approx(expected)
    assert sum(value for name, value in found.numbers().items() if name.startswith("share")) == pytest.approx(1.0)


def test_too_few_areas_are_refused_in_words() -> None:
    analysis = analysis_of(draw_panel(np.random.default_rng(15), areas=20)).change(inference=("placebo_areas",))
    with pytest.raises(EstimationError) as refusal:
        infer(analysis)
    assert "untreated areas" in refusal.value.faults[0].found
    assert infer(analysis, Options(conf_level=0.9)).conf_level == 0.9


def test_areas_below_the_minimum_take_no_programmes_place() -> None:
    analysis = analysis_of(draw_panel(np.random.default_rng(16), areas=80))
    table = shown(infer(analysis, Options(min_schools=11)))
    assert table["schools"].min() >= 11


def test_a_programme_in_two_areas_is_refused() -> None:
    analysis = analysis_of(draw_panel(np.random.default_rng(17)))
    frame = analysis.panel().frame
    treated = frozenset(frame.loc[frame["area"].isin(["100", "101"]), "unit"].tolist())
    with pytest.raises(EstimationError, match="treated schools in 2 areas"):
        infer(analysis.change(treated=treated, programme=treated))


@pytest.mark.parametrize("name", ["placebo_areas", "placebo_sets", "variance_components", "placebo_authorities"])
def test_a_design_that_puts_nobody_in_the_programmes_place_is_refused_in_words(name: str) -> None:
    given, method = worlds.trial(18), INFERENCES.get(name)
    assert compare(given).assignment is None
    with pytest.raises(EstimationError) as refusal:
        method.run(given, point_estimate(given), point_estimate, method.options())
    (fault,) = refusal.value.faults
    assert (fault.where, fault.found) == (f"question 'attainment', inference {name}", "no pool of donors")
    assert "a pool of schools in at least 10 untreated areas" in fault.allowed
    assert "declare cluster_robust" in fault.next

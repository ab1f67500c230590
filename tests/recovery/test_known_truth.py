"""A hundred draws of two cells of `make recovery`, and a proof that its short way is the programme's own way."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from assurance.simulation.recovery import run_draw
from assurance.worlds.prepared import (
    AFTER,
    BEFORE,
    ESTIMAND,
    FACTS,
    FIRST_SCHOOL,
    ON_OUTCOME,
    RANK,
    THRESHOLD,
    city_rows,
    infer,
    matched_options,
    prepare,
    volunteer_rows,
)
from assurance.worlds.simulated import CELLS, CODES, EFFECT, KINDS, World, draw_world
from evalkit.analysis.point import point_estimate
from evalkit.core.quantity import GRADES, PERCENT, PUPILS
from evalkit.inference import INFERENCES
from evalkit.records.analysis import Analysis, SelectionRule
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Panel, Variable

DRAWS = 100
SEED = 5
# An honest interval falls below this count once in a thousand such tests (exact binomial).
FEWEST_HELD = int(stats.binom.ppf(0.001, DRAWS, 0.95))
# The same sums in another order differ in the last digits only.
SAME = 1e-10
# Easy and hard: nothing shared by areas; much shared by areas, levels that drift, heavy tails.
CUT = (0, len(CELLS) - 1)
NUMBERS = (("ks2", GRADES), ("disadvantaged", PERCENT), ("eal", PERCENT), ("pupils", PUPILS), ("p8", GRADES))


def table_of(world: World, treated: np.ndarray) -> Panel:
    """Return the invented England as the programme reads it: schools by year."""
    school = FIRST_SCHOOL + np.arange(len(world.area))
    gain = EFFECT * np.isin(np.arange(len(world.area)), treated)
    years = []
    for year, outcome in ((BEFORE, world.before), (AFTER, world.after + gain)):
        facts = {"ks2": world.ks2, "disadvantaged": world.disadvantaged, "eal": world.eal, "pupils": world.pupils}
        words = {
            "area": CODES[world.area],
            "area_name": CODES[world.area],
            "area_type": KINDS[world.area],
            "gender": np.where(world.girls_only, "girls", "mixed"),
        }
        years.append(pd.DataFrame({"unit": school, "year": year, "urn": school, **words, **facts, "p8": outcome}))
    frame = pd.concat(years).sort_values(["unit", "year"], ignore_index=True)
    named = tuple(Variable(name, name, None) for name in ("area", "area_name", "area_type", "gender"))
    numbers = tuple(Variable(name, name, unit) for name, unit in NUMBERS)
    reasons = pd.DataFrame({"unit": [], "year": [], "variable": [], "reason": []})
    return Panel(frame, reasons, (*named, *numbers), (), Flow())


def city(world: World, _: SelectionRule | None) -> np.ndarray:
    return city_rows(world)


def volunteers(world: World, rule: SelectionRule | None) -> np.ndarray:
    assert rule is not None
    rows = volunteer_rows(world, rule, np.random.default_rng(3))
    assert rows is not None
    return rows


@pytest.mark.parametrize("draw", range(2))
@pytest.mark.parametrize(
    ("who", "nearest", "rule", "names"),
    [
        (city, FACTS, None, ("placebo_areas", "variance_components", "cluster_robust")),
        (volunteers, ON_OUTCOME, THRESHOLD, ("placebo_sets", "variance_components", "cluster_robust")),
        (volunteers, ON_OUTCOME, RANK, ("placebo_sets", "variance_components")),
    ],
    ids=["a city", "volunteers below nought", "the five lowest"],
)
def test_the_short_way_from_arrays_is_the_programmes_own_way(
    draw: int,
    who: Callable[[World, SelectionRule | None], np.ndarray],
    nearest: tuple,
    rule: SelectionRule | None,
    names: tuple[str, ...],
) -> None:
    world = draw_world(SEED, CELLS[5], draw, city=rule is None)
    treated = who(world, rule)
    short = prepare(world, treated, nearest, rule, seed=draw)
    assert short is not None
    schools = frozenset(int(number) for number in FIRST_SCHOOL + treated)
    whole = Analysis(
        data=table_of(world, treated), estimand=ESTIMAND, treated=schools, programme=schools, selection=rule,
        design="matched", design_options=matched_options(nearest), seed=draw, question="recovery",
        estimator="difference_in_differences", inference=("placebo_areas",),
    )  # fmt: skip
    estimate = point_estimate(whole)
    assert estimate.counts == short.estimate.counts
    assert abs(estimate.estimate - short.estimate.estimate) < SAME
    for name in names:
        method = INFERENCES.get(name)
        long_way = method.run(whole.change(inference=(name,)), estimate, point_estimate, method.options())
        short_way = infer(short, name)
        assert short_way is not None
        assert short_way.conf_low == pytest.approx(long_way.conf_low, abs=SAME)
        assert short_way.conf_high == pytest.approx(long_way.conf_high, abs=SAME)
        assert short_way.p_value == pytest.approx(long_way.p_value, abs=SAME)


@cache
def drawn(cell: int) -> pd.DataFrame:
    return pd.DataFrame([row for draw in range(DRAWS) for row in run_draw("city", cell, draw)])


@pytest.fixture(params=CUT, ids=[CELLS[place].name for place in CUT])
def cut(request: pytest.FixtureRequest) -> pd.DataFrame:
    return drawn(request.param)


@pytest.mark.parametrize("name", ["placebo_areas", "variance_components"])
def test_a_hundred_cities_are_covered(cut: pd.DataFrame, name: str) -> None:
    own = cut[cut["inference"] == name]
    assert len(own) == DRAWS
    assert own["held"].sum() >= FEWEST_HELD


def test_a_hundred_estimates_centre_on_the_truth(cut: pd.DataFrame) -> None:
    errors = cut.drop_duplicates("draw")["error"]
    assert abs(errors.mean()) < 0.01 + 3 * errors.std(ddof=1) / np.sqrt(DRAWS)


def test_an_inference_that_ignores_areas_is_caught() -> None:
    rows = drawn(CUT[1])
    assert rows.loc[rows["inference"] == "cluster_robust", "held"].sum() < FEWEST_HELD


def test_a_draw_depends_on_its_seed_cell_and_number_alone() -> None:
    one, again, other = (draw_world(SEED, CELLS[0], draw) for draw in (3, 3, 4))
    assert np.array_equal(one.after, again.after)
    assert not np.array_equal(one.after, other.after)

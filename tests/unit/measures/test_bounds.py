"""Hidden numbers have bounds, and the bounds hold."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from evalkit.core.quantity import GRADES
from evalkit.measures import MEASURES
from evalkit.measures.parts.added_measure import add_measure
from evalkit.measures.parts.bounds import at_the_ends, group_range, hidden_rows, possible, seen
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Panel, Variable

FLOATING = 1e-9
NAN = float("nan")


def panel_of(columns: dict[str, list], reasons: list[tuple[int, int, str, str]]) -> Panel:
    frame = pd.DataFrame(columns)
    frame["urn"] = frame["unit"]
    names = [name for name in frame.columns if name not in ("unit", "year", "urn")]
    return Panel(
        frame,
        pd.DataFrame(reasons, columns=["unit", "year", "variable", "reason"]),
        tuple(Variable(name, name, GRADES) for name in names),
        (),
        Flow(),
    )


def four_schools() -> Panel:
    return panel_of(
        {
            "unit": [1, 2, 3, 4] * 2,
            "year": [2017] * 4 + [2019] * 4,
            "score": [0.1, NAN, -0.4, 0.3, NAN, 0.2, 0.5, NAN],
        },
        [(2, 2017, "score", "suppressed"), (1, 2019, "score", "suppressed"), (4, 2019, "score", "low_coverage")],
    )


def test_only_what_the_publisher_hides_is_bounded():
    assert hidden_rows(four_schools(), "score").tolist() == [False, True, False, False, True, False, False, False]


def test_a_hidden_number_lies_within_what_other_schools_had_in_its_year():
    bounds = seen(four_schools(), "score", outside=())
    assert (bounds.low[1], bounds.high[1]) == (-0.4, 0.3)
    assert (bounds.low[4], bounds.high[4]) == (0.2, 0.5)
    assert np.isnan(bounds.low[[0, 2, 3, 5, 6, 7]]).all()


def test_schools_of_a_programme_do_not_widen_what_was_seen():
    assert seen(four_schools(), "score", outside=(3,)).low[1] == 0.1


def test_every_choice_of_hidden_numbers_gives_a_difference_inside():
    panel, contrast, treated = four_schools(), {2017: -1.0, 2019: 1.0}, {1, 3}
    bounds = possible(panel, "score", (-2.0, 2.0))

    def difference(frame: pd.DataFrame) -> float:
        wide = frame.pivot(index="unit", columns="year", values="score")
        change = (wide[2019] - wide[2017]).dropna()
        inside = change.index.isin(list(treated))
        return float(change[inside].mean() - change[~inside].mean())

    low, high = (difference(made.frame) for made in at_the_ends(panel, "score", bounds, treated, contrast))
    tried = []
    for one, two in itertools.product(np.linspace(-2, 2, 9), repeat=2):
        frame = panel.frame.copy()
        frame.loc[[1, 4], "score"] = [one, two]
        tried.append(difference(frame))
    assert (low, high) == pytest.approx((min(tried), max(tried)), abs=FLOATING)
    # By hand: school 1 goes from 0.1 to -2 or 2, school 2 from 2 or -2 to 0.2, school 3 changes by 0.9.
    assert low == pytest.approx((-2.1 + 0.9) / 2 - (0.2 + 2.0), abs=FLOATING)
    assert high == pytest.approx((1.9 + 0.9) / 2 - (0.2 - 2.0), abs=FLOATING)


def test_a_few_pupils_among_many_can_have_anything():
    low, high = group_range(np.array([0.1]), np.array([150.0]), np.array([5.0]), (-9.0, 9.0))
    assert (low[0], high[0]) == (-9.0, 9.0)


def test_nearly_all_pupils_must_have_about_the_mean_of_all():
    low, high = group_range(np.array([0.10]), np.array([100.0]), np.array([98.0]), (-9.0, 9.0))
    assert low[0] == pytest.approx((100 * 0.095 - 2 * 9) / 98, abs=FLOATING)
    assert high[0] == pytest.approx((100 * 0.105 + 2 * 9) / 98, abs=FLOATING)


def test_the_mean_of_a_group_always_lies_in_its_range():
    rng = np.random.default_rng(12)
    for _ in range(200):
        everyone = int(rng.integers(2, 60))
        group = int(rng.integers(1, everyone + 1))
        pupils = np.clip(rng.normal(0, 3, everyone), -9, 9)
        whole = np.array([round(float(pupils.mean()), 2)])
        low, high = group_range(whole, np.array([float(everyone)]), np.array([float(group)]), (-9.0, 9.0))
        assert low[0] - FLOATING <= pupils[:group].mean() <= high[0] + FLOATING


def test_without_numbers_of_pupils_the_range_is_that_of_the_outcome():
    low, high = group_range(np.array([0.1, NAN]), np.array([NAN, 100.0]), np.array([5.0, 98.0]), (-9.0, 9.0))
    assert low.tolist() == [-9.0, -9.0] and high.tolist() == [9.0, 9.0]


def test_what_is_known_of_all_pupils_narrows_a_hidden_group():
    columns = {
        "unit": [1, 2],
        "year": [2019, 2019],
        "progress8_maths": [0.10, 0.20],
        "p8_pupils": [100.0, 100.0],
        "p8_pupils_disadvantaged": [98.0, 3.0],
        "progress8_maths_disadvantaged": [NAN, 0.0],
    }
    panel, _ = add_measure(
        panel_of(columns, [(1, 2019, "progress8_maths_disadvantaged", "suppressed")]),
        "p8_maths_disadvantaged",
        years=(2019,),
    )
    measure = MEASURES.get("p8_maths_disadvantaged")
    bounds = possible(panel, measure.name, measure.possible, measure.narrows(panel))
    assert bounds.low[0] == pytest.approx((100 * 0.095 - 2 * 9) / 98, abs=FLOATING)
    assert np.isnan(bounds.low[1])

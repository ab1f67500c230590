"""Placebo authorities: each is the line run with it in the programme's place, and the interval inverts the test."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.core.errors import EstimationError
from evalkit.inference.parts.authorities import variance_of
from evalkit.inference.parts.primary import primary_by_rule
from evalkit.inference.placebo_authorities import UNEQUAL_SPREAD, Options, _unequal, placebo_authorities
from evalkit.records.analysis import Analysis, DonorPool
from evalkit.records.details import PlaceboAreas
from evalkit.records.estimate import Inference
from tests.laws import worlds
from tests.laws.every_law import subjects
from tests.laws.subject import Subject

# The same sums in another order.
EXACT = 1e-10
LINE: Subject = next(subject for subject in subjects() if subject.name == "placebo_authorities")


def judged(analysis: Analysis) -> Inference:
    return placebo_authorities(analysis, point_estimate(analysis), point_estimate, Options())


def shown(found: Inference) -> pd.DataFrame:
    placebos = found.detail(PlaceboAreas)
    assert placebos is not None
    return placebos.table


def test_each_placebo_is_the_line_run_with_it_in_the_place() -> None:
    analysis = LINE.line(worlds.authorities(3))
    table = shown(judged(analysis))
    assert len(table) == 60
    for code in (110, 133, 157):
        # The programme's own authority gives no comparison to a placebo either.
        other = analysis.change(treated=frozenset({code}), programme=frozenset({code, 100}))
        placebo = point_estimate(other.change(data=analysis.data))
        assert float(table.loc[table["area"] == str(code), "estimate"].iloc[0]) == pytest.approx(
            placebo.estimate, abs=EXACT
        )


def test_the_interval_inverts_the_test_exactly() -> None:
    analysis = LINE.line(worlds.authorities(3))
    found, table = judged(analysis), shown(judged(analysis))
    # 60 placebos at 95 per cent: the 58th in order of size, because 61 - floor(0.05 * 61) = 58.
    critical = np.sort(np.abs(table["standardised"]))[57]
    centre = point_estimate(analysis).estimate
    assert found.conf_low == pytest.approx(centre - critical * found.std_error, abs=EXACT)
    assert found.conf_high == pytest.approx(centre + critical * found.std_error, abs=EXACT)
    beyond = int((np.abs(table["standardised"]) >= abs(centre) / found.std_error).sum())
    assert found.p_value == pytest.approx((1 + beyond) / 61, abs=EXACT)


def test_the_predicted_spread_adds_the_variances_of_both_sides() -> None:
    analysis = LINE.line(worlds.authorities(3))
    pool = compare(analysis).pool
    assert pool is not None and pool.donors is not None
    variance = variance_of(pool)
    row = int(np.flatnonzero(pool.treated)[0])
    each = [variance.shared + variance.by_pupils / pupils for pupils in pool.pupils]
    donors = sum(each[donor] for donor in pool.donors[row]) / 100
    assert judged(analysis).std_error == pytest.approx(np.sqrt(each[row] + donors), abs=EXACT)


def test_the_programmes_own_change_does_not_enter_the_variance() -> None:
    one, two = (LINE.line(worlds.authorities(3, effect=effect)) for effect in (0.0, 5.0))
    assert judged(one).std_error == judged(two).std_error


def test_schools_are_refused_in_words() -> None:
    analysis = LINE.line(worlds.city(1)).change(
        design="matched", design_options=worlds.options_that_fit(type(worlds.city(1).design_options))
    )
    with pytest.raises(EstimationError, match="schools in one authority"):
        judged(analysis)


def test_few_authorities_are_refused_in_words() -> None:
    analysis = LINE.line(worlds.authorities(3))
    few = analysis.change(donors=DonorPool(exclude_areas=tuple(str(code) for code in range(130, 161))))
    with pytest.raises(EstimationError, match="29 untreated areas"):
        judged(few)


def test_the_design_of_whole_authorities_puts_placebo_authorities_first() -> None:
    analysis = LINE.line(worlds.authorities(3))
    of_area = analysis.change(estimand=replace(analysis.estimand, level="area"))
    choice = primary_by_rule(compare(of_area), 5)
    assert choice.name == "placebo_authorities"
    assert "60 untreated authorities" in choice.reason


def test_authorities_that_vary_by_size_even_when_standardised_are_said_to() -> None:
    table = shown(judged(LINE.line(worlds.authorities(3))))
    assert _unequal(table) == ()
    order = table["pupils"].rank().to_numpy()
    assert _unequal(table.assign(standardised=table["standardised"] * np.where(order < 20, 4.0, 1.0))) == (
        UNEQUAL_SPREAD,
    )

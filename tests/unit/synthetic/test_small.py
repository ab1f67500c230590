"""Small panels are whole, balanced, and hold exactly the effect asked for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evalkit.synthetic.nation.small import small_panel

# Sums of 15 numbers of size one.
EXACT = 1e-12


def panel(
    seed: int = 3, effect: float = 0.2, treated_area: int = 0, years: tuple[int, ...] = (2016, 2017, 2018, 2019)
) -> pd.DataFrame:
    return small_panel(
        np.random.default_rng(seed),
        areas=12,
        schools_per_area=15,
        effect=effect,
        area_sd=0.04,
        treated_area=treated_area,
        years=years,
    )


def test_every_school_has_one_row_in_every_year() -> None:
    frame = panel()
    assert len(frame) == 12 * 15 * 4
    assert not frame.duplicated(["unit", "year"]).any()
    assert (frame.groupby("unit")["urn"].nunique() == 1).all()
    assert frame.equals(frame.sort_values(["unit", "year"], ignore_index=True))


def test_nothing_is_missing_but_what_was_not_yet_published() -> None:
    frame = panel()
    assert not frame.drop(columns="progress8_original").isna().any(axis=None)
    assert (frame["progress8_original"].isna() == (frame["year"] < 2018)).all()


@pytest.mark.parametrize("treated_area", [0, 3, 7])
def test_all_schools_of_the_treated_area_are_treated_and_no_others(treated_area: int) -> None:
    frame = panel(treated_area=treated_area)
    treated = frame[frame["treated"]]
    assert treated["area"].nunique() == 1
    assert not frame.loc[~frame["treated"], "area"].isin(treated["area"]).any()
    assert set(treated["area_name"]) == {f"Invented Authority {treated_area:02d}"}
    assert set(treated["gender"]) == {"mixed"}
    assert set(treated["selective"]) == {"no"}


def test_the_effect_is_exact_in_the_treated_and_absent_in_the_others() -> None:
    none, some = panel(effect=0.0), panel(effect=0.2)
    moved = (some["progress8_maths"] - none["progress8_maths"]).groupby([some["treated"], some["year"]]).mean()
    np.testing.assert_allclose(moved[True], [0.0, 0.0, 0.1, 0.2], atol=EXACT)
    np.testing.assert_allclose(moved[False], 0.0, atol=0)


def test_the_same_generator_state_gives_the_same_panel() -> None:
    assert panel(seed=4).equals(panel(seed=4))
    assert not panel(seed=4).equals(panel(seed=5))


def test_years_and_sizes_of_areas_can_be_chosen() -> None:
    frame = small_panel(
        np.random.default_rng(1), areas=3, schools_per_area=(4, 9, 6), effect=0.0, area_sd=0.0, years=(2017, 2019)
    )
    assert sorted(frame["year"].unique()) == [2017, 2019]
    assert sorted(frame.groupby("area")["unit"].nunique()) == [4, 6, 9]

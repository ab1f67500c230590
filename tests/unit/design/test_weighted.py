from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.core.errors import DesignError
from evalkit.design.parts.balanced_donors import BalancedAnew
from evalkit.design.parts.options import VariableYear
from evalkit.design.parts.series import Series
from evalkit.design.weighted import Options
from evalkit.records.analysis import Analysis, DonorRule, SelectionRule
from evalkit.records.comparison import Comparison
from tests.support.panels import NEAREST, analysis_of, draw_panel, panel_of

# Means agree to eleven digits.
SAME = 1e-10
KS2 = VariableYear("ks2", 2017)
LIFTED = {"minimum_effective_ratio": 0.0, "largest_smd": 9.0}

# Two schools of the programme with a mean of 1.5, and three elsewhere: 0, 1 and 2.
SMALL = pd.DataFrame(
    {
        "unit": [1, 2, 11, 12, 13],
        "area": ["100", "100", "101", "102", "103"],
        "ks2": [1.0, 2.0, 0.0, 1.0, 2.0],
        "pupils": [100.0, 300.0, 100.0, 200.0, 100.0],
        "gender": ["mixed", "mixed", "mixed", "mixed", "mixed"],
        "change": [0.5, 0.7, 0.0, 0.1, 0.4],
    }
)


def small(schools: pd.DataFrame = SMALL, **options: object) -> Analysis:
    facts = schools.assign(urn=schools["unit"], area_name="Area " + schools["area"], disadvantaged=20.0)
    years = [
        facts.drop(columns="change").assign(year=year, p8_maths=0.0 if year == 2017 else facts["change"])
        for year in (2017, 2019)
    ]
    return analysis_of(panel_of(pd.concat(years))).change(
        design="weighted", design_options=Options(**{"nearest": (KS2,), **LIFTED, **options})
    )


def drawn(seed: int = 1, **options: object) -> Analysis:
    plain = analysis_of(draw_panel(np.random.default_rng(seed)))
    return plain.change(design="weighted", design_options=Options(**{"nearest": NEAREST, **options}))


def weights(comparison: Comparison) -> pd.Series:
    sides = comparison.frame.drop_duplicates("unit").set_index("unit")
    return sides.loc[~sides["treated"], "weight"]


def rows(comparison: Comparison) -> dict:
    assert comparison.balance is not None
    return {row.variable: row for row in comparison.balance.rows}


def test_weights_and_estimate_are_those_worked_by_hand() -> None:
    """The mean 1.5 of 0, 1 and 2 needs weights 1 : r : rr with rr - r - 3 = 0; the donors then gain 0.1 r + 0.4 rr."""
    r = (1 + np.sqrt(13)) / 2
    total = 1 + r + r * r
    assert weights(compare(small())).to_numpy() == pytest.approx(np.array([1, r, r * r]) / total, abs=SAME)
    assert point_estimate(small()).estimate == pytest.approx(0.6 - (0.1 * r + 0.4 * r * r) / total)


def test_pupils_weigh_the_programmes_schools_and_base_weights_the_others() -> None:
    """By pupils the mean is 1.75; base weights 1 : 2 : 1 make it 2r / (1 + r), so r = 7 and weights are 1 : 14 : 49."""
    asked = small(base="pupils")
    asked = asked.change(estimand=replace(asked.estimand, weighting="pupils"))
    assert weights(compare(asked)).to_numpy() == pytest.approx(np.array([1, 14, 49]) / 64, abs=SAME)
    assert point_estimate(asked).estimate == pytest.approx(0.65 - (1.4 + 0.4 * 49) / 64)


def test_means_of_everything_named_are_the_same_and_variances_where_asked() -> None:
    plain, spreads = compare(drawn()), compare(drawn(variances=True))
    for comparison in (plain, spreads):
        assert all(abs(row.smd_after) < SAME for row in rows(comparison).values() if row.matched_on)
    frame = spreads.frame.drop_duplicates("unit")
    ks2 = drawn().panel().wide("ks2")[2017].reindex(frame["unit"]).to_numpy()
    shares = [frame["weight"].where(side, 0.0).to_numpy() for side in (frame["treated"], ~frame["treated"])]
    spread = [float(share @ (ks2 - share @ ks2) ** 2) for share in shares]
    assert spread[0] == pytest.approx(spread[1])


def test_each_kind_of_school_has_the_same_share_on_both_sides() -> None:
    asked = drawn(3, exact=("gender",))
    sides = compare(asked).frame.drop_duplicates("unit")
    gender = asked.panel().frame.drop_duplicates("unit").set_index("unit")["gender"]
    shares = sides.assign(gender=sides["unit"].map(gender)).groupby(["treated", "gender"])["weight"].sum()
    assert 0 < shares[True, "girls"] < 1
    assert shares[True, "girls"] == pytest.approx(shares[False, "girls"])


def test_a_school_without_any_of_its_kind_elsewhere_is_left_out_and_listed() -> None:
    schools = SMALL.assign(gender=["girls", "mixed", "mixed", "mixed", "mixed"], ks2=[9.0, 1.0, 0.0, 1.0, 2.0])
    found = compare(small(schools, exact=("gender",)))
    assert found.counts.units_treated == 1
    step = next(one for one in found.flow.steps if one.name == "has schools of its kind elsewhere")
    assert [(loss.urn, loss.reason) for loss in step.losses] == [(1, "no school of its kind elsewhere")]
    assert any("changes whom the estimate is about" in caveat for caveat in found.caveats)


def test_where_no_school_has_any_of_its_kind_elsewhere_the_design_refuses() -> None:
    schools = SMALL.assign(gender=["girls", "girls", "mixed", "mixed", "mixed"])
    with pytest.raises(DesignError, match="no school of the programme has comparison schools of its own kind"):
        compare(small(schools, exact=("gender",)))


def test_balance_that_cannot_be_had_takes_the_smallest_tolerance_and_says_so() -> None:
    """Elsewhere nobody reaches the mean 2.5: of three schools with an SD of 1 the last falls short by half of it."""
    found = compare(small(SMALL.assign(ks2=[2.0, 3.0, 0.0, 1.0, 2.0])))
    assert found.tolerance == 0.51
    assert rows(found)["ks2 2017"].smd_after == pytest.approx(0.51)
    assert any("differences of up to 0.51 standard deviations were allowed" in caveat for caveat in found.caveats)
    assert any("One comparison school has 99 per cent of the weight" in caveat for caveat in found.caveats)
    assert any("worth 1.0 schools of equal weight" in caveat for caveat in found.caveats)


def test_balance_beyond_the_plans_limit_is_refused_in_words() -> None:
    with pytest.raises(DesignError, match=r"cannot be balanced: still \+0.51 SD apart after weighting"):
        compare(small(SMALL.assign(ks2=[2.0, 3.0, 0.0, 1.0, 2.0]), largest_smd=0.25))


def test_too_few_effective_units_first_allow_differences_and_are_then_refused() -> None:
    exact = compare(drawn(5))
    assert exact.balance is not None
    needed = 1.05 * exact.balance.effective_units / exact.counts.units_treated
    looser = compare(drawn(5, minimum_effective_ratio=needed))
    assert looser.balance is not None
    tolerance = looser.tolerance
    assert tolerance is not None
    assert 0 < tolerance <= 0.25
    assert looser.balance.effective_units >= needed * looser.counts.units_treated
    by = looser.assignment
    assert isinstance(by, BalancedAnew)
    tighter = replace(by, pool=replace(by.pool, largest_smd=tolerance - 0.01)).weights(rows_of(looser), "schools")
    assert 1 / (tighter.donor**2).sum() < needed * looser.counts.units_treated
    with pytest.raises(DesignError, match="effective comparison schools for"):
        compare(drawn(5, minimum_effective_ratio=40.0))


def rows_of(comparison: Comparison) -> np.ndarray:
    assert comparison.pool is not None
    return np.flatnonzero(comparison.pool.treated)


def test_a_planned_tolerance_is_used_without_a_caveat() -> None:
    found = compare(drawn(tolerance=0.05))
    assert found.tolerance == 0.05
    assert max(abs(row.smd_after) for row in rows(found).values() if row.matched_on) <= 0.05 + SAME
    assert not any("were allowed" in caveat for caveat in found.caveats)


def test_several_years_before_the_start_are_balanced_each_or_as_one_series() -> None:
    panel = draw_panel(np.random.default_rng(7), years=(2015, 2016, 2017, 2019))
    plain = analysis_of(panel, baseline=(2016, 2017)).change(design="weighted")
    years = (2015, 2016, 2017)
    each = plain.change(design_options=Options(nearest=tuple(VariableYear("p8_maths", year) for year in years)))
    assert all(abs(rows(compare(each))[f"p8_maths {year}"].smd_after) < SAME for year in years)
    one = plain.change(design_options=Options(nearest=NEAREST, series=(Series("p8_maths", years),)))
    found = compare(one)
    assert abs(rows(found)["p8_maths 2015 to 2017"].smd_after) < SAME
    assert "2014/15 to 2016/17 (in standard deviations of schools)" in rows(found)["p8_maths 2015 to 2017"].label
    assert found.estimand.contrast() == {2016: -0.5, 2017: -0.5, 2019: 1.0}


def test_a_series_is_the_same_whatever_the_scale_of_a_year() -> None:
    panel = draw_panel(np.random.default_rng(8), years=(2016, 2017, 2019))
    frame = panel.frame.assign(ks2=panel.frame["ks2"] * np.where(panel.frame["year"] == 2016, 50.0, 1.0) - 7.0)
    options = Options(series=(Series("ks2", (2016, 2017)),))
    found = [
        compare(analysis_of(replace(panel, frame=one)).change(design="weighted", design_options=options))
        for one in (panel.frame, frame)
    ]
    assert weights(found[0]).to_numpy() == pytest.approx(weights(found[1]).to_numpy(), abs=SAME)


def test_donor_rules_bind_comparison_schools_alone() -> None:
    asked = drawn(9)
    rule = DonorRule("pupils", 2017, at_least=120.0, reason="small")
    found = compare(asked.change(donors=replace(asked.donors, rules=(rule,))))
    pupils = asked.panel().wide("pupils")[2017]
    assert (pupils[weights(found).index] >= 120).all()
    assert found.counts.units_treated == len(asked.treated)


@pytest.mark.parametrize(
    "rule", [SelectionRule("p8_maths", 2017, below=0.0), SelectionRule("p8_maths", 2017, lowest=5)]
)
def test_the_programmes_own_rule_is_mirrored_on_comparison_schools(rule: SelectionRule) -> None:
    asked = drawn(11)
    level = asked.panel().wide("p8_maths")[2017]
    area = asked.panel().frame.drop_duplicates("unit").set_index("unit")["area"]
    lowest = level[sorted(asked.treated)].nsmallest(5)
    own = lowest[lowest < 0] if rule.below is not None else lowest
    found = compare(asked.change(selection=rule, treated=frozenset(own.index), programme=frozenset(own.index)))
    assert found.counts.units_treated == len(own)
    used = weights(found).index
    if rule.below is not None:
        assert (level[used] < 0).all()
    else:
        assert (level[used].groupby(area[used]).size() == 5).all()
        assert all(
            level[used][area[used] == code].max() <= level[area == code].nsmallest(5).max() for code in set(area[used])
        )
    assert any(step.name == "chosen by the programme's own rule" for step in found.flow.steps)


def test_numbers_from_after_the_start_carry_a_caution() -> None:
    found = compare(drawn(10, nearest=(VariableYear("ks2", 2019), *NEAREST)))
    assert "the programme could have moved it" in rows(found)["ks2 2019"].caution
    assert "Some numbers balanced were measured after the start." in found.caveats

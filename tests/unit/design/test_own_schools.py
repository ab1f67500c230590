"""The programme's own schools held against the rules: those they were chosen by, and those of comparison schools."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.core.errors import DesignError
from evalkit.design.parts.options import VariableYear
from evalkit.design.similar_areas import Options as AreaOptions
from evalkit.design.weighted import Options as WeightedOptions
from evalkit.inference.parts.primary import primary_by_rule
from evalkit.records.analysis import Analysis, DonorPool, DonorRule, SelectionRule
from evalkit.records.comparison import Comparison
from evalkit.tables.panel import Panel, Variable
from tests.support.panels import NEAREST, analysis_of, draw_panel, panel_of, with_options

HOME = "100"
CHOOSING = DonorRule("selective", 2017, among=("no",), reason="Selective schools choose their pupils")
SMALL = DonorRule("pupils", 2017, at_least=80.0, reason="In a small cohort a few pupils move the result")
LOW = 0.0


def with_selective(panel: Panel, every: int = 3) -> Panel:
    """Return the panel in which every so manieth school chooses its pupils, at home and elsewhere."""
    selective = pd.Series(np.where(panel.frame["unit"] % every == 0, "yes", "no"), index=panel.frame.index)
    return panel.with_variable(Variable("selective", "selective", None), selective)


def grammar_city(own: str = "keep", design: str = "matched", seed: int = 5) -> Analysis:
    """Return a city whose schools partly fail the rule for donors."""
    asked = analysis_of(with_selective(draw_panel(np.random.default_rng(seed))))
    asked = asked.change(donors=DonorPool((CHOOSING,), own=own))
    if design == "matched":
        return with_options(asked, ratio=2)
    lifted = {"minimum_effective_ratio": 0.0, "largest_smd": 9.0}
    return asked.change(design=design, design_options=WeightedOptions(nearest=NEAREST, **lifted))


def selective_of(comparison: Comparison, asked: Analysis) -> tuple[int, int]:
    """Return how many selective schools stand on either side."""
    selective = set(asked.panel().frame.loc[asked.panel().frame["selective"] == "yes", "unit"])
    sides = comparison.frame.drop_duplicates("unit")
    chosen = sides["unit"].isin(selective)
    return int((chosen & sides["treated"]).sum()), int((chosen & ~sides["treated"]).sum())


@pytest.mark.parametrize("design", ["matched", "weighted"])
def test_schools_that_fail_a_donor_rule_are_counted_and_kept_unless_the_plan_says_otherwise(design: str) -> None:
    asked = grammar_city(design=design)
    comparison = compare(asked)
    failing = {one.unit for one in comparison.unlike}
    assert failing == {unit for unit in asked.treated if unit % 3 == 0}
    assert selective_of(comparison, asked) == (len(failing), 0)
    (said,) = [caveat for caveat in comparison.caveats if CHOOSING.reason in caveat]
    assert said.startswith(f"{len(failing)} schools of the programme do not pass a rule")
    assert "stay in the estimate" in said


@pytest.mark.parametrize("design", ["matched", "weighted"])
def test_left_out_they_are_listed_and_the_estimate_is_that_of_the_others(design: str) -> None:
    asked = grammar_city("leave_out", design)
    comparison = compare(asked)
    rest = frozenset(unit for unit in asked.treated if unit % 3)
    lost = {loss.urn for step in comparison.flow.steps for loss in step.losses if step.group == "programme"}
    assert lost == asked.treated - rest
    assert selective_of(comparison, asked) == (0, 0)
    assert point_estimate(asked).estimate == point_estimate(asked.change(treated=rest)).estimate
    assert any("left out, which changes whom" in caveat for caveat in comparison.caveats)


@pytest.mark.parametrize("design", ["matched", "weighted"])
def test_matched_on_the_rule_each_stands_beside_its_own_kind_and_so_does_every_placebo(design: str) -> None:
    asked = grammar_city("match", design)
    comparison = compare(asked)
    pool, own = comparison.pool, {unit for unit in asked.treated if unit % 3 == 0}
    assert pool is not None
    treated, donors = selective_of(comparison, asked)
    assert treated == len(own)
    assert donors > 0
    selective = pool.unit % 3 == 0
    assert all(len(set(selective[pool.stratum == one])) == 1 for one in set(pool.stratum))
    # By weight as many selective schools stand on either side.
    sides = comparison.frame.drop_duplicates("unit")
    share = sides.loc[~sides["treated"] & (sides["unit"] % 3 == 0), "weight"].sum()
    assert share == pytest.approx(len(own) / len(asked.treated))
    # Areas that stand in the programme's place hold such schools too.
    assert (pool.eligible & selective).any()


def test_a_rule_by_number_is_matched_by_which_side_of_its_bound_a_school_lies() -> None:
    asked = analysis_of(draw_panel(np.random.default_rng(8))).change(donors=DonorPool((SMALL,), own="match"))
    asked = with_options(asked, ratio=1)
    comparison = compare(asked)
    pupils = asked.panel().frame.drop_duplicates("unit").set_index("unit")["pupils"]
    own = {unit for unit in asked.treated if pupils[unit] < 80}
    assert {one.unit for one in comparison.unlike} == own
    assert own
    sides = comparison.frame.drop_duplicates("unit")
    small = pupils[sides["unit"]].to_numpy() < 80
    donors = sides[~sides["treated"].to_numpy() & small]
    assert donors["weight"].sum() == pytest.approx(len(own) / len(asked.treated))


def test_a_school_without_the_figure_of_a_rule_is_said_to_be_unknown() -> None:
    asked = grammar_city("leave_out")
    panel = asked.panel()
    unknown = min(asked.treated - {unit for unit in asked.treated if unit % 3 == 0})
    frame = panel.frame.assign(selective=panel.frame["selective"].where(panel.frame["unit"] != unknown))
    comparison = compare(asked.change(data=replace(panel, frame=frame)))
    (found,) = [one for one in comparison.unlike if one.unit == unknown]
    assert not found.known
    reasons = {loss.urn: loss.reason for step in comparison.flow.steps for loss in step.losses}
    assert "cannot be told" in reasons[unknown]


def test_eligible_at_home_are_those_who_pass_the_rules_whoever_is_kept() -> None:
    """Grammar schools kept in the estimate are no eligible schools of the area, treated or not."""
    asked = grammar_city()
    homes = asked.panel().frame.loc[asked.panel().frame["area"] == HOME, "unit"].unique()
    passing = [unit for unit in homes if unit % 3]
    reason = primary_by_rule(compare(asked), 5).reason
    assert reason.startswith(f"{len(passing)} of the {len(passing)} eligible schools of one area")
    part = frozenset(int(unit) for unit in homes if unit % 3 == 0) | frozenset(map(int, passing[: len(passing) // 2]))
    few = asked.change(treated=part, programme=part)
    assert primary_by_rule(compare(few), 5).reason.startswith(
        f"{len(passing) // 2} of the {len(passing)} eligible schools of one area"
    )


def test_an_authority_that_fails_a_rule_of_its_design_is_said_too() -> None:
    frame = draw_panel(np.random.default_rng(3), areas=60, schools=2).frame
    areas = frame.drop_duplicates(["area", "year"]).assign(pupils=400.0)
    areas["unit"] = areas["urn"] = areas["area"].astype(int)
    areas.loc[areas["unit"] == 100, "pupils"] = 50.0
    asked = analysis_of(panel_of(areas)).change(
        design="similar_areas", design_options=AreaOptions(nearest=(VariableYear("ks2", 2017),), largest_smd=9.0)
    )
    asked = asked.change(estimand=replace(asked.estimand, level="area"))
    assert any("1 authority of the programme does not pass" in caveat for caveat in compare(asked).caveats)
    with pytest.raises(DesignError):
        compare(asked.change(donors=DonorPool(own="leave_out")))


def chosen(rule: SelectionRule, seed: int = 2) -> Analysis:
    """Return a programme in the three lowest schools of one area of 2017, with a rule by which they were chosen."""
    panel = draw_panel(np.random.default_rng(seed), areas=120, schools=12)
    low = panel.frame[(panel.frame["area"] == HOME) & (panel.frame["year"] == 2017)].nsmallest(3, "p8_maths")
    treated = frozenset(int(unit) for unit in low["unit"])
    return analysis_of(panel).change(treated=treated, programme=treated, selection=rule)


def highest(asked: Analysis) -> tuple[int, float]:
    frame = asked.panel().frame
    own = frame[frame["unit"].isin(asked.treated) & (frame["year"] == 2017)]
    top = own.nlargest(1, "p8_maths")
    return int(top["unit"].iloc[0]), float(top["p8_maths"].iloc[0])


@pytest.mark.parametrize("kind", ["below", "above", "lowest"])
def test_a_rule_that_a_school_of_the_programme_does_not_meet_is_a_fault_in_words(kind: str) -> None:
    asked = chosen(SelectionRule("p8_maths", 2017, lowest=3))
    _, top = highest(asked)
    rule = {
        "below": SelectionRule("p8_maths", 2017, below=top),
        "above": SelectionRule("p8_maths", 2017, above=top),
        "lowest": SelectionRule("p8_maths", 2017, lowest=2),
    }[kind]
    compare(asked)
    with pytest.raises(DesignError, match=r"of the programme do(es)? not meet it") as caught:
        compare(asked.change(selection=rule))
    (fault,) = caught.value.faults
    assert fault.where == "study.toml, [selection], chosen_on"
    assert 'unmet = "leave_out"' in fault.next
    assert not any(str(unit) in fault.found for unit in asked.treated)


def test_by_a_word_of_the_plan_such_a_school_is_counted_out_and_listed() -> None:
    asked = chosen(SelectionRule("p8_maths", 2017, lowest=3))
    unit, top = highest(asked)
    out = asked.change(selection=SelectionRule("p8_maths", 2017, below=top, unmet="leave_out"))
    comparison = compare(out)
    lost = {
        loss.urn: loss.reason for step in comparison.flow.steps for loss in step.losses if step.group == "programme"
    }
    assert lost == {unit: "does not meet the rule by which the programme's schools were chosen"}
    assert comparison.counts.units_treated == 2
    assert any(caveat.startswith("1 of 3 schools of the programme does not meet") for caveat in comparison.caveats)


def test_a_figure_that_is_not_in_the_tables_is_no_breach_and_is_said() -> None:
    asked = chosen(SelectionRule("ks2", 2017, below=99.0))
    panel, (unit, _) = asked.panel(), highest(asked)
    frame = panel.frame.assign(ks2=panel.frame["ks2"].where(panel.frame["unit"] != unit))
    asked = asked.change(data=replace(panel, frame=frame))
    comparison = compare(with_options(asked, nearest=(VariableYear("disadvantaged", 2017),)))
    assert comparison.counts.units_treated == 3
    assert any("cannot be told" in caveat for caveat in comparison.caveats)


def test_a_rank_counts_at_home_only_schools_that_would_count_elsewhere() -> None:
    """Special schools of the programme's area, and schools without a figure needed, make it no larger."""
    asked = chosen(SelectionRule("p8_maths", 2017, lowest=3))
    plain = compare(with_kinds(asked, special=0)).pool
    crowded = compare(with_kinds(asked, special=14)).pool
    assert plain is not None
    assert crowded is not None
    assert set(plain.unit[plain.eligible]) == set(crowded.unit[crowded.eligible])
    # Without the rule for donors the same schools would have made the area twice as large.
    wide = compare(with_kinds(asked, special=14).change(donors=DonorPool())).pool
    assert wide is not None
    assert set(wide.unit[wide.eligible]) != set(plain.unit[plain.eligible])


def with_kinds(asked: Analysis, special: int) -> Analysis:
    """Return the analysis with so many special schools in the programme's area, and donors who are not special."""
    frame = asked.panel().frame.assign(kind="mainstream")
    one = frame[frame["unit"] == min(asked.treated)]
    more = [
        one.assign(unit=900000 + number, urn=900000 + number, kind="special", p8_maths=1.0 + number)
        for number in range(special)
    ]
    panel = panel_of(pd.concat([frame, *more]))
    panel = replace(panel, variables=(*panel.variables, Variable("kind", "kind of school", None)))
    rule = DonorRule("kind", 2017, among=("mainstream",), reason="Special schools follow other curricula")
    return asked.change(data=panel, donors=DonorPool((rule,)))

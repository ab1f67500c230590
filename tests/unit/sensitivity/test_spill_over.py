from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from evalkit.analysis.point import point_estimate
from evalkit.evaluation.from_frame import FrameAnalysis
from evalkit.inference import INFERENCES
from evalkit.records.analysis import Analysis, SelectionRule
from evalkit.records.check import CheckResult, CheckStanding
from evalkit.sensitivity.parts.ties import tied
from evalkit.sensitivity.spill_over import Options, spill_over
from evalkit.tables.panel import Variable
from tests.support.panels import analysis_of, draw_panel
from tests.unit.sensitivity.hand import sure

NEAR = Options(neighbours=("101", "102"))
# Draws, seeds 1 to 12, listed beforehand. The SD of a group's estimate is at most 0.15, of a mean of 12 about 0.045:
# three of those.
DRAWS = 12
PLANTED = {"authority": 0.5, "neighbours": -0.4, "trust": 0.9}
# Share of the programme's own comparison schools that belong to its trusts: they are not left out of it.
TIED = 0.15
TOLERANCE = 0.135


def told(seed: int, **planted: float) -> Analysis:
    """Return five schools of area 100 with the programme, trusts that reach elsewhere, and what was planted."""
    rng = np.random.default_rng(seed)
    panel = draw_panel(rng, areas=45, schools=10)
    frame = panel.frame.copy()
    schools = np.unique(frame["unit"])
    home = np.unique(frame.loc[frame["area"] == "100", "unit"])
    far = np.unique(frame.loc[frame["area"].astype(int) > 110, "unit"])
    trusts = {**dict.fromkeys([*home[:2], *far[::20]], "Oak"), **dict.fromkeys([home[2], *far[5::40]], "Elm")}
    groups = {
        "authority": home[5:],
        "neighbours": np.unique(frame.loc[frame["area"].isin(NEAR.neighbours), "unit"]),
        "trust": np.concatenate([far[::20], far[5::40]]),
    }
    for name, effect in planted.items():
        frame.loc[frame["unit"].isin(groups[name]) & (frame["year"] == 2019), "p8_maths"] += effect
    named = frame["unit"].map(trusts).astype(object).where(frame["unit"].isin(list(trusts)), None)
    panel = replace(panel, frame=frame).with_variable(Variable("trust", "trust", None), named)
    assert len(schools) > len(home)
    chosen = frozenset(int(school) for school in home[:5])
    return analysis_of(panel).change(treated=chosen, programme=chosen)


def asked(analysis: Analysis, options: Options = NEAR) -> CheckResult:
    return spill_over(analysis, sure(analysis), point_estimate, options)


def rows(result: CheckResult) -> pd.DataFrame:
    assert result.shows is not None
    return result.shows.frame().set_index("group")


def test_each_group_equals_planning_it() -> None:
    analysis = told(1)
    frame = analysis.panel().frame
    groups = {group.name: group.schools for group in tied(analysis, NEAR.neighbours)}
    near = set(frame.loc[frame["area"].isin(NEAR.neighbours), "unit"])
    assert groups["neighbours"] == near
    assert groups["authority"] == set(frame.loc[frame["area"] == "100", "unit"]) - analysis.programme
    own = set(frame.loc[frame["unit"].isin(analysis.programme), "trust"].dropna())
    mates = set(frame.loc[frame["trust"].isin(own) & (frame["area"] != "100"), "unit"])
    assert groups["trust"] == mates
    # The neighbours as a programme of their own, on tables without any other school that had ties.
    rest = frame[~frame["unit"].isin(mates | groups["authority"] | analysis.programme)]
    alone = analysis.change(
        data=replace(analysis.panel(), frame=rest.reset_index(drop=True)),
        treated=frozenset(near),
        programme=frozenset(near),
    )
    by_hand = point_estimate(alone)
    found = rows(asked(analysis)).loc["neighbours"]
    assert found["estimate"] == pytest.approx(by_hand.estimate, abs=1e-12)
    assert found["schools"] == len(near)


def test_the_interval_is_by_variance_components() -> None:
    analysis = told(2)
    found = rows(asked(analysis)).loc["authority"]
    groups = tied(analysis, NEAR.neighbours)
    ties = frozenset().union(*(group.schools for group in groups)) | analysis.programme
    planned = analysis.change(treated=groups[0].schools, donors=replace(analysis.donors, exclude_schools=ties))
    method = INFERENCES.get("variance_components")
    by_hand = method.run(planned, point_estimate(planned), point_estimate, method.options())
    assert (found["conf_low"], found["conf_high"]) == (by_hand.conf_low, by_hand.conf_high)


def test_a_planted_spill_over_is_found_where_it_was_planted() -> None:
    found = [rows(asked(told(seed, **PLANTED)))["estimate"] for seed in range(1, DRAWS + 1)]
    means = pd.DataFrame(found).mean()
    assert {name: pytest.approx(effect, abs=TOLERANCE) for name, effect in PLANTED.items()} == means[
        list(PLANTED)
    ].to_dict()
    assert means["programme"] == pytest.approx(0.0, abs=TOLERANCE + max(PLANTED.values()) * TIED)


def test_it_says_what_a_difference_would_mean_and_what_silence_leaves_open() -> None:
    loud, quiet = asked(told(3, neighbours=2.0)), asked(told(3))
    assert "over the border" in loud.answer
    assert "Schools of neighbouring authorities changed by more than chance may move them" in loud.answer
    assert "over the border" not in quiet.answer
    assert loud.standing is CheckStanding.RAISES_DOUBT
    assert quiet.standing is CheckStanding.COULD_NOT_TELL
    assert "cannot be told from chance" not in loud.answer
    far = max(abs(end) for row in quiet.shows.rows[1:] for end in (row.conf_low, row.conf_high))
    assert f"A change of up to {far:.2f} grades could have gone unseen" in quiet.answer
    assert rows(loud)["declared"].tolist() == [True, False, False, False]


def test_the_programmes_rule_of_selection_is_put_to_neither_side() -> None:
    analysis = told(4).change(selection=SelectionRule("p8_maths", 2017, below=0.0))
    plain = {group.name: group.schools for group in tied(told(4), NEAR.neighbours)}
    assert {group.name: group.schools for group in tied(analysis, NEAR.neighbours)} == plain


def test_neighbours_are_those_of_the_shipped_list_where_none_are_named() -> None:
    """Leicester lies inside Leicestershire, which is its only neighbour."""
    analysis = told(7, neighbours=0.0)
    frame = analysis.panel().frame
    real = frame["area"].replace({"100": "856", "101": "855", "102": "857"})
    there = analysis.change(data=replace(analysis.panel(), frame=frame.assign(area=real)))
    groups = {group.name: group.schools for group in tied(there, ())}
    assert groups["neighbours"] == set(frame.loc[frame["area"] == "101", "unit"])
    named = {group.name: group for group in tied(analysis, ())}["neighbours"]
    assert named.reason == "the programme's authorities are in no list of borders"
    assert named.wanted


def test_what_is_missing_is_said_with_who_publishes_it() -> None:
    analysis = told(5)
    bare = replace(analysis.panel(), frame=analysis.panel().frame.assign(trust=None))
    result = asked(analysis.change(data=bare), Options(fewest_schools=6))
    assert result.answered is False
    assert "do not say which trust" in result.answer
    assert "5 schools, too few to compare" in result.answer
    assert any("Get Information about Schools" in one.publisher for one in result.wanted)


def test_a_bare_table_cannot_be_asked() -> None:
    late = told(6).panel().frame.query("year == 2019")
    frame = late.assign(treated=late["area"] < "120")[["area", "treated", "p8_maths"]]
    record = FrameAnalysis.from_frame(frame, outcome="p8_maths", treated="treated", cluster="area").record
    result = spill_over(record, point_estimate(record), point_estimate, NEAR)
    assert result.answered is False

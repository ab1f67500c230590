"""Costs in money, days apart, and for one pupil."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import evalkit as ek
from evalkit.delivery.cost import run
from evalkit.delivery.parts.account import DeliveryInputs
from evalkit.delivery.parts.cost_bands import cost_bands
from evalkit.records.delivery.cost import Cost
from evalkit.study.study_reader import read_study
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Panel, Variable
from tests.support.programme import Row, account, kept_tables, schools


def line(actual: float | None, **columns: object) -> Row:
    told = {"year": "2017/18", "category": "provider fees", "in_kind": "cash", "paid_by": "grant", "once": "recurring"}
    return {**told, "budget": 1000, "actual": actual, **columns}


ROWS = (
    line(6000, once="once", strand="leadership", forecast=5500),
    line(3000, strand="leadership"),
    line(3300, year="2018/19", strand="numeracy", paid_by="schools"),
    line(-300, year="2018/19", category="refund"),
    line(900, in_kind="in kind", days=4),
    line(None, forecast=1250),
    line(0, once="", days=2.5),
)


def panel() -> Panel:
    """Return two schools with 60 and 40 pupils in the cohort of 2019."""
    frame = pd.DataFrame({"unit": [1, 2, 1, 2], "year": [2017, 2017, 2019, 2019], "pupils": [50.0, 50.0, 60.0, 40.0]})
    why = pd.DataFrame({"pupils": [""] * 4})
    return Panel(frame, why, (Variable("pupils", "pupils", None),), (), Flow(()))


def cost(with_panel: bool = True) -> Cost:
    kept = kept_tables(schools=schools("A", "B"), costs=list(ROWS))
    found = panel() if with_panel else None
    return run(DeliveryInputs(read_study("leicester"), kept, found, programme=frozenset({1, 2})))


def test_money_days_and_what_is_given_free_stay_apart() -> None:
    result = cost()
    assert (result.cash, result.in_kind, result.days) == (12000, 900, 6.5)
    assert (result.once, result.recurring, result.unsaid, result.unknown) == (6000, 6000, 1, 1)


def test_each_way_of_cutting_the_money_adds_up_to_all_of_it() -> None:
    result = cost()
    for shares in (result.strands, result.categories, result.payers, result.by_year):
        assert sum(share.actual for share in shares) == result.cash
    assert [share.name for share in result.by_year] == ["2017/18", "2018/19"]
    assert result.strands[0].name == "Maths leadership"


def test_what_is_not_spent_yet_comes_by_forecast_or_else_by_plan() -> None:
    # Of 2017/18 by hand: 6,000 and 3,000 spent, 0 spent, and 1,250 forecast; planned 4 times 1,000.
    first = cost().by_year[0]
    assert (first.budget, first.forecast, first.actual, first.expected) == (4000, 6750, 9000, 10250)
    assert cost().past_forecast == 500
    told = ek.sentence(cost(), "budget").text
    assert "Of £6,000 planned, £12,000 were spent. For 1 cost the amount spent is not known yet" in told
    assert "it comes to £13,250 by the end: £7,250 more than planned." in told


def test_how_far_forecasts_were_out_is_said_once_all_is_spent() -> None:
    kept = kept_tables(schools=schools("A"), costs=[line(900, forecast=1000), line(0)])
    assert "Last forecasts were £100 too high." in ek.sentence(account("cost", kept, "leicester"), "budget").text


def test_the_cost_for_one_pupil_is_worked_by_hand() -> None:
    # Once 6,000; recurring 3,000 a year over two years; (6,000 + 3 × 3,000) / 3 = 5,000; two year groups of 100.
    result = cost()
    pounds = [one.pounds for one in result.per_pupil]
    np.testing.assert_allclose(pounds, [5000 / 200, 5000 / 500, 9000 / 200, 5450 / 200], rtol=1e-12)
    assert {one.band for one in result.per_pupil} == {"very low"}


def test_without_a_table_of_pupils_no_cost_for_a_pupil_is_said() -> None:
    result = cost(with_panel=False)
    assert result.per_pupil == ()
    assert np.isnan(result.pupils)
    assert "pupil" not in ek.sentence(result).text.split("Schools and")[0]


@pytest.mark.parametrize(
    ("pounds", "band"),
    [(79.99, "very low"), (80, "very low"), (80.01, "low"), (720, "moderate"), (1200, "high"), (1200.5, "very high")],
)
def test_the_bands(pounds: float, band: str) -> None:
    assert cost_bands().band(pounds) == band


def test_what_the_report_says_of_it() -> None:
    result = cost()
    assert "£12,000 in money, £6,000 for each school, and £25.00 a year" in ek.sentence(result).text
    assert "between £10.00" in ek.sentence(result, "sensitivity").text
    assert ek.figure(result).title == "75 per cent of the money went to one strand: Maths leadership"
    assert ek.table(result, "per_pupil").cells[0][1:] == ("25.00", "very low")
    assert "as they stood on 28 November 2026" in ek.table(result, "per_pupil").notes[0]


def test_what_nobody_planned_or_set_down_beside_a_strand_is_not_told_as_if_they_had() -> None:
    bare = [line(3000, budget=None), line(2100, budget=None, category="travel")]
    told = run(DeliveryInputs(read_study("leicester"), kept_tables(schools=schools("A"), costs=bare)))
    assert ek.sentence(told, "budget").text == "What was planned to be spent is not written down."
    assert ek.figure(told).text == "No cost is set down beside a strand, so they cannot be told apart."
    mixed = run(
        DeliveryInputs(
            read_study("leicester"),
            kept_tables(schools=schools("A"), costs=[*bare, line(900, strand="leadership")]),
        )
    )
    assert ek.figure(mixed).title == "85 per cent of the money is set down under no single strand"
    assert "Of £1,000 planned" in ek.sentence(mixed, "budget").text


@pytest.mark.parametrize("actual", [-50.0, 0.0])
def test_money_that_came_back_is_drawn_as_no_share(actual: float) -> None:
    kept = kept_tables(costs=[line(-100, strand="leadership"), line(actual, strand="numeracy")])
    block = ek.figure(run(DeliveryInputs(read_study("leicester"), kept)))
    assert block.png == b"" or not block.png
    assert block.text == "As much money came back as was spent, or more."

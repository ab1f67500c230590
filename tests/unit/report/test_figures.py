"""Every figure can be read: by eye, aloud, and again tomorrow with the same bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from evalkit.core.quantity import Unit
from evalkit.records.comparison import BalanceRow
from evalkit.records.description import EventPoint, ExposureRow, TrendPoint
from evalkit.records.details import PlaceboAreas, PlaceboSets
from evalkit.records.shown import Refits, Refitted, YearLevel
from evalkit.report.figures.parts.marks import kept_apart, signed
from evalkit.report.verbs import figure, sentence, table
from evalkit.tables.flow import Flow, Loss, Step
from tests.support.sheets import watch
from tests.unit.report import samples

# Letters with soft edges cost a third more than letters bent to the dots.
LARGEST_PICTURE = 150_000


def one_big_outlier() -> object:
    """A finding whose placebo areas hold one far away."""
    sure = samples.inference()
    far = samples.placebo_table()
    far.loc[0, ["standardised", "estimate"]] = [9.0, 1.5]
    return samples.finding(samples.estimate(0.11, replace(sure, details=(PlaceboAreas(far, 2.0),))))


def placebo_sets() -> object:
    """A finding judged against sets of five schools."""
    return samples.finding(samples.estimate(0.11, samples.sets_inference(), primary="placebo_sets"))


def close_trends() -> object:
    """Two lines that end in the same place, with a year in which nothing was published."""
    told = samples.trends()
    points = tuple(
        TrendPoint(group, year, 0.01, -0.1, 0.1, 19) for group in ("programme", "comparison") for year in (2017, 2019)
    )
    return replace(told, points=points)


def long_flow() -> Flow:
    """Steps with long names and many reasons."""
    reasons = [f"no progress in maths (Progress 8, maths element) in {year}: left blank" for year in range(2015, 2020)]
    lost = tuple(Loss(None, None, reasons[place % 5]) for place in range(50))
    steps = [
        Step(f"step number {place} with a very long name indeed", "all", "schools", 50, 0, lost) for place in "1234"
    ]
    return Flow(tuple(steps))


def long_balance() -> object:
    """Many characteristics with long names, one far off."""
    told = samples.comparison()
    rows = tuple(
        BalanceRow(
            f"v{place}", f"A characteristic with a rather long name, number {place}", 1, 1, 1, 0.4, gap, 1.0, True
        )
        for place, gap in enumerate((0.02, 0.1, -0.2, 0.9, -1.8, 0.3, 0.0, 0.05, 0.12))
    )
    assert told.balance is not None
    return replace(told, balance=replace(told.balance, rows=rows))


def refused_years() -> object:
    """An event study with a year whose interval the inference refuses."""
    told = samples.event_study()
    return replace(told, points=(*told.points, EventPoint(2022, -0.4, float("nan"), float("nan"), 18, False)))


def one_wave() -> object:
    """A programme that began everywhere on one day."""
    rows = tuple(
        ExposureRow(year, "All schools", 5, "2018-01-08", 10.0, share) for year, share in ((2018, 0.22), (2019, 0.78))
    )
    return replace(samples.exposure(), rows=rows)


def two_refits() -> object:
    """A check with two named refits and a long answer."""
    refits = Refits((Refitted("matched on it", 0.11, declared=True), Refitted("not matched on it", 0.10)))
    answer = "Matching on the outcome gives +0.11 grades, not matching on it +0.10. The other choice is less fair."
    return replace(samples.check(), check="outcome_in_balance", shows=refits, answer=answer)


def not_chosen() -> object:
    """Regression to the mean where nobody was chosen on results, with all lines close together."""
    told = samples.risen()
    close = tuple(YearLevel(level.year, 0.01, 0.01) for level in told.shows.levels)
    return replace(told, shows=replace(told.shows, levels=close, chosen_in=None))


FIGURES = {
    "trends": (samples.trends(), ""),
    "trends with a gap": (close_trends(), ""),
    "balance": (samples.comparison(), ""),
    "long balance": (long_balance(), ""),
    "event study": (samples.event_study(), ""),
    "event study with a refused year": (refused_years(), ""),
    "interval": (samples.finding(), "interval"),
    "wide interval": (
        samples.finding(samples.estimate(1.4, samples.inference("cluster_robust", -6.1, 8.9))),
        "interval",
    ),
    "narrow interval": (
        samples.finding(samples.estimate(0.01, samples.inference("cluster_robust", 0.0, 0.02))),
        "interval",
    ),
    "placebo": (samples.finding(), "placebo"),
    "placebo with an outlier": (one_big_outlier(), "placebo"),
    "placebo sets": (placebo_sets(), "placebo"),
    "leave one out": (samples.check(), ""),
    "two refits": (two_refits(), ""),
    "risen by themselves": (samples.risen(), ""),
    "not chosen on results": (not_chosen(), ""),
    "detectable": (samples.detectable(), ""),
    "detectable, spread between pupils unknown": (samples.detectable(float("nan")), ""),
    "exposure": (samples.exposure(), ""),
    "exposure of one wave": (one_wave(), ""),
    "flow": (samples.flow(), ""),
    "long flow": (long_flow(), ""),
}
EVERY = pytest.mark.parametrize("name", FIGURES)


@EVERY
def test_no_label_touches_another_or_leaves_the_sheet(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = watch(monkeypatch)
    figure(*FIGURES[name])
    assert not found


@EVERY
def test_the_drawing_is_named_described_and_the_same_every_time(name: str) -> None:
    one, other = figure(*FIGURES[name]), figure(*FIGURES[name])
    assert one.svg == other.svg
    assert one.png == other.png
    assert len(one.png) < LARGEST_PICTURE
    tree = ElementTree.fromstring(one.svg)
    namespace = "{http://www.w3.org/2000/svg}"
    assert tree.get("role") == "img"
    assert tree.find(f"{namespace}title").text == one.title  # type: ignore[union-attr]
    assert tree.find(f"{namespace}desc").text == one.text  # type: ignore[union-attr]
    assert "<text" in one.svg
    assert not re.search(r"\d{4}-\d\d-\d\dT", one.svg)


@EVERY
def test_alt_text_says_type_message_and_numbers_and_the_title_is_a_message(name: str) -> None:
    block = figure(*FIGURES[name])
    assert re.match(r"(Line|Dot|Point|Interval|Bar) (chart|plot)|Timeline", block.text)
    assert len(block.text.split()) >= 15
    assert re.search(r"\d", block.text)
    assert len(block.title.split()) >= 5
    assert block.subtitle
    assert len(block.values)


def test_placebo_areas_stand_on_the_scale_of_the_outcome() -> None:
    block = figure(samples.finding(), "placebo")
    sure = samples.estimate().inference()
    standardised = samples.placebo_table()["standardised"]
    expected = sorted(standardised * sure.std_error)
    assert list(block.values["on_this_scale"]) == pytest.approx(expected)
    far = sum(abs(standardised) >= abs(samples.estimate().estimate) / sure.std_error)
    assert block.title.startswith(f"{far} of 139 areas without the programme")


def test_placebo_sets_are_a_hundred_dots_of_which_the_dark_ones_are_counted_in_the_title() -> None:
    block = figure(placebo_sets(), "placebo")
    sure = samples.sets_inference()
    far = sum(abs(dot) >= 0.11 / sure.std_error for dot in sure.detail(PlaceboSets).hundredths)
    assert len(block.values) == 100
    assert (
        block.title
        == f"About {far} of every 100 sets of 5 schools elsewhere moved at least as far, up or down, as these"
    )
    assert "inside one of 101 areas without the programme" in block.text


def test_without_placebo_areas_the_figure_is_a_sentence_that_says_so() -> None:
    only = samples.estimate(0.1, samples.inference("cluster_robust"), primary="cluster_robust")
    block = figure(samples.finding(only), "placebo")
    assert block.kind == "sentence"
    assert "No areas without the programme" in block.text


def test_an_unanswered_check_says_why_once_in_its_sentence() -> None:
    unanswered = replace(samples.check(), answered=False, shows=None, answer="There is a single school.")
    assert "Not answered: There is a single school." in sentence(unanswered).text
    block, rows = figure(unanswered), table(unanswered)
    assert block.text.startswith("One school of the programme left out at a time: nothing to show")
    assert "single school." not in f"{block.text} {rows.cells}"
    assert block.kind == "sentence"


def test_schools_left_out_are_in_order_and_carry_no_number_of_theirs() -> None:
    for block in (figure(samples.check()), table(samples.check())):
        estimates = list(block.values["estimate"])
        assert estimates == sorted(estimates)
        assert not [column for column in block.values.columns if column == "school"]
        assert "99000" not in block.text + block.svg + block.values.to_csv()


def test_a_year_without_results_is_a_gap() -> None:
    assert "no results" in figure(close_trends()).svg


def test_the_baseline_is_marked_as_nought_even_when_the_result_leaves_it_out() -> None:
    told = samples.event_study()
    block = figure(replace(told, points=tuple(point for point in told.points if point.year != 2017)))
    assert "set to 0" in block.svg
    assert list(block.values["year"]) == ["2015/16", "2016/17", "2017/18", "2018/19"]


def test_labels_are_kept_apart_and_move_as_little_as_needed() -> None:
    assert kept_apart([0.0, 1.0], 0.5) == [0.0, 1.0]
    assert kept_apart([0.0, 0.0], 1.0) == [-0.5, 0.5]
    assert kept_apart([3.0, 0.0, 0.2], 1.0) == pytest.approx([3.0, -0.4, 0.6])


def test_axis_numbers_carry_their_sign() -> None:
    assert [signed(value, 1) for value in (-0.1, -0.01, 0.0, 0.2)] == ["\N{MINUS SIGN}0.1", "0", "0", "+0.2"]


def test_units_beside_grades_have_no_tenth_of_a_grade() -> None:
    estimate = replace(samples.estimate(), unit=Unit("points", 1))
    assert "tenth of a grade" not in figure(samples.finding(estimate)).svg

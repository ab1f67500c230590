"""Counts are whole, units are called what they are, names stay as they are, and pictures say the scale they draw."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from evalkit.records.comparison import Counts
from evalkit.records.description import TrendPoint
from evalkit.records.shown import OutcomeShift, OutcomeShifts
from evalkit.report.figures.context import _message as beside_england
from evalkit.report.verbs import figure, sentence, table
from evalkit.report.words import Words, opened, stopped
from evalkit.tables.panel import Panel
from tests.unit.report import context_samples, group_samples, samples


def authorities() -> object:
    """Return a finding about one authority beside ten."""
    return group_samples.answer().finding


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("register/edubasealldata20160901.csv is not UTF-8", "register/edubasealldata20160901.csv is not UTF-8"),
        ("explore-education-statistics/ks4.csv: no rows", "explore-education-statistics/ks4.csv: no rows"),
        ("england_ks4final.csv breaks off", "england_ks4final.csv breaks off"),
        ("links.csv was not read", "links.csv was not read"),
        ("no column of that name", "No column of that name"),
        ("progress in maths. It rose", "Progress in maths. It rose"),
        ("1 school", "1 school"),
    ],
)
def test_names_of_files_stay_as_they_are(text: str, shown: str) -> None:
    assert opened(text) == shown
    assert stopped(text) == f"{shown}."


def test_counts_in_what_certainty_rests_on_have_no_decimals_and_what_is_no_count_has() -> None:
    cells = {row[0]: row[1] for row in table(samples.finding(), "grounds").cells}
    assert cells["Schools studied"] == "19"
    assert cells["Comparison areas"].isdigit()
    assert cells["Comparison schools, were all to weigh alike"] == "61.2"


def test_an_authority_is_neither_a_school_nor_the_area_it_lies_in() -> None:
    finding = authorities()
    words = [row[0] for row in table(finding, "grounds").cells]
    assert words[0] == "Authority studied"
    own = [text for text in words if "behind the variances" not in text]
    assert not any("chools" in text or "areas" in text.lower() for text in own)
    assert "Placebo authorities: untreated authorities in the place of the authority studied" in own
    assert "Areas of the schools studied" in [row[0] for row in table(samples.finding(), "grounds").cells]


def one_beside_ten(pupils: int | None) -> object:
    """Return a comparison of one authority with ten that weigh alike."""
    carriers = tuple((f"Authority {place}", 1, 0.1) for place in range(10))
    found = samples.comparison()
    balance = replace(found.balance, effective_units=10.0, effective_areas=10.0, carriers=carriers)
    return replace(found, counts=Counts(1, 10, pupils, pupils, 1, 10, "authority"), balance=balance, caveats=())


def test_one_authority_is_compared_and_lies_in_no_area() -> None:
    said = sentence(one_beside_ten(1361)).text
    assert said.startswith(
        "1 authority with 1,361 pupils is compared with 10 comparison authorities with 1,361 pupils."
    )
    assert "Each of them weighs the same." in said
    assert "area" not in said
    assert table(one_beside_ten(1361), "carriers").columns == ("Authority", "Share of the weight (%)")


def test_pupils_whom_nobody_counted_are_not_told_as_nought() -> None:
    said = sentence(one_beside_ten(None)).text
    assert said.startswith("1 authority is compared with 10 comparison authorities.")
    assert "0 pupils" not in said


def test_schools_are_still_told_with_their_pupils_and_areas() -> None:
    assert " areas of equal weight; the area that counts most is " in sentence(samples.comparison()).text


def moved_by(start: float, end: float) -> object:
    """Return a trend of both sides from one mean to another."""
    points = tuple(
        TrendPoint(group, year, mean, mean - 0.1, mean + 0.1, 19)
        for group in ("programme", "comparison")
        for year, mean in ((2017, start), (2019, end))
    )
    return replace(samples.trends(), points=points)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [(0.0049, 0.0176, "rose by 0.01 of a grade"), (0.2061, 0.2016, "stayed level"), (0.016, -0.0049, "fell by 0.02")],
)
def test_a_heading_rounds_a_change_once(start: float, end: float, said: str) -> None:
    """0.0127 is 0.01, whatever its ends are rounded to."""
    assert said in figure(moved_by(start, end)).title


def test_a_distance_from_england_is_rounded_once() -> None:
    found = context_samples.context()
    means = {"Midtown": 0.0049, "England": -0.0078}
    places = tuple(replace(place, mean=means.get(place.name, place.mean)) for place in found.places)
    shown = [place for place in places if place.year == 2019]
    assert "stood 0.01 of a grade above England" in beside_england(replace(found, places=places), shown, Words())


def test_a_missing_cell_counts_once_though_an_outcome_repeats_it() -> None:
    rows = [(1, 2019, "progress8_maths", "suppressed"), (1, 2019, "p8_maths", "suppressed")]
    rows += [(2, 2019, "progress8_maths", "suppressed"), (2, 2019, "progress8_maths", "suppressed")]
    reasons = pd.DataFrame(rows, columns=["unit", "year", "variable", "reason"])
    frame = pd.DataFrame({"unit": [1, 2], "year": [2019, 2019], "urn": [1, 2]})
    block = table(Panel(frame, reasons, (), (), samples.flow()), "missing")
    assert [row[2] for row in block.cells] == ["2"]


def test_alt_texts_say_the_scale_that_is_drawn() -> None:
    rows = (
        OutcomeShift("pupils on roll", "census_roll", "pupils", 0, -6.0, -76.0, 64.0),
        OutcomeShift("sessions missed", "absence", "percentage points", 1, -0.5, -0.75, -0.25),
    )
    check = replace(samples.check(), shows=OutcomeShifts(rows, 2, 1))
    drawn = figure(check)
    assert "each on a scale of its own: 1 is as far as chance may move it" in drawn.text
    assert "drawn at −0.1" in drawn.text
    assert "drawn at −2.0" in drawn.text
    assert drawn.values["moved"].round(1).tolist() == [-0.1, -2.0]
    assert "on a scale on which each doubling takes the same room" in figure(samples.detectable()).text
    assert "in grades" in figure(group_samples.groups(), "differences").text
    assert ", in grades, schools counting by their pupils" in figure(context_samples.context()).text
    assert "As drawn, allowing for the size of each" in figure(samples.finding(), "placebo").text

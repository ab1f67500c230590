"""The picture of the front page: one axis that no result moves, three shades, dots counted in words, at two widths."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from evalkit.core.quantity import GRADES, PERCENT, Unit
from evalkit.findings.beside import Beside
from evalkit.findings.finding import Finding
from evalkit.inference.parts.ranges import range_at
from evalkit.numeric.placebo import placebo_interval
from evalkit.records.details import PlaceboAreas
from evalkit.report.figures.front_picture import front_picture
from evalkit.report.figures.parts.canvas import Canvas
from evalkit.report.figures.parts.front_rows import FrontRows
from evalkit.report.figures.parts.planned_axis import reach_of, ticks
from evalkit.report.figures.parts.ruled_sheet import SHADES
from evalkit.report.theme import contrast, theme
from evalkit.report.verbs import figure
from tests.unit.report import samples
from tests.unit.report.false_samples import changed, picked

# What a band of one shade and the next must differ by to be told apart in grey.
APART_IN_GREY = 1.4
# A phone of 360 CSS pixels leaves so many to a drawing, and type may not be smaller than so many.
ROOM, SMALLEST = 340, 11.9
NOTICED = Beside(smallest=0.3, power=0.8)


def judged(value: float = 0.175, spread: float = 0.107, beside: Beside = NOTICED, unit: Unit = GRADES) -> Finding:
    """Return a finding whose interval is really that of its 146 areas."""
    table = samples.placebo_table(146)
    found = placebo_interval(value, spread, table["standardised"].to_numpy(), 0.95)
    sure = replace(
        samples.inference(), std_error=spread, conf_low=found.conf_low, conf_high=found.conf_high,
        details=(PlaceboAreas(table, found.critical),),
    )  # fmt: skip
    return samples.finding(replace(samples.estimate(value, sure), unit=unit), beside=beside)


def by_clusters(value: float, half: float) -> Finding:
    sure = samples.inference("cluster_robust", value - half, value + half)
    return samples.finding(samples.estimate(value, sure, primary="cluster_robust"))


PICTURES = {
    "told": judged(0.35),
    "untold": judged(),
    "fall": judged(-0.35),
    "two ranges": changed(judged(), if_chosen_low=picked(-0.07, 0.3)),
    "wholly off the axis": judged(2.0),
    "partly off the axis": judged(-0.42),
    "dots off the axis": judged(0.1, 0.3),
    "sets": samples.finding(samples.estimate(0.2, samples.sets_inference(), primary="placebo_sets"), beside=NOTICED),
    "one shade": samples.finding(),
    "clusters": by_clusters(0.1, 0.1),
    "hardly a range": by_clusters(0.01, 0.01),
    "hardly a range at the edge": by_clusters(0.49, 0.005),
    "hardly on the axis": by_clusters(0.5, 0.06),
    "a short range at the edge": by_clusters(-0.43, 0.06),
    "a range that ends at the edge": by_clusters(0.3, 0.19),
    "no range": samples.finding(samples.estimate(0.2, primary="none")),
    "per cent": judged(4.2, 2.5, Beside(smallest=7.0, power=0.8), PERCENT),
    "standardised": judged(0.1, 0.2, Beside(), Unit("school standard deviations", 2)),
    "large numbers": judged(120.0, 80.0, Beside(smallest=220.0, power=0.8), Unit("pupils", 0)),
}


@pytest.mark.parametrize("name", PICTURES)
def test_no_label_touches_another_or_leaves_either_drawing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[tuple[str, str]] = []
    drawn = []
    made = Canvas.block

    def look_first(canvas: Canvas, *told: object, phone: Callable[[], Canvas]) -> object:
        for sheet in (canvas, phone()):
            found.extend(sheet.overlaps())
            drawn.append(sheet.width)
        return made(canvas, *told, phone=phone)  # type: ignore[arg-type]

    monkeypatch.setattr(Canvas, "block", look_first)
    block = figure(PICTURES[name], "front")
    assert not found
    assert len(drawn) == 2 and drawn[0] > 2 * drawn[1]
    assert block.svg and block.narrow and block.svg != block.narrow
    assert len(block.text.split()) >= 12


def width_of(svg: str) -> float:
    return float(svg.split('viewBox="', 1)[1].split('"', 1)[0].split()[2])


@pytest.mark.parametrize("name", ["untold", "sets", "per cent"])
def test_the_narrow_drawing_fits_a_phone_with_type_that_can_be_read(name: str) -> None:
    narrow = figure(PICTURES[name], "front").narrow
    sizes = [float(size) for size in re.findall(r"(?:font-size:|font: (?:bold )?)\s*([\d.]+)px", narrow)]
    assert sizes
    # In CSS pixels once the drawing fills the room it has.
    assert min(sizes) * ROOM / width_of(narrow) >= SMALLEST


@pytest.mark.parametrize(("value", "spread"), list(product((-2.0, 0.0, 0.175, 2.0), (0.05, 0.107, 0.3))))
def test_the_axis_is_that_of_the_plan_whatever_the_result(value: float, spread: float) -> None:
    assert reach_of(judged(value, spread)) == pytest.approx(0.45)
    # Smallest 0.47: half as far again is 0.705, up to the next half tenth.
    assert reach_of(judged(value, spread, Beside(smallest=0.47, power=0.8))) == pytest.approx(0.75)


def test_without_a_smallest_difference_the_spread_of_placebos_or_the_unit_fixes_the_axis() -> None:
    # 1.5 x 2.8 x 0.1 = 0.42.
    for value in (-1.0, 0.0, 0.2):
        assert reach_of(judged(value, 0.1, Beside())) == pytest.approx(0.45)
    assert reach_of(by_clusters(0.1, 0.1)) == reach_of(by_clusters(3.0, 2.0)) == 0.5
    no_range = samples.finding(samples.estimate(0.2, primary="none"))
    assert reach_of(changed(no_range, unit=PERCENT)) == 15.0
    assert reach_of(changed(no_range, unit=Unit("pounds", 0))) == 1.0


def test_numbers_on_the_axis_are_round_and_the_same_on_both_sides() -> None:
    assert ticks(0.45, 5) == pytest.approx([-0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4])
    assert ticks(0.45, 2) == pytest.approx([-0.4, -0.2, 0, 0.2, 0.4])
    assert ticks(15.0, 3) == pytest.approx([-15, -10, -5, 0, 5, 10, 15])
    assert ticks(330.0, 5) == pytest.approx([-300, -200, -100, 0, 100, 200, 300])


def test_three_shades_are_the_ranges_of_the_first_inference() -> None:
    found = judged()
    sure = found.estimate.inference()
    values = front_picture(found).values.set_index("what")["value"]
    shown = [
        (values[f"{name}: {shade} range, low"], values[f"{name}: {shade} range, high"])
        for name in values.index[0:1].str.replace(": best single figure", "")
        for shade in ("outer", "middle", "inner")
    ]
    assert shown == [range_at(sure, level) for level in (0.95, 0.8, 0.5)]
    assert "bolder fits better" in front_picture(found).svg
    # Where the interval is not that of its placebos, the widest range stands alone.
    assert not front_picture(samples.finding()).values["what"].str.contains("inner").any()
    assert "bolder" not in front_picture(samples.finding()).svg


def test_dots_that_moved_as_far_are_filled_and_counted() -> None:
    found = judged()
    block = front_picture(found)
    sure = found.estimate.inference()
    standardised = samples.placebo_table(146)["standardised"]
    far = int((standardised.abs() >= 0.175 / sure.std_error).sum())
    assert block.title == f"{far} of 146 areas with no programme moved at least as far for their size"
    assert "filled: at least as far" in block.svg and "filled: at least as far" in block.narrow
    assert f"filled are {far} of 146 areas" in block.text
    assert "the range that fits: " in block.text and "bolder" not in block.text
    assert block.svg.count(f"fill: {theme().colour['accent'].lower()}") >= far
    dots = block.values[block.values["what"].str.startswith("Area ")]["value"]
    assert sorted(dots) == pytest.approx(sorted(standardised * sure.std_error))
    assert front_picture(judged(2.0)).title.startswith("None of 146")


def test_what_lies_off_the_axis_is_told_at_its_edge() -> None:
    block = figure(PICTURES["wholly off the axis"], "front")
    assert f"+{PICTURES['wholly off the axis'].estimate.inference().conf_low:.2f} to" in block.svg
    off = figure(PICTURES["dots off the axis"], "front")
    dots = off.values[off.values["what"].str.startswith("Area ")]["value"]
    for side in (-1, 1):
        assert f">{int((side * dots > 0.45).sum())} off<" in off.svg


@pytest.mark.parametrize(
    ("name", "said", "unsaid"),
    [
        ("untold", "a tenth more", "in twenty"),
        ("per cent", "one in twenty more", "a tenth"),
        ("standardised", "parts of the usual spread", "tenth"),
    ],
)
def test_the_axis_names_a_difference_that_heads_know(name: str, said: str, unsaid: str) -> None:
    block = figure(PICTURES[name], "front")
    assert said in block.svg and unsaid not in block.svg
    assert "no difference" in block.svg and "no difference" in block.narrow
    assert "standard deviation" not in block.svg + block.title + block.subtitle


def test_a_tenth_is_explained_where_it_is_drawn() -> None:
    assert "one pupil in ten gets one grade more" in figure(PICTURES["untold"], "front").subtitle


@pytest.mark.parametrize("palette", ["colour", "dark"])
def test_shades_and_dots_are_told_apart_in_grey_by_day_and_by_night(palette: str) -> None:
    colours = getattr(theme(), palette)
    shades = [colours[name] for name in SHADES]
    for one, other in zip([colours["background"], *shades], shades, strict=False):
        assert contrast(one, other) >= APART_IN_GREY
    assert contrast(colours["accent"], colours["background"]) > 4.5


@pytest.mark.parametrize("name", PICTURES)
def test_every_colour_of_the_picture_has_another_by_night(name: str) -> None:
    drawn = figure(PICTURES[name], "front")
    known = {theme().colour[one].lower() for one in theme().dark}
    assert set(re.findall("#[0-9a-f]{6}", drawn.svg + drawn.narrow)) <= known


def test_both_ranges_are_drawn_where_two_stand_beside_each_other() -> None:
    block = figure(PICTURES["two ranges"], "front")
    assert "picked for standing low" in block.svg
    assert f"{chr(0x2212)}0.07" in block.svg and "+0.30" in block.svg
    assert "picked for standing low" not in figure(PICTURES["untold"], "front").svg


def test_lines_add_up_to_the_drawing() -> None:
    rows = FrontRows(0.5, GRADES, None, (), None, "these schools", "similar schools")
    assert rows.height(narrow=True) == rows.height(narrow=False) == pytest.approx(3 * 0.19)
    assert np.isfinite(rows.height(narrow=True))

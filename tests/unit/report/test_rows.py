"""Words beside and above marks: rows take the room they need, names of lines keep apart, panels share a scale."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evalkit.records.description import ExposureRow
from evalkit.report.figures.checks.year_contrasts import draw as draw_contrasts
from evalkit.report.figures.context import LOOKS
from evalkit.report.figures.exposure import draw as draw_exposure
from evalkit.report.figures.groups import differences
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import EndLabel, name_ends, with_ends
from evalkit.report.figures.parts.rows import NamedRow, NamedRows
from evalkit.report.theme import theme
from evalkit.report.verbs import figure
from evalkit.report.words import Words
from tests.unit.report import group_samples, samples
from tests.unit.report.test_check_figures import earlier_years

LONG = "A characteristic with a rather long name that no phone holds on one line"


def written(rows: NamedRows, width: float) -> dict[str, tuple[float, float, float, float]]:
    """Return the box of every text of rows on a sheet, in inches."""
    canvas = Canvas(FigureHeading("What is seen here", "unit"), rows.depth + 0.5, width=width)
    rows.axes(canvas, bottom=0.4)
    assert canvas.overlaps() == []
    return {text: tuple(edge / canvas.figure.dpi for edge in box.extents) for text, box in canvas.texts()}


def test_a_name_stands_left_of_its_mark_and_on_a_phone_above_it() -> None:
    row = NamedRow("all pupils", "+0.18")
    wide, narrow = NamedRows([row], WIDE, values=0.8), NamedRows([row], NARROW, values=0.8)
    assert written(wide, WIDE)["all pupils"][2] < wide.left
    assert written(narrow, NARROW)["all pupils"][0] < narrow.left + 0.1
    assert -narrow.centres[0] > -wide.centres[0]


@pytest.mark.parametrize("value", ["", "+0.18", "+0.18 (−0.02 to +0.37)"])
def test_a_row_takes_the_room_its_words_need(value: str) -> None:
    for width in (WIDE, NARROW):
        short, long = (NamedRows([NamedRow(name, value)] * 3, width, values=2.2) for name in ("short", LONG))
        assert long.depth > short.depth
        written(NamedRows([NamedRow(LONG, value), NamedRow("short", value)], width, values=2.2), width)


def test_a_line_at_nought_passes_no_words_on_a_phone() -> None:
    rows = NamedRows([NamedRow("one"), NamedRow("two")], NARROW)
    canvas = Canvas(FigureHeading("What is seen here", "unit"), rows.depth + 0.5, width=NARROW)
    axes = rows.axes(canvas, bottom=0.4)
    rows.upright(axes, 0.0)
    spans = [sorted(line[:, 1]) for line in axes.collections[0].get_segments()]
    assert [(low + high) / 2 for low, high in spans] == pytest.approx(rows.centres)
    assert spans[0][0] > spans[1][1]


def test_names_of_lines_keep_their_order_their_distance_and_the_sheet() -> None:
    canvas = Canvas(FigureHeading("What is seen here", "unit"), 2.0)
    axes = canvas.axes(left=0.5, right=2.0, bottom=0.4, top=0.15)
    axes.set(xticks=[], yticks=[], ylim=(0, 1))
    ends = {"low": 0.0, "beside it\non two lines": 0.01, "a third\non three\nlines": 0.02, "at the top": 1.0}
    name_ends(axes, [EndLabel(at, text, "text") for text, at in ends.items()])
    assert canvas.overlaps() == []
    placed = [text.xy[1] for text in axes.texts]
    assert placed == sorted(placed)


def test_a_number_has_its_range_where_one_is_known() -> None:
    assert with_ends(0.18, -0.02, 0.37) == "+0.18 (−0.02 to +0.37)"
    assert with_ends(0.18, float("nan"), float("nan")) == "+0.18"


def test_panels_in_one_unit_share_their_scale() -> None:
    rows = earlier_years().shows.rows
    apart = [panel.get_ylim() for panel in draw_contrasts(earlier_years(), rows, Words()).figure.axes]
    assert apart[0] != apart[1]
    alike = tuple(replace(row, unit="grades") for row in rows)
    shared = [panel.get_ylim() for panel in draw_contrasts(earlier_years(), alike, Words()).figure.axes]
    assert shared[0] == shared[1]


def test_a_group_without_a_range_says_so() -> None:
    groups = group_samples.groups()
    bare = tuple(
        replace(one, finding=replace(one.finding, estimate=replace(one.finding.estimate, inferences=(), primary="")))
        for one in groups.answers
    )
    assert "no range" in differences(replace(groups, answers=bare)).svg


def test_a_cohort_that_no_wave_reached_is_one_bar() -> None:
    waves = (("Pilot schools", "2017-09-01"), ("All other schools", "2018-01-08"))
    shares = {2017: (0.0, 0.0), 2018: (0.44, 0.22)}
    rows = tuple(
        ExposureRow(year, wave, 5, start, 10.0, share)
        for year, both in shares.items()
        for (wave, start), share in zip(waves, both, strict=True)
    )
    canvas = draw_exposure(replace(samples.exposure(), rows=rows), Words())
    texts = [text for text, _ in canvas.texts()]
    assert texts.count("All schools") == 1
    assert texts.count("0%") == 1
    assert {"44%", "22%", "Exams in 2017/18"} <= set(texts)


def test_what_is_drawn_for_a_phone_says_the_same_in_the_type_of_the_page() -> None:
    block = figure(samples.trends())
    assert block.narrow != block.svg
    wide, narrow = (
        float(drawing.split('viewBox="', 1)[1].split('"', 1)[0].split()[2]) for drawing in (block.svg, block.narrow)
    )
    assert wide == pytest.approx(72 * theme().figure["width"])
    assert narrow == pytest.approx(72 * theme().figure["narrow"])


def test_levels_of_one_lightness_have_marks_of_their_own() -> None:
    marks = {(colour, mark) for colour, _, mark, _ in LOOKS.values()}
    for one, other in theme().shaped:
        shapes = [{mark for colour, mark in marks if colour == name} for name in (one, other)]
        assert not shapes[0] & shapes[1]

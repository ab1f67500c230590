"""Lines of one text end, or have their middle, where the others do."""

from __future__ import annotations

import re

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from evalkit.report.figures.parts.canvas import NARROW, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import name_years
from evalkit.report.figures.parts.text_lines import named_lines

AT = re.compile(r'<text style="([^"]*)" transform="translate\(([-\d.]+) [-\d.]+\)">(short|a much longer line)<')


@pytest.mark.parametrize(("side", "anchor"), [("right", "end"), ("center", "middle")])
def test_every_line_is_held_at_the_side_of_its_text(side: str, anchor: str) -> None:
    canvas = Canvas(FigureHeading("What is seen", "in grades"), 1.0)
    canvas.axes(0, 0, 0).text(0.5, 0.5, "short\na much longer line", ha=side)
    found = AT.findall(canvas._drawing("two lines, one short"))
    assert len(found) == 2
    assert all(f"text-anchor: {anchor}" in style for style, _, _ in found)
    one, other = (float(across) for _, across, _ in found)
    # Half of the sheet of 7.2 inches, in points.
    assert one == pytest.approx(259.2, abs=0.6)
    assert other == pytest.approx(259.2, abs=0.6)


@pytest.mark.parametrize("side", ["left", "center", "right"])
def test_lines_lie_equally_far_apart_whatever_letters_stand_in_them(side: str) -> None:
    canvas = Canvas(FigureHeading("What is seen", "in grades"), 1.0)
    text = canvas.axes(0, 0, 0).text(0.5, 0.5, "no rise\nyear\n\nAŵ, (gj)\nxnx", ha=side, va="center", fontsize=10)
    drawn = canvas._drawing("lines of many heights")
    down = [float(found) for found in re.findall(r'translate\([-\d.]+ ([-\d.]+)\)">', drawn)][-4:]
    # The third line is empty.
    assert [after - down[0] for after in down] == pytest.approx([0.0, 12.0, 36.0, 48.0], abs=0.02)
    assert text.get_gid() is None


def test_a_text_that_is_turned_stays_as_it_is_and_names_are_put_back() -> None:
    canvas = Canvas(FigureHeading("What is seen", "in grades"), 1.0)
    canvas.figure.text(0.5, 0.5, "one\ntwo", rotation=90, gid="mine")
    assert len(re.findall(r"translate\([^)]*\) rotate\(-90\)", canvas._drawing("two lines, turned"))) == 2
    made = Figure()
    FigureCanvasAgg(made)
    one, two = made.text(0, 0, "one"), made.text(0, 0, "one\ntwo", gid="mine")
    with named_lines(made) as found:
        assert found == [two]
    assert (one.get_gid(), two.get_gid()) == (None, "mine")


@pytest.mark.parametrize(("right", "shown"), [(0.2, "2018/19"), (1.4, "2018\n/19")])
def test_a_year_stands_on_one_line_of_a_phone_where_it_has_room(right: float, shown: str) -> None:
    canvas = Canvas(FigureHeading("What is seen", "in grades"), 1.0, width=NARROW)
    axes = canvas.axes(0.5, right, 0.5)
    axes.set_xlim(2015.7, 2019.3)
    name_years(axes, [2016, 2017, 2018, 2019], {}, narrow=True)
    assert axes.get_xticklabels()[-1].get_text() == shown
    assert canvas.overlaps() == []

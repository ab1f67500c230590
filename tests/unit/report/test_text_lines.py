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


def test_a_text_held_at_its_left_stays_as_it_is_and_names_are_put_back() -> None:
    made = Figure()
    FigureCanvasAgg(made)
    left, right = made.text(0, 0, "one\ntwo"), made.text(0, 0, "one\ntwo", ha="right", gid="mine")
    with named_lines(made) as found:
        assert found == [right]
    assert (left.get_gid(), right.get_gid()) == (None, "mine")


@pytest.mark.parametrize(("right", "shown"), [(0.2, "2018/19"), (1.4, "2018\n/19")])
def test_a_year_stands_on_one_line_of_a_phone_where_it_has_room(right: float, shown: str) -> None:
    canvas = Canvas(FigureHeading("What is seen", "in grades"), 1.0, width=NARROW)
    axes = canvas.axes(0.5, right, 0.5)
    axes.set_xlim(2015.7, 2019.3)
    name_years(axes, [2016, 2017, 2018, 2019], {}, narrow=True)
    assert axes.get_xticklabels()[-1].get_text() == shown
    assert canvas.overlaps() == []

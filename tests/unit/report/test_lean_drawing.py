"""A drawing loses what nobody sees and nothing else: every word, mark, colour and place is still there."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from evalkit.report.figures.parts import canvas
from evalkit.report.figures.parts.lean_drawing import lean
from evalkit.report.verbs import figure
from tests.unit.report import samples

# A hundredth of a point: what is cut off a number.
CUT = 0.01
DRAWN = ("path", "use", "text", "rect", "title", "desc")


@pytest.fixture(scope="module")
def both() -> tuple[str, str]:
    """Return a drawing as matplotlib made it, and as it is kept."""
    made: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(canvas, "lean", lambda svg: made.append(svg) or svg)
        figure(samples.finding(), "placebo")
    return made[0], lean(made[0])


def marks(svg: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """Return what is drawn in its order: kind, words, clip of its own, and style without the family of type."""
    every = ((one.tag.rpartition("}")[2], one) for one in ElementTree.fromstring(svg).iter())
    return [
        (kind, one.text if kind != "path" else None, one.get("clip-path"), without_family(one.get("style", "")))
        for kind, one in every
        if kind in DRAWN
    ]


def without_family(style: str) -> str:
    return re.sub(r" font-family: [^;]+;", "", style)


def places(svg: str) -> list[float]:
    """Return every number of what is drawn by which something stands somewhere."""
    every = ElementTree.fromstring(svg).iter()
    told = (one.get(name, "") for one in every for name in ("d", "x", "y", "width", "height"))
    return [float(number) for text in told for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


def test_all_that_is_drawn_is_still_there_in_its_order(both: tuple[str, str]) -> None:
    before, after = both
    assert marks(after) == marks(before)
    assert len(marks(after)) > 20


def test_nothing_moves_by_more_than_a_hundredth_of_a_point(both: tuple[str, str]) -> None:
    before, after = (places(svg) for svg in both)
    assert len(before) == len(after) > 100
    assert max(abs(one - other) for one, other in zip(before, after, strict=True)) < CUT


def test_whatever_is_referred_to_keeps_its_name(both: tuple[str, str]) -> None:
    _, after = both
    wanted = set(re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', after))
    names = set(re.findall(r'\bid="([^"]+)"', after))
    assert names == {name for pair in wanted for name in pair if name} | {"title", "desc"}


def test_it_takes_a_fifth_less_of_the_bytes(both: tuple[str, str]) -> None:
    before, after = both
    assert len(after) < len(before) * 4 / 5


def test_what_is_turned_or_scaled_up_keeps_its_digits_and_its_turn() -> None:
    turned = '<text transform="rotate(-90 1.23456 2.5)" x="1.23456">a</text>'
    assert lean(turned) == '<text transform="rotate(-90 1.23 2.5)" x="1.23">a</text>'
    scaled = '<use transform="scale(0.015625)"/>'
    assert lean(scaled) == scaled


def test_one_family_of_type_is_said_once_and_two_where_they_stand() -> None:
    sheet, one = "<style>*{}</style>", '<text style="font-size: 9px; font-family: Arial; fill: #000000">a</text>'
    said = lean(sheet + one)
    assert said.count("font-family: Arial") == 1 and "text{font-family: Arial}" in said
    assert lean(sheet + one + one.replace("Arial", "Courier")).count("font-family") == 2

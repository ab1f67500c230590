"""A drawing loses what nobody sees and nothing else: every word, mark, colour and place is still there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from evalkit.document.renderers.parts.lean_drawing import lean
from evalkit.report.verbs import figure
from tests.unit.report import samples

# A hundredth of a point: what is cut off a number.
CUT = 0.01
# A frame that is neither filled nor drawn.
UNPAINTED = "fill:none"
DRAWN = ("path", "use", "text", "rect", "title", "desc")


@pytest.fixture(scope="module")
def both() -> tuple[str, str]:
    """Return a drawing as matplotlib made it, and as a page prints it."""
    return drawn("placebo")


def drawn(part: str) -> tuple[str, str]:
    made = figure(samples.finding(), part).svg
    return made, lean(made)


def marks(svg: str) -> list[tuple[str, str | None, str | None, str]]:
    """Return what is painted in its order: kind, words, its clip by number, and the style it has or its group."""
    clips: dict[str, str] = {}
    return [
        (kind, words, clip and clips.setdefault(clip, str(len(clips))), style)
        for kind, words, clip, style in _marks(ElementTree.fromstring(svg), "")
    ]


def _marks(one: ElementTree.Element, above: str) -> Iterator[tuple[str, str | None, str | None, str]]:
    kind, own = one.tag.rpartition("}")[2], plain(one.get("style", ""))
    if kind in DRAWN and own != UNPAINTED:
        yield kind, one.text if kind != "path" else None, one.get("clip-path"), own or above
    for inner in one:
        yield from _marks(inner, own if kind == "g" else "")


def plain(style: str) -> str:
    """Return a style without spaces, without what every line has anyway, its numbers to two decimals."""
    bare = re.sub(r"(?<=[:;,]) +", "", style).replace("stroke-dashoffset:0;", "").replace("stroke-dashoffset:0", "")
    return re.sub(r"\d+\.\d+", lambda number: f"{round(float(number[0]), 2):g}", bare)


def places(svg: str) -> list[float]:
    """Return every number of what is drawn by which something stands somewhere."""
    every = [one for one in ElementTree.fromstring(svg).iter() if plain(one.get("style", "")) != UNPAINTED]
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


def test_numbers_are_kept_to_a_hundredth_and_paths_lose_their_spaces() -> None:
    said = lean('<path d="M 0.004 10.126 \nL -0.001 2.5 \nz\n" style="stroke: #12436d; stroke-dasharray: 3.2,2.404"/>')
    assert said == '<path d="M0 10.13L0 2.5z" style="stroke:#12436d;stroke-dasharray:3.2,2.4"/>'


def test_words_stay_as_they_are(both: tuple[str, str]) -> None:
    text = '<text style="fill: #1d1d1d" x="1.005" y="2">0.1234 to 5.6789: a, b; c</text>'
    assert ">0.1234 to 5.6789: a, b; c</text>" in lean(text)
    words = re.compile(r"<text[^>]*>([^<]*)</text>")
    assert words.findall(both[1]) == words.findall(both[0]) != []


def test_marks_and_frames_are_numbered_and_what_is_not_painted_goes() -> None:
    drawn = (
        '<svg><path d="M 1 1" style="fill: none"/><path id="mae8211cdbf" d="M 1 1"/><use href="#mae8211cdbf"/></svg>'
    )
    assert lean(drawn) == '<svg><path id="n0" d="M1 1"/><use href="#n0"/></svg>'


def test_groups_that_say_nothing_go_and_those_that_say_something_stay() -> None:
    drawn = '<svg><g id="a"><g id="b"><path id="c" d="M 1 1"/></g><g clip-path="url(#p)"><rect id="p"/></g></g></svg>'
    assert lean(drawn) == '<svg><path d="M1 1"/><g clip-path="url(#p)"><rect id="p"/></g></svg>'


def test_marks_that_look_alike_say_so_once_and_others_each_for_itself() -> None:
    alike = '<g id="x"><use href="#m" x="1" y="2" style="fill: red"/><use href="#m" x="3" y="4" style="fill: red"/></g>'
    assert lean(alike) == '<g style="fill:red"><use href="#m" x="1" y="2"/><use href="#m" x="3" y="4"/></g>'
    other = alike.replace("red", "blue", 1)
    assert lean(other).count("fill:") == 2


def test_the_picture_of_the_front_loses_a_third_of_its_letters_and_none_of_its_marks() -> None:
    made, short = drawn("front")
    assert len(short) < 0.7 * len(made)
    for mark in ("<use", "<text", "url(#"):
        assert short.count(mark) == made.count(mark)

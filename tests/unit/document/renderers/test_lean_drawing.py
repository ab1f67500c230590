"""A drawing in fewer letters is the same picture."""

from __future__ import annotations

import re

from evalkit.document.renderers.parts.lean_drawing import lean
from evalkit.report.figures.front_picture import front_picture
from evalkit.report.verbs import figure
from tests.unit.report import samples


def test_numbers_are_kept_to_a_hundredth_and_paths_lose_their_spaces() -> None:
    said = lean('<path d="M 0.004 10.126 \nL -0.001 2.5 \nz\n" style="stroke: #12436d; stroke-dasharray: 3.2,2.404"/>')
    assert said == '<path d="M0 10.13L0 2.5z" style="stroke:#12436d;stroke-dasharray:3.2,2.4"/>'


def test_words_stay_as_they_are() -> None:
    text = '<text style="fill: #1d1d1d" x="1.005" y="2">0.1234 to 5.6789: a, b; c</text>'
    assert ">0.1234 to 5.6789: a, b; c</text>" in lean(text)
    made = figure(samples.trends()).svg
    words = re.compile(r"<text[^>]*>([^<]*)</text>")
    assert words.findall(lean(made)) == words.findall(made) != []


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
    made = front_picture(samples.finding()).svg
    short = lean(made)
    assert len(short) < 0.7 * len(made)
    for mark in ("<use", "<text", "url(#"):
        assert short.count(mark) == made.count(mark)

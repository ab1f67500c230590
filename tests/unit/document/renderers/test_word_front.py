"""The picture of a front page leaves room for all that the page says."""

from __future__ import annotations

from dataclasses import replace

from evalkit.document.parts import Document, DocumentLayer, Figure, Paragraph, Part
from evalkit.document.renderers.parts.word_front import LOWEST, picture_height
from evalkit.document.renderers.parts.word_sections import WordSection
from evalkit.report.verbs import figure
from tests.unit.report import samples

FRONT = WordSection(on_front=True)
# A line of 12 points in Arial holds about 85 letters between the margins of the front page.
LINE, LETTERS = 12 * 1.15, 85
SENTENCE = "Nobody drew by lot who took part. "


def height(*parts: Part) -> float:
    return picture_height(Document("A title", "a place", (DocumentLayer("front", "One page", parts),)), FRONT)


def test_each_line_more_takes_its_height_from_the_picture() -> None:
    picture = Figure(replace(figure(samples.trends()), source="", subtitle="grades"), "picture")
    few, many = (Paragraph((SENTENCE * count).strip()) for count in (5, 25))
    lines = round(len(SENTENCE) * 25 / LETTERS) - round(len(SENTENCE) * 5 / LETTERS)
    assert abs(height(few, picture) - height(many, picture) - lines * LINE) <= 1.01 * LINE


def test_a_picture_never_becomes_too_low_to_be_read() -> None:
    assert height(Paragraph(SENTENCE * 500)) == LOWEST


def test_what_stands_on_an_empty_front_is_less_than_a_side() -> None:
    side = (297 - 8 - 11) / 25.4 * 72
    assert side / 2 < height() < side

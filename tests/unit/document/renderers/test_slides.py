"""Slides: what is on each, that it is what was drawn, and that it says what it shows to whoever cannot see it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from evalkit.core.errors import ReportError
from evalkit.document.editions import StudyDocuments
from evalkit.document.parts import Callout, Document, DocumentLayer, Figure, Note, Paragraph
from evalkit.document.renderers import slides
from evalkit.document.renderers.parts.drawing_letters import Letters, parted
from evalkit.document.renderers.slides import render
from evalkit.document.report_files import rendered
from evalkit.report.block import Block
from evalkit.report.invented_rows import marked_as_invented
from evalkit.report.theme import theme
from evalkit.report.verbs import figure
from tests.unit.report import samples

INVENTED = Callout("notice", "Invented tables: nothing here shows a real school.")
REAL = Note("The results here are from published tables.")
# Typst smooths the edges of letters in another way where it draws them as part of a picture. The mean of fields of so
# many dots differs by 4 of 255 for that alone, and by 24 where letters stand three dots from their place.
FIELD = 24
ALIKE = 8
WHITE = 255
# Dots of a slide below which a room at the back reads nothing.
SMALLEST = 18
HOSTILE = '#panic() $x$ </title><script>alert("x")</script> *bold* \\ @here & "quoted"'
SVG = "{http://www.w3.org/2000/svg}"


@cache
def drawn() -> Block:
    return figure(samples.event_study())


@cache
def flow() -> Block:
    return figure(samples.flow())


def document(*figures: Figure, opening: Callout | Note = INVENTED, title: str = "A programme") -> Document:
    front = DocumentLayer("front", "One page", (opening, Paragraph("What was done."), Figure(drawn(), "front-picture")))
    return Document(title, "Somewhere", (front, DocumentLayer("report", "Report", figures)))


@cache
def files() -> Mapping[str, bytes]:
    again = Figure(drawn(), "04-effect-2", "Figure 1")
    return render(document(again, Figure(flow(), "01-schools-3", "Figure 2")))


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=float)


def one(block: Block, opening: Callout | Note = INVENTED) -> dict[str, bytes]:
    layer = DocumentLayer("report", "Report", (opening, Figure(block, "here", "Figure 1")))
    return render(Document("A programme", "Somewhere", (layer,)))


def picture(block: Block, opening: Callout | Note = INVENTED) -> bytes:
    return next(content for name, content in one(block, opening).items() if name.endswith(".png"))


def apart_by(first: np.ndarray, second: np.ndarray) -> float:
    """Return the largest difference between the means of fields of two pictures."""
    height, width, _ = first.shape
    fields = (first - second).mean(axis=2).reshape(height // FIELD, FIELD, width // FIELD, FIELD)
    return float(np.abs(fields.mean(axis=(1, 3))).max())


def has_colour(png: bytes, name: str) -> bool:
    wanted = [int(theme().colour[name][place : place + 2], 16) for place in (1, 3, 5)]
    return bool((pixels(png) == wanted).all(axis=2).any())


def test_each_figure_is_two_files_in_reading_order() -> None:
    assert list(files()) == [
        f"{name}.{ending}" for name in ("01-front-picture", f"02-figure-2-{flow().id}") for ending in ("png", "svg")
    ]


def test_a_run_lays_them_into_a_folder_of_their_own_and_takes_no_figure_of_the_annex() -> None:
    shown = document()
    annex = DocumentLayer("annex", "Annex", (Figure(flow(), "annex-1", "Figure A1"),))
    documents = StudyDocuments(replace(shown, layers=(*shown.layers, annex)), shown)
    names = [name for name, _ in rendered(documents, slides.RENDERER)]
    assert names == ["slides/01-front-picture.png", "slides/01-front-picture.svg"]


def test_a_slide_is_of_the_size_of_a_screen() -> None:
    sizes = {Image.open(io.BytesIO(files()[name])).size for name in files() if name.endswith(".png")}
    assert sizes == {(1920, 1080)}


def test_a_slide_looks_as_its_drawing_does(monkeypatch: pytest.MonkeyPatch) -> None:
    apart = pixels(picture(flow()))
    monkeypatch.setattr(slides, "parted", lambda svg: (svg, ()))
    together = pixels(picture(flow()))
    monkeypatch.setattr(slides, "parted", lambda svg: (parted(svg)[0], ()))
    without = pixels(picture(flow()))
    assert apart_by(apart, together) < ALIKE
    assert all(apart_by(np.roll(apart, 3, axis), together) > ALIKE for axis in (0, 1))
    assert apart_by(without, together) > ALIKE


def test_the_alternative_text_is_inside_both_files() -> None:
    png = Image.open(io.BytesIO(files()["01-front-picture.png"]))
    said = f"{INVENTED.text} {drawn().text}"
    assert (png.text["Title"], png.text["Description"]) == (drawn().title, said)
    root = ElementTree.fromstring(files()["01-front-picture.svg"])
    assert root.get("role") == "img"
    named = {part.get("id"): part.text for part in root.iter() if part.tag in (f"{SVG}title", f"{SVG}desc")}
    assert named == {"title": drawn().title, "desc": said}
    assert set(str(root.get("aria-labelledby")).split()) == set(named)


@pytest.mark.parametrize(
    ("block", "said"), [(flow(), ""), (marked_as_invented(flow()), "Invented rows, of no real school. ")]
)
def test_whoever_hears_a_slide_hears_that_it_is_invented(block: Block, said: str) -> None:
    assert Image.open(io.BytesIO(picture(block, REAL))).text["Description"] == f"{said}{block.text}"


def test_letters_are_shapes_and_no_picture_hides_inside_a_picture() -> None:
    for name in files():
        if name.endswith(".svg"):
            tags = {part.tag.removeprefix(SVG) for part in ElementTree.fromstring(files()[name]).iter()}
            assert "path" in tags
            assert not tags & {"text", "image", "script", "foreignObject"}


def test_the_same_figures_give_the_same_bytes() -> None:
    assert one(flow()) == one(flow())


def test_letters_of_a_drawing_can_be_read_at_the_back() -> None:
    smallest = min(letters.size for letters in parted(drawn().svg)[1])
    (scale,) = re.findall(rb" scale\(([0-9.]+)\)", files()["01-front-picture.svg"])
    assert 2 * smallest * float(scale) >= SMALLEST


def test_invented_tables_and_invented_rows_are_marked_on_the_picture() -> None:
    assert has_colour(picture(flow(), INVENTED), "notice")
    assert has_colour(picture(marked_as_invented(flow()), REAL), "notice")
    assert not has_colour(picture(flow(), REAL), "notice")


def test_what_the_block_names_as_source_is_on_the_picture() -> None:
    named = replace(flow(), source="Tables of the Department for Education, 2018/19")
    assert picture(named) != picture(flow())


def test_words_are_no_commands_and_no_markup() -> None:
    hostile = replace(flow(), title=HOSTILE, subtitle=HOSTILE, source=HOSTILE, text=f"{HOSTILE} and five more words")
    made = one(hostile)
    svg = next(content for name, content in made.items() if name.endswith(".svg"))
    assert ElementTree.fromstring(svg).findtext(f"{SVG}title") == HOSTILE
    assert Image.open(io.BytesIO(picture(hostile))).text["Title"] == HOSTILE


@pytest.mark.parametrize("words", [12, 40, 70])
def test_long_words_stay_on_the_slide(words: int) -> None:
    long = " ".join(f"word{number}" for number in range(words))
    shown = pixels(picture(replace(flow(), title=long, subtitle=long[:200], source=long)))
    edge = np.concatenate([shown[:20].ravel(), shown[-20:].ravel(), shown[:, :20].ravel(), shown[:, -20:].ravel()])
    assert (edge == WHITE).all()


def test_a_tall_drawing_stands_beside_its_message() -> None:
    tall = re.sub(r'viewBox="0 0 ([0-9.]+) [0-9.]+"', r'viewBox="0 0 \1 900"', flow().svg)
    tall = re.sub(r'height="[0-9.]+pt"', 'height="900pt"', tall, count=1)
    left = pixels(picture(replace(flow(), svg=tall)))[200:800, :640]
    assert not (left[300:] != WHITE).any(), "the column of the message is free below it"


def test_a_figure_without_alternative_text_is_refused() -> None:
    with pytest.raises(ReportError, match="without alt text"):
        one(replace(flow(), text=" "))


def test_a_document_without_figures_has_no_slides() -> None:
    assert render(Document("A", "B", (DocumentLayer("report", "Report", (REAL,)),))) == {}


def test_letters_keep_place_size_weight_and_turn() -> None:
    svg = (
        '<svg><text style="font-weight: 700; font-size: 9px; text-anchor: end; fill: #12436d" x="5" y="6.5" '
        'transform="rotate(-90 5 6.5)">a &lt; b</text>'
        '<text style="font-size: 10px; fill: #000000" transform="translate(3 4) rotate(-45)">c</text></svg>'
    )
    assert parted(svg) == (
        "<svg></svg>",
        (
            Letters("a < b", 5, 6.5, 9, bold=True, fill="#12436d", anchor="end", turn=-90),
            Letters("c", 3, 4, 10, bold=False, fill="#000000", anchor="start", turn=-45),
        ),
    )


@pytest.mark.parametrize(
    "left",
    [
        '<text style="font-size: 9px" x="5" y="6" transform="matrix(1 0 0 1 2 3)">a</text>',
        '<text style="font-size: 9px" x="5" y="6" transform="translate(1 2)">a</text>',
        '<text style="font-size: 2em" x="5" y="6">a</text>',
        '<text x="5" y="6">a</text>',
        '<text style="font-size: 9px">a</text>',
    ],
)
def test_letters_placed_in_another_way_stay_in_the_drawing(left: str) -> None:
    assert parted(left) == (left, ())

"""The report as PDF: read aloud it says what the page says, and every check of that can fail."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pandas as pd
import pikepdf
import pytest
from pikepdf import Dictionary, Name

from evalkit.core.errors import ReportError
from evalkit.document.editions import StudyDocuments
from evalkit.document.parts import (
    Bullets,
    Callout,
    Contents,
    Document,
    DocumentLayer,
    Figure,
    Heading,
    Note,
    Paragraph,
    Part,
    PartAnswer,
    PartAnswers,
    PlaceLink,
    PlaceLinks,
    SideBySide,
    Strong,
    Table,
    one_layer,
)
from evalkit.document.renderers.html import render as html
from evalkit.document.renderers.parts.typesetting import typeset
from evalkit.document.renderers.parts.typst_data import as_data
from evalkit.document.renderers.pdf import RENDERER, STANDARD, TEMPLATE, render
from evalkit.document.report_files import write_documents
from evalkit.report.block import Block
from evalkit.report.fonts import FAMILY
from evalkit.report.table_cells import Column, table_block
from tests.support.content.alike import differing, unlike_its_block
from tests.support.content.html_content import figure_data, html_content
from tests.support.content.pdf_content import pdf_content, shown, tagged
from tests.support.content.pdf_faults import pdf_faults
from tests.support.content.said import said
from tests.unit.document.conftest import RECORD
from tests.unit.report import samples

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100"><text x="9" y="20" font-size="12">{}</text></svg>'
# What somebody may type who knows how Typst, HTML and JSON are written.
TYPED = ('#panic("x")', "*bold* _it_ `raw` $x^2$", "<b>&amp;</b> @ref <label>", '\\ " ] } // = + -', "#let it = 3; [")


def drawn(letters: str = "rose", **fields: object) -> Block:
    given: dict[str, object] = {
        "id": "drawn",
        "kind": "figure",
        "title": "Marks rose",
        "text": "Bar chart of marks in two years; the second is higher.",
        "values": pd.DataFrame({"a_year": [2018, 2019], "mark": [1.23456, float("nan")]}),
        "columns": ("a_year", "mark"),
        "svg": SVG.format(letters),
    }
    return Block(**{**given, **fields})  # type: ignore[arg-type]


def celled(rows: int = 3, **fields: object) -> Block:
    made = [{"name": f"School {place}", "mark": f"{place}.5", "": "a word"} for place in range(rows)]
    columns = [Column("name", "School"), Column("mark", "Mark (points)"), Column("", "What it means")]
    block = table_block("celled", "Marks by school", columns, made, source="Invented rows", notes=("One.", "Two."))
    return replace(block, **fields)  # type: ignore[arg-type]


def with_every_part() -> Document:
    """Return a document of two layers in which every kind of part stands."""
    one, two = Heading(2, "What was done", "done", "1"), Heading(2, "What remains", "remains")
    front = (
        Callout("notice", "Invented."),
        Heading(2, "We cannot tell.", "headline"),
        Callout("answer", "That means nothing yet."),
        Figure(drawn(), "front-drawn"),
        SideBySide(
            ((Heading(3, "Left", "left"), Paragraph("Here.")), (Heading(3, "Right", "right"), Bullets(("There.",))))
        ),
        Note("Small print."),
    )
    report = (
        PartAnswers((PartAnswer(one, "Much.", ("Figure 1", "Table 1"), 1.5), PartAnswer(two, "Little.", (), 1.0))),
        Contents(),
        one,
        Strong("Much was done."),
        Figure(drawn(subtitle="in points", source="Invented"), "drawn", "Figure 1"),
        Table(celled(), "celled", "Table 1", ((0, 0, "done"), (1, 2, "nowhere"))),
        PlaceLinks((PlaceLink("Done", "done"), PlaceLink("Elsewhere", "elsewhere"))),
        two,
        Callout("answer", "The first line.\nThe second."),
        Paragraph("The last sentence.", place="last"),
    )
    layers = (DocumentLayer("front", "Front", front), DocumentLayer("report", "Report", report))
    return Document("A title", "A line below it", layers)


def changed(content: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """Return a PDF in which something was changed."""
    written = BytesIO()
    with pikepdf.open(BytesIO(content)) as pages:
        change(pages)
        pages.save(written)
    return written.getvalue()


def first(pages: pikepdf.Pdf, tag: str) -> Dictionary:
    return tagged(pages.Root.StructTreeRoot, tag)[0]


def as_typst_leaves_it(document: Document, standards: tuple[str, ...] = (STANDARD,)) -> bytes:
    """Return a document before the pass over its tags, its letters unchecked."""
    given = {"document": json.dumps(as_data(document)), "family": FAMILY}
    return typeset(TEMPLATE.read_text("utf-8"), given, {"format": "pdf", "pdf_standards": list(standards)})[0]


@pytest.fixture(scope="module")
def documents(rendered: Path) -> StudyDocuments:
    """Return the documents of the sample study."""
    return write_documents(rendered.parent, samples.study(), [samples.finding()], RECORD)


@pytest.fixture(scope="module")
def every() -> bytes:
    """Return a document with every kind of part, as PDF."""
    return render(with_every_part())


@pytest.mark.parametrize("edition", RENDERER.editions)
def test_the_tags_of_the_samples_are_right(documents: StudyDocuments, edition: str) -> None:
    made = render(documents.edition(edition))
    assert pdf_faults(made) == []
    assert made == render(documents.edition(edition))


def test_files_of_one_study_are_told_apart_by_their_titles(documents: StudyDocuments) -> None:
    named = {}
    for edition in RENDERER.editions:
        with pikepdf.open(BytesIO(render(documents.edition(edition)))) as pages:
            named[edition] = str(pages.docinfo["/Title"])
    kinds = ("front page", "report", "closing document")
    title = documents.whole.title
    assert named == dict(zip(RENDERER.editions, (f"{title}: {kind}" for kind in kinds), strict=True))


def test_the_samples_say_the_same_as_a_page_and_as_pdf(documents: StudyDocuments) -> None:
    page, layers = html(documents.whole).decode(), frozenset(layer.id for layer in documents.whole.layers)
    assert differing(html_content(page, layers), pdf_content(render(documents.whole))) == []
    figures = [part.block for part in documents.whole.parts if isinstance(part, Figure)]
    behind = figure_data(page)
    assert len(behind) == len(figures) > 0
    assert [
        unlike_its_block(table, block)
        for table, block in zip(behind, figures, strict=True)
        if unlike_its_block(table, block)
    ] == []


def test_every_kind_of_part_is_said_in_its_order_and_as_what_it_is(every: bytes) -> None:
    assert pdf_faults(every) == []
    found = pdf_content(every)
    assert differing(html_content(html(with_every_part()).decode(), frozenset({"front", "report"})), found) == []
    assert found[0] == said("title", "A title") and found[-1] == said("text", "The last sentence.")
    for one in (
        said("heading", "1 What was done"),
        said("caption", "Figure 1: Marks rose"),
        said("subtitle", "in points"),
        said("cell", "1 What was done Much."),
        said("cell", "–"),
        said("header", "Mark (points)"),
        said("note", "Two."),
        said("source", "Source: Invented rows"),
        said("item", "Elsewhere"),
        said("text", "The first line. The second."),
    ):
        assert one in found


def test_what_only_one_of_two_files_says_is_found(every: bytes) -> None:
    found = pdf_content(every)
    less = [one for one in found if one.text != "Small print."]
    assert differing(found, less) and differing(less, found)
    assert differing(found, [*found[1:], found[0]])
    block = drawn()
    assert unlike_its_block([["a year", "mark"], ["2018", "1.235"], ["2019", "[x]"]], block) == []
    assert unlike_its_block([["a year", "mark"], ["2018", "1.245"], ["2019", "[x]"]], block) == ["1.245 for 1.23456"]
    assert unlike_its_block([["a year", "mark"], ["2018", "1.235"], ["2019", "0"]], block)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda pages: pages.Root.__delitem__("/Lang"), "language"),
        (lambda pages: pages.docinfo.__delitem__("/Title"), "no title"),
        (lambda pages: pages.docinfo.__setitem__("/ModDate", "D:20261128060000Z"), "a clock"),
        (lambda pages: setattr(first(pages, "/H2"), "S", Name.H3), "level 3 after level 1"),
        (lambda pages: setattr(first(pages, "/H3"), "S", Name.P), "bookmarks"),
        (lambda pages: setattr(first(pages, "/Figure"), "Alt", "   "), "without alternative text"),
        (lambda pages: setattr(first(pages, "/Figure"), "Alt", "No description"), "without alternative text"),
        (lambda pages: setattr(first(pages, "/Figure"), "Alt", "So we saw: Marks rose"), "repeats its caption"),
        (lambda pages: setattr(first(pages, "/THead"), "K", pikepdf.Array()), "without a row of headers"),
        (lambda pages: setattr(first(pages, "/TH"), "K", pikepdf.Array()), "an empty header"),
        (lambda pages: setattr(tagged(first(pages, "/TBody"), "/TH")[0], "S", Name.TD), "a row without header"),
        (lambda pages: setattr(tagged(first(pages, "/TBody"), "/TD")[0], "S", Name.TH), "two headers"),
        (lambda pages: [setattr(one, "FontName", Name("/ABCDEF+Arial-Bold")) for one in descriptors(pages)], "family"),
        (lambda pages: [one.__delitem__("/FontFile2") for one in descriptors(pages) if "/FontFile2" in one], "file"),
    ],
)
def test_every_fault_of_the_tags_and_the_type_is_found(
    every: bytes, change: Callable[[pikepdf.Pdf], object], fault: str
) -> None:
    assert [one for one in pdf_faults(changed(every, change)) if fault in one]


def descriptors(pages: pikepdf.Pdf) -> list[Dictionary]:
    return [one for one in pages.objects if isinstance(one, Dictionary) and one.get("/Type") == Name.FontDescriptor]


def test_without_the_pass_over_its_tags_no_row_has_a_header() -> None:
    document = one_layer("A title", "", [Heading(2, "A part", "part"), Table(celled(), "celled")])
    assert [one[:20] for one in pdf_faults(as_typst_leaves_it(document))] == ["a row without header"] * 3


def test_every_sheet_after_the_front_says_that_tables_are_invented(documents: StudyDocuments) -> None:
    document = documents.edition("report")
    assert document.mark == "Invented tables: nothing here shows a real school."
    with pikepdf.open(BytesIO(render(document))) as pages:
        heads = ["".join(words for number, words, _ in shown(page) if number is None) for page in pages.pages]
    assert len(heads) > 1
    assert [document.mark in head for head in heads] == [False, *(True for _ in heads[1:])]
    assert replace(document, layers=document.layers[1:]).mark == ""


def test_a_running_head_is_not_read_but_stands_on_every_sheet_after_the_front(every: bytes) -> None:
    with pikepdf.open(BytesIO(every)) as pages:
        sheets = len(pages.pages)
        heads = ["".join(words for number, words, _ in shown(page) if number is None) for page in pages.pages]
    assert sheets == 3
    assert [f"page {place} of {sheets}" in head for place, head in enumerate(heads, 1)] == [False, True, True]
    read = one_layer("A title", "", [Paragraph("This is page 2 of 3.")])
    assert pdf_faults(render(read)) == ["a running head among what is read"]


def test_the_headers_of_a_long_table_stand_on_every_sheet_and_are_read_once() -> None:
    made = render(one_layer("A title", "", [Table(celled(rows=90), "celled")]))
    assert pdf_faults(made) == []
    assert pdf_content(made).count(said("header", "Mark (points)")) == 1
    with pikepdf.open(BytesIO(made)) as pages:
        assert len(pages.pages) > 1
        for page in pages.pages:
            assert "Mark (points)" in "".join(words for _, words, _ in shown(page)).replace("  ", " ")


@pytest.mark.parametrize(("words", "sheets"), [(2, [1]), (30, [0, 1])])
def test_a_table_of_few_high_rows_goes_on_over_a_sheet_and_one_of_low_rows_does_not(
    words: int, sheets: list[int]
) -> None:
    lines = [Paragraph(f"This is line {place}.") for place in range(33)]
    rows = [{"name": f"School {place}", "said": "some words " * words} for place in range(10)]
    block = table_block("said", "What was said", [Column("name", "School"), Column("said", "What it said")], rows)
    made = render(one_layer("A title", "", [*lines, Table(block, "said")]))
    with pikepdf.open(BytesIO(made)) as pages:
        texts = ["".join(words for _, words, _ in shown(page)).replace(" ", "") for page in pages.pages]
    assert [place for place, text in enumerate(texts) if "School0" in text or "School9" in text] == sheets


def test_nothing_outside_drawings_is_smaller_than_twelve_points_on_the_front(every: bytes) -> None:
    with pikepdf.open(BytesIO(every)) as pages:
        figures = {
            int(one.K[0]) for one in tagged(pages.Root.StructTreeRoot, "/Figure") if one.Pg == pages.pages[0].obj
        }
        sizes = [size for number, words, size in shown(pages.pages[0]) if number not in figures and words.strip()]
        assert min(sizes) >= 12
        assert min(size for _, _, size in shown(pages.pages[1])) >= 9


def test_no_level_of_headings_is_left_out_below_the_title() -> None:
    parts = [Heading(3, "Small", "small"), Heading(2, "Large", "large"), Heading(3, "Inside", "inside")]
    made = render(one_layer("A title", "", parts))
    assert pdf_faults(made) == []
    with pikepdf.open(BytesIO(made)) as pages:
        levels = [len(tagged(pages.Root.StructTreeRoot, tag)) for tag in ("/H1", "/H2", "/H3")]
    assert levels == [1, 2, 1]


def sheets_of_a_tall_figure(lines: int) -> tuple[bytes, int, int]:
    """Return a document with a tall figure behind so many lines, and on which sheets figure and last line stand."""
    tall = Figure(drawn(svg=SVG.format("rose").replace("400 100", "400 450")), "tall", "Figure 1")
    before = [Paragraph(f"This is line {place}.") for place in range(lines)]
    parts = [*before, Heading(2, "A part", "part"), Strong("Its answer."), tall, Paragraph("What follows.")]
    made = render(one_layer("A title", "", parts))
    with pikepdf.open(BytesIO(made)) as pages:
        objects = [page.obj for page in pages.pages]
        (picture,) = tagged(pages.Root.StructTreeRoot, "/Figure")
        last = tagged(pages.Root.StructTreeRoot, "/P")[-1]
        return made, objects.index(picture.Pg), objects.index(last.Pg)


@pytest.mark.parametrize(("lines", "sheets"), [(2, (0, 0)), (12, (1, 0))])
def test_text_fills_the_sheet_that_a_tall_figure_leaves_and_is_read_behind_it(
    lines: int, sheets: tuple[int, int]
) -> None:
    made, *found = sheets_of_a_tall_figure(lines)
    assert tuple(found) == sheets and pdf_faults(made) == []
    read = [one.text for one in pdf_content(made)]
    places = [read.index(words) for words in ("A part", "Its answer.", "Figure 1: Marks rose", "What follows.")]
    assert places == sorted(places)


def test_what_is_typed_stays_text() -> None:
    block = celled(cells=tuple((typed, "1", typed) for typed in TYPED), notes=TYPED, source=TYPED[0])
    parts = [Heading(2, TYPED[0], "part"), *map(Paragraph, TYPED), Bullets(TYPED), Table(block, "celled", TYPED[3])]
    found = pdf_content(render(one_layer(TYPED[1], TYPED[2], parts)))
    for kind in ("text", "item", "cell", "note"):
        assert [one.text for one in found if one.kind == kind and one.text in TYPED][: len(TYPED)]
        assert {one.text for one in found if one.kind == kind} >= set(TYPED)


def test_letters_that_the_type_lacks_are_refused_all_at_once_before_they_are_empty_boxes() -> None:
    parts = [
        Paragraph("A tick ✅ here."),
        Figure(drawn("hatched ▨"), "drawn"),
        Table(celled(notes=("Ελ 字",)), "celled"),
    ]
    with pytest.raises(ReportError) as refused:
        render(one_layer("A title", "", parts))
    assert [fault.found.split(" in ")[0] for fault in refused.value.faults] == [
        "the sign ✅ (U+2705)",
        "the sign ▨ (U+25A8)",
        "the sign 字 (U+5B57)",
    ]
    assert "A tick ✅ here." in str(refused.value) and "block drawn, the figure “Marks rose”" in str(refused.value)


def test_a_letter_that_was_not_refused_is_found_as_an_empty_box_or_as_another_font() -> None:
    boxes = as_typst_leaves_it(one_layer("A title", "", [Paragraph("A tick ✅ here.")]), ())
    assert "an empty box, 1 times" in pdf_faults(boxes)
    # Typst brings a family along that has this sign; none but the report's own may step in for it.
    hatched = as_typst_leaves_it(one_layer("A title", "", [Paragraph("A hatched ▨ here.")]), ())
    assert pdf_faults(hatched) == pdf_faults(boxes)
    swapped = as_typst_leaves_it(one_layer("A title", "", [Figure(drawn("hatched ▨"), "drawn")]))
    assert [fault.split(":")[0] for fault in pdf_faults(swapped)] == ["a font of another family"]


def test_a_figure_without_alternative_text_is_refused() -> None:
    with pytest.raises(ReportError, match="a figure without alt text"):
        render(one_layer("A title", "", [Figure(drawn(text=""), "drawn")]))


def test_columns_and_rows_without_a_name_get_one_in_both_formats() -> None:
    block = celled(columns=("School", " ", "What it means"), cells=(("A", "1", "x"), ("", "2", "y")))
    document = one_layer("A title", "", [Table(block, "celled")])
    found = pdf_content(render(document))
    assert said("header", "Column 2") in found and said("cell", "Row 2") in found
    assert differing(html_content(html(document).decode(), frozenset({"report"})), found) == []


WORDS = "and so on " * 900


@pytest.mark.parametrize(
    "part",
    [
        Table(celled(1, cells=((WORDS, "1", ""),)), "high", "Table 1"),
        Table(celled(9, cells=((WORDS[:1500], "1", ""),) * 9), "high", "Table 1"),
        Callout("notice", WORDS),
        PartAnswers((PartAnswer(Heading(2, "First", "first"), WORDS, (), 1),)),
    ],
)
def test_what_no_sheet_can_hold_goes_on_over_the_next_and_nothing_falls_off(part: Part) -> None:
    with pikepdf.open(BytesIO(render(one_layer("A title", "", [part])))) as pages:
        assert len(pages.pages) >= 2

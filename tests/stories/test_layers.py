"""The report of both shipped studies in its three layers: how long each is, what is in it, and what is said twice."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from openpyxl import load_workbook

from evalkit.document.closing_document import closing_document, too_long
from evalkit.document.moved_blocks import stands_as
from evalkit.document.parts import DocumentLayer, Figure, Heading, Note, PartAnswer, Strong, Table, flattened
from evalkit.document.parts import PartAnswers as Contents
from evalkit.document.renderers.parts.book_sheets import sheets_of
from evalkit.document.renderers.parts.page_faces import FACES, FOLDER
from evalkit.document.renderers.xlsx import render as render_workbook
from evalkit.document.report_parts import CONTENTS_SIDES, FRONT_SIDES, MOST_SIDES, REPORT_PARTS
from tests.support.report_text import (
    count_of,
    every_text,
    running_text,
    sentences_said_again,
    sizes_said_again,
    word_count,
)
from tests.support.shipped_reports import ShippedReport, shipped_report
from tests.support.workbook_text import printed_cells

LONGEST_FRONT = 350
LONGEST_REPORT = {"leicester": 6500, "north-west": 5000}
MOST_FIGURES, MOST_TABLES = 13, 14
# Bytes of report.html.
LARGEST = 2_000_000
# Of the estimates and ends of intervals that running text of the report says, so many may be said again.
MAY_RECUR = 0.1
LONGEST_ANSWER = 42
PART_LEVEL = 2
# Of what was done; sizes there are of many quantities, and one may be the size of another by chance.
OF_DELIVERY = ("reach", "departments", "views", "cost")
# What is no text of the page, and fewer different letters than any report holds.
UNSHOWN, TAG = re.compile(r"<(style|script)>.*?</\1>", re.DOTALL), re.compile(r"<[^>]*>")
FEWEST_LETTERS = 80
# Of progress; a term has months too.
MONTHS = re.compile(r"months?(?: of|.) (?:additional )?progress|additional months?|months ahead|months behind")


@pytest.fixture(scope="module", params=["leicester", "north-west"])
def report(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    stations_of_this_run: Path,
    synthetic_folder: Path,
) -> ShippedReport:
    """Return the report of one shipped study."""
    out = tmp_path_factory.mktemp("layers")
    return shipped_report(request.param, stations_of_this_run, synthetic_folder, out)


def without(layer: DocumentLayer, ids: tuple[str, ...]) -> DocumentLayer:
    """Return a layer without some of its parts, each from its heading to the next."""
    kept, within = [], ""
    for part in layer.parts:
        if isinstance(part, Heading) and part.level == PART_LEVEL:
            within = part.id.removeprefix("report-")
        if within not in ids:
            kept.append(part)
    return replace(layer, parts=tuple(kept))


def test_a_document_has_three_layers(report: ShippedReport) -> None:
    assert [layer.id for layer in report.document.layers] == ["front", "report", "annex"]
    assert all(layer.parts for layer in report.document.layers)


def test_no_layer_is_longer_than_its_reader_has_time_for(report: ShippedReport) -> None:
    name = report.evaluation.study.name
    assert word_count(report.layer("front")) <= LONGEST_FRONT
    assert word_count(report.layer("report")) <= LONGEST_REPORT[name]
    assert count_of(report.layer("report"), Figure) <= MOST_FIGURES
    assert count_of(report.layer("report"), Table) <= MOST_TABLES


def test_the_budget_of_sides_is_kept_to() -> None:
    assert FRONT_SIDES + CONTENTS_SIDES + sum(part.sides for part in REPORT_PARTS) <= MOST_SIDES
    assert len({part.id for part in REPORT_PARTS}) == len(REPORT_PARTS)


def test_nothing_is_said_twice_in_the_report(report: ShippedReport) -> None:
    layer = report.layer("report")
    assert sentences_said_again(layer) == []
    again, said = sizes_said_again(without(layer, OF_DELIVERY))
    assert len(again) <= MAY_RECUR * said, again


def test_every_part_begins_with_its_answer_which_the_contents_print(report: ShippedReport) -> None:
    parts = report.layer("report").parts
    lines: list[PartAnswer] = [line for part in parts if isinstance(part, Contents) for line in part.lines]
    assert [line.heading.id for line in lines][: len(REPORT_PARTS)] == [f"report-{part.id}" for part in REPORT_PARTS]
    for line in lines:
        place = parts.index(line.heading)
        opening = parts[place + 1]
        assert isinstance(opening, Strong | Note), line.heading.text
        assert opening.text == line.answer
        assert 3 <= len(line.answer.split()) <= LONGEST_ANSWER, line.answer
        assert isinstance(opening, Strong), line.heading.text


def test_what_carries_an_answer_is_there(report: ShippedReport) -> None:
    parts = report.layer("report").parts
    labels = {part.label for part in flattened(parts) if isinstance(part, Figure | Table)}
    carried = {
        label for part in parts if isinstance(part, Contents) for line in part.lines for label in line.carried_by
    }
    assert carried == labels - {""}
    assert len(labels) == count_of(report.layer("report"), Figure) + count_of(report.layer("report"), Table)


def test_every_kept_block_stands_in_one_layer_and_no_more(report: ShippedReport) -> None:
    drawn = [block for page in report.pages for block in page.blocks if block.kind != "sentence"]
    kept = [block.id for block in drawn if not stands_as(block)]
    shown = [
        part.block.id
        for name in ("report", "annex")
        for part in flattened(report.layer(name).parts)
        if isinstance(part, Figure | Table)
    ]
    assert set(kept) <= set(shown)
    assert sorted(one for one in shown if one in set(kept)) == sorted(kept)


def test_ids_of_headings_are_unique(report: ShippedReport) -> None:
    ids = [part.id for part in report.document.parts if isinstance(part, Heading)]
    assert len(ids) == len(set(ids))


def test_months_stand_in_the_summary_table_alone(report: ShippedReport) -> None:
    assert not MONTHS.search(" ".join(every_text(report.layer("front"))).lower())
    layer = report.layer("report")
    assert not MONTHS.search(" ".join(running_text(layer.parts)).lower())
    tables = [part.block for part in flattened(layer.parts) if isinstance(part, Table)]
    saying = [block.id for block in tables if MONTHS.search(block.text.lower())]
    assert saying == [f"{report.evaluation.study.leading.id}-summary"]


def test_the_front_names_no_further_question(report: ShippedReport) -> None:
    said = " ".join(every_text(report.layer("front")))
    leading = report.evaluation.study.leading.id
    for answer in report.evaluation.answers():
        if answer.id != leading:
            assert answer.question not in said


def test_every_cell_of_the_report_can_be_had_back_from_its_workbook(report: ShippedReport) -> None:
    book = load_workbook(io.BytesIO(render_workbook(report.document)))
    sheets, _ = sheets_of(report.document)
    tables = [sheet for sheet in sheets if isinstance(sheet.part, Table)]
    assert len(book.sheetnames) - 3 == len(sheets) > len(tables) > MOST_TABLES
    for sheet in tables:
        wanted = [list(row) for row in sheet.part.block.cells]
        assert not wanted or printed_cells(book[sheet.name], sheet.part.block) == wanted, sheet.name


def test_every_letter_of_the_page_and_of_its_drawings_is_in_the_faces_that_it_carries(report: ShippedReport) -> None:
    page = (report.folder / "report.html").read_text(encoding="utf-8")
    shown = unescape(TAG.sub("", UNSHOWN.sub("", page)))
    regular, bold = (set(TTFont(FOLDER / face.file, lazy=True).getBestCmap()) for face in FACES)
    assert {letter for letter in shown if not letter.isspace() and ord(letter) not in regular & bold} == set()
    assert len(set(shown)) >= FEWEST_LETTERS


def test_the_page_travels_by_mail(report: ShippedReport) -> None:
    assert (report.folder / "report.html").stat().st_size <= LARGEST


def test_the_closing_document_takes_two_sides_and_quotes_the_finding_once(report: ShippedReport) -> None:
    study = report.evaluation.study
    closing = closing_document(study, report.evaluation.answers(), report.pages)
    assert too_long(closing) == ""
    (layer,) = closing.layers
    said = "\n".join(every_text(layer))
    lead = report.evaluation.finding(study.leading.id).estimate
    sure = lead.inference()
    for value in (lead.estimate, sure.conf_low, sure.conf_high):
        assert len(re.findall(rf"(?<![\d.]){abs(value):.2f}(?!\d)", said)) == 1
    assert not sentences_said_again(layer)
    assert not re.search(r"\b(?:FILL IN|Not yet written)\b", said)

"""Each number of a report says where it comes from: the cell that holds it, or the text that quotes it."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from evalkit.core.errors import ReportError
from evalkit.document.kept_blocks import KeptPage
from evalkit.document.number_files import files_by_question
from evalkit.document.number_places import NumberPlaces, number_places
from evalkit.document.number_table import COLUMNS, EVERY, NumberRow, trace_of, write_numbers, write_own_values
from evalkit.document.parts import (
    Bullets,
    Document,
    DocumentLayer,
    Figure,
    Heading,
    Paragraph,
    Part,
    Table,
    one_layer,
    told,
)
from evalkit.document.placed_blocks import placed
from evalkit.report.digits import numbers_in
from evalkit.report.story import resolve
from evalkit.report.table_cells import Column, table_block
from evalkit.report.verbs import figure, sentence, table
from tests.unit.document.annex.runs import RECORD, TABLES, finding, pages, study
from tests.unit.report import samples

EFFECT = "04-effect"
COLUMNS_OF_TWO = (Column("what", "What"), Column("is", "Entry"))


def places(*kept: KeptPage) -> NumberPlaces:
    """Return the sources of the numbers of the hand-made run."""
    return number_places(study(), [finding()], RECORD, kept or pages())


def traced(*parts: Part) -> list[NumberRow]:
    """Return the rows of a document of these parts."""
    trace = trace_of(places(), pages(), RECORD)
    return list(trace.rows(one_layer("Title", "", parts)))


def place_of(identifier: str, kind: str) -> str:
    """Return where a kept block of the hand-made run stands."""
    return next(one.place for one in placed(pages()) if (one.block.id, one.block.kind) == (identifier, kind))


def test_a_number_of_a_sentence_comes_from_the_cell_that_holds_it_to_the_last_digit() -> None:
    headline = told(sentence(finding(), "headline"))
    found = {row.number: row.source for row in traced(*headline)}
    inferences = place_of("attainment-inferences", "table")
    assert found["0.11"].value == 0.11
    assert found["0.11"].place == inferences
    assert found["0.11"].rows.endswith("-attainment-inferences.csv, row 1, estimate")
    assert found["0.15"].rows.endswith("row 1, low")
    assert (found["0.15"].value, found["0.37"].value) == (-0.15, 0.37)
    assert found["0.37"].findings == ("attainment",)


def test_a_whole_number_comes_from_the_sentence_that_quotes_it_never_from_a_cell_by_chance() -> None:
    found = {row.number: row.source for row in traced(*told(sentence(finding(), "headline")))}
    assert found["87"].block == "attainment-headline"
    assert found["87"].value == 87.0


def test_a_short_number_comes_from_no_cell_that_holds_it_by_chance() -> None:
    """A difference of 0.11 grades and an estimate of 0.11 are two things, also where one finding stands behind both."""
    quotes = (("answer of a check", 0.11, "0.11"),)
    (row,) = traced(Paragraph("It goes to 0.11.", quotes=quotes, findings=("attainment",)))
    assert (row.source.rows, row.source.block) == ("findings.json, attainment", "")
    (row,) = traced(Paragraph("It goes to 0.11.", quotes=quotes))
    assert row.source.rows == "counted for this text"
    (row,) = traced(Paragraph("It goes to 0.11.", quotes=(("estimate", 0.11, "0.11"),), findings=("attainment",)))
    assert row.source.rows.endswith("-attainment-inferences.csv, row 1, estimate")


def test_a_number_read_from_a_text_has_the_sign_that_the_text_writes() -> None:
    def values(text: str, value: float = 0.77) -> list[float]:
        return [row.source.value for row in traced(Paragraph(text, quotes=(("answer of a check", value, "0.77"),)))]

    assert values("It fell by −0.77.") == [-0.77]
    assert values("It rose by +0.77.") == [0.77]
    assert values("From −0.77 to 0.77.") == [0.77]
    assert values("It fell by −0.77.", -0.7712) == [-0.7712]
    block = table_block("x", "In short", COLUMNS_OF_TWO, [{"what": "Apart", "is": "−0.7"}])
    assert [row.source.value for row in traced(Table(block, "x"))] == [-0.7]


def test_two_numbers_that_differ_in_their_sign_alone_are_told_apart_in_the_text_of_a_figure() -> None:
    quotes = (("change", 0.282, "0.28"), ("after", -0.278, "−0.28"))
    said = "From −0.56 to −0.28 grades. It rose by 0.28."
    block = replace(
        figure(samples.flow()),
        title="T",
        subtitle="",
        text=said,
        source="",
        quotes=(*quotes, ("before", -0.56, "−0.56")),
    )
    found = [(row.source.name, row.source.value) for row in traced(Figure(block, "x"))]
    assert found == [("before", -0.56), ("after", -0.278), ("change", 0.282)]


def test_the_numbers_of_the_closing_document_stand_below_its_own_headings() -> None:
    place = place_of("attainment-headline", "sentence")
    said = Paragraph("It rose by 0.77.", quotes=(("rise", 0.7712, "0.77"),), place=place)
    parts = (Heading(2, "Overview", "closing-overview"), said)
    document = Document("Title", "", (DocumentLayer("closing", "Closing", parts),))
    (row,) = trace_of(places(), pages(), RECORD).rows(document)
    assert (row.place, row.source.block) == ("closing-overview", "attainment-headline")
    assert [row.place for row in traced(*parts)] == [place]


def test_a_sentence_that_no_page_kept_is_known_by_its_words_and_leads_to_its_finding() -> None:
    text = sentence(finding(), "how_sure").text
    rows = traced(*(Paragraph(piece) for piece in text.split("\n\n")))
    assert rows
    assert all(row.source.findings == ("attainment",) for row in rows)
    assert all(row.source.place for row in rows)


def test_a_number_leads_to_the_place_that_shows_it() -> None:
    known = places()
    (part, *_) = told(sentence(finding(), "headline"))
    assert known.place_of("0.11", part) == place_of("attainment-inferences", "table")
    assert known.place_of("0.12", part) == ""
    assert known.place_of("0.11", Bullets(("One.", f"It is {getattr(part, 'text', '')}"))) != ""
    assert known.place_of("2017", Paragraph("It began in 2017.")) != ""


def test_a_number_without_a_source_stops_the_table_and_is_named_with_its_sentence() -> None:
    with pytest.raises(ReportError, match=r"'0.83' in: It rose by 0.83\."):
        traced(Heading(2, "What", "what"), Paragraph("It was so. It rose by 0.83."))


def test_a_quotation_of_the_story_vouches_for_nothing() -> None:
    with pytest.raises(ReportError, match=r"0\.77"):
        traced(Paragraph("It rose by 0.77.", quotes=(("story", 0.77, "0.77"),)))


@pytest.mark.parametrize("quotation", ["attainment", "attainment | headline", "attainment | caution"])
def test_what_the_story_quotes_of_a_finding_comes_from_it(quotation: str) -> None:
    quoting = f"<b>Maths</b> & more: {{{{ {quotation} }}}}. So it was."
    rows = traced(Paragraph(resolve(quoting, [finding()])))
    quoted = {"95"} if "caution" in quotation else {"0.15", "0.37", "0.11"}
    assert {row.number: row.source.findings for row in rows if row.number in quoted} == dict.fromkeys(
        quoted, ("attainment",)
    )


def test_a_part_that_carries_its_quotations_needs_no_kept_block() -> None:
    (row,) = traced(Paragraph("It rose by 0.77.", quotes=(("rise", 0.7712, "0.77"),), findings=("attainment",)))
    assert (row.source.name, row.source.value) == ("rise", 0.7712)
    assert row.source.rows == "findings.json, attainment"


def test_cells_keep_their_unrounded_values_and_the_row_of_their_file() -> None:
    place = place_of("attainment-inferences", "table")
    kept = next(one for one in placed(pages()) if one.place == place)
    rows = [row for row in traced(Table(kept.block, place)) if row.source.rows.endswith("row 1, p")]
    assert [(row.number, row.source.value, row.source.block) for row in rows] == [
        ("0.386", 0.386, "attainment-inferences")
    ]
    assert rows[0].source.rows.startswith(kept.csv)


def test_a_number_inside_words_of_a_cell_keeps_its_unrounded_value_though_two_are_written_alike() -> None:
    rows = [{"what": "Range", "is": "0.30 to 0.34"}, {"what": "Noticed", "is": "0.30, four times"}]
    quotes = (("low", 0.2977, "0.30"), ("high", 0.3391, "0.34"), ("noticed", 0.3016, "0.30"))
    block = replace(table_block("x", "In short", COLUMNS_OF_TWO, rows), quotes=quotes)
    found = [(row.number, row.source.name, row.source.value) for row in traced(Table(block, "x"))]
    assert found == [("0.30", "low", 0.2977), ("0.34", "high", 0.3391), ("0.30", "noticed", 0.3016)]
    again = replace(block, quotes=quotes[:2])
    assert [row.source.value for row in traced(Table(again, "x"))] == [0.2977, 0.3391, 0.2977]


def test_a_digest_holds_no_number() -> None:
    block = table_block("x", "Digests", COLUMNS_OF_TWO, [{"what": "4 of", "is": "cd34" * 16}])
    assert [row.number for row in traced(Table(block, "x"))] == ["4"]


def test_a_table_that_no_page_kept_has_a_file_of_its_own(tmp_path: Path) -> None:
    block = replace(table(samples.trends()), id="annex-other")
    document = one_layer("Title", "", (Table(block, "annex-other"),))
    trace = trace_of(places(), [], {})
    write_own_values(document, trace, tmp_path)
    rows = {row.source.rows.partition(",")[0] for row in trace.rows(document)}
    assert rows == {"tables/annex-other.csv"}
    assert len((tmp_path / "tables" / "annex-other.csv").read_text(encoding="utf-8").splitlines()) == 9


def test_the_files_of_an_answer_are_those_its_plan_looks_at_and_checks_add_theirs() -> None:
    extra = {**TABLES[0], "file": "absence.csv", "source": "absence"}
    later = {**TABLES[0], "file": "later.csv", "year": 2018}
    found = files_by_question({**RECORD, "inputs": [*TABLES, extra, later]})["attainment"]
    assert found.answer == ("2016-2017/england_ks4final.csv",)
    assert found.every == ("2016-2017/england_ks4final.csv", "absence.csv")


def test_a_row_names_its_files_or_that_every_table_stands_behind_it() -> None:
    quoted = [row for row in traced(*told(sentence(finding(), "headline"))) if row.source.rows != "by definition"]
    behind = {row.files for row in quoted}
    assert behind == {("2016-2017/england_ks4final.csv",)}
    (row,) = traced(Paragraph("It began in 2017."))
    assert row.files == (EVERY,)


def test_the_table_reads_back(tmp_path: Path) -> None:
    rows = traced(Heading(2, "Answer", "answer"), *told(sentence(finding(), "headline")))
    write_numbers(rows, tmp_path / "numbers.csv")
    with (tmp_path / "numbers.csv").open(encoding="utf-8", newline="") as file:
        back = list(csv.DictReader(file))
    assert tuple(back[0]) == COLUMNS
    assert [(row["number"], float(row["value"])) for row in back] == [(row.number, row.source.value) for row in rows]
    assert all(row["number"] in numbers_in(row["text"]) for row in back)
    assert {row["place"] for row in back} == {"answer"}


def test_a_text_that_a_spreadsheet_would_compute_has_an_apostrophe_and_its_number_none(tmp_path: Path) -> None:
    (row,) = traced(Paragraph("It began in 2017."))
    write_numbers([replace(row, text="=2017+1", source=replace(row.source, value=-0.5))], tmp_path / "numbers.csv")
    with (tmp_path / "numbers.csv").open(encoding="utf-8", newline="") as file:
        (back,) = csv.DictReader(file)
    assert (back["text"], back["value"]) == ("'=2017+1", "-0.5")


def test_a_block_that_moved_leads_to_what_holds_it_now() -> None:
    moved = replace(table(samples.panel(), "files"), findings=("attainment",))
    page = KeptPage(EFFECT, "", "", (moved,))
    assert places(page).shown == {"attainment": "annex-data-log-table"}

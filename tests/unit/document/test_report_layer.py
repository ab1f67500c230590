"""The report for a funder: what stands in which order."""

from __future__ import annotations

from dataclasses import replace

from evalkit.document.kept_blocks import KeptPage
from evalkit.document.parts import Heading, Table
from evalkit.document.report_layer import report_layer
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import Words
from tests.unit.report import samples


def kept(*blocks: Block) -> list[KeptPage]:
    """Return the page that closes the report, with these blocks."""
    return [KeptPage("09-conclusions", "Lessons", "", tuple(replace(one, layer="report") for one in blocks))]


def test_a_table_stands_under_no_section_of_the_story_that_it_does_not_belong_to() -> None:
    def section(title: str) -> Block:
        return replace(Words().block(f"section-{title.lower()}", f"What was learnt of {title}."), title=title)

    stays, claims = (
        table_block(name, name.title(), [Column("what", "What")], [{"what": "a word"}]) for name in ("stays", "claims")
    )
    answer = Words().block("lessons-answer", "One point.")
    pages = kept(answer, stays, section("Practice"), Words().block("lessons-worked", "- It rained."), claims)
    parts = report_layer(samples.study(story=""), [samples.finding()], pages)
    told = [one.block.title if isinstance(one, Table) else getattr(one, "text", "") for one in parts]
    order = ["One point.", "Stays", "Claims", "Practice", "What was learnt of Practice."]
    places = [told.index(one) for one in order]
    assert places == sorted(places)
    assert isinstance(parts[told.index("Practice")], Heading)

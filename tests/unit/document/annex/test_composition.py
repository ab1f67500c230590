"""The annex holds every kept block once, and every link of it arrives."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evalkit.core.errors import ReportError
from evalkit.document.annex.composition import annex_parts, refuse_lost
from evalkit.document.kept_blocks import KeptPage
from evalkit.document.moved_blocks import moved, stands_as
from evalkit.document.parts import Figure, Heading, Part, PlaceLinks, Table
from evalkit.document.placed_blocks import placed
from evalkit.report.verbs import sentence, table
from tests.unit.document.annex.runs import RECORD, finding, pages, study
from tests.unit.report import samples

OTHER = "targeted"


def parts(*kept: KeptPage, elsewhere: frozenset[str] = frozenset()) -> tuple[Part, ...]:
    """Return the annex of the hand-made run."""
    return annex_parts(study(), [finding()], RECORD, kept or pages(), elsewhere)


def ids(of: tuple[Part, ...]) -> list[str]:
    """Return every id that a part gives a place."""
    return [one for part in of for one in (getattr(part, "id", ""), getattr(part, "place", "")) if one]


def test_every_kept_block_stands_once() -> None:
    kept = [one for one in placed(pages()) if not stands_as(one.block)]
    places = ids(parts())
    assert [places.count(one.place) for one in kept] == [1] * len(kept)
    assert len(places) == len(set(places))


def test_every_link_of_contents_and_tables_arrives() -> None:
    whole = parts()
    targets = [link.target for part in whole if isinstance(part, PlaceLinks) for link in part.items]
    targets += [target for part in whole if isinstance(part, Table) for _, _, target in part.links]
    assert len(targets) > 100
    assert set(targets) <= set(ids(whole))


def test_the_contents_list_every_figure_and_table() -> None:
    whole = parts()
    listed = {link.target for part in whole if isinstance(part, PlaceLinks) for link in part.items}
    assert {part.place for part in whole if isinstance(part, Figure | Table)} <= listed
    assert {part.id for part in whole[1:] if isinstance(part, Heading) and part.level == 2} <= listed


def test_a_block_that_stands_elsewhere_is_not_printed_again_and_can_still_be_reached() -> None:
    place = next(one.place for one in placed(pages()) if one.block.id == "attainment-inferences")
    whole = parts(elsewhere=frozenset({place}))
    assert place not in ids(whole)
    assert place in {target for part in whole if isinstance(part, Table) for _, _, target in part.links}


def test_files_and_their_notes_stand_once() -> None:
    whole = parts()
    assert "files" not in {part.block.id for part in whole if isinstance(part, Table)}
    assert moved("table", "files") in ids(whole)
    assert moved("sentence", "files") == ""


def test_a_kept_block_that_stands_nowhere_stops_the_report() -> None:
    kept, whole = placed(pages()), parts()
    refuse_lost(kept, whole, ())
    without = [part for part in whole if getattr(part, "place", "") != kept[0].place]
    with pytest.raises(ReportError, match=f"the kept table {kept[0].block.id}"):
        refuse_lost(kept, without, ())
    refuse_lost(kept, without, {kept[0].place})
    log = moved("table", "files")
    with pytest.raises(ReportError, match="the kept table files"):
        refuse_lost(kept, [part for part in whole if getattr(part, "place", "") != log], ())


def test_a_page_of_several_questions_has_a_heading_for_each() -> None:
    other = replace(finding(), id=OTHER, question="Did the targeted schools do better?")
    kept = [
        block
        for one in (finding(), other)
        for block in (sentence(one, "estimand"), table(one, "inferences"), table(one, "grounds"))
    ]
    page = KeptPage("04-effect", "What difference?", "", tuple(kept))
    whole = annex_parts(study(), [finding(), other], RECORD, [page])
    asked = [part.text for part in whole if isinstance(part, Heading) and part.level == 3]
    assert [finding().question, other.question] == [
        text for text in asked if text in (finding().question, other.question)
    ]


def test_a_page_whose_blocks_stand_in_the_report_says_so() -> None:
    page = KeptPage("02-outcomes", "What happened?", "", (table(samples.trends()),))
    whole = parts(page, elsewhere=frozenset({"02-outcomes-1"}))
    assert any("stands in the report" in getattr(part, "text", "") for part in whole)


def test_an_annex_of_refused_questions_stands_and_names_them() -> None:
    refused = samples.unanswered()
    whole = annex_parts(study(), [refused], {}, [])
    cells = [cell for part in whole if isinstance(part, Table) for row in part.block.cells for cell in row]
    assert refused.id in cells
    assert any(refused.faults[0].found in cell for cell in cells)

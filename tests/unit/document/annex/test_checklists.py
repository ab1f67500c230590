"""A point of a checklist is ticked where the run holds what it asks for, and nowhere else."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from evalkit.core.errors import ReportError
from evalkit.document.annex.audited_run import AuditedRun
from evalkit.document.annex.checklists import OPEN, checklists, standards, ticked
from evalkit.document.annex.evidence import EvidenceKind, filled, look
from evalkit.document.parts import Paragraph, Table
from tests.unit.document.annex.runs import run
from tests.unit.report import samples

POINTS = [(standard, point) for standard in standards() for point in standard.points]


def held(audited: AuditedRun, number: str, standard: str = "trend") -> bool:
    """Say whether a point of a standard is ticked."""
    chosen = next(one for one in standards() if one.id == standard)
    return next(tick.held for tick in ticked(audited, chosen) if tick.point.number == number)


def test_the_three_standards_ship_with_their_sources_and_number_no_point_twice() -> None:
    assert [(one.id, len(one.points)) for one in standards()] == [("trend", 52), ("strobe", 34), ("jars", 38)]
    for standard in standards():
        numbers = [point.number for point in standard.points]
        assert len(numbers) == len(set(numbers))
        assert any(character.isdigit() for character in standard.source)


def test_every_point_says_what_it_asks_and_where_a_person_writes_it() -> None:
    for _, point in POINTS:
        assert point.asks
        assert point.write.startswith(("study.toml, ", "story.md, ## ", "nothing: "))
        assert {one.split()[0] for one in point.evidence} <= set(EvidenceKind)


def test_every_field_that_is_evidence_exists() -> None:
    """A field whose name is wrong would never be filled in, and its point open for ever."""
    audited = run()
    for _, point in POINTS:
        for evidence in point.evidence:
            look(audited, evidence)
    with pytest.raises(AttributeError):
        look(audited, "study selection.who_chose")
    with pytest.raises(ReportError, match="evidence"):
        look(audited, "hearsay of a colleague")


def test_an_empty_run_ticks_nothing_but_what_every_study_file_must_say() -> None:
    bare = AuditedRun(samples.study(), (), {}, ())
    ticks = [tick for standard in standards() for tick in ticked(bare, standard)]
    beyond = [
        tick.point for tick in ticks if tick.held and any(one.split()[0] != "study" for one in tick.point.evidence)
    ]
    assert beyond == []
    assert not any(tick.held for tick in ticks if not tick.point.evidence)


@pytest.mark.parametrize(
    ("number", "without"),
    [
        ("8a", {"study": samples.study()}),
        ("4a", {"study": samples.study(components=())}),
        ("12a", {"blocks": ()}),
        ("11d", {"record": {}}),
        ("3d", {"record": {"inputs": [{"file": "a.csv", "source": ""}]}}),
        ("15", {"answers": (samples.finding(balance=None),)}),
        ("18", {"answers": (samples.finding(checks=()),)}),
        ("7", {"answers": (samples.finding(),)}),
        ("16a", {"answers": (samples.unanswered(),)}),
    ],
)
def test_a_point_is_open_where_the_run_lacks_what_it_asks_for(number: str, without: dict[str, object]) -> None:
    assert held(run(), number)
    assert not held(replace(run(), **without), number)  # type: ignore[arg-type]


def test_a_field_is_filled_only_where_every_entry_is() -> None:
    assert filled({"inputs": [{"file": "a"}, {"file": "b"}]}, ("inputs", "file"))
    assert not filled({"inputs": [{"file": "a"}, {"file": " "}]}, ("inputs", "file"))
    assert not filled({"inputs": []}, ("inputs", "file"))
    assert not filled({"size": math.nan}, ("size",))
    assert not filled({"chose": "unknown"}, ("chose",))
    assert filled({"count": 0}, ("count",))


def test_the_counts_are_those_of_the_table_and_open_points_say_where_to_write() -> None:
    parts = checklists(run())
    tables = [part for part in parts if isinstance(part, Table)]
    counts = [part for part in parts if isinstance(part, Paragraph) and "answered from the record;" in part.text]
    assert len(tables) == len(counts) == 3
    for table, counted in zip(tables, counts, strict=True):
        left = [cells for cells in table.block.cells if cells[2] == OPEN]
        answered = len(table.block.cells) - len(left)
        assert counted.text.startswith(f"{answered} of {len(table.block.cells)} points")
        assert {shown for _, _, shown in counted.quotes} == {str(answered), str(len(table.block.cells)), str(len(left))}
        assert all(cells[3].startswith("to write: ") for cells in left)
        assert {row for row, _, _ in table.links} <= {
            row for row, cells in enumerate(table.block.cells) if cells[2] != OPEN
        }

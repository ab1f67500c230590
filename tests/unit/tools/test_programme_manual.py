"""The manual of a programme's tables says what the tables say, and leaves nothing out."""

from __future__ import annotations

import pytest

from evalkit.delivery.parts.indicators import INDICATORS
from evalkit.programme.tables import ProgrammeTable, programme_tables
from tools.planted_persons import measured
from tools.programme_manual import NAMED, PAGE, PARTS, ROOT, page

WHOLE = page()
CHAPTERS = {text.partition("\n")[0]: text for text in WHOLE.split("\n## ")}
TABLES = tuple(programme_tables().values())


def test_the_manual_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == WHOLE, "run: python -m tools.programme_manual"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_table_has_a_chapter_with_every_column_and_how_schools_are_named(table: ProgrammeTable) -> None:
    chapter = CHAPTERS[f"`{table.name}`"]
    assert table.row in chapter
    assert all(PARTS[part] in chapter for part in table.fills)
    if any(column.kind == "school" for column in table.columns):
        assert NAMED[table.named] in chapter
    for column in table.every_column:
        (line,) = [line for line in chapter.splitlines() if line.startswith(f"| {column.label} |")]
        assert line.endswith(f"| {'yes' if column.needed else ''} | {column.explains} |")
        assert all(choice in line for choice in column.among)
        assert all(heading.name in line for heading in column.headings)


def test_every_indicator_of_fidelity_is_told_with_what_it_counts() -> None:
    for name, one in INDICATORS.items():
        assert f"| `{name}` | {one.dimension} | {one.what} |" in CHAPTERS["Indicators of fidelity"]


def test_the_numbers_of_persons_found_are_those_measured() -> None:
    told, persons = measured(), CHAPTERS["Persons"].replace("\n", " ")
    for number in (told.forms, told.names, told.names_found, told.innocent, told.alarms):
        assert f" {number} " in " ".join(persons.split())


def test_the_manual_travels_with_the_package() -> None:
    assert '"docs/programme-tables.md"' in (ROOT / "setup.py").read_text(encoding="utf-8")
    assert "docs/programme-tables.md" in (ROOT / "MANIFEST.in").read_text(encoding="utf-8")

"""Which sheet is which table, and where its headings stand."""

from __future__ import annotations

import pytest

from evalkit.data.text.cell_sheets import CellSheet, MergedArea, SheetCell
from evalkit.programme.layout import laid_out, table_called
from evalkit.programme.tables import programme_tables

KNOWN = programme_tables()


def sheet(*rows: tuple[object, ...], merged: tuple[MergedArea, ...] = ()) -> CellSheet:
    cells = {
        number: {place: SheetCell(value) for place, value in enumerate(row) if value is not None}
        for number, row in enumerate(rows, 1)
    }
    return CellSheet("programme.xlsx", "links", {row: one for row, one in cells.items() if one}, merged=merged)


@pytest.mark.parametrize("title", ["data_rights", "Data rights", " DATA  and rights ", "data rights"])
def test_a_sheet_is_known_by_name_or_title_whatever_its_capitals(title: str) -> None:
    table = table_called(title, KNOWN)
    assert table is not None
    assert table.name == "data_rights"


def test_a_sheet_with_a_number_behind_its_name_is_no_table() -> None:
    assert table_called("attendance (2)", KNOWN) is None


def test_the_row_with_most_headings_is_the_header_and_titles_stand_above() -> None:
    found = laid_out(
        sheet(("Work between schools",), ("Kind", "see the list"), ("From", "To", "Kind", "Round", "Mood")),
        KNOWN["links"],
        KNOWN,
    )
    assert found.layout is not None
    assert (found.layout.header, found.layout.columns["term"]) == (3, (3, "Round"))
    assert found.layout.unread == {4: "Mood"}
    assert found.notes == ("programme.xlsx, links: not read, as no column of the table is called so: Mood (E)",)


def test_a_heading_merged_over_two_rows_counts_in_both() -> None:
    found = laid_out(
        sheet(("From", "To", "What they did", None), (None, None, "Kind", "Term"),
              merged=(MergedArea(1, 0, 2, 0), MergedArea(1, 1, 2, 1), MergedArea(1, 2, 1, 3))),
        KNOWN["links"], KNOWN,
    )  # fmt: skip
    assert found.layout is not None
    assert found.layout.header == 2
    assert set(found.layout.columns) == {"from_school", "to_school", "kind", "term"}


def test_of_two_names_of_one_column_its_own_counts() -> None:
    found = laid_out(
        sheet(("Action", "School", "Area", "What", "Responsible (role)", "Due", "RAG", "Status")),
        KNOWN["actions"],
        KNOWN,
    )
    assert found.layout is not None
    assert found.layout.columns["status"] == (7, "Status")
    assert found.layout.unread == {6: "RAG"}


def test_every_heading_that_is_needed_and_missing_is_told() -> None:
    found = laid_out(sheet(("From", "To")), KNOWN["links"], KNOWN)
    assert [fault.fault.found for fault in found.faults] == ["no column headed Kind", "no column headed Term"]

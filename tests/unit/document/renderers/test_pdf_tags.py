"""Each row of a table begins with a header that its other cells name and that the file can find by its name."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Name

from evalkit.document.parts import Heading, Paragraph, Table, one_layer
from evalkit.document.renderers.parts.pdf_tags import with_row_headers
from evalkit.document.renderers.pdf import render
from tests.support.content.pdf_content import attributes, children, scope, tagged
from tests.unit.document.renderers.test_pdf import celled


@pytest.fixture(scope="module")
def tables() -> bytes:
    """Return a PDF with two tables."""
    parts = [Heading(2, "A part", "part"), Table(celled(), "one"), Table(celled(rows=12), "two")]
    return render(one_layer("A title", "", parts))


def test_every_cell_names_the_headers_of_its_column_and_its_row(tables: bytes) -> None:
    with pikepdf.open(BytesIO(tables)) as pages:
        found = pikepdf.NameTree(pages.Root.StructTreeRoot.IDTree)
        for table, rows in zip(tagged(pages.Root.StructTreeRoot, "/Table"), (3, 12), strict=True):
            (body,) = tagged(table, "/TBody")
            assert len(children(body)) == rows
            for row in children(body):
                name, *others = children(row)
                assert name.S == Name.TH and scope(name) == "/Row"
                assert found[str(name.ID)].objgen == name.objgen
                for cell in others:
                    (named,) = (one.Headers for one in attributes(cell) if "/Headers" in one)
                    column, of_row = (found[str(one)] for one in named)
                    assert scope(column) == "/Column" and of_row.objgen == name.objgen


def test_names_stand_in_the_order_by_which_they_are_looked_up(tables: bytes) -> None:
    with pikepdf.open(BytesIO(tables)) as pages:
        names = [bytes(one) for one in pages.Root.StructTreeRoot.IDTree.Names[::2]]
    assert names == sorted(names) and len(names) == len(set(names)) == 3 + 12 + 2 * 3


def test_a_document_without_tables_stays_as_it_is() -> None:
    made = render(one_layer("A title", "", [Paragraph("A sentence.")]))
    assert with_row_headers(made) == made

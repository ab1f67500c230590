"""What no format can print is refused in words by each of them, all at once; what is odd and whole is printed."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from evalkit.core.errors import ReportError
from evalkit.document.parts import Bullets, Document, Figure, Heading, Paragraph, Part, SideBySide, Table, one_layer
from evalkit.document.renderers import RENDERERS
from evalkit.document.renderers.parts.unprintable_parts import LONGEST, refuse_unprintable
from evalkit.report.block import Block

OWN = RENDERERS.own_names()
WHOLE = '<svg xmlns="http://www.w3.org/2000/svg" {}><rect width="9" height="9" fill="#000000"/></svg>'
SIZED = 'viewBox="0 0 90 40"'


def drawn(svg: str) -> Figure:
    """Return a figure with a drawing of somebody else's."""
    block = Block("drawn", "figure", "Marks rose", "A bar for each of two years.", pd.DataFrame({"a": [1]}), svg=svg)
    return Figure(replace(block, columns=("a",)), "drawn", "Figure 1")


def tabled(columns: tuple[str, ...], cells: tuple[tuple[str, ...], ...]) -> Table:
    """Return a table."""
    values = pd.DataFrame({place: [row[0] for row in cells] for place in range(len(columns))})
    return Table(Block("told", "table", "Marks", "Marks.", values, columns=columns, cells=cells), "told", "Table 1")


WRONG: list[tuple[Part, str]] = [
    (drawn(""), "no drawing"),
    (drawn("a picture of it"), "something else than a drawing in SVG"),
    (drawn(WHOLE.format("")), "no size of its own"),
    (drawn(WHOLE.format('width="90" height="40"')), "no size of its own"),
    (drawn(WHOLE.format('viewBox="0 0 0 0"')), "no size of its own"),
    (drawn(WHOLE.format('viewBox="0 0 90"')), "no size of its own"),
    (drawn(WHOLE.format('viewBox="0 0 nan 4"')), "no size of its own"),
    (drawn(WHOLE.format(SIZED)[:-9]), "not whole"),
    (tabled((), ()), "no column"),
    (tabled(("A", "B"), (("a", "b"), ("a",))), "more or fewer cells than columns in row 2"),
    (Heading(2, " ", "empty"), "no words"),
    (Heading(2, "x" * (LONGEST + 1), "long"), f"{LONGEST + 1} letters"),
    (SideBySide(()), "none"),
]


@pytest.mark.parametrize(("part", "said"), WRONG)
def test_what_cannot_be_printed_is_refused_in_words_by_every_format(part: Part, said: str) -> None:
    document = one_layer("A title", "", [part])
    for name in OWN:
        with pytest.raises(ReportError) as caught:
            RENDERERS.get(name).render(document)
        assert said in caught.value.faults[0].found, name


def test_all_of_it_is_told_at_once_and_the_title_too() -> None:
    with pytest.raises(ReportError) as caught:
        refuse_unprintable(one_layer(" ", "", [SideBySide(((part,),)) for part, _ in WRONG]))
    assert len(caught.value.faults) == 1 + len({(type(part), said) for part, said in WRONG})


@pytest.mark.parametrize(
    "size",
    [SIZED, 'viewBox="-5 -5 90 40"', 'viewBox="0,0,90,40"', 'viewBox="0 0 90 40" width="90px" height="40px"',
     'viewBox="0 0 1 9000"', 'viewBox="0 0 30000 30000" width="30000pt" height="30000pt"'],
)  # fmt: skip
def test_drawings_of_every_size_and_unit_are_printed_in_every_format(size: str) -> None:
    for name in OWN:
        assert RENDERERS.get(name).render(one_layer("A title", "", [drawn(WHOLE.format(size))])), name


@pytest.mark.parametrize(
    "document",
    [
        one_layer("A title", "", []),
        one_layer("A title", "", [Heading(3, "Alone", "alone")]),
        one_layer("A title", "", [Bullets(()), Bullets(tuple(f"point {number}" for number in range(200)))]),
        one_layer("A title", "", [SideBySide(((), (Paragraph("words"),), (SideBySide(((Paragraph("in"),),)),)))]),
        one_layer("A title", "", [tabled(("A", "B"), ())]),
        one_layer("A title", "", [tabled(("",), (("",),))]),
        one_layer("A title " * 100, "", [Paragraph("< > & \" ' { } [ ] # * _ $ \\ @ = + ` ~ | // /* */ ]]> {{ x }}")]),
    ],
)  # fmt: skip
def test_documents_that_are_odd_and_whole_are_printed_in_every_format(document: Document) -> None:
    for name in OWN:
        made = RENDERERS.get(name).render(document)
        files = [made] if isinstance(made, bytes) else list(made.values())
        drawn = any(isinstance(part, Figure) for part in document.parts)
        assert all(files) and bool(files) == (isinstance(made, bytes) or drawn), name

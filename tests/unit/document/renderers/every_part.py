"""A document with every part there is, small enough to be known by heart."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

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
    PartAnswer,
    PartAnswers,
    PlaceLink,
    PlaceLinks,
    SideBySide,
    Strong,
    Table,
)
from evalkit.report.block import Block
from evalkit.report.verbs import figure
from tests.unit.report import samples


def cells(identifier: str, rows: int = 3, notes: tuple[str, ...] = (), source: str = "") -> Block:
    """Return a block of one column of words and one of numbers."""
    values = pd.DataFrame({"what": [f"row {row}" for row in range(rows)], "size": [float(row) for row in range(rows)]})
    printed = tuple((f"row {row}", f"{row}.0") for row in range(rows))
    columns = ("What", "Size (grades)")
    return Block(
        identifier, "table", f"Caption of {identifier}", "In words.", values,
        source=source, columns=columns, cells=printed, notes=notes,
    )  # fmt: skip


def every_part() -> Document:
    """Return a document with every part there is, twice in what counts."""
    drawn = figure(samples.trends())
    first, second = Heading(2, "First part", "first", "1"), Heading(2, "Second part", "second")
    answers = PartAnswers(
        (PartAnswer(first, "Nothing is known.", ("Figure 1", "Table 1"), 1.5), PartAnswer(second, "More.", (), 1)),
    )
    front = (
        Callout("notice", "Invented tables."),
        Heading(2, "We cannot tell.", "front-answer"),
        Callout("answer", "What stands out\nand the rest of it."),
        Figure(drawn, "front-picture"),
        SideBySide(
            (
                (Heading(3, "Left", "left"), Paragraph("On the left.")),
                (Heading(3, "Right", "right"), Paragraph("On the right.")),
            )
        ),
        Bullets(("One point.", "Another <point> & more.")),
        Note("Small print."),
    )
    report = (
        answers,
        first,
        Strong("Nothing is known.", place="answer"),
        Figure(replace(drawn, source="a table", subtitle="grades"), "picture", "Figure 1"),
        Table(cells("one", notes=("A note.", "Another.")), "table-one", "Table 1", ((0, 0, "picture"), (1, 0, "away"))),
        second,
        Table(cells("two", notes=("A third.",), source="a file"), "table-two", "Table 4"),
        Table(cells("three", rows=14), "table-three"),
        Paragraph("Below a table with nothing below it."),
        Contents(),
        PlaceLinks((PlaceLink("To the picture", "picture"), PlaceLink("To nowhere", "away"))),
    )
    layers = (DocumentLayer("front", "One page", front), DocumentLayer("report", "The report", report))
    return Document("A title", "a place", layers)

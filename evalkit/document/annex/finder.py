"""The contents of the annex: its parts by page and question, its figures and its tables, all as links."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from evalkit.document.annex import anchors
from evalkit.document.parts import Figure, Heading, Paragraph, Part, PlaceLink, PlaceLinks, Table

OPENING = (
    "Everything that the pages of this run kept stands below, with its data, in the order of the pages; then what an "
    "evaluator needs to check it."
)


def finder(parts: Sequence[Part], about: dict[str, str], *, first: Collection[str]) -> tuple[Part, ...]:
    """Return the contents of the annex.

    Parameters
    ----------
    parts : sequence of Part
        Everything that stands in the annex.
    about : dict of str to str
        For a place, the question that its block is about, where several questions have a block of that title.
    first : collection of str
        Ids of headings of level 3 that the contents list, such as those of a question on a page.
    """
    headings = [
        PlaceLink(part.text, part.id)
        for part in parts
        if isinstance(part, Heading) and (part.level == 2 or part.id in first)
    ]
    lists: list[Part] = [
        Heading(2, "How to find what is here", anchors.FINDER),
        Paragraph(OPENING),
        PlaceLinks(tuple(headings)),
    ]
    for kind, title in ((Figure, "Figures of the annex"), (Table, "Tables of the annex")):
        found = [PlaceLink(_called(part, about), part.place) for part in parts if isinstance(part, kind)]
        if found:
            lists += [Heading(3, title, f"{anchors.FINDER}-{kind.__name__.lower()}s"), PlaceLinks(tuple(found))]
    return tuple(lists)


def _called(part: Figure | Table, about: dict[str, str]) -> str:
    question = about.get(part.place, "")
    return f"{part.block.title} ({question})" if question else part.block.title

"""What a Word file says, read back from its body in order: without footers, lists of contents and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import docx
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from tests.support.content.said import Kind, Said, said

BY_STYLE: dict[str, Kind] = {
    "Title": "title",
    "heading 2": "heading",
    "heading 3": "heading",
    "Answer Heading": "heading",
    "List Bullet": "item",
    "Front List Bullet": "item",
    "Closing List Bullet": "item",
    "List Number": "note",
    "caption": "caption",
    "Figure Unit": "subtitle",
    "Front Figure Unit": "subtitle",
    "Source": "source",
    "Front Source": "source",
}
UNSAID = "toc 1"


def docx_content(content: bytes) -> list[Said]:
    """Return what a Word file says, in the order of its body.

    Parameters
    ----------
    content : bytes
        Of the file.
    """
    file = docx.Document(BytesIO(content))
    names = {style.style_id: str(style.element.name_val) for style in file.styles}
    return list(_sayings(file.element.body, names))


def _sayings(body: BaseOxmlElement, names: dict[str, str]) -> Iterator[Said]:
    for one in body:
        if one.tag == qn("w:tbl"):
            yield from _cells(one)
        elif one.tag == qn("w:p") and (text := shown(one)):
            style = names[one.find(qn("w:pPr")).find(qn("w:pStyle")).get(qn("w:val"))]
            if style != UNSAID:
                yield said(BY_STYLE.get(style, "text"), text)


def _cells(table: BaseOxmlElement) -> Iterator[Said]:
    for row in table.iter(qn("w:tr")):
        kind: Kind = "cell" if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None else "header"
        yield from (said(kind, " ".join(map(shown, cell.iter(qn("w:p"))))) for cell in row.iter(qn("w:tc")))


def shown(element: BaseOxmlElement) -> str:
    """Return the words of an element as a page shows them: of fields what they show, and the ends of lines."""
    marks = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(marks.get(one.tag) or one.text or "" for one in element.iter(*marks, qn("w:t"))).strip()

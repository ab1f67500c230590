"""The markup of a Word file: elements, runs of text and paragraphs, their properties in the order of the schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

# Twentieths of a point, in which Word measures pages, and points to a millimetre.
TWIPS = 20
PER_MM = 72 / 25.4
# Letters that no file of XML may hold.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
UNKNOWN = "\ufffd"
# Word refuses a file, or repairs it, whose properties stand in another order than this.
ORDER = {
    name: place
    for place, name in enumerate(
        (
            *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs"),
            *("spacing", "ind", "jc", "outlineLvl", "sectPr"),
            *("rStyle", "rFonts", "b", "bCs", "color", "sz", "szCs", "u", "lang"),
        )
    )
}


def fit_for_xml(text: str) -> str:
    """Return a text with the sign for an unknown letter in place of those that no file of XML may hold."""
    return UNFIT.sub(UNKNOWN, text)


def node(tag: str, attributes: Mapping[str, str] | None = None, *inside: BaseOxmlElement) -> BaseOxmlElement:
    """Return an element; its name and those of its attributes have their prefix, such as ``w:val``."""
    made = OxmlElement(tag, {qn(name): value for name, value in (attributes or {}).items()})
    made.extend(inside)
    return made


def valued(tag: str, value: str | int) -> BaseOxmlElement:
    """Return an element that says one value."""
    return node(tag, {"w:val": str(value)})


def run(text: str, style: str = "") -> BaseOxmlElement:
    """Return a run of text, in a style of letters or in that of its paragraph."""
    return styled_run(style, node("w:t", {"xml:space": "preserve"}), text)


def styled_run(style: str, inside: BaseOxmlElement, text: str = "") -> BaseOxmlElement:
    """Return a run that holds one element with a text."""
    if text:
        inside.text = fit_for_xml(text)
    return node("w:r", {}, *([node("w:rPr", {}, valued("w:rStyle", style))] if style else []), inside)


def line_break() -> BaseOxmlElement:
    """Return the end of a line inside a paragraph."""
    return node("w:r", {}, node("w:br"))


def column_break() -> BaseOxmlElement:
    """Return the end of a column inside a paragraph."""
    return node("w:r", {}, node("w:br", {"w:type": "column"}))


def paragraph(
    style: str, runs: Iterable[BaseOxmlElement], properties: Iterable[BaseOxmlElement] = ()
) -> BaseOxmlElement:
    """Return a paragraph.

    Parameters
    ----------
    style : str
        Id of its style.
    runs : iterable of element
        What it holds.
    properties : iterable of element
        What it has beyond its style, in any order.
    """
    return node("w:p", {}, properties_of("w:pPr", (valued("w:pStyle", style), *properties)), *runs)


def properties_of(tag: str, inside: Iterable[BaseOxmlElement]) -> BaseOxmlElement:
    """Return properties of a paragraph or of letters, in the order of the schema."""
    return node(tag, {}, *sorted(inside, key=lambda one: ORDER[one.tag.rpartition("}")[2]]))


def with_property(made: BaseOxmlElement, added: BaseOxmlElement) -> BaseOxmlElement:
    """Return a paragraph with one property more."""
    old = made[0]
    made.replace(old, properties_of("w:pPr", (*old, added)))
    return made

"""A Word file: python-docx's own template without what it brings along, and the same bytes for the same content."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from io import BytesIO
from itertools import count
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import docx
from docx.document import Document as DocxDocument
from docx.opc.oxml import serialize_part_xml
from docx.oxml.parser import parse_xml
from docx.oxml.shape import CT_Inline
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from evalkit.document.renderers.parts.drawing_sizes import known_size
from evalkit.document.renderers.parts.pictures import pictures
from evalkit.document.renderers.parts.word_markup import TWIPS, fit_for_xml, node, paragraph, run, valued
from evalkit.document.renderers.parts.word_references import field
from evalkit.document.renderers.parts.word_styles import FONT, FOOTER, LANGUAGE, NOTES, THEME, lists, styles
from evalkit.report.theme import theme

# Dots per inch of pictures at the size they were drawn in; they are printed at most as large.
DOTS = 220
# Dots of the longer side at most; no picture is printed so large that it would need more.
LONGEST, PER_INCH = 6000, 72
# As many letters as a property of the file may have, and what follows where a title has more.
PROPERTY, MORE = 255, "…"
# What the template brings along: a picture of an empty page, another firm's data, looks of other programs.
BROUGHT = ("thumbnail", "extended-properties", "customXml", "stylesWithEffects", "webSettings", "fontTable")
EARLIEST = (1980, 1, 1, 0, 0, 0)
FIRST = ("[Content_Types].xml", "_rels/.rels")
# Pictures are pressed already.
PRESSED = ".png"


class WordFile:
    """A Word file that is being written.

    Parameters
    ----------
    title : str
        What the document is called, in its properties and at the foot of each sheet.
    subject : str
        One line on it, for its properties.
    notice : str
        The mark of invented tables, which stands at the foot of each page; empty where there is none.
    """

    def __init__(self, title: str, subject: str = "", notice: str = "") -> None:
        self._docx = docx.Document()
        self._shapes, self._lists = count(1), count(NOTES + 1)
        _drop_brought(self._docx)
        _set_properties(self._docx, title, subject)
        _replace(self._docx.styles.element, styles())
        _replace(self._docx.part.numbering_part.element, lists())
        _replace(self._docx.settings.element, _settings())
        _set_theme(self._docx)
        self._title, self._notice = title, notice

    def picture(self, svg: str, alt: str, widest: float, tallest: float) -> BaseOxmlElement:
        """Return a run that holds a drawing as a picture, no wider and no higher than so many points."""
        wide, high = known_size(svg)
        scale = min(1.0, widest / wide, tallest / high)
        held, _ = self._docx.part.get_or_add_image(BytesIO(_drawn(svg)))
        number = next(self._shapes)
        inline = CT_Inline.new_pic_inline(number, held, f"picture-{number}.png", Pt(wide * scale), Pt(high * scale))
        inline.docPr.set("descr", fit_for_xml(alt))
        for side in "TBLR":
            # LibreOffice keeps a distance of its own where none is said.
            inline.set(f"dist{side}", "0")
        return node("w:r", {}, node("w:drawing", {}, inline))

    def footer(self, room: float) -> str:
        """Return the id of a footer for a text so many points wide: the title, and the page on its right."""
        # Its types are not told by the package.
        own: Any = self._docx.part
        part, held = own.add_footer_part()
        tabs = node("w:tabs", {}, node("w:tab", {"w:val": "right", "w:pos": str(round(room * TWIPS))}))
        mark = [run(f" – {self._notice}")] if self._notice else []
        runs = [*field("TITLE", self._title), *mark, node("w:r", {}, node("w:tab")), *field("PAGE", "1"), run(" of ")]
        _replace(part.element, [paragraph(FOOTER, [*runs, *field("NUMPAGES", "1")], [tabs])])
        return str(held)

    def new_list(self) -> Callable[[], BaseOxmlElement]:
        """Return what makes a paragraph a note of a new list, which begins with 1."""
        number = next(self._lists)
        again = node("w:lvlOverride", {"w:ilvl": "0"}, valued("w:startOverride", 1))
        numbering = self._docx.part.numbering_part.element
        numbering.append(node("w:num", {"w:numId": str(number)}, valued("w:abstractNumId", NOTES), again))
        return lambda: node("w:numPr", {}, valued("w:ilvl", 0), valued("w:numId", number))

    def packed(self, body: Iterable[BaseOxmlElement]) -> bytes:
        """Return the file with its body, its entries in a fixed order and of a fixed day."""
        _replace(self._docx.element.body, body)
        saved = BytesIO()
        self._docx.save(saved)
        made = BytesIO()
        with ZipFile(saved) as old, ZipFile(made, "w") as new:
            for name in (*FIRST, *sorted(set(old.namelist()) - set(FIRST))):
                kind = ZIP_STORED if name.endswith(PRESSED) else ZIP_DEFLATED
                new.writestr(ZipInfo(name, EARLIEST), old.read(name), kind)
        return made.getvalue()


@lru_cache(maxsize=64)
def _drawn(svg: str) -> bytes:
    """Return a drawing as a picture; editions that share a drawing draw it once."""
    return pictures([svg], max(1, min(DOTS, int(LONGEST * PER_INCH / max(known_size(svg))))))[0]


def _replace(parent: BaseOxmlElement, inside: Iterable[BaseOxmlElement]) -> None:
    for old in list(parent):
        parent.remove(old)
    parent.extend(inside)


def _drop_brought(file: DocxDocument) -> None:
    """Take out what the template brings along that nobody asked for."""
    for held in (file.part.rels, file.part.package.rels):
        for key in [key for key, one in held.items() if one.reltype.endswith(BROUGHT)]:
            del held[key]


def _set_properties(file: DocxDocument, title: str, subject: str) -> None:
    """Say what the file is called and what it is; when it was made and by whom is nothing that it may invent."""
    said = file.core_properties
    called = fit_for_xml(title)
    shown = called if len(called) <= PROPERTY else f"{called[: PROPERTY - len(MORE)]}{MORE}"
    said.title, said.subject, said.language, said.author = shown, fit_for_xml(subject)[:PROPERTY], LANGUAGE, ""
    element, ours = said._element, ("title", "subject", "language", "creator")
    for old in [one for one in element if one.tag.rpartition("}")[2] not in ours]:
        element.remove(old)


def _set_theme(file: DocxDocument) -> None:
    """Give the theme of the file the colours and the type of the report."""
    part = next(one.target_part for one in file.part.rels.values() if one.reltype.endswith("/theme"))
    read = parse_xml(part.blob)
    names = {place: theme().colour[name][1:] for name, (place, _) in THEME.items()}
    for place in read.iter("{*}clrScheme"):
        for slot in place:
            name = slot.tag.rpartition("}")[2]
            _replace(slot, [node("a:srgbClr", {})])
            slot[0].set("val", names.get(name, names["accent6"]))
    for kind in read.iter("{*}majorFont", "{*}minorFont"):
        for face in list(kind):
            if face.tag.endswith("}latin"):
                face.set("typeface", FONT)
            elif face.tag.endswith("}font"):
                kind.remove(face)
    part._blob = serialize_part_xml(read)


def _settings() -> Iterable[BaseOxmlElement]:
    """Yield the settings of a file of today's Word in British English."""
    yield node("w:zoom", {"w:percent": "100"})
    yield valued("w:defaultTabStop", 720)
    yield valued("w:characterSpacingControl", "doNotCompress")
    uri = "http://schemas.microsoft.com/office/word"
    modern = {"w:name": "compatibilityMode", "w:uri": uri, "w:val": "15"}
    yield node("w:compat", {}, node("w:compatSetting", modern))
    yield node("w:themeFontLang", {"w:val": LANGUAGE})
    slots = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2", "hyperlink": "hyperlink"}
    slots |= {f"accent{number}": f"accent{number}" for number in range(1, 7)}
    slots["followedHyperlink"] = "followedHyperlink"
    yield node("w:clrSchemeMapping", {f"w:{name}": value for name, value in slots.items()})
    yield valued("w:decimalSymbol", ".")
    yield valued("w:listSeparator", ",")

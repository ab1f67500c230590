"""A Word file looked at as Word does before it opens it: parts, relations, ids, and the order of properties."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Children of elements in the order of the schema (ECMA-376, part 1, annex A, wml.xsd), as published.
SCHEMA = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tblBorders": "top start left bottom end right insideH insideV",
    "tblCellMar": "top start left bottom end right",
    "pBdr": "top left bottom right between bar",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "trPr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "styles": "docDefaults latentStyles style",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "settings": "writeProtection view zoom removePersonalInformation mirrorMargins trackRevisions defaultTabStop "
    "autoHyphenation evenAndOddHeaders characterSpacingControl footnotePr endnotePr compat docVars rsids mathPr "
    "themeFontLang clrSchemeMapping captions shapeDefaults decimalSymbol listSeparator",
}


@dataclass(frozen=True)
class WordPackage:
    """The parts of a Word file by name."""

    parts: dict[str, bytes]

    def read(self, name: str) -> etree._Element:
        """Return a part as elements."""
        return etree.fromstring(self.parts[name])

    @property
    def body(self) -> etree._Element:
        """The body of the document."""
        return next(self.read("word/document.xml").iter(f"{W}body"))

    def relations(self, name: str) -> dict[str, str]:
        """Return what a part refers to: the name of each other part by its id."""
        folder, file = posixpath.split(name)
        kept = posixpath.join(folder, "_rels", f"{file}.rels")
        if kept not in self.parts:
            return {}
        found = self.read(kept).iter(RELATIONS)
        return {one.get("Id"): posixpath.normpath(posixpath.join(folder, one.get("Target"))) for one in found}


def opened(content: bytes) -> WordPackage:
    """Return a Word file with its parts."""
    with ZipFile(BytesIO(content)) as file:
        return WordPackage({name: file.read(name) for name in file.namelist()})


def repairs(package: WordPackage) -> list[str]:
    """Return what Word would have to repair in a file before it could open it; nothing of a sound one."""
    found = [*_relations(package), *_types(package), *_numbers(package)]
    for name in (name for name in package.parts if name.startswith("word/") and name.endswith(".xml")):
        found += [f"{name}: {one}" for one in _misplaced(package.read(name))]
    return [*found, *_ids(package.body)]


def instructions(package: WordPackage) -> list[str]:
    """Return what the fields of the body ask for."""
    return [(one.text or "").strip() for one in package.body.iter(f"{W}instrText")]


def bookmarks(package: WordPackage) -> list[str]:
    """Return the names of the bookmarks of the body."""
    return [one.get(f"{W}name") for one in package.body.iter(f"{W}bookmarkStart")]


def led_to(package: WordPackage) -> list[str]:
    """Return the bookmarks to which fields and links of the body lead."""
    fields = [words.split()[1] for words in instructions(package) if words.startswith("REF ")]
    return [*fields, *(one.get(f"{W}anchor") for one in package.body.iter(f"{W}hyperlink"))]


def _relations(package: WordPackage) -> Iterator[str]:
    for name in ("", *package.parts):
        known = package.relations(name) if name else {}
        yield from (f"{name} refers to {one}, which is not there" for one in known.values() if one not in package.parts)
        if name.endswith(".xml") and name.startswith("word/"):
            asked = {
                value for one in package.read(name).iter() for key, value in one.attrib.items() if key.startswith(R)
            }
            yield from (f"{name} asks for {one}, which is no relation of it" for one in asked - set(known))


def _types(package: WordPackage) -> Iterator[str]:
    told = package.read("[Content_Types].xml")
    endings = {one.get("Extension") for one in told if one.get("Extension")}
    named = {one.get("PartName") for one in told if one.get("PartName")}
    for name in package.parts:
        if f"/{name}" not in named and name.rpartition(".")[2] not in endings:
            yield f"{name} has no type"
    yield from (f"{one} has a type and is not there" for one in named if one[1:] not in package.parts)


def _misplaced(part: etree._Element) -> Iterator[str]:
    for one in part.iter():
        if not isinstance(one.tag, str):
            continue
        order = SCHEMA.get(one.tag.removeprefix(W)) if one.tag.startswith(W) else None
        if order is None:
            continue
        names = [child.tag.removeprefix(W) for child in one]
        unknown = [name for name in names if name not in order.split()]
        places = [order.split().index(name) for name in names if name not in unknown]
        if unknown or places != sorted(places):
            yield f"{one.tag.removeprefix(W)} holds {names}"
        again = [name for name, count in Counter(names).items() if count > 1]
        if one.tag.removeprefix(W) in ("pPr", "rPr", "tblPr", "tcPr", "trPr") and again:
            yield f"{one.tag.removeprefix(W)} says {again} twice"


def _numbers(package: WordPackage) -> Iterator[str]:
    numbering, styles = package.read("word/numbering.xml"), package.read("word/styles.xml")
    lists = {one.get(f"{W}numId") for one in numbering.iter(f"{W}num")}
    known = {one.get(f"{W}styleId") for one in styles.iter(f"{W}style")}
    for part in (package.body, styles, numbering):
        for one in part.iter(f"{W}numPr"):
            if one.find(f"{W}numId").get(f"{W}val") not in lists:
                yield "a paragraph is of a list that is not there"
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
            wanted = {one.get(f"{W}val") for one in part.iter(f"{W}{tag}")}
            yield from (f"no style is called {one}" for one in sorted(wanted - known))


def _ids(body: etree._Element) -> Iterator[str]:
    starts = [one.get(f"{W}id") for one in body.iter(f"{W}bookmarkStart")]
    ends = [one.get(f"{W}id") for one in body.iter(f"{W}bookmarkEnd")]
    names = [one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")]
    shapes = [one.get("id") for one in body.iter(f"{WP}docPr")]
    for what, ids in {"bookmark": starts, "name of a bookmark": names, "picture": shapes}.items():
        yield from (f"{what} {one} stands twice" for one, count in Counter(ids).items() if count > 1)
    if sorted(starts) != sorted(ends):
        yield "a bookmark is not closed"
    yield from (f"{name} is no name" for name in names if not re.fullmatch(r"[A-Za-z]\w{0,39}", name, re.ASCII))
    depth = 0
    for one in body.iter(f"{W}fldChar"):
        depth += {"begin": 1, "separate": 0, "end": -1}[one.get(f"{W}fldCharType")]
    if depth:
        yield "a field is not closed"
    last = body[-1].tag
    if last != f"{W}sectPr" or any(cell[-1].tag != f"{W}p" for cell in body.iter(f"{W}tc")):
        yield "the body ends without a section, or a cell without a paragraph"

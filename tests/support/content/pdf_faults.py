"""What is wrong with the tags and the type of a PDF, read back from the file: that it was built is no evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import pikepdf
from pikepdf import Dictionary, Name

from evalkit.report.fonts import FACES
from tests.support.content.pdf_content import TaggedText, children, scope, tagged

LANGUAGE = "en-GB"
# Words of an alternative text, at least, and texts that only hold the place of one.
FEWEST = 5
PLACEHOLDERS = ("no description", "image", "figure", "alt text", "untitled")
LEVEL = re.compile(r"/H([1-6])")
RUNNING = re.compile(r"page \d+ of \d+")
SUBSET = re.compile(r"^/?(?:[A-Z]{6}\+)?([^-]+-[A-Za-z]+)")
EMBEDDED = ("/FontFile2", "/FontFile3")


def pdf_faults(content: bytes) -> list[str]:
    """Return every fault of a PDF that readers with a screen reader, or another machine, would meet."""
    with pikepdf.open(BytesIO(content)) as pages:
        text, tree = TaggedText(pages), pages.Root.StructTreeRoot
        return [
            *_of_document(pages),
            *_of_headings(tree, text, pages),
            *_of_figures(tree, text),
            *(fault for table in tagged(tree, "/Table") for fault in _of_table(table, text)),
            *_of_running_heads(tree, text),
            *_of_fonts(pages),
        ]


def _of_document(pages: pikepdf.Pdf) -> Iterator[str]:
    if str(pages.Root.get("/Lang", "")) != LANGUAGE:
        yield "the language is not en-GB"
    if not str(pages.docinfo.get("/Title", "")).strip():
        yield "no title"
    if not pages.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "the title is not shown"
    if not pages.Root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        yield "not marked as tagged"
    if pages.open_metadata().get("pdfuaid:part") != "1":
        yield "not said to be PDF/UA-1"
    dates = [name for name in ("/CreationDate", "/ModDate") if name in pages.docinfo]
    if dates:
        yield f"a date of a clock: {', '.join(dates)}"


def _of_headings(tree: Dictionary, text: TaggedText, pages: pikepdf.Pdf) -> Iterator[str]:
    found = list(_headings(tree, text))
    levels = [level for level, _ in found]
    if levels.count(1) != 1 or levels[:1] != [1]:
        yield "not one heading of level 1, and that the first"
    yield from (f"level {later} after level {before}" for before, later in pairwise(levels) if later > before + 1)
    with pages.open_outline() as outline:
        marked = [" ".join(str(item.title).split()) for item in _outlined(outline.root)]
    if marked != [words for _, words in found]:
        yield "bookmarks that are not the headings"


def _headings(element: Dictionary, text: TaggedText) -> Iterator[tuple[int, str]]:
    for child in children(element):
        if isinstance(child, Dictionary) and "/S" in child:
            level = LEVEL.fullmatch(str(child.S))
            if level:
                yield int(level[1]), text.of(child)
            else:
                yield from _headings(child, text)


def _outlined(items: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _outlined(item.children)


def _of_figures(tree: Dictionary, text: TaggedText) -> Iterator[str]:
    for group in _groups(tree):
        captions = [text.of(caption).casefold() for caption in tagged(group, "/Caption")]
        for figure in tagged(group, "/Figure"):
            told = str(figure.get("/Alt", "")).strip().casefold()
            if len(told.split()) < FEWEST or told in PLACEHOLDERS:
                yield f"a figure without alternative text: {captions}"
            elif any(told in caption or caption in told for caption in captions):
                yield f"a figure whose alternative text repeats its caption: {told[:60]}"
            if not captions:
                yield f"a figure without caption: {told[:60]}"


def _groups(element: Dictionary) -> Iterator[Dictionary]:
    """Yield the smallest groups that hold a figure with its caption, and figures by themselves as groups of one."""
    for child in children(element):
        if isinstance(child, Dictionary) and "/S" in child and tagged(child, "/Figure"):
            own = [one for one in children(child) if isinstance(one, Dictionary) and one.get("/S") == Name.Caption]
            if own:
                yield child
            else:
                yield from _groups(child)
        elif isinstance(child, Dictionary) and child.get("/S") == Name.Figure:
            yield Dictionary(K=pikepdf.Array([child]))


def _of_table(table: Dictionary, text: TaggedText) -> Iterator[str]:
    captions = [text.of(one) for one in tagged(table, "/Caption")]
    if not any(captions):
        yield "a table without caption"
    headers, *body = ([cell for cell in children(row) if isinstance(cell, Dictionary)] for row in tagged(table, "/TR"))
    if any(scope(cell) != "/Column" or cell.S != Name.TH for cell in headers):
        yield f"a table without a row of headers: {captions}"
    for row in body:
        first, *others = row
        if first.S != Name.TH or scope(first) != "/Row":
            yield f"a row without header: {text.of(first)[:60]}"
        if any(cell.S == Name.TH for cell in others):
            yield f"a row with two headers: {text.of(first)[:60]}"
        if len(row) != len(headers):
            yield f"a row of another length: {text.of(first)[:60]}"
    yield from (f"an empty header: {captions}" for cell in tagged(table, "/TH") if not text.of(cell))


def _of_running_heads(tree: Dictionary, text: TaggedText) -> Iterator[str]:
    if RUNNING.search(text.of(tree)):
        yield "a running head among what is read"


def _of_fonts(pages: pikepdf.Pdf) -> Iterator[str]:
    """Yield fonts of other families, those that are not in the file, and letters that would be empty boxes."""
    fonts = [one for one in pages.objects if isinstance(one, Dictionary) and one.get("/Type") == Name.FontDescriptor]
    if not fonts:
        yield "no font"
    for font in fonts:
        name = SUBSET.match(str(font.FontName))
        if name is None or name[1] not in FACES:
            yield f"a font of another family: {font.FontName}"
        if not any(kind in font for kind in EMBEDDED):
            yield f"a font that is not in the file: {font.FontName}"
    yield from (f"an empty box, {count} times" for count in [_empty_boxes(pages)] if count)


def _empty_boxes(pages: pikepdf.Pdf) -> int:
    """Return how many glyphs of number 0, which each font shows as an empty box, are drawn, also in drawings."""
    drawn = [page.obj for page in pages.pages]
    drawn += [one for one in pages.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Form]
    count = 0
    for one in drawn:
        for operands, operator in pikepdf.parse_content_stream(one, "Tj TJ"):
            shown = operands[0] if str(operator) == "TJ" else [operands[0]]
            codes = b"".join(bytes(text) for text in shown if isinstance(text, pikepdf.String))
            count += sum(codes[place : place + 2] == b"\0\0" for place in range(0, len(codes), 2))
    return count

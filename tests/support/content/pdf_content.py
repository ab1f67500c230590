"""What a PDF says, read back by its tags: what is not tagged is not said, nor is what stands inside a figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.support.content.said import Said, said

# Contents of a list's mark, of a drawing and of a list of contents.
UNSAID = frozenset({"/Lbl", "/Figure", "/TOC"})
MAPPED = re.compile(rb"begin(bfchar|bfrange)(.*?)end", re.DOTALL)
HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
BOX = "\N{REPLACEMENT CHARACTER}"
# Places at which a word may be broken are no letters.
UNSEEN = str.maketrans("", "", "\u200b\u00ad")


def pdf_content(content: bytes) -> list[Said]:
    """Return what a tagged PDF says, in the order of its tags."""
    with pikepdf.open(BytesIO(content)) as pages:
        return list(_sayings(pages.Root.StructTreeRoot, TaggedText(pages)))


@dataclass(frozen=True, slots=True)
class Letters:
    """How the codes of one font are read.

    Attributes
    ----------
    text : dict of str
        Letters by code.
    width : int
        Bytes of a code.
    """

    text: dict[int, str]
    width: int = 2

    def read(self, codes: bytes) -> str:
        """Return the letters of a string as a page shows it; a code without letters is read as an empty box."""
        starts = range(0, len(codes), self.width)
        return "".join(self.text.get(int.from_bytes(codes[start : start + self.width]), BOX) for start in starts)


class TaggedText:
    """The text of every marked piece of a PDF, by page and number."""

    def __init__(self, pages: pikepdf.Pdf) -> None:
        self.pieces = {page.obj.objgen: _marked(page) for page in pages.pages}

    def of(self, element: Dictionary) -> str:
        """Return the text below an element of the tree, in its order."""
        return " ".join("".join(self._of(element, element.get("/Pg"))).translate(UNSEEN).split())

    def _of(self, element: Dictionary, page: Dictionary | None) -> Iterator[str]:
        for child in children(element):
            if isinstance(child, Dictionary):
                if "/S" in child:
                    if str(child.S) not in UNSAID:
                        yield from self._of(child, child.get("/Pg", page))
                elif child.get("/Type") == Name.MCR:
                    yield self.pieces[child.get("/Pg", page).objgen][int(child.MCID)]
            elif page is not None:
                yield self.pieces[page.objgen][int(child)]


def children(element: Dictionary) -> list[Dictionary | int]:
    """Return what stands directly below an element: elements and numbers of marked pieces."""
    held = element.get("/K", Array())
    return list(held) if isinstance(held, Array) else [held]


def tagged(element: Dictionary, tag: str) -> list[Dictionary]:
    """Return every element of one tag below an element, in reading order."""
    found: list[Dictionary] = []
    for child in children(element):
        if isinstance(child, Dictionary) and "/S" in child:
            found += [child] if str(child.S) == tag else []
            found += tagged(child, tag)
    return found


def attributes(element: Dictionary) -> list[Dictionary]:
    """Return what is said of an element beside its tag."""
    held = element.get("/A", Array())
    return list(held) if isinstance(held, Array) else [held]


def scope(cell: Dictionary) -> str:
    """Return what a cell is the header of, ``/Column`` or ``/Row``; empty where of nothing."""
    return next((str(one.Scope) for one in attributes(cell) if "/Scope" in one), "")


def shown(page: pikepdf.Page) -> Iterator[tuple[int | None, str, float]]:
    """Yield every text of a page as drawn: the number of its marked piece, none for artifacts, and its size in points.

    Text inside a drawing has the size that it has there.
    """
    fonts = {str(name): _letters(font) for name, font in page.obj.Resources.get("/Font", Dictionary()).items()}
    marks: list[int | None] = []
    font, size = Letters({}), 0.0
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BMC":
                marks.append(None)
            case "BDC":
                number = operands[1].get("/MCID") if isinstance(operands[1], Dictionary) else None
                marks.append(None if number is None else int(number))
            case "EMC":
                marks.pop()
            case "Tf":
                font, size = fonts[str(operands[0])], float(operands[1])
            case "Tj" | "TJ":
                texts = operands[0] if str(operator) == "TJ" else [operands[0]]
                words = "".join(font.read(bytes(one)) for one in texts if isinstance(one, pikepdf.String))
                yield next((mark for mark in reversed(marks) if mark is not None), None), words, size


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """Return the text of each marked piece of a page by its number; what is marked as an artifact has none."""
    pieces: dict[int, str] = defaultdict(str)
    for number, words, _ in shown(page):
        if number is not None:
            pieces[number] += words
    return pieces


def _letters(font: Dictionary) -> Letters:
    """Return what the codes of a font stand for, as the PDF itself says."""
    text: dict[int, str] = {}
    for kind, body in MAPPED.findall(bytes(font.ToUnicode.read_bytes())):
        codes = [one[0] for one in HEX.findall(body) if not (one[1] or one[2])]
        if kind == b"bfchar":
            pairs = zip(codes[::2], codes[1::2], strict=True)
            text |= {int(code, 16): _unicode(letters) for code, letters in pairs}
        else:
            for first, last, letters in zip(codes[::3], codes[1::3], codes[2::3], strict=True):
                start = int(letters, 16)
                text |= {code: chr(start + code - int(first, 16)) for code in range(int(first, 16), int(last, 16) + 1)}
    return Letters(text)


def _unicode(letters: bytes) -> str:
    return bytes.fromhex(letters.decode("ascii")).decode("utf-16-be")


def _sayings(element: Dictionary, text: TaggedText, below: bool = False) -> Iterator[Said]:
    """Yield what stands below an element; ``below`` a figure or table may stand its source."""
    for child in children(element):
        if not isinstance(child, Dictionary) or "/S" not in child:
            continue
        tag = str(child.S)
        if tag == "/Table":
            yield from _table(child, text)
        elif tag == "/L":
            decimal = any(str(one.get("/ListNumbering", "")) == "/Decimal" for one in attributes(child))
            for body in tagged(child, "/LBody"):
                yield said("note" if decimal else "item", text.of(body))
        elif tag == "/Caption":
            yield from _caption(child, text)
        elif tag in ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6"):
            yield said("title" if tag == "/H1" else "heading", text.of(child))
        elif tag == "/P":
            words = text.of(child)
            yield said("source" if below and words.startswith("Source: ") else "text", words)
        elif tag not in UNSAID:
            yield from _sayings(child, text, below)
        below = tag in ("/Table", "/Figure") or bool(tagged(child, "/Figure")) or (below and tag == "/L")


def _table(table: Dictionary, text: TaggedText) -> Iterator[Said]:
    for caption in tagged(table, "/Caption"):
        yield from _caption(caption, text)
    for row in tagged(table, "/TR"):
        for cell in children(row):
            if isinstance(cell, Dictionary):
                yield said("header" if scope(cell) == "/Column" else "cell", text.of(cell))


def _caption(caption: Dictionary, text: TaggedText) -> Iterator[Said]:
    """Yield a caption, which stands out, and what stands below it, which does not."""
    first, *others = [child for child in children(caption) if isinstance(child, Dictionary)]
    yield said("caption", text.of(first))
    rest = " ".join(text.of(other) for other in others)
    if rest.strip():
        yield said("subtitle", rest)

"""The sheets of a workbook cell by cell, as stored: values, looks, formulas, what is merged and what is hidden.

The parts of the file are read here and not through a library: a library that offers a whole workbook takes most of its
time for what nobody asks, and one that reads quickly tells neither fillings nor formulas beside their values.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from posixpath import join, normpath
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from evalkit.core.errors import DataError
from evalkit.data.text.cell_sheets import FROM_1900, FROM_1904, CellLook, CellSheet, MergedArea, SheetCell
from evalkit.data.text.workbooks import FIRST_BYTES

# Beyond this a file that claims to be small would fill the memory.
LARGEST = 500_000_000
# From so many bytes on a sheet is rid of the rows and cells that are formatted and empty, before they fill the memory.
_LARGE = 5_000_000
_EMPTY_CELLS = re.compile(rb'<c r="[A-Z]+\d+"[^<>]*/>')
_EMPTY_ROWS = re.compile(rb'<row r="\d+"[^<>]*(?:/>|(?<!/)>\s*</row>)')
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_DIGITS = "0123456789"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_PERCENT = {9, 10}
_DAYS = {14, 15, 16, 22, *range(27, 32), *range(50, 59)}
_MONTHS = {17}
_TIMES = {18, 19, 20, 21, 45, 46, 47, 32, 33, 34, 35, 36}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*.')
_PLAIN_LOOK = CellLook()
_KINDS = {
    b"\xd0\xcf\x11\xe0": "an old Excel workbook (.xls), or one with a password",
    b"%PDF": "a PDF document",
    b"PAR1": "a Parquet file",
}
_OTHER_BOOKS = {
    "xl/workbook.bin": "a binary workbook (.xlsb)",
    "content.xml": "an OpenDocument workbook (.ods)",
    "Index/Document.iwa": "a Numbers document",
    "word/document.xml": "a Word document",
}


def sheets_of_workbook(content: bytes, name: str) -> tuple[CellSheet, ...]:
    """Return every sheet of a workbook that holds cells, the hidden ones too.

    Parameters
    ----------
    content : bytes
        The file; it is only read.
    name : str
        How messages call it.

    Raises
    ------
    DataError
        For what is no workbook, damaged or locked.
    """
    if not content.startswith(FIRST_BYTES):
        kind = next((words for first, words in _KINDS.items() if content.startswith(first)), "")
        raise _no_workbook(name, kind or ("nothing: the file is empty" if not content.strip() else "no workbook"))
    try:
        with ZipFile(io.BytesIO(content)) as book:
            return tuple(_Book(book, name).sheets())
    except (
        BadZipFile,
        ElementTree.ParseError,
        EOFError,
        IndexError,
        KeyError,
        NotImplementedError,
        OSError,
        OverflowError,
        RuntimeError,
        UnicodeDecodeError,
        ValueError,
        zlib.error,
    ) as error:
        raise _no_workbook(name, f"a workbook that breaks off, is damaged or locked ({_short(error)})") from error


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def _no_workbook(name: str, found: str) -> DataError:
    return DataError(
        DataError.one(
            where=name,
            found=found,
            allowed="an Excel workbook (.xlsx) without a password",
            next="open it in a spreadsheet program and save it again as .xlsx",
        ).faults
    )


class _Book:
    """An open workbook with what its sheets share."""

    def __init__(self, book: ZipFile, name: str) -> None:
        self.book, self.name = book, name
        self.parts = {part.filename: part for part in book.infolist()}
        other = next((words for part, words in _OTHER_BOOKS.items() if part in self.parts), "")
        if other:
            raise _no_workbook(name, other)
        if sum(part.file_size for part in self.parts.values()) > LARGEST:
            raise _no_workbook(name, "a file that would fill the memory once unpacked")

    def sheets(self) -> Iterator[CellSheet]:
        """Yield the sheets in their order."""
        root = self._xml("xl/workbook.xml")
        space = _space(root)
        properties = root.find(f"{space}workbookPr")
        late = properties is not None and properties.get("date1904") in ("1", "true")
        targets = self._targets("xl/_rels/workbook.xml.rels", "xl")
        texts = self._texts()
        looks = _looks(self._xml("xl/styles.xml")) if "xl/styles.xml" in self.parts else [_PLAIN_LOOK]
        for sheet in root.iter(f"{space}sheet"):
            part = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "", "")
            if part not in self.parts:
                raise _no_workbook(self.name, f"a workbook without its sheet {sheet.get('name')}")
            cells = self._xml(part)
            if not cells.tag.endswith("}worksheet"):
                continue
            hidden = sheet.get("state", "visible") != "visible"
            yield _sheet(
                cells,
                texts,
                looks,
                CellSheet(self.name, sheet.get("name", ""), {}, hidden=hidden, epoch=FROM_1904 if late else FROM_1900),
            )

    def _xml(self, part: str) -> ElementTree.Element:
        raw = self.book.read(part)
        # A workbook never declares a type of its own; one that does is made to fill the memory.
        if b"<!DOCTYPE" in raw[:2000] or b"<!ENTITY" in raw[:2000]:
            raise _no_workbook(self.name, f"a part that declares a type of its own ({part})")
        return ElementTree.fromstring(_without_empty_cells(raw) if len(raw) > _LARGE else raw)

    def _targets(self, part: str, folder: str) -> dict[str, str]:
        found = {}
        for relation in self._xml(part):
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            found[relation.get("Id", "")] = path
        return found

    def _texts(self) -> list[str]:
        part = next((name for name in self.parts if name.casefold() == "xl/sharedstrings.xml"), "")
        if not part:
            return []
        root = self._xml(part)
        space = _space(root)
        return [_words(item, space) for item in root.iter(f"{space}si")]


def _without_empty_cells(xml: bytes) -> bytes:
    return _EMPTY_ROWS.sub(b"", _EMPTY_CELLS.sub(b"", xml))


def _space(root: ElementTree.Element) -> str:
    return root.tag[: root.tag.index("}") + 1] if root.tag.startswith("{") else ""


def _words(item: ElementTree.Element, space: str) -> str:
    """Return a text with its runs put together; readings printed above characters are left out."""
    first = item.find(f"{space}t")
    if first is not None and len(item) == 1:
        return _unescaped(first.text or "")
    runs = [item, *item.findall(f"{space}r")]
    return _unescaped("".join(text.text or "" for run in runs for text in run.findall(f"{space}t")))


def _unescaped(text: str) -> str:
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


def _looks(styles: ElementTree.Element) -> list[CellLook]:
    space = _space(styles)
    written = {int(one.get("numFmtId", "0")): one.get("formatCode", "") for one in styles.iter(f"{space}numFmt")}
    colours = [_colour(fill, space) for fill in styles.findall(f"{space}fills/{space}fill")]
    looks = []
    for style in styles.findall(f"{space}cellXfs/{space}xf"):
        number, fill = int(style.get("numFmtId", "0")), int(style.get("fillId", "0"))
        looks.append(CellLook(_kind(number, written.get(number)), colours[fill] if fill < len(colours) else ""))
    return looks or [_PLAIN_LOOK]


def _colour(fill: ElementTree.Element, space: str) -> str:
    pattern = fill.find(f"{space}patternFill")
    colour = None if pattern is None or pattern.get("patternType") != "solid" else pattern.find(f"{space}fgColor")
    return "" if colour is None else colour.get("rgb", "")[-6:].upper()


def _kind(number: int, code: str | None) -> str:
    if code is None:
        known = (("percent", _PERCENT), ("day", _DAYS), ("month", _MONTHS), ("time", _TIMES))
        return next((kind for kind, numbers in known if number in numbers), "")
    bare = _QUOTED.sub("", code.split(";")[0]).casefold().replace("general", "")
    if "%" in bare:
        return "percent"
    if "d" in bare and ("m" in bare or "y" in bare):
        return "day"
    if "y" in bare:
        return "month"
    return "time" if "h" in bare or ("m" in bare and "s" in bare) else ""


def _sheet(root: ElementTree.Element, texts: list[str], looks: list[CellLook], empty: CellSheet) -> CellSheet:
    space = _space(root)
    rows: dict[int, dict[int, SheetCell]] = {}
    hidden: set[int] = set()
    at = 0
    places: dict[str, int] = {}
    read = _reader(space, texts, looks)
    for row in root.iterfind(f"{space}sheetData/{space}row"):
        at = int(row.get("r", at + 1))
        if not 0 < at <= _LAST_ROW:
            raise ValueError(at)
        if row.get("hidden") in ("1", "true"):
            hidden.add(at)
        cells: dict[int, SheetCell] = {}
        column = -1
        for element in row:
            reference = element.get("r")
            if reference is None:
                column += 1
            else:
                name = reference.rstrip(_DIGITS)
                column = places[name] if name in places else places.setdefault(name, _column(name))
            cell = read(element)
            if cell is not None:
                cells[column] = cell
        if cells:
            rows.setdefault(at, {}).update(cells)
    columns = {
        place - 1
        for block in root.iterfind(f"{space}cols/{space}col")
        if block.get("hidden") in ("1", "true")
        for place in range(int(block.get("min", "1")), min(int(block.get("max", "1")), 500) + 1)
    }
    merged = (_area(one.get("ref", "")) for one in root.iter(f"{space}mergeCell"))
    return CellSheet(
        empty.file,
        empty.title,
        rows,
        empty.hidden,
        frozenset(hidden),
        frozenset(columns),
        tuple(area for area in merged if area),
        empty.epoch,
    )


def _reader(space: str, texts: list[str], looks: list[CellLook]) -> Callable[[ElementTree.Element], SheetCell | None]:
    value_tag, formula_tag, inline_tag = f"{space}v", f"{space}f", f"{space}is"

    def read(element: ElementTree.Element) -> SheetCell | None:
        value: str | None = None
        formula = False
        inline: ElementTree.Element | None = None
        for child in element:
            if child.tag == value_tag:
                value = child.text
            elif child.tag == formula_tag:
                formula = True
            elif child.tag == inline_tag:
                inline = child
        kind, style = element.get("t", "n"), element.get("s")
        look = _PLAIN_LOOK if style is None else looks[int(style)]
        if kind == "inlineStr":
            return SheetCell("" if inline is None else _words(inline, space), look, formula)
        if value is None:
            # A formula whose value is an empty text has one; any other without a value was never calculated.
            return SheetCell("" if kind == "str" else None, look, True) if formula else None
        if kind == "s":
            return SheetCell(texts[int(value)], look, formula)
        if kind == "n":
            return SheetCell(float(value), look, formula)
        return SheetCell(value == "1" if kind == "b" else _unescaped(value), look, formula)

    return read


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    if not name.isascii() or not name.isalpha() or not 0 < number <= _LAST_COLUMN:
        raise ValueError(name)
    return number - 1


def _area(reference: str) -> MergedArea | None:
    corners = _REFERENCE.findall(reference)
    if len(corners) != 2:
        return None
    (left, top), (right, bottom) = corners
    return MergedArea(int(top), _column(left), int(bottom), _column(right))

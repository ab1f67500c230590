"""Files of survey tools as rows of text: their letters, their separators, their sheets, and nothing lost on the way."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evalkit.core.errors import DataError, Fault
from evalkit.data.text.workbooks import FIRST_BYTES, read_workbook

SEPARATORS = (",", ";", "\t", "|")
_EXCEL_SAYS = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
# Letters and marks that stand in English and Western European answers; of two readings the one with more is right.
_PLAUSIBLE = set("’‘“”–—…•£€éèêëàâäáãåçñöôòóõüùúûíìîïßæøœÉÈÀÇÑÖÜÄÅØ½°\xa0")
_OTHER_KINDS = (
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls), or a workbook with a password"),
    (b"%PDF", "a PDF document"),
    (b"$FL2", "a file of SPSS (.sav)"),
    (b"$FL3", "a file of SPSS (.zsav)"),
    (b"\x1f\x8b", "a compressed file"),
    (b"{\\rtf", "a document"),
)
_NEXT = "export the answers again from the survey tool, as CSV or as an Excel workbook"
# Letters of a file in which the lack of a byte order mark is made up for by nulls at every second place.
_LOOKED_AT = 4000


@dataclass(frozen=True, slots=True)
class ExportPage:
    """One table of a file.

    Attributes
    ----------
    title : str
        Name of the sheet; empty for a file of text.
    rows : tuple of tuple of str
        Its cells as they stand, all rows of one length; rows without a cell that holds something are left out.
    numbers : tuple of int
        Row of the file in which each stands, counted from 1 as in a spreadsheet; records of a file of text, as an
        answer may go over several lines.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OpenedExport:
    """A file as it was opened.

    Attributes
    ----------
    file : str
        Its name.
    pages : tuple of ExportPage
        Its tables; one for a file of text.
    notes : tuple of str
        What was made of its letters and separators, where that was not the usual.
    """

    file: str
    pages: tuple[ExportPage, ...]
    notes: tuple[str, ...] = ()


def open_export(path: Path) -> OpenedExport:
    """Return a file of a survey tool as rows of text; what cannot be one is refused in words."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise _refused(path.name, "no such file", "write its name as it stands in the study folder") from error
    except OSError as error:
        raise _refused(path.name, "something that is no file", "name the export itself, not its folder") from error
    return opened(content, path.name)


def opened(content: bytes, name: str) -> OpenedExport:
    """Return the content of a file as rows of text."""
    _refuse_other_kinds(content, name)
    if content.startswith(FIRST_BYTES):
        book = read_workbook(content, name)
        hidden = (f"{name}: not read, as they are hidden: {', '.join(book.hidden)}",) if book.hidden else ()
        return OpenedExport(name, tuple(_page(sheet.title, sheet.rows) for sheet in book.sheets), hidden)
    text, encoding = _decoded(content, name)
    notes = [] if encoding == "UTF-8" else [f"{name}: read as {encoding}"]
    told = _EXCEL_SAYS.match(text)
    text = text[told.end() :] if told else text
    separator = told[1] if told else _separator(text)
    if separator != ",":
        notes.append(f"{name}: cells kept apart by {'tabs' if separator == chr(9) else separator}")
    return OpenedExport(name, (_page("", _records(text, separator, name)),), tuple(notes))


def _refuse_other_kinds(content: bytes, name: str) -> None:
    kind = next((words for first, words in _OTHER_KINDS if content.startswith(first)), "")
    begins = content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \r\n\t,;\x00"):
        kind = "nothing: the file is empty"
    elif begins.startswith((b"<!doctype", b"<html")):
        kind = "a web page"
    elif begins.startswith(b"<?xml"):
        kind = "XML"
    elif begins.startswith((b"{\n", b'{"', b"[{")):
        kind = "JSON"
    if kind:
        raise _refused(name, kind)


def _decoded(content: bytes, name: str) -> tuple[str, str]:
    """Return the text of a file and the name of its letters."""
    for mark, encoding, words in (
        (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
        (b"\xff\xfe", "utf-16", "UTF-16"),
        (b"\xfe\xff", "utf-16", "UTF-16"),
    ):
        if content.startswith(mark):
            return _certain(content, encoding, words, name), words
    for encoding, place in (("utf-16-le", 1), ("utf-16-be", 0)):
        some = content[:_LOOKED_AT]
        if len(some) > 3 and some[place::2].count(0) > 0.6 * len(some[place::2]):
            return _certain(content, encoding, "UTF-16", name), "UTF-16"
    if b"\x00" in content:
        raise _refused(name, "bytes that are no text")
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        windows, mac = content.decode("cp1252", errors="replace"), content.decode("mac-roman")
        return (mac, "Macintosh letters") if _plausible(mac) > _plausible(windows) else (windows, "Windows-1252")


def _certain(content: bytes, encoding: str, words: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _refused(name, f"a file that says it is {words} and is not, or breaks off") from error


def _plausible(text: str) -> int:
    """Return how many letters beyond ASCII fit, less how many do not."""
    beyond = [letter for letter in text if not letter.isascii()]
    return sum(1 if unicodedata.normalize("NFC", letter) in _PLAUSIBLE else -1 for letter in beyond)


def _separator(text: str) -> str:
    """Return what keeps cells apart: what gives the first record most cells."""
    widths = {}
    for separator in SEPARATORS:
        try:
            widths[separator] = len(next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), ()))
        except csv.Error:
            widths[separator] = 0
    return max(SEPARATORS, key=lambda separator: widths[separator])


def _records(text: str, separator: str, name: str) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows.extend(tuple(record) for record in reader)
    except csv.Error as error:
        raise DataError.one(
            where=f"{name}, record {len(rows) + 1}",
            found=f"quotation marks that do not close or stand inside a cell ({error})",
            allowed="a cell with commas, quotation marks or line breaks stands in quotation marks, doubled inside",
            next=_NEXT + "; a file that was opened and saved by hand may have lost them",
        ) from error
    return rows


def _page(title: str, rows: Sequence[tuple[str, ...]]) -> ExportPage:
    width = max((len(row) for row in rows), default=0)
    # In a table of one column an answer left blank is all that there is of its row.
    filled = [
        (number, row)
        for number, row in enumerate(rows, 1)
        if any(cell.strip() for cell in row) or len(row) == width == 1
    ]
    padded = tuple((*row, *("",) * (width - len(row))) for _, row in filled)
    return ExportPage(title, padded, tuple(number for number, _ in filled))


def _refused(name: str, found: str, what_next: str = _NEXT) -> DataError:
    return DataError([Fault(name, found, "an export of a survey tool, as .csv, .tsv or .xlsx", what_next)])

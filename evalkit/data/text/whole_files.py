"""Opening a file whole: every sheet of a workbook, and pieces of JSON, each as one table of text."""

from __future__ import annotations

import io
import json
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from evalkit.core.errors import DataError
from evalkit.data.text.lines import Rows
from evalkit.data.text.open_files import OpenFile, open_table

JSON = ".json"


def open_all(path: Path, name: str) -> tuple[OpenFile, ...]:
    """Return each table of a file: one of a csv or a JSON file, one for each sheet of a workbook.

    Parameters
    ----------
    path : Path
        A .csv, .gz, .xlsx or .json file.
    name : str
        How messages and records call the file.
    """
    if path.name.casefold().endswith(JSON):
        return (_open_pieces(path, name),)
    with path.open("rb") as bytes_of:
        packed = bytes_of.read(4) == b"PK\x03\x04"
    return _open_sheets(path, name) if packed else (open_table(path, name),)


def _open_sheets(path: Path, name: str) -> tuple[OpenFile, ...]:
    raw = path.read_bytes()
    digest = sha256(raw).hexdigest()
    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
        raise DataError.one(
            where=name,
            found=f"a packed file that is no Excel workbook ({error})",
            allowed="an .xlsx workbook",
            next="fetch the file again, or save it again from a spreadsheet",
        ) from error
    tables = []
    for sheet in book.worksheets:
        # A sheet may claim thousands of empty columns; without the claim each row ends where its cells do.
        sheet.reset_dimensions()
        rows = [tuple("" if cell is None else str(cell) for cell in row) for row in sheet.iter_rows(values_only=True)]
        tables.append(OpenFile(f"{name}, sheet {sheet.title}", digest, *_trimmed(rows)))
    return tuple(tables)


def _trimmed(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], Rows]:
    """Return header and rows without the empty columns and rows at their ends."""
    width = max((place + 1 for row in rows for place, cell in enumerate(row) if cell.strip()), default=0)
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows = rows[:-1]
    even = tuple((*row, *("",) * (width - len(row)))[:width] for row in rows)
    return tuple(" ".join(cell.split()) for cell in even[0]) if even else (), Rows(even[1:])


def _open_pieces(path: Path, name: str) -> OpenFile:
    raw = path.read_bytes()
    try:
        pieces = _pieces(raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DataError.one(
            where=name,
            found=f"text that is no JSON ({error})",
            allowed="lists or objects in JSON, with or without the brackets around them all",
            next="fetch the file again",
        ) from error
    if all(isinstance(piece, dict) for piece in pieces):
        header = tuple(dict.fromkeys(key for piece in pieces for key in piece))
        rows = tuple(tuple(_text(piece.get(key)) for key in header) for piece in pieces)
    else:
        lists = pieces if all(isinstance(piece, list) for piece in pieces) else [pieces]
        width = max(len(piece) for piece in lists)
        header = tuple(str(place + 1) for place in range(width))
        rows = tuple((*map(_text, piece), *("",) * (width - len(piece))) for piece in lists)
    return OpenFile(name, sha256(raw).hexdigest(), header, Rows(rows))


def _pieces(text: str) -> list[Any]:
    """Return the values of a JSON text, which may lack the brackets around them all."""
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        whole = json.loads(f"[{text.rstrip().rstrip(',')}]")
    return whole if isinstance(whole, list) and whole else [whole]


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(value)
    return "" if value is None else json.dumps(value)

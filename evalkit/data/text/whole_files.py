"""Opening a file whole: every sheet of a workbook, and pieces of JSON, each as one table of text."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from evalkit.core.errors import DataError
from evalkit.data.text.headers import Knows
from evalkit.data.text.lines import Rows
from evalkit.data.text.open_files import OpenFile, open_tables
from evalkit.data.text.table_paths import TablePath

JSON = ".json"


def open_all(path: TablePath, name: str, knows: Knows | None = None) -> tuple[OpenFile, ...]:
    """Return each table of a file: one of a csv or a JSON file, one for each sheet of a workbook; see `open_tables`.

    Parameters
    ----------
    path : Path or Packed
        A .csv, .gz, .xlsx or .json file.
    name : str
        How messages and records call the file.
    knows : callable or None
        Says which headers somebody can read.
    """
    if path.name.casefold().endswith(JSON):
        return (_open_pieces(path, name),)
    return open_tables(path, name, knows)


def _open_pieces(path: TablePath, name: str) -> OpenFile:
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

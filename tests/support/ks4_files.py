"""Small invented tables in the layout of DfE's wide Key Stage 4 files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

_TABLE = """
RECTYPE|LEA|ESTAB|URN|SCHNAME|NFTYPE|ADMPOL|EGENDER|TPUP|PTEALGRP2|P8PUP|P8MEA|P8MEA_ORIG|P8MEAMAT|ATT8SCR|PTL2BASICS_95
1|856|4001|900001|Invented Academy, North|ACC|COMP|MIXED|180|61%|171|-0.25|-0.27|0.31|46.2|38%
1|856|4002|900002|Invented School South|CY|COMP|GIRLS|150|0%|140|0.1|0.1|-0.04|48|41%
1|340|4003|900003|Invented School West|VA|SEL|BOYS|120|7%|LOWCOV|LOWCOV|LOWCOV|LOWCOV|39.5|22%
1|340|6001|900004|Invented Independent|IND||MIXED|60|NP|NP|NP|NP|NP|12.1|0%
2|856|7001|900005|Invented Special School|CYS|NA|MIXED|9|SUPP|SUPP|SUPP|SUPP|SUPP|4.3|SUPP
4|856|||||||3400|52%|3100|0.02|0.01|0.03|43.1|37.2%
5||||||||605874||||||44.5|39.8%
"""
HEADER, *_ROWS = (tuple(line.split("|")) for line in _TABLE.strip().splitlines())
SCHOOLS = tuple(_ROWS)
NAME = "2018-2019/england_ks4final.csv"


def text(rows: tuple[tuple[str, ...], ...] = SCHOOLS, header: tuple[str, ...] = HEADER, end: str = "\n") -> str:
    """Return a table as csv text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=end)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def put(folder: Path, content: str | bytes, name: str = NAME) -> Path:
    """Write a file under a folder and return the folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder


def with_cell(row: int, column: str, value: str) -> tuple[tuple[str, ...], ...]:
    """Return the schools with one cell changed; ``row`` counts as in a spreadsheet."""
    changed = [list(school) for school in SCHOOLS]
    changed[row - 2][HEADER.index(column)] = value
    return tuple(tuple(school) for school in changed)


def without(column: str) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Return rows and header without one column."""
    at = HEADER.index(column)
    return tuple((*row[:at], *row[at + 1 :]) for row in SCHOOLS), (*HEADER[:at], *HEADER[at + 1 :])

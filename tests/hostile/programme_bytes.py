"""Files of a programme that are damaged, or of another kind than their name says."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

from tests.hostile.programme_kinds import FileRead, FileRefused
from tests.support.programme_files import Table, csv_of, whole, workbook


def repacked(content: bytes, part: str, change: Callable[[bytes], bytes] | None) -> bytes:
    """Return a workbook with one of its parts changed, or without it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(out, "w") as again:
        for name in book.namelist():
            if name != part:
                again.writestr(name, book.read(name))
            elif change is not None:
                again.writestr(name, change(book.read(name)))
    return out.getvalue()


def _archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


BOOK = workbook(whole())
SHEET = "xl/worksheets/sheet4.xml"
_MIDDLE = BOOK.index(SHEET.encode()) + len(SHEET) + 20
_BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'

FILES_REFUSED: dict[str, FileRefused] = {
    name: FileRefused("programme.xlsx", content, "programme.xlsx", found, "save it again as .xlsx")
    for name, content, found in (
        ("an empty file", b"", "the file is empty"),
        ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(90), "an old Excel workbook"),
        ("a PDF document", b"%PDF-1.4 ...", "a PDF document"),
        ("text under the name of a workbook", b"Activity,Date\nA01,1\n", "no workbook"),
        ("half a workbook", BOOK[: len(BOOK) // 2], "breaks off"),
        ("a workbook with a damaged middle", BOOK[:_MIDDLE] + bytes(60) + BOOK[_MIDDLE + 60 :], "damaged"),
        ("an OpenDocument workbook", _archive(**{"content.xml": b"<x/>"}), "OpenDocument"),
        ("a binary workbook", _archive(**{"xl/workbook.bin": b"x"}), "binary workbook"),
        ("a Word document", _archive(**{"word/document.xml": b"<x/>"}), "Word document"),
        ("an archive of something else", _archive(**{"photo.txt": b"x"}), "damaged"),
        ("a workbook without one of its sheets", repacked(BOOK, SHEET, None), "without its sheet attendance"),
        ("a sheet that is no XML", repacked(BOOK, SHEET, lambda xml: xml[:400]), "damaged"),
        ("a sheet made to fill the memory", repacked(BOOK, SHEET, lambda _: _BOMB), "declares a type"),
        ("a cell in no column", repacked(BOOK, SHEET, lambda xml: xml.replace(b'r="B2"', b'r="ZZZZ2"')), "damaged"),
        ("a row too far", repacked(BOOK, SHEET, lambda xml: xml.replace(b'row r="2"', b'row r="9999999"')), "damaged"),
        ("a style that does not exist",
         repacked(BOOK, SHEET, lambda xml: re.sub(rb' s="\d"', b' s="99"', xml)), "damaged"),
    )
}  # fmt: skip

ACTIVITIES = "programme/activities.csv"
ROWS: Table = whole()["activities"]
CSV = csv_of(ROWS).encode()


def lines(change: Callable[[list[str]], list[str]]) -> bytes:
    return "\r\n".join(change(csv_of(ROWS).split("\r\n"))).encode()


FILES_READ: dict[str, FileRead] = {
    "csv with a byte order mark": FileRead(ACTIVITIES, b"\xef\xbb\xbf" + CSV),
    "csv with semicolons": FileRead(ACTIVITIES, csv_of(ROWS, ";").encode(), "semicolons"),
    "csv with tabs": FileRead(ACTIVITIES, csv_of(ROWS, "\t").encode(), "tabs"),
    "csv in UTF-16": FileRead(ACTIVITIES, csv_of(ROWS, "\t").encode("utf-16"), "UTF-16"),
    "csv in Windows-1252": FileRead(ACTIVITIES,
                                    csv_of([[*ROWS[0], "Café"], *ROWS[1:]]).encode("cp1252"), "Windows-1252"),
    "csv with line ends of old machines": FileRead(ACTIVITIES, CSV.replace(b"\r\n", b"\r")),
    "csv with short rows": FileRead(ACTIVITIES, lines(lambda rows: [one.rstrip(",") for one in rows])),
    "csv with titles above": FileRead(ACTIVITIES, b"What was held,,,\r\n,,,\r\n" + CSV),
    "csv beside the study": FileRead("activities.csv", CSV),
    "csv named after the title": FileRead("programme/Activities.CSV", CSV),
    "csv with blank lines": FileRead(ACTIVITIES, lines(lambda rows: [*rows[:2], "", *rows[2:], "", ""])),
    "csv with a total": FileRead(ACTIVITIES, CSV + b"Total,,,,,,,,10,7\r\n", "line 5 not read"),
    "csv with rows wider than the header": FileRead(ACTIVITIES,
                                                    lines(lambda rows: [f"{one},," for one in rows if one])),
}  # fmt: skip

FILES_REFUSED |= {
    "csv with a quotation mark that never closes": FileRefused(
        ACTIVITIES, CSV.replace(b'"Leading, day 1"', b'"Leading day 1'), "activities.csv, line 2",
        "quotation marks", "mend the line"),
    "csv with a quotation mark inside a cell": FileRefused(
        ACTIVITIES, CSV.replace(b'"Leading, day 1"', b'"Leading" day 1'), "activities.csv, line 2",
        "quotation marks", "mend the line"),
    "csv with bytes that are no text": FileRefused(
        ACTIVITIES, CSV.replace(b"Coaching", b"Coach\x00ing"), "activities.csv", "no text", "save it"),
    "csv with half a character of UTF-16": FileRefused(
        ACTIVITIES, csv_of(ROWS).encode("utf-16")[:-1], "activities.csv", "breaks off", "save it"),
    "a workbook under the name of a csv file": FileRefused(
        ACTIVITIES, BOOK, "activities.csv", "a workbook under the name", "rename it"),
    "csv without headings": FileRefused(
        ACTIVITIES, lines(lambda rows: rows[1:]), "activities.csv", "no row with the headings", "write"),
    "csv with shifted cells": FileRefused(
        ACTIVITIES, lines(lambda rows: [*rows[:2], rows[2].replace("Coaching,", "Coaching,,", 1),
                                                        *rows[3:]]),
        "activities.csv, line 3, column Kind", "nothing under Kind", "fill it in"),
    "csv with a day of another country": FileRefused(
        ACTIVITIES, CSV.replace(b"10/10/2017", b"10/25/2017"), "activities.csv, line 2, column From",
        "does not exist", "before the month"),
}  # fmt: skip

_PUT_IN = (b"9", b"-", b"99999999", b'"', b"e400", b"nan", b"<v/>", b"inf", b"<", b"&")


def with_changed_bytes(seed: int) -> bytes:
    """Return the workbook with a few bytes of one of its parts changed, taken out or put in."""
    draw = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(BOOK)) as book:
        part = draw.choice([name for name in book.namelist() if name.startswith("xl/")])

    def change(content: bytes) -> bytes:
        made = bytearray(content)
        for _ in range(draw.choice((1, 2, 5))):
            at, kind = draw.randrange(len(made)), draw.randrange(3)
            if kind == 0:
                made[at] = draw.randrange(32, 127)
            elif kind == 1:
                del made[at : at + draw.randrange(1, 30)]
            else:
                made[at:at] = draw.choice(_PUT_IN)
        return bytes(made)

    return repacked(BOOK, part, change)

"""Kinds of damage that leave a table a table: what spreadsheets, joins, downloads and years do to it."""

from __future__ import annotations

import gzip
import io
import zipfile

import openpyxl

from tests.hostile.kinds import WHOLE, Counted, Mended, Refused, changed, everywhere, lines, renamed, with_columns
from tests.support.ks4_files import HEADER, SCHOOLS, text, with_cell

_OLDER = "2018-2019/england_ks4provisional.csv"
_MANY = tuple((*SCHOOLS[1][:3], str(900100 + at), *SCHOOLS[1][4:]) for at in range(30))
_P8 = HEADER.index("P8MEA")


def _archive(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _book(*sheets: tuple[str, tuple[tuple[object, ...], ...]], hidden: tuple[str, ...] = ()) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.sheet_state = "hidden" if title in hidden else "visible"
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


def _joined(second: str, ending: str = ".x", other: str = ".y") -> bytes:
    header = tuple(f"{name}{ending}" if name == "P8MEA" else name for name in HEADER)
    rows = tuple((*row, second or row[_P8]) for row in SCHOOLS)
    return text(rows, (*header, f"P8MEA{other}")).encode()


def _with_limits(low: str, high: str) -> bytes:
    rows = tuple((*row, low if row[_P8] == "-0.25" else "NA", high if row[_P8] == "-0.25" else "NA") for row in SCHOOLS)
    return text(rows, (*HEADER, "P8CILOW", "P8CIUPP")).encode()


def _as_numbers() -> tuple[tuple[object, ...], ...]:
    def number(cell: str) -> object:
        return float(cell) if cell.replace(".", "", 1).lstrip("-").isdigit() else cell

    return (HEADER, *(tuple(number(cell) for cell in row) for row in SCHOOLS))


REFUSED_TABLES: dict[str, Refused] = {
    "XML under the name of a table": Refused(b'<?xml version="1.0"?><Workbook></Workbook>', ("XML",)),
    "a Parquet file under the name of a table": Refused(b"PAR1" + bytes(60), ("Parquet",)),
    "a file packed twice": Refused(gzip.compress(gzip.compress(WHOLE.encode())), ("no text",), "2018-2019/ks4.csv.gz"),
    "a packed file of nothing": Refused(gzip.compress(b""), ("empty",), "2018-2019/ks4.csv.gz"),
    "a header that breaks off": Refused(WHOLE[:60].encode(), ("a header and no rows",)),
    "cells kept apart by bars": Refused(WHOLE.replace(",", "|").encode(), ("'|'",)),
    "two copies, one below the other, with both headers": Refused(
        (WHOLE + WHOLE).encode(), ("row 9, URN", "'URN'", "correct the number")
    ),
    "two tables side by side": Refused(
        text(tuple(row * 2 for row in SCHOOLS), HEADER * 2).encode(), ("2 columns called 'URN'",)
    ),
    "titles above a header that is not known": Refused(
        lines("Key stage 4 tables", "", at=0).replace(b",URN,", b",NUMBER,"),
        ("no table that evalkit knows", "what looks like one stands in row 3"),
    ),
    "a workbook with nothing on a sheet that is shown": Refused(
        _book(("Sheet1", ()), ("Data", (HEADER, *SCHOOLS)), hidden=("Data",)),
        ("every sheet that is shown is empty", "hidden sheets (Data)"),
        "2018-2019/ks4.xlsx",
    ),
    "an archive that breaks off": Refused(
        _archive({"ks4.csv": WHOLE})[:-30], ("no table that evalkit knows", "2018-2019.zip"), "2018-2019.zip"
    ),
    "a damaged table in an archive": Refused(
        _archive({"2018-2019/ks4.csv": WHOLE.replace("-0.25", "about 0.1")}),
        ("tables.zip/2018-2019/ks4.csv, row 2, P8MEA",),
        "tables.zip",
    ),
    "a wrong cell below titles": Refused(
        lines("Key stage 4 tables", "", at=0).replace(b"-0.25", b"about 0.1"), ("ks4final.csv, row 4, P8MEA",)
    ),
    "a number that holds a formula without a value": Refused(
        _book(("Data", (HEADER, *with_cell(2, "URN", "=900000+1")))), ("row 2, URN", "work out"), "2018-2019/ks4.xlsx"
    ),
    "decimal commas": Refused(changed(2, "P8MEA", "-0,25"), ("row 2, P8MEA", "'-0,25'")),
    "two decimal points": Refused(changed(2, "ATT8SCR", "46.2.1"), ("row 2, ATT8SCR", "'46.2.1'")),
    "an apostrophe that makes a number a text": Refused(changed(2, "P8MEA", "'-0.25"), ("row 2, P8MEA",)),
    "an infinite number": Refused(changed(3, "P8MEA", "inf"), ("row 3, P8MEA", "'inf'")),
    "a number that overflows": Refused(changed(3, "TPUP", "1e99"), ("row 3, TPUP", "from 0 to 3000")),
    "a truth value in a numeric column": Refused(changed(3, "TPUP", "TRUE"), ("row 3, TPUP", "'TRUE'")),
    "money in a column of grades": Refused(changed(3, "P8MEA", "£0.10"), ("row 3, P8MEA", "£0.10")),
    "a share below nought": Refused(changed(2, "PTEALGRP2", "-61%"), ("row 2, PTEALGRP2", "from 0 to 100")),
    "a range instead of a number": Refused(changed(2, "TPUP", "170-180"), ("row 2, TPUP", "'170-180'")),
    "a number with a footnote mark": Refused(changed(2, "P8MEA", "-0.25 [1]"), ("row 2, P8MEA", "[1]")),
    "a school number with a fraction": Refused(changed(3, "URN", "900002.5"), ("row 3, URN", "900002.5")),
    "a school number cut short": Refused(changed(3, "URN", "90000"), ("row 3, URN", "from 100000 to 999999")),
    "an authority code with a digit too many": Refused(changed(2, "LEA", "8564"), ("row 2, LEA", "8564")),
    "a score outside its own limits": Refused(_with_limits("0.02", "0.3"), ("row 2, P8MEA", "between its limits")),
    "limits that were swapped": Refused(_with_limits("-0.1", "-0.4"), ("row 2, P8MEA", "swapped")),
    "a join that left two columns that differ": Refused(_joined("0.5"), ("P8MEA.x and P8MEA.y", "row 2")),
    "copies of a year too long ago": Refused(with_columns(P8MEA_16="0.1"), ("its columns say 2016/17",)),
    "Progress 8 in a year without it": Refused(WHOLE.encode(), ("in a file of 2024/25",), "2024-2025/ks4.csv"),
    "points of Key Stage 2 after they ended": Refused(
        with_columns(KS2APS="28.1"), ("KS2APS in a file of 2021/22",), "2021-2022/ks4.csv"
    ),
    "scaled scores before they began": Refused(with_columns(KS2ASS="104"), ("KS2ASS in a file of 2018/19",)),
    "old grades in a year of new ones": Refused(
        with_columns(PTEBACMAT_PTQ_EE="61%"), ("PTEBACMAT_PTQ_EE in a file of 2018/19",)
    ),
    "two vintages of which the newer lacks most schools": Refused(
        WHOLE.encode(), ("of the older one's 35 schools",), beside={_OLDER: text((*SCHOOLS, *_MANY)).encode()}
    ),
    "one file under two years": Refused(
        WHOLE.encode(), ("under two years",), beside={"2017-2018/england_ks4final.csv": WHOLE.encode()}
    ),
}

MENDED_TABLES: dict[str, Mended] = {
    "quotation marks around every cell": Mended(
        "\n".join(",".join(f'"{cell}"' for cell in row) for row in (HEADER, *SCHOOLS)).encode()
    ),
    "a total where the school's number stands": Mended(
        lines(",".join("Grand total:" if name == "URN" else "" for name in HEADER)), ("total row without",)
    ),
    "quotation marks inside a name": Mended(changed(3, "SCHNAME", 'Invented "South" School')),
    "the end of a line inside a name": Mended(changed(3, "SCHNAME", "Invented School\nSouth")),
    "line ends of two machines": Mended(WHOLE.replace("\n", "\r\n", 4).encode()),
    "curly quotation marks of Windows": Mended(
        changed(3, "SCHNAME", "Invented \u201cSouth\u201d").decode().encode("cp1252"), ("read as Windows-1252",)
    ),
    "a packed file under the name of a plain one": Mended(gzip.compress(WHOLE.encode()), (), "2018-2019/ks4.csv"),
    "a workbook under the name of a plain table": Mended(_book(("Data", (HEADER, *SCHOOLS))), (), "2018-2019/ks4.csv"),
    "a notes sheet behind the table": Mended(
        _book(("Data", (HEADER, *SCHOOLS)), ("Notes", (("Final",),))),
        ("k.xlsx, sheet Notes was not read",),
        "2018-2019/k.xlsx",
    ),
    "a notes sheet before the table": Mended(
        _book(("Notes", (("About this table",), ("Final",))), ("Data", (HEADER, *SCHOOLS))),
        ("ks4.xlsx, sheet Notes was not read",),
        "2018-2019/ks4.xlsx",
    ),
    "an empty sheet before the table": Mended(
        _book(("Sheet1", ()), ("Data", (HEADER, *SCHOOLS))), (), "2018-2019/ks4.xlsx"
    ),
    "a hidden sheet with other figures before the table": Mended(
        _book(("old", (HEADER, *with_cell(2, "P8MEA", "0.9"))), ("Data", (HEADER, *SCHOOLS)), hidden=("old",)),
        ("not read, as they are hidden: old",),
        "2018-2019/ks4.xlsx",
    ),
    "a look-up on a second sheet": Mended(
        _book(("Data", (HEADER, *SCHOOLS)), ("LA", (("LEA", "LANAME"), ("856", "Leicester")))),
        ("sheet LA was not read",),
        "2018-2019/ks4.xlsx",
    ),
    "group headings above the header of a sheet": Mended(
        _book(("Data", (("School", *("",) * 7, "Results"), HEADER, *SCHOOLS))),
        ("the header stands in row 2; row 1 above it was passed over: School Results",),
        "2018-2019/ks4.xlsx",
    ),
    "a title above the header": Mended(
        lines("Key stage 4 tables" + "," * 15, at=0), ("row 1 above it was passed over: Key stage 4 tables",)
    ),
    "titles and a blank line above the header": Mended(
        lines("Key stage 4; revised", "Source: the publisher, fetched 5 February 2024", "", at=0),
        ("the header stands in row 4", "fetched 5 February 2024"),
    ),
    "a line that tells a spreadsheet the separator": Mended(lines("sep=,", at=0), ("passed over: sep=",)),
    "an archive as it was downloaded": Mended(
        _archive({"2018-2019/ks4.csv": WHOLE, "2018-2019/ks4_meta.csv": "Column,Heading\n1,RECTYPE\n"}),
        ("Performancetables_130242.zip/2018-2019/ks4_meta.csv was not read",),
        "Performancetables_130242.zip",
    ),
    "an archive beside what was unpacked of it": Mended(
        WHOLE.encode(), (), beside={"tables.zip": _archive({"2018-2019/england_ks4final.csv": WHOLE})}
    ),
    "an archive with a workbook and what a Mac adds": Mended(
        _archive(
            {
                "data\\2018-2019\\ks4.xlsx": _book(("Data", (HEADER, *SCHOOLS))),
                "__MACOSX/data/._ks4.xlsx": b"\x00",
                "../readme.txt": "see the web site",
            }
        ),
        ("tables.zip/readme.txt was not read",),
        "tables.zip",
    ),
    "a stray table that breaks off": Mended(
        WHOLE.encode(), ("notes.csv was not read",), beside={"notes.csv": b"a,b\n1\n"}
    ),
    "a workbook whose numbers are numbers": Mended(_book(("Data", _as_numbers())), (), "2018-2019/ks4.xlsx"),
    "a zero-width space in a heading": Mended(renamed(P8MEA="P8MEA\u200b")),
    "the end of a line in a heading": Mended(renamed(P8MEA="P8MEA\n")),
    "headings of some columns in small letters": Mended(renamed(URN="Urn", LEA="lea", P8MEA="p8mea")),
    "blanks before percent signs": Mended(everywhere("%", " %")),
    "hard blanks around numbers": Mended(changed(2, "P8MEA", "\xa0-0.25\xa0")),
    "a plus sign before a number": Mended(changed(3, "P8MEA", "+0.1")),
    "a dash for a minus sign": Mended(everywhere("-0.", "\N{EN DASH}0.")),
    "a number in the notation of science": Mended(changed(3, "P8MEA", "1E-1")),
    "noughts behind the decimals": Mended(changed(2, "P8MEA", "-0.2500")),
    "codes in small letters": Mended(everywhere("LOWCOV", "lowcov")),
    "blanks behind codes": Mended(everywhere("SUPP", "SUPP ")),
    "kinds of record in words": Mended(
        text(
            tuple(({"1": "Mainstream school", "2": "Special school"}.get(row[0], row[0]), *row[1:]) for row in SCHOOLS)
        ).encode(),
    ),
    "a join that left the same column twice": Mended(_joined(""), ("P8MEA.x, P8MEA.y: read without",)),
    "a join that left an ending": Mended(renamed(P8MEA="P8MEA_x"), ("P8MEA_x: read without",)),
    "a column of row numbers with a name": Mended(
        text(tuple((str(at), *row) for at, row in enumerate(SCHOOLS)), ("Unnamed: 0", *HEADER)).encode(),
        ("1 column that evalkit does not know was left out: Unnamed: 0",),
    ),
    "empty columns of a year to come": Mended(with_columns(KS2ASS="NA"), ("1 column without a figure",)),
    "a column without one figure": Mended(with_columns(KS2APS="NA"), ("no school of the file has a figure",)),
    "a source below the table": Mended(lines("Source: the publisher"), ("row without a school number", "end before")),
    "a total that calls itself one": Mended(
        text((*SCHOOLS, ("", "", "", "NAT", *("",) * 12))).encode(), ("national total, not a school",)
    ),
    "an older vintage beside the table": Mended(
        WHOLE.encode(), ("set aside", "used instead of"), beside={_OLDER: changed(2, "P8MEA", "-0.22")}
    ),
    "the same table twice": Mended(WHOLE.encode(), (), beside={"2018-2019/a_copy.csv": WHOLE.encode()}),
}

COUNTED: dict[str, Counted] = {
    "an error of a spreadsheet": Counted(
        changed(2, "ATT8SCR", "#REF!"), ("1 cell of ATT8SCR holds a formula without a value",), open="attainment8"
    ),
    "a formula of a workbook without a value": Counted(
        _book(("Data", (HEADER, *with_cell(2, "P8MEA", "=ROUND(-0.25,2)")))),
        ("1 cell of P8MEA holds a formula without a value in the file",),
        open="progress8",
        name="2018-2019/ks4.xlsx",
    ),
    "a cell of a workbook that could not be worked out": Counted(
        _book(("Data", (HEADER, *with_cell(2, "P8MEAMAT", "#N/A")))),
        ("1 cell of P8MEAMAT holds a formula without a value",),
        open="progress8_maths",
        name="2018-2019/ks4.xlsx",
    ),
    "a code that nobody explained": Counted(
        changed(2, "P8MEA", "DNS"), ("'DNS' in 1 cell of P8MEA",), open="progress8"
    ),
    "a code with a stroke": Counted(changed(2, "TPUP", "N/A"), ("'N/A' in 1 cell of TPUP",), open="pupils"),
    "a lone mark": Counted(changed(2, "P8MEA", "."), ("'.' in 1 cell of P8MEA",), open="progress8"),
    "missing values as data frames write them": Counted(
        changed(2, "P8MEA", "NaN"), ("'NaN' in 1 cell of P8MEA",), open="progress8"
    ),
    "a type of school outside the list": Counted(
        changed(2, "NFTYPE", "ONLINE"), ("'ONLINE' in 1 cell of NFTYPE", "type of school not known"), lost=900001
    ),
    "a kind of record outside the list": Counted(
        changed(2, "RECTYPE", "9"), ("'9' in 1 cell of RECTYPE",), open="record_type"
    ),
    "girls, boys or mixed in another word": Counted(
        changed(2, "EGENDER", "COED"), ("'COED' in 1 cell of EGENDER",), open="gender"
    ),
    "an admissions policy outside the list": Counted(
        changed(2, "ADMPOL", "LOTTERY"), ("'LOTTERY' in 1 cell of ADMPOL",), open="selective"
    ),
    "an authority that does not exist": Counted(changed(2, "LEA", "999"), ("'999' in 1 cell of LEA",), open="area"),
}

"""Schools as people name them: numbers in any spelling, a spreadsheet, or a whole authority by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from evalkit.core.errors import DataError, Fault
from evalkit.data.text.headers import cleaned
from evalkit.data.text.lines import Rows
from evalkit.data.text.open_files import SUFFIXES, OpenFile, open_table
from evalkit.places.authorities import authorities, code_of
from evalkit.run.beginning.answers import Unfit, unfit
from evalkit.study.uk_words import number_and_name

QUESTION = "schools"
DIGITS = 6
OF_LISTS = ".csv"
# What a spreadsheet adds to a number that it keeps with decimals.
OF_SPREADSHEETS = ".0"
# Headings that people write above the numbers of schools.
HEADINGS = {"urn", "school urn", "urns", "school number", "number", "unique reference number", "establishment urn"}
FILES = (*SUFFIXES, ".xls", ".ods", ".txt", ".docx", ".pdf", ".numbers")
_WHOLE = re.compile(
    r"^(?:(?:all|every|each|the whole|whole)\b\s*)?(?:(?:the\s+)?(?:secondary\s+)?schools?\s+(?:of|in)\s+|of\s+)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?<=\d)\s+(?:and|&)\s+(?=\d)", re.IGNORECASE)
_LABEL = re.compile(r"^\s*urns?\b[\s:.#]*", re.IGNORECASE)


@dataclass(slots=True)
class Named:
    """What an answer names.

    Attributes
    ----------
    numbers : list of int
        Numbers of schools, each once.
    areas : tuple of str
        Codes of whole authorities.
    faults : list of Fault
        Parts of the answer that name no school.
    notes : list of str
        What was taken from where.
    """

    numbers: list[int] = field(default_factory=list)
    areas: tuple[str, ...] = ()
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, number: int) -> None:
        """Take one number; a second time it is only noted."""
        if number in self.numbers:
            self.notes.append(f"{number} was named twice; it counts once.")
        else:
            self.numbers.append(number)


def named(text: str) -> Named:
    """Return what an answer names: authorities, the schools of a file, or numbers.

    Examples
    --------
    >>> named("123 456; URN 123457 and 123458").numbers, named("all schools of Rochdale").areas
    ([123456, 123457, 123458], ('354',))
    """
    if areas := _areas(text):
        return Named(areas=areas)
    found = Named()
    for line in text.split("\n"):
        file = _file(line)
        if file is not None:
            _from_file(file, found)
        else:
            _from_line(line, found)
    return found


def _areas(text: str) -> tuple[str, ...]:
    bare = _WHOLE.sub("", text.strip())
    whole = _code(bare)
    parts = [bare] if whole else [part for part in re.split(r"[;,\n]|\band\b", bare) if part.strip()]
    codes = [_code(_WHOLE.sub("", part.strip())) for part in parts]
    return tuple(dict.fromkeys(code for code in codes if code)) if parts and all(codes) else ()


def _code(name: str) -> str:
    return name if name in authorities() else code_of(name) or ""


def _file(line: str) -> Path | None:
    """Return the file that a line names; None where it names none."""
    name = line.strip().strip("\"'").removeprefix("file://").replace("\\ ", " ")
    if not name.casefold().endswith(FILES):
        return None
    path = Path(name).expanduser()
    if not path.is_file():
        raise unfit(
            QUESTION,
            f"no file {name}",
            "a file that is there, with its folder: Documents/schools.csv",
            "drag the file into this window instead of typing its name, or type the numbers of the schools",
        )
    if not name.casefold().endswith(SUFFIXES):
        raise unfit(
            QUESTION,
            f"{path.name}, which evalkit does not open",
            "a table saved as .csv or .xlsx",
            "save it from the spreadsheet as .xlsx or CSV, or type the numbers of the schools",
        )
    return path


def _from_file(path: Path, found: Named) -> None:
    """Take the numbers of a table; titles may stand above its header, and the header may be missing."""
    try:
        table = open_table(path, path.name, _numbered)
    except DataError:
        if path.suffix.casefold() != OF_LISTS:
            raise
        table = _loosely(path)
    column = next((place for place, name in enumerate(table.header) if name.casefold() in HEADINGS), None)
    rows = [table.header, *table.rows] if column is None else list(table.rows)
    cells = _fullest(rows) if column is None else [row[column] for row in rows if len(row) > column]
    before = len(found.numbers)
    for cell in cells:
        _from_cell(cell, found)
    count = len(found.numbers) - before
    if not count:
        raise unfit(
            QUESTION,
            f"no number of six digits in {path.name}",
            "a column headed urn with the number of each school",
            "add the numbers (URN) from Get Information About Schools, or type them here",
        )
    where = f"under {table.header[column]!r}" if column is not None else "in its fullest column"
    found.notes.append(f"{count} school{'' if count == 1 else 's'} taken from {path.name}, {where}.{_above(table)}")


def _loosely(path: Path) -> OpenFile:
    """Return a list of schools whose cells are kept apart by semicolons or tabs, or whose rows differ in length."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    rows = tuple(tuple(cell.strip("\"' ") for cell in re.split(r"[;,\t]", line)) for line in text.splitlines())
    at = next((place for place, row in enumerate(rows) if _numbered(row)), 0)
    header, below = (rows[at], rows[at + 1 :]) if rows else ((), ())
    return OpenFile(path.name, "", header, Rows(below), first=at + 2)


def _above(table: OpenFile) -> str:
    above = table.first - 2
    return f" {above} row{'' if above == 1 else 's'} above the header were passed over." if above > 0 else ""


def _numbered(header: tuple[str, ...]) -> bool:
    return any(name.casefold() in HEADINGS for name in cleaned(header))


def _fullest(rows: list[tuple[str, ...]]) -> list[str]:
    """Return the cells of the column that holds most numbers of six digits."""
    width = max((len(row) for row in rows), default=0)
    columns = [[row[place] for row in rows if len(row) > place] for place in range(width)]
    best = max(columns, key=lambda cells: sum(_is_number(_plain(cell)) for cell in cells), default=[])
    return [cell for cell in best if _is_number(_plain(cell))]


def _from_cell(cell: str, found: Named) -> None:
    number = _plain(cell)
    if _is_number(number):
        found.add(int(number))
    elif number:
        found.faults.append(_no_number(number))


def _from_line(line: str, found: Named) -> None:
    """Take the numbers of one line, with the names of schools beside them or without."""
    names = False
    for piece in re.split(r"[,;\t]", _BETWEEN.sub(",", line)):
        bare = _LABEL.sub("", piece).strip().removesuffix(OF_SPREADSHEETS)
        if not bare or bare.casefold() in HEADINGS or (names and not re.search(r"\d", bare)):
            continue
        number, name = number_and_name(bare)
        names = bool(name)
        numbers = [number] if _is_number(number) else list(_grouped(bare))
        for one in numbers:
            found.add(int(one))
        if not numbers:
            found.faults.append(_no_number(bare))


def _grouped(text: str) -> Iterator[str]:
    """Yield the numbers of a text of digits and spaces: ``123 456 123 457``; none where they do not come out even."""
    groups = _plain_groups(text)
    found, open_ = [], ""
    for group in groups:
        open_ += group
        if len(open_) == DIGITS:
            found.append(open_)
            open_ = ""
    if groups and not open_ and all(map(_is_number, found)):
        yield from found


def _plain_groups(text: str) -> list[str]:
    groups = text.split()
    return groups if all(group.isascii() and group.isdecimal() for group in groups) else []


def _plain(cell: str) -> str:
    bare = _LABEL.sub("", cell).strip().strip("\"'").removesuffix(OF_SPREADSHEETS)
    number, _ = number_and_name(bare)
    return "".join(number.split()) if _plain_groups(number) else number


def _is_number(text: str) -> bool:
    return len(text) == DIGITS and text.isascii() and text.isdecimal() and text[0] != "0"


def _no_number(text: str) -> Fault:
    digits = re.sub(r"\D", "", text)
    if len(digits) == DIGITS + 1:
        found = f"{text}: seven digits, the number of authority and school"
    elif digits:
        found = f"{text}: {len(digits)} digit{'' if len(digits) == 1 else 's'}"
    else:
        found = text
    return Fault(
        f"--{QUESTION}",
        found,
        "the number of a school (URN), which has six digits; a file; or the name of a local authority",
        _meant(text) or "look it up at get-information-schools.service.gov.uk, under the name of the school",
    )


def _meant(text: str) -> str:
    """Return the authority whose name is nearly that; empty where none is."""
    names = {one.name.casefold(): one.name for one in authorities().values()}
    close = get_close_matches(_WHOLE.sub("", text.strip()).casefold(), names, n=1, cutoff=0.8)
    return f"did you mean all schools of {names[close[0]]}? Then type: {names[close[0]]}" if close else ""


def refuse(found: Named) -> None:
    """Refuse an answer that names no school, or parts of which name none; what does is kept."""
    if found.faults:
        raise Unfit(tuple(found.faults), ", ".join(map(str, found.numbers)))
    if not found.numbers and not found.areas:
        raise unfit(QUESTION, "nothing", "the schools that took part", "type a number, a file or an authority")

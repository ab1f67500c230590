"""The text of study.toml, statement by statement where it is no whole TOML: a broken line does not hide the rest."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from evalkit.core.errors import Fault
from evalkit.study.uk_words import with_plain_dates

FILE = "study.toml"
AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")
ALLOWED = 'TOML: key = "text", key = 2019, key = 2018-01-08, key = [ … ], each key once in its table'
ADVICE = "look at this line and the one before it: a quote, a bracket or a comma is missing, or a key is repeated"
_HEADING = re.compile(r"\s*\[{1,2}\s*([A-Za-z_][\w.-]*)\s*\]{0,2}\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z_][\w-]*)\s*=")
_MARKS = re.compile(r'"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*')

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class TomlText:
    """What of study.toml could be read.

    Attributes
    ----------
    values : mapping
        Tables and keys that could be read.
    faults : tuple of Fault
        One for each statement that could not.
    lost : tuple of tuple
        Places of the keys whose statement could not be read, as far as they are known.
    """

    values: Mapping[str, object]
    faults: tuple[Fault, ...] = ()
    lost: tuple[Place, ...] = ()


def read_toml(text: str) -> TomlText:
    """Return what a study file holds, with a fault for each statement that is no TOML.

    Dates as they are written in the United Kingdom are understood, and so are semicolons between the entries of a
    list.

    Parameters
    ----------
    text : str
        The whole file.
    """
    text = with_plain_dates(text.replace("\r\n", "\n"))
    whole = _parsed(text)
    if isinstance(whole, dict):
        return TomlText(whole)
    return _piece_by_piece(text.split("\n"))


@dataclass(slots=True)
class _Section:
    """One heading with the statements below it, each by the numbers of its first and last line, from 0."""

    name: str
    heading: int | None
    statements: list[tuple[str, int, int]] = field(default_factory=list)
    place: Place = ()


def _piece_by_piece(lines: list[str]) -> TomlText:
    kept = [""] * len(lines)
    faults: list[Fault] = []
    lost: list[Place] = []
    values: dict[str, object] = {}
    for section in _sections(lines):
        before = list(kept)
        _lay_heading(section, lines, kept, faults)
        whole = _parsed("\n".join(kept))
        if not isinstance(whole, dict):
            faults.append(_fault(whole, lines))
            kept = before
            continue
        values = whole
        for key, first, last in section.statements:
            trial = _with_statement(kept, lines, first, last)
            read = _parsed("\n".join(trial))
            if not isinstance(read, dict):
                trial = [_with_commas(line) if first <= at <= last else line for at, line in enumerate(trial)]
                read, said = _parsed("\n".join(trial)), read
                if not isinstance(read, dict):
                    faults.append(_fault(said, lines, first))
                    lost.extend([(*section.place, key)] if key else [])
                    continue
            kept, values = trial, read
    return TomlText(values, tuple(faults), tuple(lost))


def _sections(lines: list[str]) -> Iterator[_Section]:
    counts: dict[str, int] = {}
    here = _Section("", None)
    for number, line in enumerate(lines):
        hit = _HEADING.match(line)
        if hit:
            yield here
            here = _Section(hit.group(1), number)
            if line.lstrip().startswith("[["):
                counts[here.name] = counts.get(here.name, -1) + 1
            here.place = _place(here.name, counts)
        elif key := _KEY.match(line):
            here.statements.append((key.group(1), number, number))
        elif here.statements:
            name, first, _ = here.statements[-1]
            here.statements[-1] = (name, first, number)
        elif line.strip() and not line.lstrip().startswith("#"):
            here.statements.append(("", number, number))
    yield here


def _place(name: str, counts: Mapping[str, int]) -> Place:
    head, *rest = name.split(".")
    return (head, counts[head], *rest) if head in counts else (head, *rest)


def _lay_heading(section: _Section, lines: list[str], kept: list[str], faults: list[Fault]) -> None:
    """Put the heading among the lines kept; one that lacks a bracket is named and read as it is meant."""
    if section.heading is None:
        return
    line = lines[section.heading]
    marks = "[[" if line.lstrip().startswith("[[") else "["
    meant = f"{marks}{section.name}{']' * len(marks)}"
    kept[section.heading] = meant
    if re.sub(r"\s|#.*", "", line) != meant:
        faults.append(Fault(f"{FILE}, line {section.heading + 1}", line.strip(), ALLOWED, f"write {meant}"))


def _with_statement(kept: list[str], lines: list[str], first: int, last: int) -> list[str]:
    return [*kept[:first], *lines[first : last + 1], *kept[last + 1 :]]


def _with_commas(line: str) -> str:
    """Return a line with commas for the semicolons that stand outside texts and comments."""
    parts, end = [], 0
    for hit in _MARKS.finditer(line):
        parts += [line[end : hit.start()].replace(";", ","), hit.group()]
        end = hit.end()
    return "".join([*parts, line[end:].replace(";", ",")])


def _parsed(text: str) -> dict[str, object] | str:
    """Return the values of a TOML text, or why it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return str(error)
    except RecursionError:
        return "brackets nested too deeply"


def _fault(message: str | dict[str, object], lines: list[str], first: int | None = None) -> Fault:
    """Return the fault of one statement; where it is known, its first line is where to look."""
    hit = AT_LINE.search(str(message))
    told = int(hit.group(1)) if hit else len(lines)
    number = told if first is None else first + 1
    line = lines[number - 1].strip() if 0 < number <= len(lines) else "the end of the file"
    return Fault(
        where=f"{FILE}, line {number}",
        found=f"{line[:70]}   ({AT_LINE.sub('', str(message)).strip()})",
        allowed=ALLOWED,
        next=ADVICE,
    )

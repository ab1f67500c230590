"""Turn a register of names into one of codes; the key stays outside the study, and no name is printed."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evalkit.core.column import bare_heading
from evalkit.core.errors import DataError, Fault
from evalkit.data.text.cell_sheets import letters
from evalkit.data.text.open_files import OpenFile, open_table
from evalkit.programme.persons import NAME, person_fault, persons_by_heading, persons_in
from evalkit.programme.pseudonyms import Coded, coded
from evalkit.run.places import shown
from evalkit.run.registers.key_file import RegisterKey, key_faults, people_file, read_key, write_key

CODE_HEADING = "Person code"
ENDING = "-coded.csv"
PREFIX, PREFIXES = "T", re.compile(r"[A-Za-z]{0,6}")
FEW = 10


@dataclass(frozen=True, slots=True)
class NamedRegister:
    """A register that was opened.

    Attributes
    ----------
    opened : OpenFile
        Its header and its rows.
    columns : tuple of tuple of str
        Cells of each column.
    naming : tuple of int
        Places of the columns that together name a person.
    dropped : tuple of int
        Places of other columns that tell of persons by their heading; they are left out.
    """

    opened: OpenFile
    columns: tuple[tuple[str, ...], ...]
    naming: tuple[int, ...]
    dropped: tuple[int, ...]

    @property
    def others(self) -> tuple[int, ...]:
        """Places of the columns that stay."""
        return tuple(at for at in range(len(self.columns)) if at not in {*self.naming, *self.dropped})


def pseudonymise(
    file: Path, columns: Sequence[str], *, key: Path, prefix: str = PREFIX, out: Path | None = None
) -> int:
    """Write a register anew with a code in the place of each name, and say what was done.

    Parameters
    ----------
    file : Path
        A register as csv or xlsx; it is left as it is.
    columns : sequence of str
        Headings of the columns that together name a person; where none is given, those that say so.
    key : Path
        The key; made where it is not there, and outside every study.
    prefix : str
        With which codes begin.
    out : Path or None
        The file to write; None writes beside the register.
    """
    target = out or file.with_name(f"{file.stem}{ENDING}")
    faults = [*_input_faults(file, target, prefix), *key_faults(key)]
    if faults:
        raise DataError(faults)
    held, faults = read_key(key, prefix)
    register, more = _register(open_table(file, file.name), columns)
    faults = [*faults, *more, *([] if register is None else _left_over(register))]
    if faults or held is None or register is None:
        raise DataError(faults)
    rows = list(zip(*(register.columns[at] for at in register.naming), strict=True))
    made = coded(rows, held.secret, held.prefix, held.people)
    write_key(held, {**held.people, **made.persons})
    _write(target, register, made.codes)
    _tell(file, target, register, made, held)
    return 0


def _input_faults(file: Path, target: Path, prefix: str) -> list[Fault]:
    faults = []
    if not file.is_file():
        faults.append(Fault(shown(file), "no such file", "a register as .csv or .xlsx", "check the name of the file"))
    if target.exists():
        advice = "move it away, or name another with --out: nothing is overwritten"
        faults.append(Fault(shown(target), "a file of that name", "a name that is free", advice))
    if not PREFIXES.fullmatch(prefix):
        faults.append(Fault("--prefix", prefix, "up to six letters, or nothing", "choose a few letters, such as T"))
    return faults


def _register(opened: OpenFile, columns: Sequence[str]) -> tuple[NamedRegister | None, list[Fault]]:
    places = {bare_heading(name): at for at, name in enumerate(opened.header)}
    there = ", ".join(filter(None, opened.header))
    unknown = [name for name in columns if bare_heading(name) not in places]
    if unknown:
        next_ = "write the heading as it stands in the first line"
        return None, [Fault(f"--column {name}", "no such column", there, next_) for name in unknown]
    kinds = [persons_by_heading(name) for name in opened.header]
    naming = [places[bare_heading(name)] for name in columns] or [at for at, one in enumerate(kinds) if one == (NAME,)]
    if not naming:
        found = "no heading that says that names stand below it"
        return None, [Fault(opened.file, found, "--column with a heading", f"name one or more of: {there}")]
    dropped = tuple(at for at, one in enumerate(kinds) if one and at not in naming)
    cells = tuple(tuple(cell.strip() for cell in column) for column in opened.rows.columns(range(len(opened.header))))
    return NamedRegister(opened, cells, tuple(naming), dropped), []


def _left_over(register: NamedRegister) -> list[Fault]:
    """Return a fault for each cell that stays and shows somebody by a number or an address."""
    found = [
        (_place(register, at, row), kinds)
        for at in register.others
        for row, cell in enumerate(register.columns[at])
        if (kinds := tuple(kind for kind in persons_in(cell, heading=register.opened.header[at]) if kind != NAME))
    ]
    return [person_fault(where, kinds) for where, kinds in found]


def _place(register: NamedRegister, at: int, row: int) -> str:
    return f"{register.opened.file}, cell {letters(at)}{row + register.opened.first}"


def _write(target: Path, register: NamedRegister, codes: Sequence[str]) -> None:
    table = io.StringIO(newline="")
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow((CODE_HEADING, *(register.opened.header[at] for at in register.others)))
    others = [register.columns[at] for at in register.others]
    rows.writerows(zip(codes, *others, strict=True))
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "w", encoding="utf-8") as out:
        out.write(table.getvalue())


def _tell(file: Path, target: Path, register: NamedRegister, made: Coded, key: RegisterKey) -> None:
    """Say what was done, by headings and counts alone."""
    header = register.opened.header
    blank = sum(not code for code in made.codes)
    named = [
        _place(register, at, row)
        for at in register.others
        for row, cell in enumerate(register.columns[at])
        if NAME in persons_in(cell, heading=header[at])
    ]
    print(f"{shown(target)}: {len(made.codes)} rows, {len(made.persons)} persons, {made.new} of them new to this key.")
    print(f"  in the place of {', '.join(header[at] for at in register.naming)}: {CODE_HEADING}")
    if register.dropped:
        print(f"  left out, as they tell of persons: {', '.join(header[at] for at in register.dropped)}")
    if made.alike:
        print(f"  written in more than one way, by capitals, blanks or a comma, and taken as one: {made.alike} persons")
    if blank:
        print(f"  without a name, and so without a code: {blank} rows")
    if named:
        more = f" and {len(named) - FEW} more" if len(named) > FEW else ""
        print(f"  somebody may still be named in: {'; '.join(named[:FEW])}{more}. Look before you share the file.")
    print("  two people of one name have one code: where there are such, write a number behind one of the names")
    print(
        f"The key is {shown(key.file)}, and who is who stands in {shown(people_file(key.file))}; keep both to yourself."
    )
    if any((folder / "study.toml").is_file() for folder in file.resolve().parents):
        print(f"{shown(file)} still holds names and stands in a study folder: move it out.")


JOB = pseudonymise

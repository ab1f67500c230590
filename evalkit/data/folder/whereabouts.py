"""Who the schools of a list are, as the tables and registers of a folder have it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from evalkit.core.errors import EvalkitError
from evalkit.data.folder.thinned_copy import only
from evalkit.data.recognition import tables_of
from evalkit.data.school_panel import NOT_MAINSTREAM
from evalkit.data.sources.parts.registers import is_register, read_whole_register
from evalkit.data.text.open_files import SUFFIXES, open_table
from evalkit.data.text.table_paths import TablePath, tables_in
from evalkit.places.authorities import authorities
from evalkit.study.model import Data, DataFile

# What is taken from a table or a register, the last from registers alone.
TOLD = ("name", "area", "school_type", "record_type", "closes")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What is known of one school number.

    Attributes
    ----------
    urn : int
        The number.
    name : str
        Its name; empty where no table says.
    area : str
        Code of its local authority; empty where no table says.
    school_type : str
        Its type; empty where no table says.
    years : tuple of int
        Exam years of the tables of results in which it has a row.
    closed : str
        Day on which it closed, as year-month-day; empty where no register says that it did.
    """

    urn: int
    name: str = ""
    area: str = ""
    school_type: str = ""
    years: tuple[int, ...] = ()
    closed: str = ""

    @property
    def mainstream(self) -> bool:
        """Whether it may be in a panel of mainstream state-funded schools; so it is where nothing speaks against it."""
        return self.school_type not in NOT_MAINSTREAM

    def in_words(self) -> str:
        """Return number, name, authority and type in one line."""
        place = authorities()[self.area].name if self.area in authorities() else self.area
        kind = NOT_MAINSTREAM.get(self.school_type, self.school_type)
        return ", ".join(filter(None, (f"{self.urn} {self.name}".strip(), place, kind)))


def whereabouts(folder: Path, data: Data, schools: Collection[int]) -> dict[int, Whereabouts]:
    """Return what the tables of a folder say of schools; numbers of which none says anything are left out.

    Parameters
    ----------
    folder : Path
        Folder of the tables.
    data : Data
        What the study says of them.
    schools : collection of int
        Numbers of schools.
    """
    found: dict[int, Whereabouts] = {}
    with TemporaryDirectory(prefix="evalkit-") as small:
        only(folder, Path(small), data.files, schools)
        for frame, register in _frames(Path(small), data):
            for number, rows in frame[frame["urn"].isin(list(schools))].groupby("urn"):
                urn = int(str(number))
                found[urn] = _with(found.get(urn, Whereabouts(urn)), rows, register)
    return found


def _frames(folder: Path, data: Data) -> Iterator[tuple[pd.DataFrame, bool]]:
    """Yield each table that could be read, the latest last, with whether it is a register."""
    said = {entry.file: entry for entry in data.files}
    for name, path in tables_in(folder, SUFFIXES).items():
        entry = said.get(name) or said.get(path.name)
        try:
            if name == data.register_file:
                yield _numbered(read_whole_register(open_table(path, name, is_register)).frame), True
                continue
            yield from _tables(path, name, entry)
        except EvalkitError:
            # What cannot be read is told where the tables are read; here it has nothing to say.
            continue


def _tables(path: TablePath, name: str, entry: DataFile | None) -> list[tuple[pd.DataFrame, bool]]:
    found = []
    for known in tables_of(path, name, entry):
        if known.source is None or known.reader.gives not in {"schools", "register"}:
            continue
        read = known.reader.read(known.table, entry)
        if read.register is not None:
            found.append((_numbered(read.register), True))
        elif read.adds_rows:
            found.append((read.frame, False))
    return found


def _numbered(register: pd.DataFrame) -> pd.DataFrame:
    return register.rename_axis("urn").reset_index()


def _with(known: Whereabouts, rows: pd.DataFrame, register: bool) -> Whereabouts:
    last = {name: rows[name].dropna() for name in TOLD if name in rows.columns}
    told: Mapping[str, str] = {
        name: str(last[name].iloc[-1]) if name in last and len(last[name]) else "" for name in TOLD[:-1]
    }
    kind = "special" if told["record_type"] == "special" else told["school_type"]
    years = () if register else tuple(int(year) for year in rows["year"].unique())
    return replace(
        known,
        name=told["name"] or known.name,
        area=told["area"] or known.area,
        school_type=kind or known.school_type,
        years=tuple(sorted({*known.years, *years})),
        closed=_closed(last) or known.closed if register else known.closed,
    )


def _closed(last: Mapping[str, pd.Series]) -> str:
    days = last.get("closes")
    return "" if days is None or not len(days) else f"{days.iloc[-1]:%Y-%m-%d}"

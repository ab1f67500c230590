"""What each table of a file is: the reader that knows its header, or nobody; the one place where readers are chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from evalkit.core.column import bare_heading
from evalkit.core.errors import DataError, EvalkitError
from evalkit.data.sources import SOURCES, TableSource
from evalkit.data.text.open_files import OpenFile
from evalkit.data.text.table_paths import TablePath
from evalkit.data.text.whole_files import open_all
from evalkit.study.model import DataFile
from evalkit.tables.missing_reasons import CODES

# Codes as a study explains them, and as readers know them.
Codes = Mapping[str, str]
Meant = tuple[tuple[str, str], ...]
# One of the publisher's codes for each reason.
_PUBLISHED: dict[str, str] = {reason: code for code, reason in reversed(CODES.items())}


@dataclass(frozen=True, slots=True)
class KnownAs:
    """One table of a file.

    Attributes
    ----------
    table : OpenFile
        The table as text.
    source : str or None
        Registered name of its reader; None where its header is nobody's.
    """

    table: OpenFile
    source: str | None

    @property
    def reader(self) -> TableSource:
        """The reader of a table that has one."""
        if self.source is None:
            raise unknown(self.table)
        return SOURCES.get(self.source)


def tables_of(path: TablePath, name: str, entry: DataFile | None, codes: Meant = ()) -> tuple[KnownAs, ...]:
    """Return the tables of a file, each with its reader; a file that the study names and nobody can read is refused.

    Parameters
    ----------
    path : Path or Packed
        The file.
    name : str
        How messages and records call it.
    entry : DataFile or None
        What the study says of it.
    codes : tuple of (str, str)
        Codes of the tables that the study explains, as `in_published_codes` returns them.
    """
    source_of = reader_for(entry)
    tables = open_all(path, name, lambda header: source_of(header) is not None)
    tables = tuple(replace(table, codes=codes) for table in tables) if codes else tables
    found = [KnownAs(table, source_of(table.header)) for table in tables]
    if entry is None or any(one.source for one in found):
        return tuple(found)
    if entry.source or entry.columns:
        # The reader named says best what it lacks.
        return (KnownAs(tables[0], entry.source or _mapped()), *found[1:])
    raise unknown(tables[0])


def reader_for(entry: DataFile | None) -> Callable[[tuple[str, ...]], str | None]:
    """Return a function from a header to the name of its reader, which asks nobody twice."""
    kinds = SOURCES.parts()
    asked: dict[tuple[str, ...], str | None] = {}

    def find(header: tuple[str, ...]) -> str | None:
        if entry and entry.source:
            return entry.source if SOURCES.get(entry.source).recognises(header) else None
        if entry and entry.columns:
            return _mapped() if _headings(entry) <= {bare_heading(name) for name in header} else None
        return next((name for name, kind in kinds.items() if kind.recognises(header)), None)

    def known(header: tuple[str, ...]) -> str | None:
        if header not in asked:
            asked[header] = find(header)
        return asked[header]

    return known


def unknown(table: OpenFile) -> EvalkitError:
    """Return the error of a table that the study names and nobody can read."""
    return DataError.one(
        where=table.file,
        found=f"columns of no table that evalkit knows: {', '.join(table.header[:6])}, ..."
        + "".join(f"; {note}" for note in table.notes),
        allowed="a table of a known layout, or any table with a map of its columns",
        next="say in the study file which column holds what (columns = { ... }), or take the file off the list",
    )


def in_published_codes(codes: Codes) -> Meant:
    """Return each code of a study with a code or word that every reader knows; a meaning that is none is refused."""
    words = (
        {word for kind in SOURCES.parts().values() for column in kind.columns for word in column.among}
        if codes
        else set()
    )
    wrong = {code: meaning for code, meaning in codes.items() if meaning not in {*_PUBLISHED, *words}}
    if wrong:
        raise DataError.one(
            where="the study file, [data], codes",
            found=", ".join(f"{code} = {meaning!r}" for code, meaning in wrong.items()),
            allowed=f"a reason why a number is missing ({', '.join(sorted(_PUBLISHED))}), or a word for a type or kind "
            f"of school ({', '.join(sorted(words))})",
            next="write one of these words",
        )
    return tuple((code, _PUBLISHED.get(meaning, meaning)) for code, meaning in codes.items())


def _mapped() -> str:
    return next(name for name, kind in SOURCES.parts().items() if kind.mapped)


def _headings(entry: DataFile) -> set[str]:
    columns = [one for given in entry.columns.values() for one in (given if isinstance(given, tuple) else (given,))]
    return {bare_heading(name) for name in (entry.key, *(one.column for one in columns))}

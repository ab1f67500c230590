"""Whether the tables of a folder are invented: their stamp, the numbers of their schools and their names say so."""

from __future__ import annotations

import csv
import gzip
import zlib
from dataclasses import dataclass
from pathlib import Path

from evalkit.core.errors import DataError
from evalkit.data.folder.thinned_copy import NUMBERS
from evalkit.data.text.headers import MOST_ABOVE
from evalkit.data.text.table_paths import TablePath, tables_in

STAMP = "made-from.json"
# Numbers are given one after the other and have not come near this one; the generator's schools begin there.
FIRST_INVENTED = 900_000
INVENTED = "Invented "
HEAD = 60_000
_PLAIN = (".csv", ".csv.gz")


@dataclass(frozen=True, slots=True)
class Invention:
    """What gives invented tables away.

    Attributes
    ----------
    stamped : bool
        Whether the generator's stamp stands in the folder.
    invented, given : int
        School numbers seen that belong to no school, and numbers as they are really given.
    named : bool
        Whether names of schools begin as those of invented schools do.
    """

    stamped: bool
    invented: int
    given: int
    named: bool

    @property
    def is_invented(self) -> bool:
        """Whether the tables are invented."""
        return self.named or self.invented > self.given or (self.stamped and not self.given)

    def in_words(self) -> str:
        """Return what was seen, as it follows "the tables hold"."""
        seen = []
        if self.invented:
            seen.append(f"{self.invented:,} school numbers from {FIRST_INVENTED} on, which belong to no school")
        if self.given:
            seen.append(f"{self.given:,} school numbers as they are really given, below {FIRST_INVENTED}")
        if self.named:
            seen.append(f'schools whose names begin with "{INVENTED.strip()}"')
        if self.stamped:
            seen.append(f"{STAMP}, which the generator of invented tables leaves")
        return " and ".join(seen) or "no school number"


def invention(folder: Path) -> Invention:
    """Return what the first rows of the tables of a folder tell of whether they are invented.

    Parameters
    ----------
    folder : Path
        Searched with its subfolders; the first rows of each csv file are looked at.
    """
    numbers: set[int] = set()
    named = False
    for path in tables_in(folder, _PLAIN).values() if folder.is_dir() else ():
        rows = _head(path)
        # A title may stand above the header.
        found = ((at, place) for at, row in enumerate(rows[:MOST_ABOVE]) if (place := _place(row)) is not None)
        at, place = next(found, (0, None))
        if place is None:
            continue
        cells = (row[place].strip() for row in rows[at + 1 :] if len(row) > place)
        numbers |= {int(cell) for cell in cells if cell.isdigit()}
        named = named or any(cell.startswith(INVENTED) for row in rows[at + 1 :] for cell in row)
    beyond = sum(number >= FIRST_INVENTED for number in numbers)
    return Invention((folder / STAMP).is_file(), beyond, len(numbers) - beyond, named)


def _place(header: list[str]) -> int | None:
    names = [cell.strip("\ufeff ").casefold() for cell in header]
    return next((names.index(name) for name in NUMBERS if name in names), None)


def _head(path: TablePath) -> list[list[str]]:
    try:
        with path.open("rb") as opened:
            packed = opened.read(2) == b"\x1f\x8b"
            opened.seek(0)
            raw = gzip.GzipFile(fileobj=opened).read(HEAD) if packed else opened.read(HEAD)
        whole = raw if len(raw) < HEAD else raw[: raw.rfind(b"\n")]
        return list(csv.reader(whole.decode("utf-8-sig", errors="replace").splitlines()))
    except (DataError, EOFError, OSError, zlib.error, csv.Error):
        return []

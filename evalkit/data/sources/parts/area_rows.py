"""What readers of area tables hand on: which area a row is about, and one figure of one group in one area and year.

Rows are unique by level, area, year, group and measure. A value is NaN where there is a reason, which is then one of
the closed list of `evalkit.tables.missing_reasons`, else empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from evalkit.core.errors import DataError, Fault
from evalkit.data.sources.parts.area_figures import FIGURES
from evalkit.data.sources.parts.cells import UNKNOWN_CODE, Strange, in_words, parse_cell
from evalkit.data.sources.parts.file_years import vintage_in
from evalkit.data.sources.parts.source import FileRead
from evalkit.data.text.open_files import OpenFile, capped, plain
from evalkit.places.authorities import REGIONS, authorities, code_of
from evalkit.study.model import DataFile
from evalkit.tables.flow import Loss, Step
from evalkit.tables.provenance import Provenance

KEYS = ("level", "area", "year", "group", "measure")
COLUMNS = ("level", "area", "area_name", "region", "year", "group", "measure", "value", "reason")
# Some tables hold the noise of a spreadsheet: -0.14000000000000001 is -0.14.
DIGITS = 9
UNKNOWN_PLACE = "area that evalkit does not know"
AUTHORITY, REGION, COUNTRY = "authority", "region", "country"
ENGLAND = "ENG"
# Numbers that DfE's area tables give to England, its regions and the two halves of London.
_TOTALS = {
    "970": "England",
    "980": "North East",
    "981": "North West",
    "982": "Yorkshire and the Humber",
    "983": "East Midlands",
    "984": "West Midlands",
    "985": "East of England",
    "986": "London",
    "987": "Inner London",
    "988": "Outer London",
    "989": "South East",
    "990": "South West",
}
_PARTS_OF_REGIONS = {"Inner London": "London", "Outer London": "London"}
_ALSO = {
    "london (inner)": "Inner London",
    "london (outer)": "Outer London",
    "east": "East of England",
    "yorkshire and humber": "Yorkshire and the Humber",
}
_NAMES = {name.casefold(): name for name in (*REGIONS, *_PARTS_OF_REGIONS, "England")}
# Names that point to authorities as they were before they were joined or divided.
_BEFORE = {"bournemouth": "837", "poole": "836", "dorset": "835"}


@dataclass(frozen=True, slots=True)
class Area:
    """One area.

    Attributes
    ----------
    level : {"authority", "region", "country"}
        What it is; the two halves of London count as regions.
    code : str
        DfE's three digits for an authority, our name for anything larger.
    name : str
        In words.
    region : str
        The region it lies in; empty for England.
    """

    level: str
    code: str
    name: str
    region: str


def area_of(number: str, name: str) -> Area | None:
    """Return the area of a row, by its number where it has one, else by its name; None where neither is known.

    Parameters
    ----------
    number : str
        DfE's number of the authority or region, perhaps with ``.0``; empty where the table gives none.
    name : str
        Name in any spelling: "St. Helens", "Yorkshire and The Humber", "Dorset (Pre LG)".

    Examples
    --------
    >>> [area_of(*pair).code for pair in (("342.0", "St. Helens"), ("", "Bedford Borough"), ("", "Dorset (Pre LG)"))]
    ['342', '822', '835']
    """
    code = number.strip().removesuffix(".0")
    larger = _TOTALS.get(code) or (None if code else _larger(name))
    if larger == "England":
        return Area(COUNTRY, ENGLAND, "England", "")
    if larger:
        return Area(REGION, larger, larger, _PARTS_OF_REGIONS.get(larger, larger))
    known = authorities().get(code or _by_name(name))
    return None if known is None else Area(AUTHORITY, known.code, known.name, known.region)


def _larger(name: str) -> str | None:
    bare = name.strip().casefold().replace("&", "and")
    return _NAMES.get(_ALSO.get(bare, bare).casefold())


def _by_name(name: str) -> str:
    bare, _, remark = name.strip().partition(" (")
    if remark.casefold().startswith(("pre lg", "before")):
        return _BEFORE.get(bare.casefold(), code_of(bare) or "")
    return code_of(name) or code_of(bare.removesuffix(" Borough")) or ""


@dataclass
class Gatherer:
    """Collects the figures of one file, with every fault and every row left out.

    Attributes
    ----------
    file : OpenFile
        The table.
    found : dict
        Key of each figure, and its row number, area, value and reason.
    faults : list of Fault
        What is wrong.
    dropped : Counter
        Rows left out, by reason.
    vintage : str
        Which release its rows say it is; empty where they do not say.
    strange : Counter
        Cells whose code nobody has explained, by code and figure.
    """

    file: OpenFile
    found: dict[tuple[str, str, int, str, str], tuple[int, Area, float, str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    vintage: str = ""
    places: dict[tuple[str, str], Area | None] = field(default_factory=dict)
    strange: Counter[tuple[str, str]] = field(default_factory=Counter)

    def place(self, number: str, name: str) -> Area | None:
        """Return the area of a row; one that is not known is left to the caller to count."""
        if (number, name) not in self.places:
            self.places[number, name] = area_of(number, name)
        return self.places[number, name]

    def add(self, row: int, area: Area, year: int, figure: tuple[str, str], cell: float | str) -> None:
        """Take one figure (its name and group), or note what is wrong with it."""
        name, group = figure
        parsed = cell if isinstance(cell, float) else parse_cell(cell)
        known = FIGURES[name]
        value = round(parsed, DIGITS) if isinstance(parsed, float) else float("nan")
        if parsed is None or (isinstance(parsed, float) and not known.low <= value <= known.high):
            self.faults.append(self._wrong(row, name, str(cell)))
            return
        key = (area.level, area.code, year, group, name)
        reason = parsed if isinstance(parsed, str) else ""
        if reason == UNKNOWN_CODE:
            self.strange[plain(str(cell)), known.label] += 1
        before = self.found.get(key)
        if before is not None and (before[2], before[3]) != (value, reason) and not (before[3] and reason):
            self.faults.append(self._twice(row, before[0], area, year, known.label))
            return
        self.found.setdefault(key, (row, area, value, reason))

    def read(self, entry: DataFile | None, source: str, notes: Iterable[str] = (), split: str = "") -> FileRead:
        """Return the table read, which gives no schools, or raise every fault of it.

        A table without a figure of an area is passed over with a note; one that the study names is refused.

        Parameters
        ----------
        entry : DataFile or None
            What the study says of it.
        source : str
            Registered name of the reader.
        notes : iterable of str
            What a reader must know.
        split : str
            Columns by which every row is split, in words.
        """
        nothing = "" if self.found or self.faults else self._nothing(split)
        if nothing and entry is not None:
            self.faults.append(self._empty(nothing))
        if self.faults:
            raise DataError(capped(self.faults, self.file.file, "such cells or rows"))
        rows = [
            (level, code, area.name, area.region, year, group, name, value, reason)
            for (level, code, year, group, name), (_, area, value, reason) in self.found.items()
        ]
        frame = pd.DataFrame(rows, columns=list(COLUMNS)).sort_values(list(KEYS), ignore_index=True)
        years = sorted(set(frame["year"]))
        left_out = sum(self.dropped.values())
        reasons = Counter(frame.loc[frame["reason"] != "", "reason"])
        provenance = Provenance(
            file=self.file.file,
            source=source,
            year=years[0] if len(years) == 1 else None,
            vintage=entry.vintage if entry and entry.vintage else vintage_in(self.file.file, self.vintage),
            sha256=self.file.sha256,
            rows=len(self.file.rows),
            rows_kept=len(self.file.rows) - left_out,
            dropped=tuple(self.dropped.most_common()),
            reasons=tuple(reasons.most_common()),
            notes=(*self.file.notes, *notes, *self._notes(nothing)),
        )
        losses = tuple(Loss(None, None, reason) for reason, count in self.dropped.items() for _ in range(count))
        step = Step(f"read {self.file.file}", "all", "rows", provenance.rows, provenance.rows_kept, losses)
        nobody = pd.DataFrame({"urn": np.array([], dtype=np.int64), "year": np.array([], dtype=np.int64)})
        silent = pd.DataFrame({name: [] for name in ("urn", "year", "variable", "reason")})
        return FileRead(nobody, silent, (), frozenset(), provenance, step, adds_rows=False, areas=frame)

    def _wrong(self, row: int, name: str, cell: str) -> Fault:
        known = FIGURES[name]
        return Fault(
            where=f"{self.file.file}, row {row}, {known.label}",
            found=repr(cell),
            allowed=f"a number from {known.low:g} to {known.high:g}, or a code for a missing one (-, c, x, z, :, low)",
            next="correct the cell in the file, or fetch the file again",
        )

    def _twice(self, row: int, first: int, area: Area, year: int, label: str) -> Fault:
        return Fault(
            where=f"{self.file.file}, rows {first} and {row}",
            found=f"{label} of {area.name} in {year} twice, with different values",
            allowed="one value for each area, year and group",
            next="keep the row that is right",
        )

    def _notes(self, nothing: str) -> Iterable[str]:
        """Yield what was not understood, and why the table is passed over where it is."""
        yield from in_words([Strange(*key, count) for key, count in self.strange.items()])
        if nothing:
            yield f"passed over: {nothing}"

    def _nothing(self, split: str) -> str:
        left_out = "; ".join(f"{count} rows: {reason}" for reason, count in self.dropped.most_common()) or "no rows"
        every = f"; every row is split by {split}" if split else ""
        return f"no figure of a local authority, region or country ({left_out}{every})"

    def _empty(self, nothing: str) -> Fault:
        return Fault(
            where=self.file.file,
            found=nothing,
            allowed="at least one figure of an area",
            next="check that this is the table of authorities, not of schools alone",
        )

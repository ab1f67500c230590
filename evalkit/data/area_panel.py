"""Areas by year and pupil group: every published figure of authorities, regions and England in one tidy frame.

A panel of areas has one row for each local authority and year. Its unit is the authority, under the number that DfE
gives it, so that designs and inferences treat it as they treat a school.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd

from evalkit.core.errors import DataError, EvalkitError, Fault
from evalkit.core.quantity import PERCENT, POINTS, PUPILS, SCHOOLS
from evalkit.data.recognition import Codes, Meant, in_published_codes, reader_for, tables_of
from evalkit.data.rounding import decimals_of
from evalkit.data.sources import SOURCES
from evalkit.data.sources.parts.area_figures import ALL, AREA_COLUMNS, FIGURES, GROUPS
from evalkit.data.sources.parts.area_rows import AUTHORITY, COLUMNS, KEYS
from evalkit.data.sources.parts.file_years import NOT_STATED
from evalkit.data.sources.parts.source import FileRead
from evalkit.data.text.open_files import SUFFIXES, first_rows
from evalkit.data.text.table_paths import TablePath, tables_in
from evalkit.places.authorities import area_type
from evalkit.study.model import DataFile
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Panel, Variable
from evalkit.tables.provenance import Provenance

# From the least to the most settled figures; where two files differ, the more settled one is used.
_VINTAGES = (NOT_STATED, "provisional", "revised", "final")
_PLACES = (
    Variable("area", "local authority code", None),
    Variable("area_name", "local authority", None),
    Variable("region", "region", None),
    Variable("area_type", "type of area", None),
)
# What schools add up to: our name in the panel of areas, the panel variable averaged, label.
_COMPOSITION = (
    ("ks2", "average Key Stage 2 points, mainstream schools", POINTS),
    ("disadvantaged", "disadvantaged pupils, mainstream schools", PERCENT),
    ("eal", "pupils with English as an additional language, mainstream schools", PERCENT),
)


@dataclass(frozen=True, slots=True)
class AreaSeries:
    """Published figures of areas.

    Attributes
    ----------
    frame : DataFrame
        Columns ``level`` (authority, region, country), ``area``, ``area_name``, ``region``, ``year``, ``group``,
        ``measure``, ``value``, ``reason`` and ``file``; rows are unique by level, area, year, group and measure.
    provenance : tuple of Provenance
        The files read.
    """

    frame: pd.DataFrame
    provenance: tuple[Provenance, ...]

    def figures(self, measure: str, group: str = ALL, level: str = AUTHORITY) -> pd.DataFrame:
        """Return one figure as areas (rows) by years (columns)."""
        frame = self.frame
        rows = frame[(frame["measure"] == measure) & (frame["group"] == group) & (frame["level"] == level)]
        return rows.pivot(index="area", columns="year", values="value").sort_index()


def read_area_series(folder: Path, files: Sequence[DataFile] = (), codes: Codes = MappingProxyType({})) -> AreaSeries:
    """Return every figure of areas in a folder; empty where no table holds any.

    Parameters
    ----------
    folder : Path
        Folder of the tables, searched with its subfolders.
    files : sequence of DataFile
        The files that the study names; empty: all.
    codes : mapping of str to str
        Codes of the tables that the study explains.
    """
    reads: list[FileRead] = []
    faults: list[Fault] = []
    meant = in_published_codes(codes)
    for name, path, entry in _wanted(folder, files):
        try:
            reads.extend(_read(path, name, entry, meant))
        except EvalkitError as error:
            faults.extend(error.faults)
    if faults:
        raise DataError(faults)
    frames = [
        read.areas.assign(file=read.provenance.file, rank=_VINTAGES.index(read.provenance.vintage))
        for read in reads
        if read.areas is not None
    ]
    if not frames:
        return AreaSeries(pd.DataFrame(columns=[*COLUMNS, "file"]), ())
    return AreaSeries(_one_of_each(pd.concat(frames, ignore_index=True)), tuple(read.provenance for read in reads))


def area_panel(series: AreaSeries, schools: Panel) -> Panel:
    """Return one row for each local authority and year, with what its schools add up to beside it.

    Parameters
    ----------
    series : AreaSeries
        Published figures of areas.
    schools : Panel
        Mainstream state-funded schools by year: they give the number of pupils and their composition.
    """
    rows = series.frame[series.frame["level"] == AUTHORITY]
    rows = rows.assign(variable=[AREA_COLUMNS[pair].name for pair in zip(rows["measure"], rows["group"], strict=True)])
    wide = rows.pivot(index=["area", "year"], columns="variable", values="value")
    wide = wide.reindex(columns=[column.name for column in AREA_COLUMNS.values() if column.name in wide.columns])
    wide = wide.join(_composition(schools), how="left")
    if "pupils" not in wide:
        wide["pupils"] = np.nan
    wide["pupils"] = wide["pupils"].fillna(wide.pop("school_pupils"))
    frame = wide.reset_index().sort_values(["area", "year"], ignore_index=True)
    places = rows.drop_duplicates("area").set_index("area")[["area_name", "region"]]
    number = frame["area"].astype(np.int64)
    kind = frame["area"].map(area_type)
    frame = frame.assign(unit=number, urn=number, area_type=kind).join(places, on="area")
    published = (Variable(column.name, column.label, column.unit) for column in AREA_COLUMNS.values())
    known = {variable.name: variable for variable in (*published, *_added())}
    variables = (*_PLACES, *(known[name] for name in wide.columns))
    frame = frame[["unit", "year", "urn", *(variable.name for variable in variables)]]
    return Panel(frame, _reasons(rows), variables, series.provenance, Flow())


def _wanted(folder: Path, files: Sequence[DataFile]) -> list[tuple[str, TablePath, DataFile | None]]:
    there = tables_in(folder, SUFFIXES)
    if not files:
        return [(name, path, None) for name, path in there.items()]
    found: list[tuple[str, TablePath, DataFile | None]] = []
    for entry in files:
        hits = [(name, path, entry) for name, path in there.items() if entry.file in (name, path.name)]
        found.extend(hits[:1])
    return found


def _read(path: TablePath, name: str, entry: DataFile | None, codes: Meant) -> list[FileRead]:
    """Return the tables of areas of a file, and the rows of areas in its tables of schools."""
    if (entry and entry.columns) or not _may_hold_areas(path, entry):
        return []
    found = []
    for known in tables_of(path, name, entry, codes):
        if known.source is None:
            continue
        kind = known.reader
        read = kind.read_areas(known.table, entry) if kind.read_areas is not None else None
        if kind.read_areas is None and kind.gives == "areas":
            read = kind.read(known.table, entry)
        found.extend([read] if read is not None else [])
    return found


def _may_hold_areas(path: TablePath, entry: DataFile | None) -> bool:
    """Say whether a file is worth opening, by the header of a plain table; a workbook must be opened to tell."""
    rows = first_rows(path)
    source_of = reader_for(entry)
    name = next((source for source in map(source_of, rows) if source), None)
    if name is None:
        return not rows
    kind = SOURCES.get(name)
    return kind.read_areas is not None or kind.gives == "areas"


def _one_of_each(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each figure: a blank gives way, then the less settled vintage, then the more rounded print.

    Two files of one vintage that still differ are a fault.
    """
    if not frame.duplicated(list(KEYS)).any():
        return frame.drop(columns="rank").sort_values(list(KEYS), kind="stable", ignore_index=True)
    printed = frame.groupby(["file", "measure"])["value"].transform(lambda values: decimals_of(values.to_numpy(float)))
    frame = frame.assign(blank=frame["value"].isna(), rank=-frame["rank"], coarse=-printed).sort_values(
        [*KEYS, "blank", "rank", "coarse", "file"], kind="stable", ignore_index=True
    )
    said = frame[~frame["blank"] & (frame["rank"] == frame.groupby(list(KEYS))["rank"].transform("first"))]
    by = said.groupby(list(KEYS))
    values = by["value"].agg(["min", "max", "size"]).assign(coarse=by["coarse"].max())
    clash = values[(values["size"] > 1) & (values["max"] - values["min"] > _as_printed(values))]
    if len(clash):
        key = clash.index[0]
        rows = said.set_index(list(KEYS)).loc[[key]]
        raise DataError.one(
            where=f"{FIGURES[key[4]].label}, {GROUPS[key[3]]}, {rows['area_name'].iloc[0]}, {key[2]}",
            found=f"{' and '.join(sorted(rows['file']))} differ in {len(clash)} figures, of which this is the first",
            allowed="one file for each figure of an area, or the same value in both",
            next="keep the newer release in the data folder, or name the files that are wanted in the study file",
        )
    return frame.drop_duplicates(list(KEYS)).drop(columns=["blank", "rank", "coarse"]).reset_index(drop=True)


def _as_printed(values: pd.DataFrame) -> np.ndarray:
    """Return how far two prints of one figure may lie apart: one table rounds to fewer digits than the other."""
    units = values.index.get_level_values("measure").map(lambda name: FIGURES[name].unit.decimals)
    fewest = np.minimum(np.asarray(units, dtype=float), -values["coarse"].to_numpy(float))
    return np.asarray(0.5 * 10.0**-fewest + 1e-9)


def _added() -> tuple[Variable, ...]:
    return (
        Variable("schools", "mainstream schools with results", SCHOOLS),
        Variable("pupils", "pupils at the end of Key Stage 4", PUPILS),
        *(Variable(name, label, unit) for name, label, unit in _COMPOSITION),
    )


def _composition(schools: Panel) -> pd.DataFrame:
    """Return, by area and year, the number of schools and pupils and the mean of what schools print, by pupils."""
    frame = schools.frame[schools.frame["area"].notna()] if schools.has("area") else schools.frame.iloc[:0]
    if not schools.has("area") or not schools.has("pupils"):
        return pd.DataFrame(
            {"schools": [], "school_pupils": []}, index=pd.MultiIndex.from_arrays([[], []], names=["area", "year"])
        )
    by = frame.groupby(["area", "year"])
    found = pd.DataFrame({"schools": by["unit"].size().astype(float), "school_pupils": by["pupils"].sum(min_count=1)})
    for name, _, _ in _COMPOSITION:
        if schools.has(name):
            weight = frame["pupils"].where(frame[name].notna())
            sums = (frame[name] * weight).groupby([frame["area"], frame["year"]]).sum(min_count=1)
            found[name] = sums / weight.groupby([frame["area"], frame["year"]]).sum(min_count=1)
    return found


def _reasons(rows: pd.DataFrame) -> pd.DataFrame:
    missing = rows[rows["reason"] != ""]
    return pd.DataFrame(
        {
            "unit": missing["area"].astype(np.int64).to_numpy(),
            "year": missing["year"].to_numpy(),
            "variable": missing["variable"].to_numpy(object),
            "reason": missing["reason"].to_numpy(object),
        }
    )

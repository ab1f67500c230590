"""What follows from codes: names, regions and types of areas, and whether a school is an academy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from evalkit.core.errors import DataError
from evalkit.data.merging import Merged
from evalkit.data.sources.parts.ks4_codes import SCHOOL_GROUPS
from evalkit.places.authorities import area_type, authorities, code_of
from evalkit.tables.panel import Variable

_LABELS = {
    "area": "local authority code",
    "area_name": "local authority",
    "region": "region",
    "area_type": "type of area",
    "school_group": "academy or maintained",
}


def with_places(merged: Merged) -> Merged:
    """Return the table with name, region and type of each local authority, and the group of each school.

    The code rules: where a table gives an authority's name without its code, the code is found by the
    name; where it gives a code, name and region are those of the list of authorities, so that one place
    has one spelling. Without either, what the table says of regions stands.
    """
    frame = merged.frame
    if "area" not in frame.columns and "area_name" in frame.columns:
        frame = frame.assign(area=_codes(frame["area_name"]))
    if "area" in frame.columns:
        frame = _from_codes(frame)
    if "school_type" in frame.columns:
        frame = frame.assign(school_group=_translated(frame["school_type"], SCHOOL_GROUPS.get))
    known = {variable.name for variable in merged.variables}
    added = [Variable(name, label, None) for name, label in _LABELS.items() if name in frame and name not in known]
    return replace(merged, frame=frame, variables=(*merged.variables, *added))


def _from_codes(frame: pd.DataFrame) -> pd.DataFrame:
    area, known = frame["area"], authorities()
    _refuse({str(code) for code in area.dropna().unique()} - set(known), "codes")
    derived = {
        "area_name": _translated(area, lambda code: known[code].name),
        "region": _translated(area, lambda code: known[code].region),
        "area_type": _translated(area, area_type),
    }
    for name, values in derived.items():
        own = values.where(area.notna(), frame[name]) if name in frame.columns else values
        frame = frame.assign(**{name: own.astype(object).where(own.notna(), None)})
    return frame


def _codes(names: pd.Series) -> pd.Series:
    codes = {name: code_of(str(name)) for name in names.dropna().unique()}
    _refuse({str(name) for name, code in codes.items() if code is None}, "names")
    return _translated(names, codes.get)


def _translated(values: pd.Series, word: Callable[[str], str | None]) -> pd.Series:
    """Return another word for each word, found once for each that occurs; what is missing stays missing."""
    codes, unique = pd.factorize(values.to_numpy(object))
    words = np.array([*(word(value) for value in unique), None], dtype=object)
    return pd.Series(words[codes], index=values.index, dtype=object)


def _refuse(unknown: set[str], what: str) -> None:
    if unknown:
        raise DataError.one(
            where=f"{what} of local authorities",
            found=", ".join(sorted(unknown)),
            allowed=f"the {what} of data/reference/local_authorities.csv",
            next="correct it, or add the authority to that table with its code, name, region and source",
        )

"""Get Information About Schools: which school numbers follow which (links_edubasealldata)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalkit.core.errors import DataError
from evalkit.data.sources.parts.cleaning import Place, clean_ids
from evalkit.data.sources.parts.register_columns import REGISTER_COLUMNS
from evalkit.data.sources.parts.registers import EITHER, PREDECESSOR, SUCCESSOR, parse_days, register_read
from evalkit.data.sources.parts.source import FileRead, TableSource
from evalkit.data.text.opening import OpenFile, plain
from evalkit.study.model import DataFile

_HEADINGS = ("URN", "LinkURN", "LinkType")
_DAY = "LinkEstablishedDate"
# Words of the publisher's link types that say more than who came first.
MERGED, SPLIT, OTHER, SIXTH_FORM = "merged", "split", "other", "sixth form"
_KINDS = (("sixth form", SIXTH_FORM), ("split", SPLIT), ("amalgamat", MERGED), ("merge", MERGED))


def recognises(header: tuple[str, ...]) -> bool:
    """Say whether the header is that of the links' download."""
    return set(_HEADINGS) <= set(header)


def read(file: OpenFile, entry: DataFile | None) -> FileRead:
    """Return the links, each with the direction and the kind that its type tells."""
    del entry
    rows = np.arange(len(file.rows)) + 2
    number = next(column for column in REGISTER_COLUMNS if column.name == "urn")
    own = clean_ids(file.cells("URN"), number, Place(file.file, "URN", rows))
    other = clean_ids(file.cells("LinkURN"), number, Place(file.file, "LinkURN", rows))
    days, faults = parse_days(file.cells(_DAY) if file.has(_DAY) else [""] * len(rows), Place(file.file, _DAY, rows))
    faults = [*own.faults, *other.faults, *faults]
    if faults:
        raise DataError(faults)
    types = [plain(cell).casefold() for cell in file.cells("LinkType")]
    told = pd.Series([direction(text) for text in types], dtype=object)
    follows = (told == SUCCESSOR).to_numpy()
    said = ~np.isnan(own.values) & ~np.isnan(other.values)
    before = np.where(follows, own.values, other.values)
    after = np.where(follows, other.values, own.values)
    links = pd.DataFrame(
        {
            "before": before[said].astype(np.int64),
            "after": after[said].astype(np.int64),
            "told": told[said].tolist(),
            "kind": [kind(text) for text, keep in zip(types, said, strict=True) if keep],
            "day": days[said].reset_index(drop=True),
            "evidence": [f"link in {file.file}"] * int(said.sum()),
        }
    )
    return register_read(file, "gias_links", None, links, int(said.sum()))


def direction(link_type: str) -> str:
    """Return what the linked school is to the school of the row.

    Examples
    --------
    >>> [direction(text) for text in ("predecessor - merged", "successor", "result of amalgamation")]
    ['predecessor', 'successor', 'either']
    """
    if link_type.startswith(PREDECESSOR):
        return PREDECESSOR
    return SUCCESSOR if link_type.startswith(SUCCESSOR) else EITHER


def kind(link_type: str) -> str:
    """Return what a link's type says besides its direction; empty for a plain predecessor or successor.

    Examples
    --------
    >>> [kind(text) for text in ("predecessor", "successor - split school", "sixth form centre link", "closure")]
    ['', 'split', 'sixth form', 'other']
    """
    for word, name in _KINDS:
        if word in link_type and (direction(link_type) != EITHER or name == SIXTH_FORM):
            return name
    return "" if direction(link_type) != EITHER else OTHER


SOURCE = TableSource(
    summary="the links between school numbers of Get Information About Schools (links_edubasealldata)",
    recognises=recognises,
    read=read,
    checked_against=("tests/unit/data/sources/test_gias.py::test_links_are_read_with_their_direction_and_kind",),
    gives="register",
)

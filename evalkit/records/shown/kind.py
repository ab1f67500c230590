"""What every kind of record that a check shows has in common."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar

import pandas as pd

# A field that says which school a row is about: it stays in the record and leaves it in no file, table or drawing.
IDENTIFIES = {"identifies": True}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a check shows; every kind derives from it.

    Attributes
    ----------
    rows : tuple of records
        One for each thing beside another.
    """

    kind: ClassVar[str] = ""
    rows: tuple[Any, ...]

    def frame(self) -> pd.DataFrame:
        """Return the rows as a table, one column for each field that rows of this kind have."""
        return pd.DataFrame([asdict(row) for row in self.rows])


def identifying(record: object) -> frozenset[str]:
    """Return the fields of a row that say which school it is about."""
    return frozenset(one.name for one in fields(record) if one.metadata.get("identifies"))  # type: ignore[arg-type]

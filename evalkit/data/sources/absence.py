"""DfE's absence tables: sessions missed, and pupils who miss one in ten or more."""

from __future__ import annotations

from evalkit.data.sources.parts.absence_columns import ABSENCE_COLUMNS
from evalkit.data.sources.parts.adding import UNSEEN, FactTable

TABLE = FactTable(
    name="absence",
    summary="DfE's absence tables: sessions missed, and pupils who often missed them",
    columns=ABSENCE_COLUMNS,
    signs=(("PERCTOT",), ("PPERSABS10", "PPERSABS15", "PPERSABS20", "PERCUA")),
    note=UNSEEN,
)
SOURCE = TABLE.source()

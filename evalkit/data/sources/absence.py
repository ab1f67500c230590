"""DfE's absence tables: sessions missed, and pupils who miss one in ten or more.

No file of this kind was at hand. Headings are those that public code which reads the files names; PPERSABS15 and
PPERSABS20 of earlier years count other pupils (missing 15 or 20 per cent) and are not taken for PPERSABS10.
"""

from __future__ import annotations

from evalkit.core.quantity import PERCENT
from evalkit.data.sources.parts.column import SourceColumn, SourceHeading
from evalkit.data.sources.parts.fact_tables import UNSEEN, FactTable
from evalkit.data.sources.parts.source import PERFORMANCE_TABLES

COLUMNS: tuple[SourceColumn, ...] = (
    SourceColumn("absence", "sessions missed", "percent", (SourceHeading("PERCTOT"),), PERCENT, 0, 100),
    SourceColumn(
        "persistent_absence",
        "pupils who missed a tenth or more of their sessions",
        "percent",
        (SourceHeading("PPERSABS10"),),
        PERCENT,
        0,
        100,
    ),
)

TABLE = FactTable(
    name="absence",
    summary="DfE's absence tables: sessions missed, and pupils who often missed them",
    columns=COLUMNS,
    signs=(("PERCTOT",), ("PPERSABS10", "PPERSABS15", "PPERSABS20", "PERCUA")),
    note=UNSEEN,
    title="absence tables",
    about="absence from school",
    publisher=PERFORMANCE_TABLES,
)
SOURCE = TABLE.source()

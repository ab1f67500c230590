"""DfE's tables of where pupils went after Key Stage 4, by school.

Public programs that read these files say that one follows the pupils who finished Key Stage 4 two years before its
own year, which is how the year is set here; no file was at hand to confirm it.
"""

from __future__ import annotations

from evalkit.data.sources.parts.adding import UNSEEN, FactTable
from evalkit.data.sources.parts.destination_columns import DESTINATION_COLUMNS

TABLE = FactTable(
    name="destinations",
    summary="DfE's tables of where pupils went after Key Stage 4",
    columns=DESTINATION_COLUMNS,
    signs=(("OVERALL_DESTPER",), ("COHORT", "EDUCATIONPER")),
    lag=2,
    note=UNSEEN,
)
SOURCE = TABLE.source()

"""The columns of the school census tables that evalkit reads, from DfE's list of fields of 2020/21.

Names that begin with PNUM hold percentages. TOTPUPSENDN and the headings with a misspelling are those of earlier
and later years, as public code that reads the files names them; no file of those years was at hand to confirm them.
"""

from __future__ import annotations

from evalkit.core.quantity import PERCENT, PUPILS
from evalkit.data.sources.parts.column import SourceColumn, SourceHeading


def _percent(name: str, label: str, *headings: str) -> SourceColumn:
    return SourceColumn(name, label, "percent", tuple(map(SourceHeading, headings)), PERCENT, 0, 100)


CENSUS_COLUMNS: tuple[SourceColumn, ...] = (
    SourceColumn(
        "census_roll", "pupils on roll", "number", (SourceHeading("NOR"), SourceHeading("TOTPUPSENDN")), PUPILS, low=0, high=20000
    ),
    _percent("census_girls", "pupils on roll who are girls", "PNORG"),
    _percent("census_sen_plan", "pupils on roll with a plan for special educational needs", "PSENELSE"),
    _percent("census_sen_support", "pupils on roll with support for special educational needs", "PSENELK"),
    _percent("census_eal", "pupils on roll with English as an additional language", "PNUMEAL"),
    _percent("census_fsm", "pupils on roll eligible for free school meals", "PNUMFSM"),
    _percent("census_fsm_ever", "pupils on roll eligible for free school meals in the past six years", "PNUMFSMEVER"),
)

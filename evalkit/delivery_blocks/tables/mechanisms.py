"""Mechanisms by strand, as a table."""

from __future__ import annotations

import math

from evalkit.core.quantity import Unit
from evalkit.records.delivery.mechanisms import Mechanisms
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import listed, opened

PARTS = ("mechanisms", "groups")
CLEAR = ("Absent", "Partly", "Clearly")
NOT_JUDGED = "Not judged"
SOURCE = "Mechanisms: Education Endowment Foundation, Effective Professional Development, 2021."


def mechanisms(result: Mechanisms) -> Block:
    """How clearly each mechanism was there, by strand."""
    columns = (
        Column("group", "Group"),
        Column("mechanism", "Mechanism"),
        *(Column(one.strand, one.strand) for one in result.strands),
    )
    groups = [group for group, names in result.groups for _ in names]
    rows = [
        {
            "group": opened(groups[place]),
            "mechanism": opened(name),
            **{one.strand: _judged(one.clear[place]) for one in result.strands},
        }
        for place, name in enumerate(result.names)
    ]
    return table_block("mechanisms", "Mechanisms of professional development, by strand", columns, rows, source=SOURCE)


def groups(result: Mechanisms) -> Block:
    """Whether all groups are there, by strand."""
    columns = (
        Column("strand", "Strand"),
        Column("clearly", "Mechanisms clearly there", Unit("mechanisms", 0)),
        Column("balanced", "All groups present?"),
        Column("lacking", "Groups without one"),
    )
    rows = [
        {
            "strand": one.strand,
            "clearly": sum(value == len(CLEAR) - 1 for value in one.clear),
            "balanced": "Yes" if len(one.groups) == len(result.groups) else "No",
            "lacking": listed(group for group, _ in result.groups if group not in one.groups),
        }
        for one in result.strands
    ]
    return table_block("groups-of-mechanisms", "Are all groups of mechanisms present?", columns, rows, source=SOURCE)


def _judged(clear: float) -> str:
    return NOT_JUDGED if math.isnan(clear) else CLEAR[int(clear)]

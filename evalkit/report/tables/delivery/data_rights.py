"""Data held and interests declared, each as a table."""

from __future__ import annotations

from evalkit.records.delivery.data_rights import DataRights, HeldData
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import opened

PARTS = ("data_rights", "interests")
UNSAID = "not recorded"
NOBODY = "Nobody", "has declared an interest"


def data_rights(result: DataRights) -> Block:
    """Each kind of data with its legal basis, its consent, who holds it and until when."""
    columns = (
        Column("what", "Data"),
        Column("legal_basis", "Legal basis"),
        Column("consent", "Consent"),
        Column("holder", "Held by"),
        Column("kept_until", "Kept until"),
    )
    rows = [
        {
            "what": opened(one.what),
            "legal_basis": one.legal_basis or UNSAID,
            "consent": one.consent or UNSAID,
            "holder": one.holder or UNSAID,
            "kept_until": _until(one),
        }
        for one in result.data
    ]
    empty = {"what": "No data declared", **dict.fromkeys(("legal_basis", "consent", "holder", "kept_until"), UNSAID)}
    return table_block("data-rights", "Data held, and by which right", columns, rows or [empty])


def interests(result: DataRights) -> Block:
    """Who gains from what, or has done what before."""
    columns = Column("who", "Who"), Column("interest", "Interest")
    rows = [{"who": opened(one.who), "interest": one.interest or UNSAID} for one in result.interests]
    empty = dict(zip(("who", "interest"), NOBODY, strict=True))
    return table_block("data-rights-interests", "Interests declared", columns, rows or [empty])


def _until(one: HeldData) -> str:
    if one.kept_until is None:
        return "no day set"
    shown = f"{one.kept_until.day} {one.kept_until:%B %Y}"
    return f"{shown} (before the programme ended)" if one.overdue else shown

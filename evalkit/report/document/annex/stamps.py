"""How a question stands to a plan that was locked, where plans can be locked."""

from __future__ import annotations

from evalkit.findings.finding import Finding
from evalkit.report.catalogue import SENTENCES
from evalkit.report.verbs import sentence

STAMP = "stamp"


def stamp_of(finding: Finding) -> str:
    """Return what a finding says of the plan it was fixed in; empty where it says nothing of one."""
    return sentence(finding, STAMP).text if STAMP in SENTENCES["Finding"][1] else ""

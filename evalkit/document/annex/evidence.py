"""Whether a run holds what a point of a checklist asks for, and where: nothing is ticked that is not there.

Evidence is written as ``study selection.how``, ``finding balance.rows``, ``record inputs.sha256`` or
``block *balance table``. A field counts where it is filled in: for every planned finding, or every finding where
none was planned, and for every entry of a list.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel

from evalkit.core.errors import ReportError
from evalkit.document.annex.audited_run import AuditedRun

# What stands in a study file where nobody declared how schools came to be picked.
UNDECLARED = "unknown"
SHOWN = "shown"


class EvidenceKind(StrEnum):
    """Where evidence may stand."""

    STUDY = "study"
    FINDING = "finding"
    RECORD = "record"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one piece of evidence.

    Attributes
    ----------
    there : bool
        Whether the run holds it.
    where : str
        Which file or kind of block holds it, such as ``study.toml``.
    what : str
        The field of the file, or the title of the block.
    place : str
        Id of the block that shows it; empty where it stands in no block.
    """

    there: bool
    where: str
    what: str
    place: str = ""


def look(held: AuditedRun, evidence: str) -> Found:
    """Return whether a run holds one piece of evidence, and where."""
    kind, _, rest = evidence.partition(" ")
    if kind not in set(EvidenceKind):
        raise ReportError.one(
            where="evidence of a checklist",
            found=repr(evidence),
            allowed=", ".join(EvidenceKind),
            next="begin with one of these, then a field or a pattern of block ids",
        )
    if kind == EvidenceKind.BLOCK:
        pattern, _, wanted = rest.partition(" ")
        block = held.kept(pattern, wanted)
        if block is None:
            return Found(False, SHOWN, pattern)
        return Found(True, SHOWN, block.block.title or block.block.id.replace("-", " "), block.place)
    path = tuple(rest.split("."))
    if kind == EvidenceKind.STUDY:
        return Found(filled(held.study, path), "study.toml", rest)
    if kind == EvidenceKind.FINDING:
        return Found(filled(held.foremost, path), "findings.json", rest)
    return Found(filled({**held.record, "inputs": held.inputs}, path), "record.json", rest)


def filled(found: object, path: tuple[str, ...]) -> bool:
    """Say whether a field is filled in: of a list, for every entry; a name that no record has is an error."""
    if not path or found is None:
        return _says_something(found)
    if isinstance(found, list | tuple):
        return bool(found) and all(filled(one, path) for one in found)
    if isinstance(found, Mapping):
        return path[0] in found and filled(found[path[0]], path[1:])
    return filled(getattr(found, path[0]), path[1:])


def _says_something(found: object) -> bool:
    if isinstance(found, str):
        return bool(found.strip()) and found != UNDECLARED
    if isinstance(found, float):
        return not math.isnan(found)
    if isinstance(found, BaseModel | Mapping):
        return True
    return bool(found) if isinstance(found, Iterable) else found is not None

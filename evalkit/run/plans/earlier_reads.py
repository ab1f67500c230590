"""Which tables this workspace has a record of reading: in the records of its reports and in the study's memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evalkit.evaluation.inputs import TABLE
from evalkit.evaluation.memory import BESIDE, LAST, PANEL
from evalkit.run.work.run_order import RECORD


@dataclass(frozen=True, slots=True)
class EarlierReads:
    """What was read here, by the digest of its bytes.

    Attributes
    ----------
    found : mapping of str to str
        For each digest, where the record of it stands.
    """

    found: dict[str, str]

    def of(self, digest: str) -> str:
        """Return where the record of reading a file stands; empty where there is none."""
        return self.found.get(digest, "")


def earlier_reads(study: Path, reports: Path) -> EarlierReads:
    """Return every table of which a report or the memory of a study says that it was read.

    That there is no record does not show that nobody has looked: records can be removed, and files can be opened with
    other programs.

    Parameters
    ----------
    study : Path
        The study's folder.
    reports : Path
        The folder of the reports.
    """
    found: dict[str, str] = {}
    for digest, where in (*_of_memory(study), *_of_reports(reports)):
        found[digest] = where
    return EarlierReads(found)


def _of_reports(reports: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(reports.glob(f"*/{RECORD}")):
        content = _read(file)
        if not isinstance(content, dict):
            continue
        where = f"read for the report {file.parent.name} on {str(content.get('started'))[:10]}"
        yield from ((str(one.get("sha256")), where) for one in content.get("inputs", ()))


def _of_memory(study: Path) -> Iterator[tuple[str, str]]:
    for file in sorted((study / BESIDE).glob(f"{PANEL}*{LAST}")):
        content = _read(file)
        for one in content if isinstance(content, list) else ():
            name, digest = one
            if str(name).startswith(TABLE):
                yield str(digest), "read by an earlier run of this study"


def _read(file: Path) -> object:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None

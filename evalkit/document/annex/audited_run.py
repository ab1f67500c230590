"""What a run has at hand for whoever audits it: the study, the answers, the record and the kept blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from evalkit.document.placed_blocks import PlacedBlock
from evalkit.findings.finding import Answer, Finding, Unanswered
from evalkit.study.model import Study
from evalkit.tables.provenance import NOT_READ

PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class AuditedRun:
    """Everything that a tick, an answer or a link of the annex may rest on.

    Attributes
    ----------
    study : Study
        What the project lead wrote.
    answers : tuple of Finding or Unanswered
        In the order of the study's questions.
    record : mapping
        The content of record.json.
    blocks : tuple of PlacedBlock
        What pages kept, each with its place.
    """

    study: Study
    answers: tuple[Answer, ...]
    record: Mapping[str, object]
    blocks: tuple[PlacedBlock, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The questions that were answered."""
        return tuple(one for one in self.answers if isinstance(one, Finding))

    @property
    def foremost(self) -> tuple[Finding, ...]:
        """The planned questions that were answered; all that were, where none was planned."""
        return tuple(one for one in self.findings if one.status == PLANNED) or self.findings

    @property
    def refused(self) -> tuple[Unanswered, ...]:
        """The questions that were not."""
        return tuple(one for one in self.answers if isinstance(one, Unanswered))

    @property
    def plan(self) -> Mapping[str, object]:
        """The resolved plan; empty where the record holds none."""
        return mapping(self.record.get("plan"))

    @property
    def inputs(self) -> tuple[Mapping[str, object], ...]:
        """The tables that were read, as the record has them."""
        return tuple(one for one in records(self.record.get("inputs")) if was_read(one))

    def kept(self, pattern: str, kind: str = "") -> PlacedBlock | None:
        """Return the first kept block whose id fits a pattern such as ``*-balance``, of one kind if that is given."""
        return next(
            (one for one in self.blocks if fnmatchcase(one.block.id, pattern) and (not kind or one.block.kind == kind)),
            None,
        )

    def place(self, *patterns: str, kind: str = "") -> str:
        """Return where the first block that fits one of the patterns stands; empty where none was kept."""
        found = (self.kept(pattern, kind) for pattern in patterns)
        return next((one.place for one in found if one is not None), "")


def was_read(given: Mapping[str, object]) -> bool:
    """Say whether a table of the record was read, and not only found in the folder."""
    return given.get("source") != NOT_READ


def mapping(found: object) -> Mapping[str, object]:
    """Return a mapping of the record; an empty one where it holds something else."""
    return found if isinstance(found, Mapping) else {}


def records(found: object) -> tuple[Mapping[str, object], ...]:
    """Return the records of a list of the record; none where it holds something else."""
    listed: Sequence[object] = found if isinstance(found, list | tuple) else ()
    return tuple(one for one in listed if isinstance(one, Mapping))

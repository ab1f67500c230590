"""The documents of one study: the whole report, and those of its parts that are handed in by themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace

from evalkit.document.parts import Document

# What editions are called, which is also how their files are.
WHOLE, FRONT, REPORT, CLOSING = "whole", "front", "report", "closing"
LAYERS = {FRONT: (FRONT,), REPORT: (FRONT, REPORT)}
# What each is called beside the title of its study.
KINDS = {FRONT: "front page", REPORT: "report"}


@dataclass(frozen=True, slots=True)
class StudyDocuments:
    """The documents of one study, which hold all that a renderer needs; they can be kept and read again.

    Attributes
    ----------
    whole : Document
        Front page, report and annex.
    closing : Document
        The closing document: the four sections alone.
    numbers : frozenset of str
        Every number that may stand in them, as it may be written.
    """

    whole: Document
    closing: Document
    numbers: frozenset[str] = frozenset()

    def edition(self, name: str) -> Document:
        """Return one edition: ``whole``, ``front``, ``report`` (with the front page before it) or ``closing``."""
        if name == CLOSING:
            return self.closing
        if name == WHOLE:
            return self.whole
        layers = tuple(one for one in self.whole.layers if one.id in LAYERS[name])
        return replace(self.whole, layers=layers, kind=KINDS[name])

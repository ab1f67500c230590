"""What a renderer is: one format of the report, made from its document and from nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evalkit.document.parts import Document


@dataclass(frozen=True, slots=True)
class Renderer:
    """One format of the report.

    Attributes
    ----------
    summary : str
        One line in the reader's words.
    file : str
        Name of the file in the folder of the report, such as ``report.html``.
    render : callable
        ``render(document)`` returns the content of the file; it never sees the evaluation.
    checked_against : tuple of str
        Tests that hold what it writes, as ``path::name``.
    """

    summary: str
    file: str
    render: Callable[[Document], bytes]
    checked_against: tuple[str, ...] = ()

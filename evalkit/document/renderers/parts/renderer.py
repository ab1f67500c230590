"""What a renderer is: one format of the report, made from its documents and from nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from evalkit.document.editions import WHOLE
from evalkit.document.parts import Document


@dataclass(frozen=True, slots=True)
class Renderer:
    """One format of the report.

    Attributes
    ----------
    summary : str
        One line in the reader's words.
    file : str
        Name of the file in the folder of the report, such as ``report.html``. Where there are several editions, each
        is a file of its own that is called by its edition and ends as this one does: ``front.pdf``, ``report.pdf``.
    render : callable
        ``render(document)`` returns the content of the file; or of each file by its name, where ``file`` is the name
        of a folder. It never sees the evaluation.
    checked_against : tuple of str
        Tests that hold what it writes, as ``path::name``.
    editions : tuple of str
        Which documents of a study it is made from, as `evalkit.document.editions` names them.
    for_editing : bool
        Whether people write in its files. One in which somebody has written is never written over.
    any_document : bool
        Whether it prints every document as one file, such as a plan, and not only what a report has.
    """

    summary: str
    file: str
    render: Callable[[Document], bytes | Mapping[str, bytes]]
    checked_against: tuple[str, ...] = ()
    editions: tuple[str, ...] = (WHOLE,)
    for_editing: bool = False
    any_document: bool = False

    @property
    def ending(self) -> str:
        """How the names of its files end, such as ``.pdf``."""
        return f".{self.file.rpartition('.')[2]}"

    def file_of(self, edition: str) -> str:
        """Return the name of the file that holds an edition."""
        return self.file if self.editions == (edition,) else f"{edition}{self.ending}"

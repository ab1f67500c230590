"""What a worker needs to know to run one page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evalkit.evaluation.key import Key


@dataclass(frozen=True, slots=True)
class PageTask:
    """What a worker needs to know about one page.

    Attributes
    ----------
    page : str
        Name of the page.
    question : str
        The question it is run for; empty when it serves all.
    source : Path
        The notebook.
    parameters : tuple of (str, str or None)
        Checked parameters.
    executed : Path
        Where the executed page goes.
    partial : Path
        Where the reader will find it if a cell fails.
    folder : Path
        Working folder of the kernel.
    environment : tuple of (str, str)
        Variables set for the kernel.
    needs_kernel : bool
        False for a page of text alone, which is kept as it stands.
    key : Key or None
        What the page itself rests on; None is not remembered.
    memory : Path or None
        Folder in which it is remembered.
    """

    page: str
    question: str
    source: Path
    parameters: tuple[tuple[str, str | None], ...]
    executed: Path
    partial: Path
    folder: Path
    environment: tuple[tuple[str, str], ...]
    needs_kernel: bool = True
    key: Key | None = None
    memory: Path | None = None

    @property
    def kept(self) -> Path:
        """Folder in which the page keeps its blocks."""
        return self.folder / (dict(self.parameters).get("out") or ".") / "pages" / self.page

"""The PDFs beside a page: how many sides each takes, and whether it ends with the words with which its layer ends."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evalkit.document.editions import CLOSING, FRONT, REPORT
from evalkit.document.renderers.pdf import RENDERER

CLOSING_SIDES = 2
FRONT_SIDES = 1
PDFTOTEXT = "pdftotext was not found: install poppler-utils."


@dataclass(frozen=True, slots=True)
class PaperFile:
    """What was found of one PDF.

    Attributes
    ----------
    name : str
        Of its folder and of the file.
    sides, most : int, float
        How many it takes, and how many it may take.
    lost : str
        The last words of its layer where they are not in it; empty where they are.
    """

    name: str
    sides: int
    most: float
    lost: str = ""

    def misses(self) -> Iterator[str]:
        """Yield every bar that the file misses, in words."""
        if self.sides > self.most:
            yield f"{self.name}: {self.sides} sides of paper, more than {self.most:g}"
        if self.lost:
            yield f"{self.name}: last words not in the file: {self.lost[-60:]}"


def paper_files(folder: Path, last: Mapping[str, str], most: float) -> list[PaperFile]:
    """Return what is found of the PDFs in the folder of a report; those that are not there are passed by.

    Parameters
    ----------
    folder : Path
        With the page.
    last : mapping of str to str
        The last words of each layer, as the page shows them.
    most : float
        Sides that front and report may take together.
    """
    limits = {FRONT: FRONT_SIDES, REPORT: most, CLOSING: CLOSING_SIDES}
    found = []
    for edition in RENDERER.editions:
        file = folder / RENDERER.file_of(edition)
        if file.is_file():
            found.append(_paper_file(file, last.get(edition, ""), limits[edition]))
    return found


def _paper_file(file: Path, words: str, most: float) -> PaperFile:
    sides, text = read_pdf(file.read_bytes())
    lost = "" if letters(words) in letters(text) else words
    return PaperFile(f"{file.parent.name}/{file.name}", sides, most, lost)


def read_pdf(content: bytes) -> tuple[int, str]:
    """Return the number of sheets and the text of a PDF, as a program reads it that did not write it."""
    program = shutil.which("pdftotext")
    if program is None:
        raise SystemExit(PDFTOTEXT)
    done = subprocess.run([program, "-", "-"], input=content, capture_output=True, check=True)
    sheets = done.stdout.decode("utf-8").split("\f")
    return len(sheets) - 1, " ".join(sheets)


def letters(text: str) -> str:
    """Return the letters and digits of a text alone, which lines and hyphens of a page do not change."""
    return "".join(letter for letter in text if letter.isalnum())

"""The one family of type of every format: shipped as a package, so that no machine prints another."""

from __future__ import annotations

from functools import cache
from importlib.metadata import files
from pathlib import Path

PACKAGE, ENDING = "font-source-sans-pro", ".ttf"
FAMILY = "Source Sans Pro"
FACES = ("SourceSansPro-Regular", "SourceSansPro-Bold", "SourceSansPro-It", "SourceSansPro-BoldIt")


@cache
def font_files() -> tuple[Path, ...]:
    """Return the files of the faces that are printed: regular, bold, italic and bold italic."""
    there = {Path(file.name).stem: Path(str(file.locate())) for file in files(PACKAGE) or () if file.suffix == ENDING}
    return tuple(there[face] for face in FACES)


def font_folder() -> Path:
    """Return the folder in which the faces lie."""
    return font_files()[0].parent

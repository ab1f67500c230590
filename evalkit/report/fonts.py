"""The one family of type of figures and pages: shipped as a package, so that no machine draws or prints another."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

PACKAGE, FILES = "font_source_sans_pro", "files"
FAMILY = "Source Sans Pro"
FACES = ("SourceSansPro-Regular", "SourceSansPro-Bold", "SourceSansPro-It", "SourceSansPro-BoldIt")


@cache
def font_folder() -> Path:
    """Return the folder in which the faces lie."""
    # Asked of the import system: the list of what a package installed takes a hundred times as long to read.
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(name=PACKAGE)
    return Path(found.origin).parent / FILES


def font_files() -> tuple[Path, ...]:
    """Return the files of the faces that are printed: regular, bold, italic and bold italic."""
    return tuple(font_folder() / f"{face}.ttf" for face in FACES)

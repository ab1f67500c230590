"""The faces that a page of HTML carries within itself, so that it is shown in them on every machine."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cache

from evalkit.core.shipped import beside_the_code

FOLDER = beside_the_code("document/renderers/faces")
LICENCE = "OFL.txt"
# The licence of the family reserves its name for the whole of it; these are some of its letters.
CALLED = "Report Sans"
# Said on every page that carries them, as the licence asks.
NOTICE = (
    f"{CALLED}: letters of Source Sans Pro, copyright 2010, 2012, 2014 Adobe Systems Incorporated, with Reserved Font "
    "Name 'Source'; licensed under the SIL Open Font License, Version 1.1 (scripts.sil.org/OFL)"
)


@dataclass(frozen=True, slots=True)
class PageFace:
    """One face.

    Attributes
    ----------
    file : str
        In `FOLDER`.
    made_from : str
        Name of the face of the shipped family whose letters it holds.
    style : str
        As its name says it.
    weight : int
        From 400, regular, to 700, bold.
    """

    file: str
    made_from: str
    style: str
    weight: int


FACES = (
    PageFace("report-sans-regular.woff", "SourceSansPro-Regular", "Regular", 400),
    PageFace("report-sans-bold.woff", "SourceSansPro-Bold", "Bold", 700),
)


@cache
def face_rules() -> str:
    """Return the rules by which a style sheet carries the faces: nothing is fetched."""
    return "\n".join([f"/* {NOTICE} */", *(_rule(face) for face in FACES)])


def _rule(face: PageFace) -> str:
    source = f"url({_as_link(face)}) format('woff')"
    return f"@font-face {{ font-family: '{CALLED}'; font-weight: {face.weight}; src: {source}; }}"


def _as_link(face: PageFace) -> str:
    content = (FOLDER / face.file).read_bytes()
    return "data:font/woff;base64," + base64.b64encode(content).decode("ascii")

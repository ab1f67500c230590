"""A page carries the letters it is shown in, as the shipped family has them and on its terms."""

from __future__ import annotations

import base64
import io
import re
import tomllib
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from evalkit.document.renderers.parts.page_faces import CALLED, FACES, FOLDER, LICENCE, NOTICE, PageFace, face_rules
from evalkit.report.fonts import font_folder
from tools.page_faces import subset

ROOT = Path(__file__).resolve().parents[4]
RULE = re.compile(
    r"@font-face \{ font-family: '([^']+)'; font-weight: (\d+); src: url\(data:font/woff;base64,([^)]+)\)"
)
EVERY = pytest.mark.parametrize("face", FACES, ids=lambda face: face.style)
# Names of a font: family, whole and for PostScript; whose it is, and on which terms.
CALLED_AS, COPYRIGHT, LICENSED = (1, 4, 6), 0, 13
# Letters that pages hold or may hold: names of places and people, signs of sums and money, marks of a key.
HOLDS = "AZaz09 &’“”–—−±×≤≥≈→·…£€%½²éŵŷŁ■▲△◆\N{NO-BREAK SPACE}"
# Bytes of both, as a page carries them.
MOST = 65_000


def outline(font: TTFont, letter: int) -> tuple[list[tuple[str, object]], int]:
    """Return how a letter is drawn and how wide it is."""
    glyphs, name = font.getGlyphSet(), font.getBestCmap()[letter]
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return pen.value, font["hmtx"][name][0]


@EVERY
def test_each_letter_is_drawn_and_spaced_as_in_the_shipped_family(face: PageFace) -> None:
    carried, whole = TTFont(FOLDER / face.file), TTFont(font_folder() / f"{face.made_from}.ttf")
    letters = carried.getBestCmap()
    assert set(map(ord, HOLDS)) <= set(letters)
    assert [letter for letter in letters if outline(carried, letter) != outline(whole, letter)] == []
    heights = ("ascent", "descent", "lineGap")
    assert [getattr(carried["hhea"], name) for name in heights] == [getattr(whole["hhea"], name) for name in heights]


@EVERY
def test_the_faces_are_what_the_tool_makes_of_the_installed_family(face: PageFace) -> None:
    carried, made = TTFont(FOLDER / face.file), subset(font_folder() / f"{face.made_from}.ttf")
    stream = io.BytesIO()
    made.save(stream)
    again = TTFont(io.BytesIO(stream.getvalue()))
    assert carried.getBestCmap() == again.getBestCmap()
    # All but the names, which are not those of the family, and the sum over everything.
    for table in sorted(set(again.keys()) - {"GlyphOrder", "name", "head"}):
        assert carried.getTableData(table) == again.getTableData(table), table


@EVERY
def test_what_was_changed_is_not_called_as_the_family_is_and_says_whose_it_is(face: PageFace) -> None:
    names = TTFont(FOLDER / face.file)["name"]
    assert all(CALLED.replace(" ", "") in str(names.getName(one, 3, 1)).replace(" ", "") for one in CALLED_AS)
    assert not any("Source" in str(names.getName(one, 3, 1)) for one in CALLED_AS)
    assert "Adobe" in str(names.getName(COPYRIGHT, 3, 1))
    assert "SIL Open Font License, Version 1.1" in str(names.getName(LICENSED, 3, 1))


def test_the_licence_travels_with_them_and_each_page_names_it(rendered: Path) -> None:
    terms = (font_folder() / "LICENSE.txt").read_text(encoding="utf-8")
    assert (FOLDER / LICENCE).read_text(encoding="utf-8") == terms
    assert NOTICE in rendered.read_text(encoding="utf-8")
    assert "Reserved Font Name 'Source'" in NOTICE


def test_a_page_carries_both_faces_in_few_bytes_and_asks_for_them_first(rendered: Path) -> None:
    page = rendered.read_text(encoding="utf-8")
    carried = [(name, int(weight), base64.b64decode(content)) for name, weight, content in RULE.findall(page)]
    assert carried == [(CALLED, face.weight, (FOLDER / face.file).read_bytes()) for face in FACES]
    assert len(face_rules()) <= MOST
    asked = re.findall(r"font(?:-family)?: (?:9pt )?('[^;]*sans-serif)", page)
    assert len(asked) >= 3
    assert all(one.startswith(f"'{CALLED}', 'Source Sans Pro', Arial") for one in asked)


def test_the_faces_lie_where_a_wheel_takes_them_from() -> None:
    kinds = {file.suffix or file.name for file in FOLDER.iterdir()}
    assert kinds == {".woff", ".txt"}
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert {"**/*.woff", "**/OFL.txt"} <= set(told["tool"]["setuptools"]["package-data"]["evalkit"])


def test_the_licence_of_the_package_names_that_of_the_faces_and_holds_its_text() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT AND OFL-1.1"
    assert (FOLDER / LICENCE).relative_to(ROOT).as_posix() in project["license-files"]

"""Figures are drawn with the faces that are shipped, and with no other, whatever a machine has."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from matplotlib.font_manager import FontEntry, fontManager
from matplotlib.text import Text

from evalkit.report.figures.parts.canvas import Canvas, FigureHeading
from evalkit.report.figures.parts.faces import know_shipped_faces
from evalkit.report.fonts import FAMILY, font_files, font_folder
from evalkit.report.theme import theme
from tests.support.sheets import faults

# No two of these letters are set closer than they are wide.
WORD, SIZE = "nnooHHnn0123", 60.0
# Dots: boxes of texts end on whole dots of the raster.
TO_A_DOT = 2.0


def test_the_family_of_the_theme_is_the_one_that_is_shipped_with_four_faces() -> None:
    assert theme().type["drawn"] == FAMILY
    assert str(theme().type["written"]).startswith(f"'{FAMILY}', Arial,")
    faces = [TTFont(file, lazy=True)["OS/2"] for file in font_files()]
    # Bits of fsSelection: 0 is italic.
    assert [(face.usWeightClass, face.fsSelection & 1) for face in faces] == [(400, 0), (700, 0), (400, 1), (700, 1)]


@pytest.mark.parametrize(
    ("weight", "style", "file"),
    [("normal", "normal", 0), ("bold", "normal", 1), ("normal", "italic", 2), ("bold", "italic", 3)],
)
def test_matplotlib_draws_with_the_shipped_file_of_each_face(weight: str, style: str, file: int) -> None:
    canvas = Canvas(FigureHeading("What is seen", "in grades"), 2.0)
    canvas.axes(0.1, 0.1, 0.1).text(0.0, 0.5, WORD, fontsize=SIZE, fontweight=weight, fontstyle=style)
    (width,) = [box.width for text, box in canvas.texts() if text == WORD]
    face = TTFont(font_files()[file], lazy=True)
    letters, across = face.getBestCmap(), face["hmtx"]
    units = sum(across[letters[ord(letter)]][0] for letter in WORD)
    dots = SIZE * canvas.figure.dpi / 72
    assert width == pytest.approx(units / face["head"].unitsPerEm * dots, abs=TO_A_DOT)


def test_another_copy_of_the_family_on_the_machine_is_never_drawn_with(monkeypatch: pytest.MonkeyPatch) -> None:
    other = FontEntry(fname="/elsewhere/SourceSansPro-Regular.otf", name=FAMILY, weight=400, style="normal")
    monkeypatch.setattr(fontManager, "ttflist", [other, *fontManager.ttflist])
    know_shipped_faces.__wrapped__()
    assert {Path(face.fname).parent for face in fontManager.ttflist if face.name == FAMILY} == {font_folder()}


@pytest.mark.parametrize(
    ("given", "fault"),
    [({"s": "▨ no row"}, "▨"), ({"s": "no row", "family": "DejaVu Sans"}, "DejaVu Sans")],
)
def test_a_letter_that_the_family_lacks_and_another_family_are_faults_of_a_figure(
    given: dict[str, str], fault: str
) -> None:
    canvas = Canvas(FigureHeading("What is seen", "in grades"), 2.0)
    axes = canvas.axes(0.5, 0.5, 0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    assert faults(canvas, canvas.width) == []
    axes.text(0.2, 0.5, **given)  # type: ignore[arg-type]
    if fault == "▨":
        # What matplotlib would say of it is the fault itself.
        with pytest.warns(UserWarning, match="missing from font"):
            found = faults(canvas, canvas.width)
    else:
        found = faults(canvas, canvas.width)
    assert [one[1] for one in found] == [f"is not drawn in {FAMILY}: {fault}"]


def test_lines_of_one_text_stand_as_far_apart_as_the_house_says_unless_a_figure_says_otherwise() -> None:
    canvas = Canvas(FigureHeading("What is seen", "in grades"), 3.0)
    axes = canvas.axes(0.1, 0.1, 0.1)
    loose, tight = axes.text(0.1, 0.5, "one\ntwo"), axes.text(0.6, 0.5, "one\ntwo", linespacing=1.0)
    for text in (loose, tight):
        text.set_fontsize(SIZE)
    tall = {_box(canvas, text) for text in (loose, tight)}
    assert len(tall) == 2
    assert max(tall) / min(tall) == pytest.approx(1.2, abs=0.02)


def _box(canvas: Canvas, text: Text) -> float:
    canvas.overlaps()
    return float(text.get_window_extent().height)

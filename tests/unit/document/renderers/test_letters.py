"""The letters of the shipped family and their widths, beside what another reader of fonts says of the same files."""

from __future__ import annotations

import pytest
from matplotlib.ft2font import FT2Font, LoadFlags

from evalkit.document.renderers.parts.letters import letters, width, widths
from evalkit.report.fonts import font_files

# Letters of the first plane alone are read; the family has two signs beyond it, which no report needs.
PLANE = 65536
REGULAR, BOLD = 0, 1


@pytest.mark.parametrize("face", [REGULAR, BOLD])
def test_letters_and_widths_are_those_that_freetype_reads(face: int) -> None:
    font = FT2Font(str(font_files()[face]))
    known = {letter for letter in font.get_charmap() if letter < PLANE}
    assert set(widths(face)) == known
    for letter, wide in widths(face).items():
        assert font.load_char(letter, flags=LoadFlags.NO_SCALE).horiAdvance == pytest.approx(wide * font.units_per_EM)


def test_what_reports_are_written_with_is_there_and_what_they_must_not_use_is_not() -> None:
    there = "aZ09£%“”‘’–−×±≤≥½é■▲▼◆•→\N{NO-BREAK SPACE}"
    assert [letter for letter in there if ord(letter) not in letters()] == []
    assert not {ord(letter) for letter in "▨✅字"} & letters()


def test_a_text_is_as_wide_as_its_letters() -> None:
    assert width("mm", BOLD) == pytest.approx(2 * width("m", BOLD)) and width("m", BOLD) > width("i", BOLD)
    assert width("", REGULAR) == 0 and width("字", REGULAR) == 1

"""The one place with colours, and their contrast."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evalkit.report import theme as module
from evalkit.report.theme import contrast, theme

# WCAG 2.2, success criterion 1.4.3, level AA for text of normal size.
LEAST_CONTRAST = 4.5
# Criterion 1.4.11: marks that carry meaning.
LEAST_MARK_CONTRAST = 3.0


@pytest.mark.parametrize(("text", "background"), theme().contrasts)
def test_every_text_stands_out_from_what_it_stands_on(text: str, background: str) -> None:
    assert contrast(theme().colour[text], theme().colour[background]) >= LEAST_CONTRAST


def test_marks_that_carry_meaning_stand_out() -> None:
    for mark in ("programme", "comparison", "accent"):
        assert contrast(theme().colour[mark], theme().colour["background"]) >= LEAST_MARK_CONTRAST


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


def test_programme_and_comparison_differ_in_lightness_not_only_in_hue() -> None:
    assert contrast(theme().colour["programme"], theme().colour["faint"]) >= LEAST_MARK_CONTRAST


def test_no_colour_is_written_anywhere_else() -> None:
    folder = Path(module.__file__).parent
    files = [file for ending in ("*.py", "*.j2") for file in folder.rglob(ending)]
    found = [
        (file.name, hit)
        for file in files
        for hit in re.findall(
            r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b(?=[;\"'])|\brgb\(", file.read_text(encoding="utf-8")
        )
    ]
    assert found == []

"""The one place with colours, and their contrast."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from evalkit.report import theme as module
from evalkit.report.theme import contrast, readable_on, theme

# WCAG 2.2, success criterion 1.4.3, level AA for text of normal size.
LEAST_CONTRAST = 4.5
# Criterion 1.4.11: marks that carry meaning.
LEAST_MARK_CONTRAST = 3.0
# Ratio of luminance of marks that colour alone tells apart; side by side, 1.5 can be seen.
LEAST_IN_GREY = 1.8
# CIE 1976 units; 2 is hardly seen by a trained eye.
LEAST_DISTANCE = 10.0
# Machado, Oliveira and Fernandes (2009), A physiologically-based model for simulation of color vision deficiency,
# severity 1.0, for linear red, green and blue.
SEEN = {
    "every cone": np.eye(3),
    "no cones for red": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "no cones for green": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "no cones for blue": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
# IEC 61966-2-1.
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


@pytest.mark.parametrize(("text", "background"), theme().contrasts)
def test_every_text_stands_out_from_what_it_stands_on(text: str, background: str) -> None:
    assert contrast(theme().colour[text], theme().colour[background]) >= LEAST_CONTRAST


def test_marks_that_carry_meaning_stand_out() -> None:
    for mark in ("programme", "comparison", "accent"):
        assert contrast(theme().colour[mark], theme().colour["background"]) >= LEAST_MARK_CONTRAST


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("shade", range(0, 256, 15))
def test_a_number_on_any_shade_of_grey_stands_out(shade: int) -> None:
    background = f"#{shade:02x}{shade:02x}{shade:02x}"
    assert contrast(theme().colour[readable_on(background)], background) >= 4.0


@pytest.mark.parametrize(("one", "other"), theme().apart)
def test_marks_told_apart_by_colour_alone_differ_in_grey(one: str, other: str) -> None:
    assert contrast(theme().colour[one], theme().colour[other]) >= LEAST_IN_GREY


@pytest.mark.parametrize("eyes", SEEN)
@pytest.mark.parametrize(("one", "other"), theme().apart + theme().shaped)
def test_marks_differ_for_every_kind_of_eyes(one: str, other: str, eyes: str) -> None:
    assert distance(theme().colour[one], theme().colour[other], eyes) >= LEAST_DISTANCE


def test_every_mark_is_named_in_a_pair() -> None:
    named = {name for pair in theme().apart for name in pair}
    assert named == {"programme", "comparison", "faint", "accent"}


def test_red_and_green_of_one_lightness_are_alike_without_the_cones_that_tell_them_apart() -> None:
    # The matrices leave white, grey and black as they are, and take red and green together.
    for eyes in SEEN:
        assert distance("#FFFFFF", "#FFFFFF", eyes) == 0.0
        assert np.allclose(SEEN[eyes].sum(axis=1), 1.0, atol=1e-4)
    red, green = "#C40000", "#5C7A00"
    assert distance(red, green, "every cone") > 60
    assert distance(red, green, "no cones for green") < LEAST_DISTANCE


def test_lab_is_that_of_the_standard() -> None:
    # CIE 1976 values of the sRGB primaries, as in every table of them.
    assert lab("#FF0000", SEEN["every cone"]) == pytest.approx([53.24, 80.09, 67.20], abs=0.02)
    assert lab("#0000FF", SEEN["every cone"]) == pytest.approx([32.30, 79.19, -107.86], abs=0.02)


def distance(one: str, other: str, eyes: str) -> float:
    """Return how far apart two colours look (CIE 1976), 2 being hardly seen."""
    return float(np.linalg.norm(lab(one, SEEN[eyes]) - lab(other, SEEN[eyes])))


def lab(colour: str, seen: np.ndarray) -> np.ndarray:
    """Return a colour as CIE 1976 L*, a*, b* under daylight (D65), as it is seen."""
    channels = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    ratio = TO_XYZ @ np.clip(seen @ linear, 0, 1) / TO_XYZ.sum(axis=1)
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


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

"""Measures of England's schools in 2017/18 agree with one another as the publisher's definitions say they must."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import numpy as np
import pandas as pd
import pytest

from evalkit.data.school_panel import read_panel
from evalkit.measures.parts.added_measure import add_measure
from evalkit.measures.parts.progress8 import pupil_sd
from evalkit.measures.parts.sampling_error import noise, of_difference, of_mean
from evalkit.tables.panel import Panel

YEAR = 2018
ADDED = ("p8", "p8_maths", "p8_english", "p8_ebacc", "maths_grade", "maths_4plus", "maths_5plus", "basics_4plus",
         "maths_entered")  # fmt: skip
# The elements have two decimals each; four of them with weights of a tenth to three tenths.
ROUNDED = 0.0101
# Shares are whole per cents.
WHOLE = 1.0
FOUR_DIGITS = 5e-4


@pytest.fixture(scope="module")
def panel(realdata: Path, tmp_path_factory: pytest.TempPathFactory) -> Panel:
    folder = tmp_path_factory.mktemp("tables")
    copy(realdata / "ks4" / "2017-2018_england_ks4_mainstream_subset.csv", folder)
    made = read_panel(folder, (), None)
    for name in ADDED:
        made, _ = add_measure(made, name, years=(YEAR,))
    return made


def test_progress_over_all_subjects_is_made_of_its_elements(panel: Panel) -> None:
    """Two slots each of English and maths, three each of the EBacc subjects and the open slots."""
    frame = panel.frame
    made = (2 * frame["p8_english"] + 2 * frame["p8_maths"] + 3 * frame["p8_ebacc"] + 3 * frame["progress8_open"]) / 10
    apart = (made - frame["p8"]).abs()
    assert len(frame) > 3000
    assert apart.max() <= ROUNDED


def test_no_school_has_more_strong_passes_than_passes_or_more_passes_than_entries(panel: Panel) -> None:
    frame = panel.frame
    assert (frame["maths_5plus"] <= frame["maths_4plus"] + WHOLE).all()
    assert (frame["maths_4plus"] <= frame["maths_entered"] + WHOLE).all()
    assert (frame["basics_4plus"] <= frame["maths_4plus"] + WHOLE).all()


def test_the_mean_grade_lies_where_its_thresholds_allow(panel: Panel) -> None:
    """Each pupil with 4 or 5 or better has at least that grade; others have at most 3 or 4, and nobody above 9."""
    frame = panel.frame
    four, five = frame["maths_4plus"] / 100, frame["maths_5plus"] / 100
    slack = 9 * WHOLE / 100
    assert (frame["maths_grade"] >= 4 * (four - five) + 5 * five - slack).all()
    assert (frame["maths_grade"] <= 9 * five + 4 * (four - five) + 3 * (1 - four) + slack).all()


def test_the_national_spread_of_pupils_is_read_back(panel: Panel) -> None:
    assert pupil_sd(panel, "p8", YEAR) == pytest.approx(1.262, abs=FOUR_DIGITS)


def test_a_twentieth_of_the_variance_between_schools_is_chance(panel: Panel) -> None:
    """Below the part of a school's level that passes within a year, as it must be, since chance is one part of it."""
    found = noise(panel, "p8", (YEAR,))
    assert found is not None
    by_hand = 1.262**2 * np.mean(1 / panel.frame["p8_pupils"]) / panel.frame["p8"].var()
    assert found.share == pytest.approx(by_hand, rel=0.01)
    assert 0.05 < found.share < 0.07


def test_most_of_the_spread_of_the_gap_between_schools_is_chance(realdata: Path) -> None:
    """Over all subjects in 2018/19, where both groups can be had; the spread between pupils is that of 2017/18."""
    schools = pd.read_csv(realdata / "ks4" / "2017-2019_england_ks4_sly_flat.csv.gz")
    names = ("PP Progress 8, 2019", "P8 PP pupils, 2019", "P8 pupils, 2019", "Progress 8, 2019")
    own, few, everyone, all_pupils = (pd.to_numeric(schools[name], errors="coerce").to_numpy() for name in names)
    rest = everyone - few
    known = np.isfinite(own) & (few > 5) & (rest > 5)
    gap = (own - (everyone * all_pupils - few * own) / rest)[known]
    sd = np.full(int(known.sum()), 1.262)
    moved = of_difference(of_mean(sd, few[known]), of_mean(sd, rest[known]))
    assert known.sum() > 3000
    assert 0.7 < (moved**2).mean() / gap.var() < 0.85

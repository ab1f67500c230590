"""What schools low in 2017 showed over the nation, from the published tables: the figures of `make realdata`."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

import evalkit as ek
from assurance.published.real_north_west import (
    EXAMPLE,
    EXPECTED,
    PAGE,
    REGION,
    choose,
    national,
    same_number,
    scores,
    usable_schools,
)
from assurance.published.real_north_west import RULES as SELECTION
from evalkit.evaluation.evaluation import Evaluation

# Our own filter of schools may differ a little from the one the expected figures were made with.
TOLERANCE = 0.01
A_URN = re.compile(r"(?<![\d.])1[0-4]\d{4}(?![\d.])")


@pytest.fixture(scope="module")
def evaluation(realdata: Path) -> Evaluation:
    return ek.open_study(EXAMPLE, data=realdata)


@pytest.fixture(scope="module")
def published(evaluation: Evaluation) -> pd.DataFrame:
    return scores(evaluation.panel())


@pytest.mark.parametrize(
    ("place", "expected"), list(enumerate(EXPECTED)), ids=["2017", "mean of 2016 and 2017", "2016"]
)
def test_low_schools_of_the_nation_gain_by_the_baseline_chosen(
    evaluation: Evaluation, published: pd.DataFrame, place: int, expected: float
) -> None:
    # The figures expected were made from schools joined by their number, so these are looked at here.
    joined = published[published[2016].notna() & published.index.isin(same_number(evaluation.panel()))]
    assert len(joined) == 2504
    assert national(joined)[place].gain == pytest.approx(expected, abs=TOLERANCE)


def test_lineages_join_four_hundred_more_schools_to_2016_than_their_numbers_do(published: pd.DataFrame) -> None:
    assert (len(published), int(published[2016].notna().sum())) == (3069, 2919)


def test_the_page_prints_the_figures_found(published: pd.DataFrame) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for found in (*national(published), *national(published[published[2016].notna()])):
        assert f"{found.gain:+.3f} | {found.schools:,} of {found.nation:,}" in page


def test_the_region_has_twenty_three_authorities(evaluation: Evaluation) -> None:
    usable = usable_schools(evaluation)
    assert usable.loc[usable["region"] == REGION, "area"].nunique() == 23


def test_the_five_lowest_are_five_and_the_lowest() -> None:
    inside = pd.DataFrame({"before": [0.1, -0.3, -0.2, 0.4, -0.2, -0.5, 0.0]}, index=range(7))
    assert list(choose(inside, SELECTION["five lowest"])) == [1, 2, 4, 5, 6]
    assert list(choose(inside, SELECTION["below nought"])) == [1, 2, 4, 5]


def test_the_pages_of_real_schools_name_none_and_carry_the_licence() -> None:
    for file in (PAGE, PAGE.with_name("real-areas.md")):
        text = file.read_text(encoding="utf-8")
        assert A_URN.findall(text) == []
        assert "Open Government Licence v3.0" in text

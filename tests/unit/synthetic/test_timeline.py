"""Years before 2016 and after 2019 belong to the same schools, and look like the publisher's tables of their time."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.synthetic.nation.elements import pupil_sd
from evalkit.synthetic.nation.figures import LIMIT
from evalkit.synthetic.nation.settings import LEICESTER, LEICESTER_NEW_SCHOOL, YEARS_AFTER, YEARS_BEFORE
from evalkit.synthetic.nation.timeline import Timeline
from tests.unit.synthetic.conftest import EFFECT, Written, mainstream, numbers, read

# Slow change runs on: three years cost about what 0.8, 0.75 and the next step down the same path leave.
OVER_THE_PANDEMIC, BACK_ONE_YEAR, BACK_FIVE_YEARS = (0.62, 0.78), (0.79, 0.87), (0.55, 0.72)
WIDER_AFTER = (1.04, 1.17)
# Limits are printed to two decimals: half-widths of about 0.2 are off by a fortieth at most in the median.
SD_TOLERANCE = 0.02
C_OR_BETTER = {2011: "PTEBACMAT", 2013: "PTEBACMAT", 2014: "PTEBACMAT_PTQ", 2015: "PTEBACMAT_PTQ_EE"}
ALL_C = set(C_OR_BETTER.values())


def progress(time: Timeline) -> np.ndarray:
    before, now, after = time.eras
    there = before.lives.present.all(axis=1) & now.lives.present.all(axis=1) & after.lives.present.all(axis=1)
    there &= ~now.lives.without_results.any(axis=1)
    return np.hstack([before.overall, now.overall, after.overall])[there]


def test_schools_keep_their_places_as_they_would_without_a_pandemic(time: Timeline) -> None:
    correlations = np.corrcoef(progress(time).T)
    year = {year: place for place, year in enumerate(time.years)}
    assert OVER_THE_PANDEMIC[0] < correlations[year[2019], year[2022]] < OVER_THE_PANDEMIC[1]
    assert BACK_ONE_YEAR[0] < correlations[year[2015], year[2016]] < BACK_ONE_YEAR[1]
    assert BACK_FIVE_YEARS[0] < correlations[year[2011], year[2016]] < BACK_FIVE_YEARS[1]


def test_schools_lie_further_apart_after_the_pandemic(time: Timeline) -> None:
    spread = dict(zip(time.years, progress(time).std(axis=0), strict=True))
    assert all(WIDER_AFTER[0] < spread[year] / spread[2019] < WIDER_AFTER[1] for year in YEARS_AFTER)


def test_the_nations_pupils_have_no_progress_on_average_in_other_years_either(time: Timeline) -> None:
    for nation in (time.eras[0], time.eras[2]):
        weight = np.where(nation.lives.present, nation.cohorts.progress_pupils, 0)
        for values in (nation.untreated.overall, nation.untreated.maths):
            np.testing.assert_allclose((values * weight).sum(axis=0) / weight.sum(axis=0), 0, atol=1e-12)


def test_the_whole_effect_stays_after_2019_and_none_comes_before_2016(time: Timeline, written: Written) -> None:
    before, _, after = time.eras
    assert (before.effect == 0).all()
    for group in after.groups:
        np.testing.assert_allclose(after.effect[group.rows].mean(axis=0), EFFECT, atol=1e-14)
    told = written.truth["after"]
    assert [one["mean_effect"] for one in told] == [dict.fromkeys(map(str, YEARS_AFTER), EFFECT)] * 2


@pytest.mark.parametrize("year", [2011, 2013, 2014, 2015])
def test_maths_before_2016_stands_under_the_heading_of_its_year(written: Written, year: int) -> None:
    table = read(written.folder, year)
    assert set(table.columns) & ALL_C == {C_OR_BETTER[year]}
    assert not {"P8MEA", "ATT8SCR", "PTEBACMAT_94", "KS2ASS"} & set(table.columns)
    share = numbers(mainstream(table), C_OR_BETTER[year])
    assert 60 < np.nanmean(share) < 75
    assert np.isfinite(share).mean() > 0.99


@pytest.mark.parametrize("year", YEARS_AFTER)
def test_headings_after_2019_are_those_of_their_time(written: Written, year: int) -> None:
    table = read(written.folder, year)
    assert {"KS2ASS", "P8MEA_MID", "PSENE4", "PSENK4", "ADMPOL_PT"} <= set(table.columns)
    assert not {"KS2APS", "P8MEA_AV", "PSENSE4", "PSENAPK4", "ADMPOL_18"} & set(table.columns)
    schools = mainstream(table)
    assert 100 < np.nanmean(numbers(schools, "KS2ASS")) < 108
    copies = {name[-3:] for name in table.columns if name.startswith("P8MEA_") and name[-2:].isdigit()}
    assert copies == {f"_{earlier % 100}" for earlier in YEARS_AFTER if earlier < year}


@pytest.mark.parametrize("year", YEARS_AFTER)
@pytest.mark.parametrize(("name", "stem"), [("overall", "P8"), ("maths", "P8MEAMAT_")])
def test_national_sds_after_2019_are_the_published_ones(written: Written, year: int, name: str, stem: str) -> None:
    schools = mainstream(read(written.folder, year, (*("RECTYPE", "NFTYPE", "P8PUP"), f"{stem}CILOW", f"{stem}CIUPP")))
    half = (numbers(schools, f"{stem}CIUPP") - numbers(schools, f"{stem}CILOW")) / 2
    sd = np.nanmedian(half * np.sqrt(numbers(schools, "P8PUP")) / LIMIT)
    assert sd == pytest.approx(pupil_sd(year)[name], rel=SD_TOLERANCE)


def test_divided_counties_stand_in_the_tables_of_their_time(written: Written) -> None:
    wanted = ("RECTYPE", "LEA", "ESTAB")
    codes = {year: set(read(written.folder, year, wanted)["LEA"]) for year in (2019, 2022, 2023, 2024)}
    assert {"928", "909"} <= codes[2019]
    assert not {"940", "941", "942", "943"} & codes[2019]
    assert {"940", "941", "909"} <= codes[2022]
    assert "928" not in codes[2022]
    assert all({"942", "943"} <= codes[year] for year in (2023, 2024))
    assert not any("909" in codes[year] for year in (2023, 2024))


def test_new_schools_have_results_five_years_after_they_opened(time: Timeline, written: Written) -> None:
    for year in YEARS_AFTER:
        grown = time.years[year].schools["grown"].texts["urn"].astype(int).tolist()
        still_new = time.years[year].schools["new"].texts["urn"].astype(int).tolist()
        assert all(int(time.opened[urn][:4]) + 5 <= year for urn in grown)
        assert all(int(time.opened[urn][:4]) + 5 > year for urn in still_new)
        assert sorted(grown + still_new) == sorted(time.opened)
    row = read(written.folder, 2023, ("URN", "LEA", "P8MEAMAT")).set_index("URN").loc[str(LEICESTER_NEW_SCHOOL)]
    assert row["LEA"] == LEICESTER.area
    assert row["P8MEAMAT"] not in ("NEW", "NA", "")


def test_years_before_and_after_hold_the_schools_that_were_there(time: Timeline) -> None:
    assert list(time.years) == [*YEARS_BEFORE, 2016, 2017, 2018, 2019, *YEARS_AFTER]
    before, now, after = time.eras
    assert (before.lives.present == now.lives.present[:, :1]).all()
    gone = now.lives.last.any(axis=1)
    assert not after.lives.present[gone].any()

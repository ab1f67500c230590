"""Data sets of the textbooks give their known answers, with evalkit's methods where it has them, else in plain form.

The answers are those printed by R (lme4 1.1-31, metafor 3.8-1, MatchIt 4.5-1, did) and in the books that use the data.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.numeric.cluster_robust import cluster_robust
from evalkit.numeric.crossproducts import cross_products
from evalkit.numeric.random_intercept import RandomIntercept, random_intercept
from tests.support.textbook import Floats, logit, pooled, pooled_within, random_slope

pytestmark = pytest.mark.golden
PAIRS = Path(__file__).with_name("textbook_pairs.out")

# As printed: four decimals of a coefficient, and what a search for variances leaves of the others.
PRINTED = 6e-5
COEFFICIENT, VARIANCE, DEVIANCE = 6e-4, 1.1e-3, 0.11
# High School and Beyond, whose slopes hardly vary: the books round to two decimals and centre differently.
TWO_DECIMALS, BOOK_VARIANCE = 0.011, 0.051
DOLLARS = 0.011
# Shares of spread, two decimals of a percentage, from a variance found by search.
SHARE = 0.02


@pytest.fixture(scope="module")
def classic(realdata: Path) -> Path:
    return realdata / "classic"


def intercepts(columns: list[Floats], group: pd.Series, likelihood: str = "REML") -> RandomIntercept:
    """Return a random-intercept model of the last column on the others."""
    products = cross_products(np.column_stack(columns).astype(float), group.to_numpy())
    return random_intercept(products, tuple(range(len(columns) - 1)), len(columns) - 1, likelihood=likelihood)


@pytest.fixture(scope="module")
def exam(classic: Path) -> pd.DataFrame:
    return pd.read_csv(classic / "exam.csv")


def test_the_empty_model_of_the_london_examinations(exam: pd.DataFrame) -> None:
    fit = intercepts([exam["normexam"].to_numpy()], exam["school"], "ML")
    assert (fit.coefficients[0], fit.std_errors[0]) == pytest.approx((-0.0132, 0.0536), abs=PRINTED)
    assert (fit.variance_between, fit.variance_within) == pytest.approx((0.169, 0.848), abs=VARIANCE)
    assert -2 * fit.log_likelihood == pytest.approx(11010.65, abs=DEVIANCE)


def test_sex_and_kind_of_school_in_the_london_examinations(exam: pd.DataFrame) -> None:
    reading = exam["standLRT"].to_numpy()
    kinds = [exam["sex"] == "M", exam["schgend"] == "girls", exam["schgend"] == "mixed"]
    fixed = np.column_stack([np.ones(len(exam)), reading, *kinds]).astype(float)
    fit = random_slope(exam["normexam"].to_numpy(), fixed, reading, exam["school"].to_numpy(), restricted=False)
    assert fit.coefficients[2:] == pytest.approx([-0.168, -0.005, -0.180], abs=COEFFICIENT)
    assert fit.std_errors[2:] == pytest.approx([0.034, 0.111, 0.099], abs=COEFFICIENT)


@pytest.mark.parametrize(
    ("restricted", "slope", "deviance"), [(False, 0.5567, 9316.87), (True, 0.5565, 9327.60)], ids=["ML", "REML"]
)
def test_slopes_that_vary_in_the_london_examinations(
    exam: pd.DataFrame, restricted: bool, slope: float, deviance: float
) -> None:
    reading = exam["standLRT"].to_numpy()
    fixed = np.column_stack([np.ones(len(exam)), reading])
    fit = random_slope(exam["normexam"].to_numpy(), fixed, reading, exam["school"].to_numpy(), restricted=restricted)
    assert fit.coefficients[1] == pytest.approx(slope, abs=PRINTED)
    assert fit.deviance == pytest.approx(deviance, abs=DEVIANCE)
    if not restricted:
        assert fit.std_errors[1] == pytest.approx(0.0199, abs=VARIANCE)
        assert fit.variances == pytest.approx([0.0904, 0.0145, 0.0180, 0.5537], abs=VARIANCE)


def test_high_school_and_beyond(classic: Path) -> None:
    table = pd.read_csv(classic / "hsb82.csv")
    empty = intercepts([table["mAch"].to_numpy()], table["school"])
    assert empty.coefficients[0] == pytest.approx(12.637, abs=COEFFICIENT)
    assert (empty.variance_between, empty.variance_within) == pytest.approx((8.614, 39.148), abs=VARIANCE)
    centred = (table["ses"] - table.groupby("school")["ses"].transform("mean")).to_numpy()
    public, mean = (table["sector"] == "Public").to_numpy(float), table["meanses"].to_numpy()
    fixed = np.column_stack([np.ones(len(table)), mean, centred, public, mean * centred, centred * public])
    fit = random_slope(table["mAch"].to_numpy(), fixed, centred, table["school"].to_numpy(), restricted=True)
    assert fit.coefficients[1:] == pytest.approx([5.333, 1.302, -1.227, 1.039, 1.643], abs=TWO_DECIMALS)
    assert fit.std_errors[1:] == pytest.approx([0.369, 0.173, 0.306, 0.299, 0.240], abs=TWO_DECIMALS)
    assert fit.variances[[0, 1, 3]] == pytest.approx([2.380, 0.101, 36.72], abs=BOOK_VARIANCE)


@pytest.fixture(scope="module")
def counties(classic: Path) -> pd.DataFrame:
    return pd.read_csv(classic / "mpdta.csv")


def group_time(counties: pd.DataFrame, start: int, year: int) -> float:
    """Return the change of a group of counties since the year before, beside counties that never start."""
    wide = counties.pivot(index="countyreal", columns="year", values="lemp")
    first = counties.groupby("countyreal")["first.treat"].first()
    change = wide[year] - wide[start - 1 if year >= start else year - 1]
    return float(change[first == start].mean() - change[first == 0].mean())


EFFECTS = {
    (2004, 2004): -0.0105, (2004, 2005): -0.0704, (2004, 2006): -0.1373, (2004, 2007): -0.1008,
    (2006, 2004): 0.0065, (2006, 2005): -0.0028, (2006, 2006): -0.0046, (2006, 2007): -0.0412,
    (2007, 2004): 0.0305, (2007, 2005): -0.0027, (2007, 2006): -0.0311, (2007, 2007): -0.0261,
}  # fmt: skip


def test_minimum_wages_by_group_and_year(counties: pd.DataFrame) -> None:
    found = {cell: group_time(counties, *cell) for cell in EFFECTS}
    assert found == pytest.approx(EFFECTS, abs=PRINTED)
    sizes = counties.drop_duplicates("countyreal")["first.treat"].value_counts()
    after = {cell: effect for cell, effect in found.items() if cell[1] >= cell[0]}

    def mean(cells: list[tuple[int, int]]) -> float:
        return float(np.average([after[cell] for cell in cells], weights=[sizes[start] for start, _ in cells]))

    assert mean(list(after)) == pytest.approx(-0.0400, abs=PRINTED)
    by_length = [mean([cell for cell in after if cell[1] - cell[0] == length]) for length in range(4)]
    assert [*by_length, np.mean(by_length)] == pytest.approx([-0.0199, -0.0510, -0.1373, -0.1008, -0.0772], abs=PRINTED)
    by_group = {start: np.mean([after[cell] for cell in after if cell[0] == start]) for start in (2004, 2006, 2007)}
    assert by_group == pytest.approx({2004: -0.0797, 2006: -0.0229, 2007: -0.0261}, abs=PRINTED)
    overall = np.average(list(by_group.values()), weights=[sizes[start] for start in by_group])
    assert overall == pytest.approx(-0.0310, abs=PRINTED)


def test_minimum_wages_with_effects_of_counties_and_years(counties: pd.DataFrame) -> None:
    treated = (counties["treat"] * (counties["year"] >= counties["first.treat"])).astype(float)
    swept = pd.DataFrame({"treated": treated, "lemp": counties["lemp"]})
    for key in ("countyreal", "year"):
        # Every county has every year, so that sweeping out one mean leaves the other at nought.
        swept = swept - swept.groupby(counties[key]).transform("mean")
    fit = cluster_robust(
        swept["lemp"].to_numpy(), swept[["treated"]].to_numpy(), counties["countyreal"].to_numpy(), correction="CR1"
    )
    assert (fit.coefficients[0], fit.std_errors[0]) == pytest.approx((-0.0365, 0.0133), abs=2 * PRINTED)


@pytest.fixture(scope="module")
def training(classic: Path) -> pd.DataFrame:
    table = pd.read_csv(classic / "lalonde.csv")
    return table.assign(black=(table["race"] == "black") * 1.0, hispanic=(table["race"] == "hispan") * 1.0)


COVARIATES = ["age", "educ", "black", "hispanic", "married", "nodegree", "re74", "re75"]


def ordinary(table: pd.DataFrame, regressors: list[str]) -> tuple[float, float]:
    """Return coefficient and plain standard error of the first regressor."""
    columns = np.column_stack([np.ones(len(table)), table[regressors].to_numpy(float)])
    outcome = table["re78"].to_numpy(float)
    beta, left, _, _ = np.linalg.lstsq(columns, outcome, rcond=None)
    variance = left[0] / (len(table) - columns.shape[1]) * np.linalg.inv(columns.T @ columns)
    return float(beta[1]), float(np.sqrt(variance[1, 1]))


def test_job_training_by_least_squares(training: pd.DataFrame) -> None:
    assert ordinary(training, ["treat"]) == pytest.approx((-635.03, 657.14), abs=DOLLARS)
    assert ordinary(training, ["treat", *COVARIATES]) == pytest.approx((1548.24, 781.28), abs=DOLLARS)


def test_job_training_in_the_pairs_of_matchit(training: pd.DataFrame) -> None:
    # evalkit matches on distances over covariates; the pairs by a fitted chance are R's own, from textbook_pairs.R.
    pairs = pd.read_csv(PAIRS, comment="#")
    columns = np.column_stack([np.ones(len(training)), training[COVARIATES].to_numpy(float)])
    table = training.assign(chance=logit(columns, training["treat"].to_numpy(float))).set_index("id")
    matched = table.loc[[*pairs["treated"], *pairs["other"]]]
    assert len(set(pairs["treated"])) == len(set(pairs["other"])) == 185
    assert table.loc[pairs["other"], "treat"].sum() == 0
    assert ordinary(matched, ["treat"])[0] == pytest.approx(770.39, abs=DOLLARS)
    assert ordinary(matched, ["treat", *COVARIATES]) == pytest.approx((1307.01, 791.41), abs=DOLLARS)
    treated = table[table["treat"] == 1]
    share = treated["black"].mean()
    spread = {"black": np.sqrt(share * (1 - share)), "re74": treated["re74"].std(), "chance": treated["chance"].std()}
    for sample, expected in ((table, (1.794, 1.762, -0.721)), (matched, (0.974, 1.026, -0.078))):
        means = sample.groupby("treat")[["chance", "black", "re74"]].mean()
        gaps = (means.loc[1] - means.loc[0]) / pd.Series(spread)
        assert tuple(gaps[["chance", "black", "re74"]]) == pytest.approx(expected, abs=COEFFICIENT)


def test_trials_of_a_vaccine(classic: Path) -> None:
    table = pd.read_csv(classic / "dat.bcg.csv")
    treated, others = table["tpos"] + table["tneg"], table["cpos"] + table["cneg"]
    effect = np.log(table["tpos"] / treated / (table["cpos"] / others)).to_numpy()
    variance = (1 / table["tpos"] - 1 / treated + 1 / table["cpos"] - 1 / others).to_numpy()
    fit = pooled(effect, variance)
    mean, error, between = fit.coefficients[0], fit.std_errors[0], fit.variances[0]
    assert (mean, error, between) == pytest.approx((-0.7145, 0.1798, 0.3132), abs=COEFFICIENT)
    assert mean + 1.959964 * error * np.array([-1, 1]) == pytest.approx([-1.0669, -0.3622], abs=COEFFICIENT)
    reach = 1.959964 * np.sqrt(between + error**2)
    assert (mean - reach, mean + reach) == pytest.approx((-1.867, 0.438), abs=VARIANCE)
    weight = 1 / variance
    fixed = np.sum(weight * effect) / np.sum(weight)
    spread = np.sum(weight * (effect - fixed) ** 2)
    assert (fixed, np.sum(weight) ** -0.5) == pytest.approx((-0.4303, 0.0405), abs=COEFFICIENT)
    assert spread == pytest.approx(152.23, abs=0.006)
    slack = np.sum(weight) - np.sum(weight**2) / np.sum(weight)
    moments = (spread - 12) / slack
    assert moments == pytest.approx(0.3088, abs=COEFFICIENT)
    again = 1 / (variance + moments)
    assert np.sum(again * effect) / np.sum(again) == pytest.approx(-0.7141, abs=COEFFICIENT)
    assert 100 * between / (between + 12 / slack) == pytest.approx(92.22, abs=SHARE)
    weight = 1 / (variance + between)
    knapp = np.sqrt(np.sum(weight * (effect - mean) ** 2) / 12 / np.sum(weight))
    assert knapp == pytest.approx(0.1808, abs=COEFFICIENT)


def test_trials_of_a_vaccine_by_latitude(classic: Path) -> None:
    table = pd.read_csv(classic / "dat.bcg.csv")
    treated, others = table["tpos"] + table["tneg"], table["cpos"] + table["cneg"]
    effect = np.log(table["tpos"] / treated / (table["cpos"] / others)).to_numpy()
    variance = (1 / table["tpos"] - 1 / treated + 1 / table["cpos"] - 1 / others).to_numpy()
    fit = pooled(effect, variance, table["ablat"].to_numpy(float))
    assert (*fit.coefficients, fit.std_errors[1]) == pytest.approx((0.2515, -0.0291, 0.0072), abs=COEFFICIENT)
    assert fit.variances[0] == pytest.approx(0.0764, abs=COEFFICIENT)


def test_what_teachers_expect(classic: Path) -> None:
    table = pd.read_csv(classic / "dat.raudenbush1985.csv")
    effect, variance = table["yi"].to_numpy(), table["vi"].to_numpy()
    fit = pooled(effect, variance)
    assert (fit.coefficients[0], fit.std_errors[0]) == pytest.approx((0.0837, 0.0516), abs=COEFFICIENT)
    assert fit.variances[0] == pytest.approx(0.0188, abs=COEFFICIENT)
    weight = 1 / variance
    fixed = np.sum(weight * effect) / np.sum(weight)
    assert np.sum(weight * (effect - fixed) ** 2) == pytest.approx(35.83, abs=0.006)
    slack = np.sum(weight) - np.sum(weight**2) / np.sum(weight)
    assert 100 * fit.variances[0] / (fit.variances[0] + 18 / slack) == pytest.approx(41.86, abs=SHARE)
    plain = pooled(effect, variance, restricted=False)
    assert (plain.coefficients[0], plain.variances[0]) == pytest.approx((0.0777, 0.0126), abs=COEFFICIENT)
    weeks = np.minimum(table["weeks"].to_numpy(float), 3)
    by_weeks = pooled(effect, variance, weeks)
    assert by_weeks.coefficients == pytest.approx([0.4072, -0.1572], abs=COEFFICIENT)
    assert by_weeks.std_errors == pytest.approx([0.0870, 0.0358], abs=COEFFICIENT)
    assert by_weeks.variances[0] == pytest.approx(0, abs=COEFFICIENT)


def test_effects_within_studies(classic: Path) -> None:
    table = pd.read_csv(classic / "dat.assink2016.csv")
    effect, variance = table["yi"].to_numpy(), table["vi"].to_numpy()
    fit = pooled_within(effect, variance, table["study"].to_numpy())
    assert (fit.coefficients[0], fit.std_errors[0]) == pytest.approx((0.4268, 0.1184), abs=COEFFICIENT)
    assert fit.variances == pytest.approx([0.1879, 0.1120], abs=VARIANCE)
    fixed = np.average(effect, weights=1 / variance)
    assert np.sum((effect - fixed) ** 2 / variance) == pytest.approx(809.46, abs=0.006)


def test_schools_of_california(classic: Path) -> None:
    table = pd.read_csv(classic / "caschools.csv")
    score, ratio = (table["read"] + table["math"]) / 2, table["students"] / table["teachers"]
    one = np.ones(len(table))
    each = np.arange(len(table))
    for columns, coefficients, errors, explained in (
        ([one, ratio], [698.93, -2.2798], [0.5195], 0.051),
        ([one, ratio, table["english"]], [686.03, -1.1013, -0.6498], [0.4328, 0.0310], 0.426),
    ):
        matrix = np.column_stack(columns)
        # Each district its own cluster: Stata's correction is then that of HC1.
        fit = cluster_robust(score.to_numpy(), matrix, each, correction="CR1S")
        assert fit.coefficients[0] == pytest.approx(coefficients[0], abs=0.006)
        assert fit.coefficients[1:] == pytest.approx(coefficients[1:], abs=PRINTED)
        assert fit.std_errors[1:] == pytest.approx(errors, abs=PRINTED)
        left = score - matrix @ fit.coefficients
        assert 1 - left.var() / score.var() == pytest.approx(explained, abs=COEFFICIENT)


def test_effect_sizes_of_a_trial_with_whole_schools(classic: Path) -> None:
    table = pd.read_csv(classic / "crtData.csv")
    fit = intercepts([table["Intervention"], table["Prettest"], table["Posttest"]], table["School"])
    total = fit.variance_between + fit.variance_within
    assert fit.coefficients[1] / np.sqrt(total) == pytest.approx(0.688, abs=COEFFICIENT)
    assert fit.coefficients[1] / np.sqrt(fit.variance_within) == pytest.approx(0.809, abs=COEFFICIENT)

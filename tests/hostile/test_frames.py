"""Sixty tables and requests that went wrong, or could: each ends in words, or in the right answer."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

import evalkit as ek
from evalkit.core.errors import DataError, EstimationError, EvalkitError
from evalkit.records.estimate import Estimate

SCHOOLS, SIZE = 12, 6


def table() -> pd.DataFrame:
    """Return pupils of twelve schools, every other one treated."""
    rng = np.random.default_rng(12)
    urn = np.repeat(100000 + np.arange(SCHOOLS), SIZE)
    prior = rng.normal(104, 6, len(urn))
    grade = 0.1 * prior + 0.4 * (urn % 2) + rng.normal(size=SCHOOLS)[urn - 100000] + rng.normal(size=len(urn))
    frame = pd.DataFrame({"urn": urn, "treated": urn % 2 == 1, "prior": prior, "grade": grade})
    return frame.assign(size=rng.integers(1, 9, len(urn)).astype(float), invited=np.arange(len(urn)) % 2 == 0)


def by_years() -> pd.DataFrame:
    """Return twelve schools in three years."""
    rng = np.random.default_rng(13)
    rows = pd.DataFrame({"urn": np.repeat(np.arange(SCHOOLS), 3), "year": np.tile([2017, 2018, 2019], SCHOOLS)})
    rows["treated"] = rows["urn"] < 5
    return rows.assign(grade=rng.normal(size=len(rows)) + (rows["treated"] & (rows["year"] == 2019)))


ASKED = {"outcome": "grade", "treated": "treated", "cluster": "urn", "covariates": ["prior"]}
LINE = {"estimator": "least_squares"}
YEARS = {"covariates": (), "period": "year", "baseline": 2018}


@dataclass(frozen=True)
class Case:
    """A table, what is asked of it, and words of each fault; without words the answer is that of the plain table."""

    words: tuple[str, ...]
    change: Callable[[pd.DataFrame], object] = lambda frame: frame
    asked: dict[str, object] = field(default_factory=dict)
    years: bool = False


def put(column: str, row: int, value: object) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Return a change that puts one value into one cell."""

    def changed(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(**{column: [value if n == row else v for n, v in enumerate(frame[column].tolist())]})

    return changed


def given(**columns: object) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Return a change of whole columns."""
    return lambda frame: frame.assign(**columns)


def ids_in_three_ways(frame: pd.DataFrame) -> pd.DataFrame:
    ways = (str, int, lambda urn: f"{urn} ", float, lambda urn: f"{urn}.0")
    return frame.assign(urn=[ways[n % 5](urn) for n, urn in enumerate(frame["urn"].tolist())])


def followed_by(**values: object) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Return a change that puts a copy of the first row, with other values, below the last."""
    return lambda frame: pd.concat([frame, frame.head(1).astype(object).assign(**values)]).infer_objects()


WIDE = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}
CASES: dict[str, Case] = {
    # Not a table, or not these columns.
    "a dictionary": Case(("a dict", "DataFrame"), lambda frame: frame.to_dict("list")),
    "a list of rows": Case(("a list",), lambda frame: frame.to_numpy().tolist()),
    "nothing": Case(("a NoneType",), lambda _: None),
    "a path": Case(("a str",), lambda _: "pupils.csv"),
    "one column": Case(("a Series",), lambda frame: frame["grade"]),
    "no rows": Case(("no rows",), lambda frame: frame.head(0)),
    "no columns": Case(("no column 'grade'",), lambda frame: frame[[]]),
    "one row": Case(("treated",), lambda frame: frame.head(1)),
    "headings on two levels": Case(("several levels",), lambda frame: pd.concat({"a": frame}, axis=1)),
    "a column twice": Case(
        ("2 columns of this name",), lambda frame: pd.concat([frame, frame[["prior"]].rename(columns=str)], axis=1)
    ),
    "two unknown columns": Case(("'greade'", "'scool'"), asked={"outcome": "greade", "cluster": "scool"}),
    "a heading with a space": Case(("no column 'grade'",), lambda frame: frame.rename(columns={"grade": "grade "})),
    "a number as the name of a column": Case((), lambda frame: frame.rename(columns={"prior": 7}), {"covariates": [7]}),
    "columns of the names we use ourselves": Case(
        (), given(row=1, unit=2, **{"row of the table": 3, "weight (each row once)": 4})
    ),
    "an outcome called row": Case((), lambda frame: frame.rename(columns={"grade": "row"}), {"outcome": "row"}),
    "an index in disorder": Case((), lambda frame: frame.set_index(np.zeros(len(frame), dtype=int))),
    "an index of two levels": Case((), lambda frame: frame.set_index(["urn", frame.index], drop=False)),
    # Parts that exclude each other.
    "the outcome as a covariate": Case(("named as the outcome and as a covariate",), asked={"covariates": ["grade"]}),
    "a covariate twice": Case(("as a covariate and as a covariate",), asked={"covariates": ["prior", "prior"]}),
    "treated as the outcome": Case(("the outcome and as treated",), asked={"outcome": "treated"}),
    "the cluster as a covariate": Case(("the cluster and as a covariate",), asked={"covariates": ["urn"]}),
    "a covariate by its bare name": Case((), asked={"covariates": "prior"}),
    # Values.
    "words for the outcome": Case(("values of kind",), given(grade="five")),
    "numbers as words": Case(("values of kind",), lambda frame: frame.assign(grade=frame["grade"].astype(str))),
    "decimals of another kind": Case(("values of kind",), lambda frame: frame.assign(grade=Decimal("1.5"))),
    "dates": Case(("values of kind",), given(prior=date(2019, 5, 1))),
    "complex numbers": Case(("complex numbers",), lambda frame: frame.assign(prior=frame["prior"] + 1j)),
    "an infinite outcome": Case(("1 infinite value",), put("grade", 3, np.inf)),
    "an infinite covariate": Case(("1 infinite value",), put("prior", 3, -np.inf)),
    "enormous numbers": Case(("beyond 1e+50",), put("grade", 3, 1e200)),
    "an outcome without a value": Case(("no value in any row",), given(grade=np.nan)),
    "a covariate without a value": Case(("no value in any row",), given(prior=pd.NA)),
    "never complete": Case(
        ("0 complete rows",),
        lambda frame: frame.assign(
            grade=frame["grade"].where(frame.index % 2 == 0), prior=frame["prior"].where(frame.index % 2 == 1)
        ),
    ),
    "complete on one side only": Case(
        ("only untreated rows",), lambda frame: frame.assign(prior=frame["prior"].where(~frame["treated"]))
    ),
    "a constant covariate": Case(("same value in every row",), given(prior=1.0)),
    "twin columns": Case(
        ("'twin'", "said already by 'prior'"),
        lambda frame: frame.assign(twin=frame["prior"]),
        {"covariates": ["prior", "twin"]},
    ),
    "one column in another unit": Case(
        ("'cm'", "said already by 'prior'"),
        lambda frame: frame.assign(cm=100 * frame["prior"] + 3),
        {"covariates": ["prior", "cm"]},
    ),
    "two columns that make a third": Case(
        ("said already by 'prior' and 'size'",),
        lambda frame: frame.assign(sum=frame["prior"] + 2 * frame["size"]),
        {"covariates": ["prior", "size", "sum"]},
    ),
    "a covariate that is the treatment": Case(
        ("said already by 'treated'",), lambda frame: frame.assign(prior=frame["treated"].astype(float))
    ),
    "columns that may lack a value": Case((), lambda frame: frame.convert_dtypes()),
    "more covariates than rows": Case(
        ("7 complete rows for 7 columns",),
        lambda frame: frame.iloc[::11].assign(**{f"x{n}": np.arange(7.0) ** n % 5 for n in range(2, 7)}),
        {"covariates": [f"x{n}" for n in range(2, 7)], "cluster": None},
    ),
    # Sides.
    "yes and no in words": Case(
        ("'no', 'yes'", "both True and False"), given(treated=lambda f: np.where(f["treated"], "yes", "no"))
    ),
    "one side": Case(("both True and False",), given(treated=True)),
    "three sides": Case(("0, 1, 2", "arms="), given(treated=lambda f: f.index % 3)),
    "sides in lists": Case(("both True and False",), lambda frame: frame.assign(treated=[[1]] * len(frame))),
    "sides as numbers": Case((), given(treated=lambda f: f["treated"].astype(float))),
    "noughts and ones as words": Case(("'0', '1'",), given(treated=lambda f: f["treated"].astype(int).astype(str))),
    "arms that nobody is in": Case(("rows of both 'a' and 'b'",), asked={"arms": ("a", "b")}),
    "an arm against itself": Case(("('a', 'a')",), asked={"arms": ("a", "a")}),
    # Ids.
    "one id in five ways": Case((), ids_in_three_ways),
    "ids of words and numbers": Case(
        (), lambda frame: frame.assign(urn=[u if u % 3 else f"s{u}" for u in frame["urn"]])
    ),
    "no ids": Case(("no id in any row",), given(urn="  ")),
    "one school a side": Case(("one treated cluster",), lambda frame: frame[frame["urn"] < 100002], {**LINE}),
    "ids in wide digits": Case(
        (), lambda frame: frame.assign(urn=[f"{u}".translate(WIDE) if n % 2 else u for n, u in enumerate(frame["urn"])])
    ),
    "an id that was missing before it became text": Case((), followed_by(urn="nan")),
    "an infinite id": Case((), followed_by(urn=np.inf)),
    "the sides as ids": Case(("2 clusters", "none to tell how clusters differ"), given(urn=lambda f: f["treated"])),
    # Weights.
    "negative weights": Case(("1 negative weights",), put("size", 3, -1.0), {"weight": "size"}),
    "no weight at all": Case(("no weight above nought",), given(size=0.0), {"weight": "size"}),
    "weights for a model without them": Case(
        ("weights that differ",), asked={"weight": "size", "estimator": "multilevel"}
    ),
    # What is asked.
    "an unknown estimator": Case(("least_squars", "did you mean least_squares?"), asked={"estimator": "least_squars"}),
    "an inference of another estimator": Case(
        ("not what satterthwaite judges",), asked={**LINE, "inference": "satterthwaite"}
    ),
    "a level of 95": Case(("conf_level", "95"), asked={"conf_level": 95}),
    "minus two decimals": Case(("decimals", "-2"), asked={"decimals": -2}),
    "an option that does not exist": Case(
        ("effect", "did you mean effects?"), asked={**LINE, "options": {"least_squares": {"effect": "school"}}}
    ),
    "an option of no method used": Case(("not used",), asked={"options": {"least_squares": {"effects": "school"}}}),
    "effects of schools that are whole on one side": Case(
        ("same for all rows of each 'urn'",), asked={**LINE, "options": {"least_squares": {"effects": "school"}}}
    ),
    "a model of rows as their own schools": Case(("cluster",), asked={"cluster": None, "estimator": "multilevel"}),
    "an estimator for years": Case(
        ("difference_in_differences, which does not take",), asked={"estimator": "difference_in_differences"}
    ),
    "a list for the outcome": Case(("the argument outcome",), asked={"outcome": ["grade"]}),
    "an empty name for treated": Case(("the argument treated",), asked={"treated": ""}),
    "no covariates at all": Case(("the argument covariates",), asked={"covariates": None}),
    "a pair of names for a covariate": Case(("the argument covariates",), asked={"covariates": [("prior", "size")]}),
    "a number for the covariates": Case(("the argument covariates",), asked={"covariates": 5}),
    "a list in the covariates": Case(("the argument covariates",), asked={"covariates": [["prior"]]}),
    "covariates that come one by one": Case((), asked={"covariates": pd.Index(["prior"])}),
    "a number for the inference": Case(("the argument inference",), asked={"inference": 3}),
    "options of no kind": Case(("effects",), asked={**LINE, "options": {"least_squares": {"effects": {1}}}}),
    "a yes for the decimals": Case(("decimals",), asked={"decimals": True}),
    "a seed below nought": Case(("seed", "-1"), asked={"seed": -1}),
    "no draws": Case(
        ("0 draws",), asked={**LINE, "inference": "school_bootstrap", "options": {"school_bootstrap": {"draws": 0}}}
    ),
    "minute weights": Case(("no value beyond",), lambda frame: frame.assign(size=1e-300), {"weight": "size"}),
    "minute numbers": Case(("no value beyond",), lambda frame: frame.assign(prior=frame["prior"] * 1e-120)),
    "a covariate that hardly varies": Case(("hardly varies",), lambda frame: frame.assign(prior=frame["prior"] + 1e13)),
    "an outcome that does not vary": Case(("an outcome that varies",), given(grade=1.0)),
    "one school": Case(("clusters",), given(urn=1), {"treated": "invited"}),
    # Years.
    "a cohort without years": Case(("the argument period",), asked={"cohort": 2019}),
    "a baseline without years": Case(("the argument period",), asked={"baseline": [2018]}),
    "a year in words": Case(("the argument baseline",), asked={**YEARS, "baseline": "2018"}, years=True),
    "a cohort in words": Case(("the argument cohort",), asked={**YEARS, "cohort": "2019"}, years=True),
    "a year of another kind": Case((), asked={**YEARS, "baseline": np.int64(2018), "cohort": 2019.0}, years=True),
    "a school twice in a year": Case(
        ("2 rows for 0 in 2017",), lambda frame: pd.concat([frame, frame.head(1)]), YEARS, years=True
    ),
    "no year before": Case(("baseline", "none named"), asked={**YEARS, "baseline": ()}, years=True),
    "a year that is not there": Case(("2016",), asked={**YEARS, "baseline": 2016}, years=True),
    "years in words": Case(("values of kind",), given(year=lambda f: f["year"].astype(str)), YEARS, years=True),
    "covariates beside years": Case(
        ("no covariates",), given(prior=1.5), {**YEARS, "covariates": ["prior"]}, years=True
    ),
    "years without schools": Case(("argument cluster",), asked={**YEARS, "cluster": None}, years=True),
    "treated before the start": Case(
        ("treated in a year before the start",),
        given(treated=lambda f: (f["urn"] < 5) & (f["year"] < 2019)),
        YEARS,
        years=True,
    ),
    "years as decimals": Case((), given(year=lambda f: f["year"].astype(float)), YEARS, years=True),
    "treated from the start on": Case(
        (), given(treated=lambda f: (f["urn"] < 5) & (f["year"] == 2019)), YEARS, years=True
    ),
}


def answered(frame: object, asked: dict[str, object]) -> Estimate:
    """Return the estimate of a table."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return ek.Analysis.from_frame(frame, **{**ASKED, **asked}).estimate()


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_table_ends_in_words_or_in_the_right_answer(name: str) -> None:
    case = CASES[name]
    plain = by_years() if case.years else table()
    frame = case.change(plain)
    if not case.words:
        expected = answered(plain, YEARS if case.years else {})
        found = answered(frame, case.asked)
        assert found.estimate == pytest.approx(expected.estimate, rel=1e-6)
        assert found.counts == expected.counts
        return
    with pytest.raises(EvalkitError) as refusal:
        answered(frame, case.asked)
    assert isinstance(refusal.value, DataError | EstimationError)
    told = str(refusal.value)
    assert [word for word in case.words if word not in told] == []
    assert all(fault.where and fault.found and fault.allowed and fault.next for fault in refusal.value.faults)


def test_there_are_sixty_of_them() -> None:
    assert len(CASES) >= 60


def test_faults_of_columns_methods_and_words_are_told_together() -> None:
    frame = table().assign(grade="five", prior=np.inf)
    with pytest.raises(DataError) as refusal:
        ek.Analysis.from_frame(
            frame, outcome="grade", treated="trated", cluster="urn", covariates=["prior"], decimals=-1,
            estimator="multi", conf_level=2,
        )  # fmt: skip
    assert len(refusal.value.faults) == 6

"""Rearranged code gives the numbers of the former version to twelve digits, whatever things are called today.

``former/numbers.json`` holds every estimate, interval, p-value and count that version 0.1.0 of 24 November 2026 (commit
8c068ea) gave for both shipped studies, for a study of weighted schools written with the names of that version, and for
the worked example on published tables.
"""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import evalkit as ek
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.memory import VARIABLE
from evalkit.records.estimate import Estimate

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent / "former"
FORMER = json.loads((HERE / "numbers.json").read_text(encoding="utf-8"))
# Ways of judging certainty that are called otherwise since: former name, name of today.
RENAMED = {
    "placebo_areas_reweighted": "placebo_areas",
    "variance_components_reweighted": "variance_components",
}
# Checks that the shipped studies have asked for since, because the former version did not know them.
SINCE = {"area_selection", "assumed_selection"}
# The former version wrote twelve digits: the last may be off by its rounding.
DIGITS = 5e-12
NUMBERS = ("std_error", "df", "conf_low", "conf_high", "conf_level", "p_value")
CASES = [(study, question) for study, questions in FORMER.items() for question in questions]


@pytest.fixture(scope="module")
def opened(stations_of_this_run: Path) -> Iterator[dict[str, Evaluation]]:
    """Return the evaluations opened so far, so that each study reads its tables once; other stories share stations."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(stations_of_this_run))
        yield {}


def evaluation_of(study: str, opened: dict[str, Evaluation], request: pytest.FixtureRequest) -> Evaluation:
    """Return one study on the tables that the former numbers rest on."""
    if study not in opened:
        place, tables = ROOT / "studies" / study, "synthetic_folder"
        if study == "worked-example":
            place, tables = ROOT / "docs" / study, "realdata"
        if study == "weighted":
            place = weighted_study(request.getfixturevalue("tmp_path_factory").mktemp("studies") / study)
        opened[study] = ek.open_study(place, data=request.getfixturevalue(tables))
    return opened[study]


def weighted_study(folder: Path) -> Path:
    """Return the Leicester study asking the questions about weighted schools of the former version."""
    # The theory of change names questions of today.
    ignored = shutil.ignore_patterns(".evalkit", "theory_of_change.toml")
    shutil.copytree(ROOT / "studies" / "leicester", folder, ignore=ignored)
    written = (folder / "study.toml").read_text(encoding="utf-8")
    head = written[: written.index("[[questions]]")]
    (folder / "study.toml").write_text(head + (HERE / "weighted_questions.toml").read_text(encoding="utf-8"), "utf-8")
    story = (folder / "story.md").read_text(encoding="utf-8")
    (folder / "story.md").write_text(story.replace("{{ attainment", "{{ weighted"), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("study", "question"), CASES, ids=[f"{study}-{question}" for study, question in CASES])
def test_every_number_of_the_former_version_is_found_again(
    study: str, question: str, opened: dict[str, Evaluation], request: pytest.FixtureRequest
) -> None:
    former, evaluation = FORMER[study][question], evaluation_of(study, opened, request)
    estimate = evaluation.estimate(question)
    assert same(estimate.estimate, former["estimate"])
    assert counts_of(estimate) == former["counts"]
    assert estimate.primary == RENAMED.get(former["primary"], former["primary"])
    assert [one.name for one in estimate.refused] == [RENAMED.get(name, name) for name in former["refused"]]
    for name, numbers in former["inferences"].items():
        today = estimate.inference(RENAMED.get(name, name))
        assert {key for key in NUMBERS if not same(getattr(today, key), numbers[key])} == set(), name


@pytest.mark.parametrize(("study", "question"), CASES, ids=[f"{study}-{question}" for study, question in CASES])
def test_every_year_of_the_former_version_is_found_again(
    study: str, question: str, opened: dict[str, Evaluation], request: pytest.FixtureRequest
) -> None:
    former = FORMER[study][question]["by_year"]
    points = evaluation_of(study, opened, request).event_study(question).points
    assert [str(point.year) for point in points] == list(former)
    for point in points:
        estimate, low, high, schools = former[str(point.year)]
        assert same(point.estimate, estimate)
        assert same(point.conf_low, low)
        assert same(point.conf_high, high)
        assert point.units == schools


CHECKED = [(study, question) for study, question in CASES if FORMER[study][question]["checks"]]


@pytest.mark.parametrize(("study", "question"), CHECKED, ids=[f"{study}-{question}" for study, question in CHECKED])
def test_every_number_of_a_check_of_the_former_version_is_found_again(
    study: str, question: str, opened: dict[str, Evaluation], request: pytest.FixtureRequest
) -> None:
    """Numbers that stood under free names stand in named fields and rows now; none of them is lost."""
    checks = {one.check: one for one in evaluation_of(study, opened, request).checks(question)}
    former = FORMER[study][question]["checks"]
    assert [name for name in checks if name not in SINCE] == list(former)
    for name, numbers in former.items():
        found = list(numbers_in(checks[name].shows))
        lost = {key for key, number in numbers.items() if not any(same(one, number) for one in found)}
        assert lost == set(), name


def numbers_in(shown: object) -> Iterator[float]:
    """Yield every number of a record and of the records in it."""
    if is_dataclass(shown) and not isinstance(shown, type):
        for one in fields(shown):
            yield from numbers_in(getattr(shown, one.name))
    elif isinstance(shown, tuple):
        for part in shown:
            yield from numbers_in(part)
    elif isinstance(shown, int | float) and not isinstance(shown, bool):
        yield float(shown)


def counts_of(estimate: Estimate) -> dict[str, int]:
    """Return whom an estimate rests on, by the names of the former version."""
    counts = estimate.counts
    return {
        "schools_treated": counts.units_treated,
        "schools_comparison": counts.units_comparison,
        "pupils_treated": counts.pupils_treated,
        "pupils_comparison": counts.pupils_comparison,
        "areas_treated": counts.areas_treated,
        "areas_comparison": counts.areas_comparison,
    }


def same(today: float, former: float | None) -> bool:
    """Say whether a number is the former one to twelve digits; one that was not to be had was written as null."""
    if former is None:
        return not math.isfinite(today)
    return math.isclose(today, former, rel_tol=DIGITS, abs_tol=DIGITS)

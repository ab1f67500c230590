"""A findings file of the former version, kept as it was written, is compared with one of this version.

``tests/data/findings_2.json`` and ``findings_3.json`` are cut from the reports of the shipped Leicester study that the
former version and this one wrote.
"""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from evalkit.findings.differences import Compared, Report, compare_reports
from evalkit.findings.file import SCHEMA_VERSION
from evalkit.findings.former import says_the_same

DATA = Path(__file__).resolve().parents[2] / "data"
RECORD: dict[str, Any] = {"inputs": []}


def stored(version: int) -> dict[str, Any]:
    """Return the findings file that a version wrote."""
    return json.loads((DATA / f"findings_{version}.json").read_text(encoding="utf-8"))


def compared(before: dict[str, Any], after: dict[str, Any]) -> Compared:
    """Return two findings files set side by side."""
    return compare_reports(Report("before", before, RECORD), Report("after", after, RECORD))


def check(findings: dict[str, Any], name: str) -> dict[str, Any]:
    """Return one check of the only finding."""
    return next(one for one in findings["findings"][0]["checks"] if one["check"] == name)


def test_the_stored_files_are_of_two_versions() -> None:
    assert [stored(version)["schema_version"] for version in (2, 3)] == [2, SCHEMA_VERSION]
    assert "values" in check(stored(2), "leave_one_school_out")
    assert "shows" in check(stored(3), "leave_one_school_out")


def test_the_same_findings_in_two_versions_do_not_differ() -> None:
    for before, after in ((2, 3), (3, 2), (2, 2), (3, 3)):
        assert compared(stored(before), stored(after)).moved == ()


@pytest.mark.parametrize(
    ("check_of", "field", "value"),
    [
        ("leave_one_school_out", "largest_move", 0.5),
        ("regression_to_mean", "mirrored_schools", 7),
        ("falsification_outcomes", "beyond_chance", -1),
    ],
)
def test_a_number_of_a_check_that_moved_is_found_across_versions(check_of: str, field: str, value: float) -> None:
    moved = stored(3)
    check(moved, check_of)["shows"][field] = value
    assert [one.parts for one in compared(stored(2), moved).moved] == [("checks",)]
    assert [one.parts for one in compared(moved, stored(2)).moved] == [("checks",)]


def test_an_estimate_or_an_answer_that_moved_is_found_across_versions() -> None:
    moved = stored(3)
    moved["findings"][0]["estimate"] += 0.01
    check(moved, "regression_to_mean")["answer"] = "Something else."
    assert [one.parts for one in compared(stored(2), moved).moved] == [("estimate", "checks")]


def test_an_inference_of_the_former_name_is_the_one_without_its_ending() -> None:
    former = stored(2)
    one = former["findings"][0]
    one["inferences"][0]["name"] = one["primary"] = one["rule_primary"] = f"{one['primary']}_reweighted"
    assert compared(former, stored(3)).moved == ()
    other = deepcopy(former)
    other["findings"][0]["primary"] = "cluster_robust"
    assert [one.parts for one in compared(other, stored(3)).moved] == [("words",)]


def test_numbers_under_other_names_are_the_same_and_other_numbers_are_not() -> None:
    assert says_the_same({"schools_treated": 19, "p": 0.1}, {"units_treated": 19, "p": 0.1, "more": 3})
    assert not says_the_same({"schools_treated": 19}, {"units_treated": 18})
    assert not says_the_same({"p": 0.1, "old": 3}, {"p": 0.2, "new": [0.1, 3]})
    assert says_the_same({"d": {"placebo areas": 3}}, {"d": {"placebo_areas": 3, "others": 4}})
    assert not says_the_same({"d": {"placebo areas": 3}}, {"d": {"placebo_areas": 4, "others": 3}})
    assert not says_the_same([1, 2], [1])


def test_a_key_gained_since_is_no_difference_until_both_files_have_it() -> None:
    def with_sign(less_fair: bool, spread: float) -> dict[str, Any]:
        found = stored(3)
        for row in check(found, "leave_one_school_out")["shows"]["rows"]:
            row["less_fair"] = less_fair
        found["findings"][0]["beside"] = {**found["findings"][0].get("beside", {}), "pupil_sd": spread}
        return found

    plain = stored(3)
    plain["findings"][0].setdefault("beside", {})
    assert compared(plain, with_sign(True, 1.4)).moved == ()
    assert compared(with_sign(True, 1.4), plain).moved == ()
    assert compared(with_sign(True, 1.4), with_sign(True, 1.4)).moved == ()
    assert compared(with_sign(True, 1.4), with_sign(False, 1.4)).moved != ()
    assert compared(with_sign(True, 1.4), with_sign(True, 1.5)).moved != ()
    other = with_sign(True, 1.4)
    other["findings"][0]["beside"]["anything"] = 1
    assert compared(plain, other).moved != ()

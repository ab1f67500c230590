"""The findings file is the same for the same findings, to the byte, and holds nothing of the run."""

from __future__ import annotations

import json
import math
from dataclasses import fields, replace
from pathlib import Path

import pandas as pd
import pytest

from evalkit.core.estimand import Estimand
from evalkit.core.quantity import GRADES, PERCENTILE_POINTS
from evalkit.findings.file import SCHEMA_VERSION, Answered, Source, findings_text, write_findings
from evalkit.findings.finding import Finding
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Balance, BalanceRow, Counts
from evalkit.records.description import EventPoint, EventStudy
from evalkit.records.details import Quantities
from evalkit.records.estimate import Estimate, Inference, Refusal
from evalkit.records.standing import LessRise
from evalkit.tables.flow import Flow, Loss, Step

ROOT = Path(__file__).resolve().parents[3]
SOURCE = Source(study="ours", title="Our study", synthetic=True)
SURE = Inference(
    name="placebo_areas",
    std_error=math.nan,
    df=math.nan,
    conf_low=-0.1,
    conf_high=0.3000000000000004,
    conf_level=0.95,
    p_value=0.2,
    assumes="areas are alike",
    ignores="",
    details=(Quantities((("areas", 140.0),)),),
)
ESTIMATE = Estimate(
    estimand=Estimand("p8_maths", "all pupils", 2019, (2017,), label="Progress 8 in maths"),
    outcome="Progress 8 in maths",
    unit=GRADES,
    estimator="difference_in_differences",
    design="matched",
    estimate=1 / 3,
    counts=Counts(19, 95, 3000, 15000, 1, 40),
    inferences=(SURE,),
    primary="placebo_areas",
)
ROW = BalanceRow("ks2 2017", "Key Stage 2", 28.0, 29.0, 28.1, -0.5, -0.05, 1.1, matched_on=True)
FINDING = Finding(
    id="attainment",
    question="Did it change?",
    status="planned",
    estimate=ESTIMATE,
    checks=(CheckResult("leave_one_school_out", "One school?", None, True, "No.", values=(("lowest", 0.1),)),),
    balance=Balance((ROW,), 80.0, 30.0, 0.02, (("Town", 3, 0.1),)),
    rule_primary="placebo_areas",
    rule_reason="One area was treated.",
    departs="",
    caveats=("A caveat.",),
)
YEARS = EventStudy(
    outcome="Progress 8 in maths",
    unit=GRADES,
    baseline=(2017,),
    points=(EventPoint(2019, 1 / 3, -0.1, math.nan, 19, primary=True),),
    inference="placebo_areas",
    conf_level=0.95,
)
FLOW = Flow((Step("has 2019", "programme", "schools", 20, 19, (Loss(990001, 2019, "suppressed"),)),))


def test_the_same_findings_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    write_findings(SOURCE, [Answered(FINDING, YEARS, FLOW)], first)
    write_findings(SOURCE, [Answered(FINDING, YEARS, FLOW)], second)
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().endswith(b"}\n")


def test_numbers_carry_twelve_significant_digits() -> None:
    (finding,) = written()["findings"]
    assert finding["estimate"] == 0.333333333333
    assert finding["inferences"][0]["conf_high"] == 0.3


def test_every_number_of_a_finding_stands_under_its_own_name() -> None:
    (finding,) = written()["findings"]
    assert finding["unit"] == {"name": "grades", "decimals": 2}
    (sure,) = finding["inferences"]
    assert [sure[name] for name in ("conf_low", "conf_high", "conf_level", "p_value")] == [-0.1, 0.3, 0.95, 0.2]
    (year,) = finding["by_year"]
    assert [year[name] for name in ("year", "estimate", "conf_low", "units")] == [2019, 0.333333333333, -0.1, 19]
    assert finding["counts"] == {
        "kind": "school",
        "units_treated": 19,
        "units_comparison": 95,
        "pupils_treated": 3000,
        "pupils_comparison": 15000,
        "areas_treated": 1,
        "areas_comparison": 40,
    }
    (row,) = finding["balance"]["rows"]
    numbers = ("treated", "before", "after", "smd_before", "smd_after", "variance_ratio")
    assert [row[name] for name in numbers] == [28.0, 29.0, 28.1, -0.5, -0.05, 1.1]


def test_the_decimals_of_a_unit_travel_with_its_name() -> None:
    rank = replace(FINDING, estimate=replace(ESTIMATE, unit=PERCENTILE_POINTS))
    assert written(rank)["findings"][0]["unit"] == {"name": "percentile points", "decimals": 1}


def test_a_number_that_a_method_does_not_have_is_null() -> None:
    (finding,) = written()["findings"]
    assert finding["inferences"][0]["std_error"] is None


def test_what_a_design_does_not_have_is_absent() -> None:
    (finding,) = written(replace(FINDING, balance=None))["findings"]
    assert "balance" not in finding


def test_the_other_answer_of_an_area_stands_in_the_file_with_every_number() -> None:
    areas = pd.DataFrame({"area": ["101", "102"], "gap": [0.1, -0.1]})
    other = LessRise(
        figure="p8_maths",
        years=(2017,),
        mirrored=False,
        whole=1 / 3,
        estimate=0.25,
        conf_low=-0.1,
        conf_high=0.6,
        conf_level=0.95,
        std_error=0.15,
        p_value=0.125,
        centre=0.01,
        slope=-0.11,
        slope_error=math.nan,
        gap=-0.7,
        lowest=-0.4,
        highest=0.5,
        beyond=0.3,
        middling=False,
        own_mean=-0.2,
        areas=areas,
    )
    (plain,) = written()["findings"]
    assert "if_chosen_low" not in plain and "less_rise" not in plain
    for key in ("if_chosen_low", "less_rise"):
        (finding,) = written(replace(FINDING, estimate=replace(ESTIMATE, **{key: other})))["findings"]
        told = finding[key]
        assert set(told) == {one.name for one in fields(LessRise)} | {"taken_off"}
        assert told["areas"] == 2 and told["years"] == [2017] and told["middling"] is False
        assert told["taken_off"] == pytest.approx(1 / 3 - 0.25) and told["slope_error"] is None
        same = ("figure", "estimate", "conf_low", "conf_high", "conf_level", "p_value", "gap", "beyond")
        assert [told[name] for name in same] == [getattr(other, name) for name in same]
        assert {name: value for name, value in finding.items() if name != key} == plain
    refused = replace(ESTIMATE, if_chosen_low=Refusal("", "it stood too far below"))
    (finding,) = written(replace(FINDING, estimate=refused))["findings"]
    assert finding["if_chosen_low"] == {"refused": "it stood too far below"}


def test_losses_are_counted_by_reason_at_every_step() -> None:
    (finding,) = written()["findings"]
    for step in finding["flow"]:
        assert step["entered"] == step["left"] + sum(lost["count"] for lost in step["lost"])


def test_every_key_is_described() -> None:
    described = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    assert f"Schema version: {SCHEMA_VERSION}." in described
    missing = {key for key in keys_of(written()) if f"`{key}`" not in described and f".{key}`" not in described}
    assert missing <= {"study", "data", "name", "title", "decimals", *SURE.numbers(), "lowest", *NAMED_IN_WORDS}


NAMED_IN_WORDS = {
    "kind",
    "units_treated",
    "units_comparison",
    "pupils_treated",
    "pupils_comparison",
    "areas_treated",
    "areas_comparison",
}


def written(finding: Finding = FINDING) -> dict[str, list[dict[str, object]]]:
    """Return the file of one finding, read back."""
    return json.loads(findings_text(SOURCE, [Answered(finding, YEARS, FLOW)]))


def keys_of(value: object) -> set[str]:
    """Return every key at any depth."""
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys_of(inner)}
    if isinstance(value, list):
        return {key for inner in value for key in keys_of(inner)}
    return set()

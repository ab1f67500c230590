"""The panel of inferences says what certainty rests on, where doubt comes from and how much each school counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evalkit.records.details import VarianceShares
from evalkit.records.estimate import Refusal
from evalkit.report.verbs import sentence, table
from tests.unit.report import samples

# Shares are printed with one decimal.
ROUNDED = 0.2


def test_schools_areas_clusters_and_degrees_of_freedom_stand_in_one_table() -> None:
    block = table(samples.finding(), "grounds")
    told = dict(zip(block.values["what"], block.values["number"], strict=True))
    assert told["Schools studied"] == 19
    assert told["Areas of the schools studied"] == 1
    assert told["Comparison areas, were all to weigh alike"] == pytest.approx(17.4)
    assert told["Cluster robust: clusters"] == 106
    assert told["Cluster robust: degrees of freedom"] == pytest.approx(11.4)
    assert told["Untreated areas behind the variances"] == 141


def test_four_shares_of_the_variance_make_the_whole() -> None:
    block = table(samples.finding(), "variance")
    assert len(block.values) == 4
    assert block.values["share"].sum() == pytest.approx(100.0, abs=ROUNDED)
    assert "0.06 shared by the schools of an area" in block.text


def test_an_area_part_set_to_nought_is_said() -> None:
    sure = samples.inference()
    shares = sure.detail(VarianceShares)
    assert shares is not None
    details = (replace(shares, truncated=True),)
    block = table(samples.finding(samples.estimate(0.11, replace(sure, details=details))), "variance")
    assert "the part of areas was set to 0" in block.text


def test_how_much_each_school_counts_is_told_without_naming_one() -> None:
    block = table(samples.finding(), "leverage")
    assert block.values[["side", "schools"]].values.tolist() == [["studied", 19], ["comparison", 87]]
    assert "9900" not in block.text + block.values.to_csv()


def test_a_finding_without_any_of_it_says_so() -> None:
    bare = replace(samples.inference(), details=())
    finding = samples.finding(samples.estimate(0.11, bare))
    for part in ("variance", "leverage"):
        assert "by any way used here" in table(finding, part).text


def test_what_each_way_assumes_stands_below_the_table_and_a_refused_way_in_it() -> None:
    refused = (Refusal("cluster_robust_by_area", "one treated area"),)
    block = table(samples.finding(replace(samples.estimate(), refused=refused)), "inferences")
    assert block.cells[-1][0] == "cluster robust by area"
    assert block.cells[-1][-1] == "cannot be computed: one treated area"
    assert any(note.startswith("Cluster robust assumes that") for note in block.notes)


def test_a_rule_without_a_primary_is_told_as_it_is() -> None:
    finding = samples.finding(rule_primary="", rule_reason="There are 7 untreated areas, too few", departs="We did.")
    text = sentence(finding, "primary").text
    assert "There are 7 untreated areas, too few." in text
    assert "calls for it" not in text

"""The published tables of 2017 to 2019, described for one city: what `make realdata` prints must be found again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import evalkit as ek
from evalkit.core.quantity import GRADES
from evalkit.evaluation.evaluation import Evaluation

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs" / "worked-example"
ASSURANCE = (ROOT / "docs" / "assurance" / "real-leicester.md").read_text(encoding="utf-8")
GRADE = GRADES.difference()
QUESTIONS = ("progress", "progress_on_outcome", "early_facts", "early_facts_on_outcome", "longer_baseline")
A_URN = re.compile(r"(?<![\d.])1[0-4]\d{4}(?![\d.])")


@pytest.fixture(scope="module")
def city(realdata: Path) -> Evaluation:
    return ek.open_study(EXAMPLE, data=realdata)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_way_of_asking_gives_the_printed_line_again(city: Evaluation, question: str) -> None:
    estimate = city.estimate(question)
    counts = f"{estimate.counts.schools_treated} v {estimate.counts.schools_comparison}"
    found = [estimate.inference(name) for name in ("placebo_areas", "variance_components", "cluster_robust")]
    line = " | ".join(
        [
            city.study.question(question).asks,
            counts,
            GRADE.show(estimate.estimate),
            *(f"{GRADE.show(one.conf_low)} to {GRADE.show(one.conf_high)}" for one in found),
        ]
    )
    assert line in ASSURANCE


def test_schools_lost_and_kept_add_up_to_the_twenty_of_the_table(city: Evaluation) -> None:
    step = next(step for step in city.flow("early_facts").steps if step.group == "programme")
    assert (step.entered, step.left) == (20, 18)


def test_facts_from_after_the_start_carry_their_caution(city: Evaluation) -> None:
    balance = city.comparison("progress").balance
    assert balance is not None
    late = {row.variable: row.caution for row in balance.rows if row.matched_on}
    assert "after the start" in late["ks2 2018"]
    assert "after the start" in late["disadvantaged 2018"]
    assert late["pupils 2017"] == ""


def test_the_rule_set_aside_is_printed_with_its_reason(city: Evaluation) -> None:
    assert any("2019 is published in these tables as adjusted Progress 8 only" in note for note in city.notes())


def test_the_whole_city_is_judged_against_whole_areas(city: Evaluation) -> None:
    assert city.finding("progress").rule_primary == "placebo_areas"
    assert city.finding("progress").departs == ""


def test_the_written_example_names_no_school_and_claims_no_effect_of_a_programme() -> None:
    for file in (EXAMPLE / "README.md", EXAMPLE / "study.toml", EXAMPLE / "story.md"):
        text = file.read_text(encoding="utf-8")
        assert A_URN.findall(text) == []
        assert "programme effect" not in text
        assert "effect of the programme" not in text
    assert "It is not an evaluation" in (EXAMPLE / "README.md").read_text(encoding="utf-8")
    assert "Open Government Licence v3.0" in (EXAMPLE / "README.md").read_text(encoding="utf-8")

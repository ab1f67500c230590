"""No sentence about a finding says more than its interval, whatever its sign, width, design, inference and status."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from evalkit.findings.finding import Finding
from evalkit.inference import INFERENCES as WAYS
from evalkit.inference.parts.left_out import telling
from evalkit.records.estimate import Refusal
from evalkit.report.catalogue import FIGURES, SENTENCES
from evalkit.report.story import FILTERS
from evalkit.report.verbs import figure, sentence, table
from evalkit.report.words import LARGE_IN_GRADES, banned_in
from tests.unit.report import samples

VALUES = (-0.55, -0.11, 0.0, 0.11, 0.55)
HALF_WIDTHS = (0.03, 0.26, float("inf"))
INFERENCES = ("placebo_areas", "cluster_robust", "a_method_nobody_knows")
DESIGNS = ("matched", "as_given")
STATUSES = ("planned", "exploratory")
GRID = list(product(VALUES, HALF_WIDTHS, INFERENCES, DESIGNS, STATUSES))
PARTS = SENTENCES["Finding"][1]
ROOT = Path(__file__).resolve().parents[3]


@cache
def case(value: float, half: float, inference: str, design: str, status: str) -> Finding:
    """Return the finding of one case."""
    sure = samples.inference(inference, value - half, value + half)
    estimate = replace(samples.estimate(value, sure, primary=inference), design=design)
    return samples.finding(estimate, status=status)


@pytest.mark.parametrize("part", PARTS)
def test_no_sentence_uses_a_banned_word(part: str) -> None:
    for chosen in GRID:
        text = sentence(case(*chosen), part).text
        assert not banned_in(text), (chosen, text)


def test_banned_words_are_found_but_where_it_is_said_that_they_are_not_meant() -> None:
    assert banned_in("It had No Effect.") == ["no effect"]
    assert banned_in("“no effect”") == ["no effect"]
    assert banned_in("That means neither “no effect” nor “average”, which is significant.") == ["significant"]


def test_no_figure_of_a_finding_uses_a_banned_word() -> None:
    for chosen, part in product(GRID[::17], FIGURES["Finding"][1]):
        block = figure(case(*chosen), part)
        said = " ".join((block.title, block.subtitle, block.text))
        assert not banned_in(said), (chosen, said)


def test_every_headline_states_years_comparison_and_both_ends_of_the_interval() -> None:
    for value, half, *rest in GRID:
        block = sentence(case(value, half, *rest), "headline")
        names = {name for name, _, _ in block.quotes}
        assert {"year", "estimate", "comparison schools", "schools treated"} <= names
        assert {"interval low", "interval high"} <= names or half == float("inf"), block.text
        assert "relative to 87" in block.text


def test_an_interval_that_holds_nought_is_never_judged() -> None:
    for value, half, *rest in GRID:
        text = sentence(case(value, half, *rest), "headline").text
        if abs(value) <= half:
            assert "cannot tell" in text
            assert "point to" not in text


def test_a_finding_without_a_primary_is_described_and_not_judged() -> None:
    finding = samples.finding(samples.estimate(0.31, samples.inference("placebo_areas", 0.05, 0.57), primary=""))
    assert "No interval can be given" in sentence(finding, "headline").text


def test_a_way_that_cannot_be_computed_says_why() -> None:
    refused = (Refusal("cluster_robust_by_area", "one treated area"),)
    finding = samples.finding(replace(samples.estimate(), refused=refused))
    assert "Cluster robust by area cannot be computed: one treated area." in sentence(finding, "primary").text
    assert "cannot be computed" in table(finding, "inferences").text


LEAST = "shows the least doubt there can be: its interval is narrower than that of placebo areas"


def beside(low: float, high: float, level: float = 0.95) -> Finding:
    """Return a finding with clustering by school beside placebo areas from -0.15 to 0.37."""
    schools = replace(samples.inference("cluster_robust", low, high, level), ignores="area-year shocks")
    return samples.finding(samples.estimate(0.11, samples.inference(), schools))


def test_every_way_says_what_it_leaves_out_and_a_narrower_one_by_school_that_it_shows_the_least_doubt() -> None:
    told = beside(-0.05, 0.27)
    said = "Beside it, cluster robust leaves out whatever moves all schools of an area together in one year"
    assert said in sentence(told, "primary").text
    assert [note for note in table(told, "inferences").notes if LEAST in note]


@pytest.mark.parametrize("shown", [(-0.25, 0.47), (-0.15, 0.37), (-0.05, 0.27, 0.9)])
def test_an_interval_no_narrower_than_the_primarys_or_of_another_level_is_no_least_doubt(shown: tuple) -> None:
    assert not [note for note in table(beside(*shown), "inferences").notes if "least doubt" in note]


@pytest.mark.parametrize("name", WAYS.own_names())
def test_every_way_of_judging_certainty_leaves_something_out(name: str) -> None:
    assert WAYS.get(name).ignores


def test_a_way_of_a_partner_that_says_nothing_of_what_it_leaves_out_is_said_to_say_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    silent = replace(samples.inference(), ignores="")
    finding = samples.finding(samples.estimate(0.11, silent))
    known = WAYS.get("placebo_areas")
    assert telling(silent, "placebo_areas").ignores == known.ignores
    monkeypatch.setattr(WAYS, "get", lambda name: replace(known, ignores=""))
    assert "its makers have not said what more" in telling(silent, "of_a_partner").ignores
    for block in (sentence(finding, "primary"), sentence(finding, "caution"), table(finding, "inferences")):
        assert "its makers have not said what more" in f"{block.text} {block.cells}".lower()


def test_a_study_that_departs_from_the_rule_says_what_the_rule_would_put_first() -> None:
    text = sentence(samples.finding(rule_primary="placebo_sets", departs="Because we said so."), "primary").text
    assert "The design itself would put placebo sets first" in text
    assert "Because we said so." in text


def test_words_for_drawing_lots_are_kept_for_designs_that_drew_lots() -> None:
    shipped = [*(ROOT / "evalkit").rglob("*.py"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "studies").rglob("*.md")]
    said = re.compile(r"randomi[sz]ation (inference|test)", re.IGNORECASE)
    assert [path.name for path in shipped if said.search(path.read_text(encoding="utf-8", errors="ignore"))] == []


def test_a_judged_direction_is_an_association() -> None:
    for value in (-0.11, 0.11):
        text = sentence(case(value, 0.03, "placebo_areas", "matched", "planned"), "headline").text
        assert "association" in text
        assert ("a rise" if value > 0 else "a fall") in text


def test_an_estimate_larger_than_trials_find_is_cautioned_in_grades() -> None:
    for value, *rest in GRID:
        text = sentence(case(value, *rest), "caution").text
        assert ("regression to the mean" in text) == (abs(value) > LARGE_IN_GRADES)


def test_exploratory_questions_say_so_in_the_caution() -> None:
    for *most, status in GRID:
        assert ("exploratory" in sentence(case(*most, status), "caution").text) == (status == "exploratory")


def test_an_estimate_without_any_inference_describes_only() -> None:
    bare = replace(samples.estimate(), inferences=(), primary="")
    finding = samples.finding(bare)
    for part in PARTS:
        assert sentence(finding, part).text
    assert "No interval can be given" in sentence(finding, "headline").text


def test_what_a_method_leaves_out_is_said_in_plain_words() -> None:
    sure = replace(samples.inference("cluster_robust"), ignores="area-year shocks")
    finding = samples.finding(samples.estimate(0.11, sure, primary="cluster_robust"))
    assert "moves all schools of an area together" in sentence(finding, "caution").text


def test_every_number_in_a_sentence_is_listed_with_it() -> None:
    digits = re.compile(r"\d{4}/\d{2}|\d+(?:,\d{3})*(?:\.\d+)?")
    for chosen, part in product(GRID[::7], PARTS):
        block = sentence(case(*chosen), part)
        listed = {shown.lstrip("+\N{MINUS SIGN}") for _, _, shown in block.quotes} | {"0"}
        assert not [number for number in digits.findall(block.text) if number not in listed], block.text


def test_every_form_a_story_may_quote_is_safe() -> None:
    for chosen, form in product(GRID[::5], FILTERS):
        assert not banned_in(FILTERS[form](case(*chosen)))


def test_minus_signs_are_real_and_years_academic() -> None:
    for part in PARTS:
        text = sentence(case(-0.11, 0.03, "placebo_areas", "matched", "planned"), part).text
        assert not re.search(r"(?<!\w)-\d", text)
        assert not re.search(r"(?<![/\d])20\d\d(?!/\d\d)", text)
    below = case(-0.11, 0.26, "placebo_areas", "matched", "planned")
    for block in (table(below, "inferences"), figure(below)):
        assert "\N{MINUS SIGN}0.11" in block.text
        assert not re.search(r"(?<!\w)-\d", block.text)

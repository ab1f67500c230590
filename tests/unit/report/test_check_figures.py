"""Every check is read at a glance: its figure, its table and its sentence say the same, without labels that touch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evalkit.core.wanted import Wanted
from evalkit.records.check import CheckResult
from evalkit.records.shown import (
    AreasLeftOut,
    ChangePath,
    JudgedRefit,
    JudgedRefits,
    OutcomeShift,
    OutcomeShifts,
    PathStep,
    Refits,
    Refitted,
    SupportShare,
    SupportShares,
    TiedGroup,
    TiedGroups,
    WithoutArea,
    YearContrast,
    YearContrasts,
)
from evalkit.report.digits import numbers_in
from evalkit.report.sentences.parts.check_words import LEAVES
from evalkit.report.tables.finding import wanted
from evalkit.report.verbs import figure, sentence, table
from evalkit.report.words import banned_in, named, opened
from evalkit.sensitivity import CHECKS as CHECK_METHODS
from tests.support.sheets import watch
from tests.unit.report import samples

PLANNED, HALF = 0.18, 0.2


def areas(number: int = 37) -> CheckResult:
    """Many areas left out, one with a long name."""
    estimates = [0.16 + 0.04 * place / (number - 1) for place in range(number)]
    names = [*(f"Area {place}" for place in range(number - 1)), "Bournemouth, Christchurch and Poole"]
    rows = tuple(
        WithoutArea(str(800 + place), name, 100 / number, estimate)
        for place, (name, estimate) in enumerate(zip(names, estimates, strict=True))
    )
    answer = (
        "Leaving out one comparison area at a time, the estimate runs from +0.16 to +0.20 grades: "
        "no single area carries it."
    )
    asks = "Does the answer rest on the comparison schools of a single area?"
    shows = AreasLeftOut(rows, 0.18, 0.16, 0.2, 0.02, HALF)
    return CheckResult("leave_one_donor_area_out", asks, True, True, answer, "grades", shows=shows)


def choices() -> CheckResult:
    """Choices of matching on both sides of the plan's."""
    names = [
        *(f"{number} comparison schools each" for number in (3, 5, 10)),
        "likeness measured within groups of schools",
    ]
    found = zip(names, [0.19, 0.18, 0.13, 0.181], strict=True)
    rows = tuple(Refitted(name, value, value == PLANNED) for name, value in found)
    answer = "Under other choices of matching the estimate runs from +0.13 to +0.19 grades; the plan's gives +0.18."
    asks = "Does the answer depend on how comparison schools were matched?"
    return CheckResult("matching_choices", asks, None, True, answer, "grades", shows=Refits(rows, PLANNED, HALF))


def subjects() -> CheckResult:
    """Three estimates with intervals."""
    rows = (
        JudgedRefit("maths", 0.18, -0.02, 0.37, declared=True),
        JudgedRefit("English", 0.12, -0.1, 0.34),
        JudgedRefit("maths minus English", 0.06, -0.07, 0.18),
        JudgedRefit("maths minus English, 2015/16 to 2016/17", 0.17, 0.05, 0.28),
    )
    answer = (
        "Maths changed by +0.18 grades and English by +0.12; maths minus English by +0.06 (interval −0.07 to +0.18)."
    )
    asks = "Did maths change more than English in the same schools?"
    return CheckResult("maths_minus_english", asks, None, True, answer, "grades", shows=JudgedRefits(rows))


def one_year() -> CheckResult:
    """A single contrast before the start."""
    years = ("2015/16 to 2016/17", "p8_maths", "progress in maths", 2016, 2017)
    rows = (YearContrast(*years, "grades", 2, -0.05, -0.24, 0.14),)
    answer = "Before the start the two sides moved apart by −0.05 grades from 2015/16 to 2016/17."
    asks = "Did the two sides already move apart before the start?"
    return CheckResult("placebo_years", asks, None, True, answer, "grades", shows=YearContrasts(rows))


def outcomes() -> CheckResult:
    """Outcomes in three units, one far beyond chance."""
    rows = (
        OutcomeShift("average Key Stage 2 points", "ks2", "points", 1, -0.07, -0.28, 0.14),
        OutcomeShift("disadvantaged pupils", "disadvantaged", "per cent", 1, 0.28, -1.47, 2.03),
        OutcomeShift("progress in English", "p8_english", "grades", 2, 0.9, 0.7, 1.1),
    )
    answer = "Progress in English moved by more than chance may move it: the intervals of 1 of 3 leave out nought."
    asks = "Did anything move that the programme should not have moved?"
    return CheckResult("falsification_outcomes", asks, None, True, answer, shows=OutcomeShifts(rows, 3, 1))


def wide_outcomes() -> CheckResult:
    """Outcomes at either edge of what chance may do, and at nought, with long units."""
    moved = [-1.15, -0.96, 0.7, 0.05, -0.1, 0.98, -0.4]
    names = {
        "points at Key Stage 2": "points",
        "disadvantaged pupils": "per cent",
        "pupils on roll": "pupils",
        "pupils with another language": "per cent",
        "pupils for each teacher": "pupils for each teacher",
        "sessions missed": "per cent",
        "points of an A-level entry": "points",
    }
    rows = tuple(
        OutcomeShift(name, outcome, unit, 1, one, one - 1, one + 1)
        for (name, unit), outcome, one in zip(names.items(), "abcdefg", moved, strict=True)
    )
    answer = "Points at Key Stage 2 moved by more than chance may move it: the intervals of 1 of 7 leave out nought."
    return replace(outcomes(), answer=answer, shows=OutcomeShifts(rows, 7, 1))


def steps() -> CheckResult:
    """A path with a step up, a step down and one of nought."""
    rows = (
        PathStep("as planned", 0.18, 0.0, 0.0, declared=True),
        PathStep("results before the start matched on", 0.11, -0.07, -0.04, declared=False),
        PathStep("10 comparison schools each", 0.11, 0.0, 0.01, declared=False),
        PathStep("no category agrees", 0.13, 0.02, -0.02, declared=False),
    )
    answer = "From the plan to the alternative the estimate goes from +0.18 to +0.13 grades; one step gives −0.07."
    asks = "Why would another reasonable plan give another number?"
    return CheckResult("specification_path", asks, None, True, answer, "grades", shows=ChangePath(rows))


def earlier_years() -> CheckResult:
    """Two outcomes in two units, one of them over many years."""
    spans = [("progress in maths", "p8_maths", "grades", 2016)]
    spans += [
        ("results in maths over many years", "maths_long_z", "school standard deviations", y) for y in range(2011, 2017)
    ]
    found = zip(
        spans,
        [-0.05, 0.31, 0.22, -0.14, 0.08, 0.02, -0.03],
        [-0.24, 0.01, -0.2, -0.5, -0.3, -0.3, -0.3],
        [0.14, 0.6, 0.64, 0.22, 0.46, 0.34, 0.24],
        strict=True,
    )
    rows = tuple(
        YearContrast(f"{name}, {year - 1}/{year % 100} to 2016/17", outcome, name, year, 2017, unit, 2, *numbers, 19)
        for (name, outcome, unit, year), *numbers in found
    )
    answer = (
        "Whether the two sides moved apart before the start cannot be told from chance: 7 contrasts taken together. "
        "They moved apart by −0.05 grades from 2015/16 to 2016/17; −0.14 to +0.31 school standard deviations "
        "in results in maths over many years, counted to 2016/17 from each of the 6 years since 2010/11."
    )
    asks = "Did the two sides already move apart before the start?"
    return CheckResult("placebo_years", asks, None, True, answer, shows=YearContrasts(rows))


def similar_support() -> CheckResult:
    """The estimate for shares of schools with similar support."""
    shares = [0, 10, 20, 30, 40, 50]
    names = ["none, as planned", *(f"{share} in 100" for share in shares[1:])]
    many = [(name, share, 1 / (1 - share / 100)) for name, share in zip(names, shares, strict=True)]
    rows = tuple(
        SupportShare(name, share, times, 0.18 * times, -0.02 * times, 0.37 * times, declared=not share)
        for name, share, times in many
    )
    answer = (
        "If 50 in 100 comparison schools had support as strong as this, the estimate of +0.18 grades would stand for a "
        "difference of +0.36 (interval −0.04 to +0.74). The wider intervals still hold nought, as before."
    )
    asks = "How large would the difference be if some comparison schools had similar support?"
    return CheckResult("attenuation", asks, None, True, answer, "grades", shows=SupportShares(rows))


def ties() -> CheckResult:
    """Groups that had to do with the programme."""
    rows = (
        TiedGroup("schools of the programme", "programme", 0.18, -0.02, 0.37, 19, declared=True),
        TiedGroup("other schools of the authority", "authority", 0.04, -0.2, 0.28, 6),
        TiedGroup("schools of the same trusts elsewhere", "trust", -0.02, -0.14, 0.1, 31),
        TiedGroup("schools of neighbouring authorities", "neighbours", 0.0, -0.12, 0.12, 42),
    )
    answer = (
        "Whether schools with ties to the programme changed too cannot be told from chance. "
        "Beside comparison schools without such ties, the 6 other schools of the authority changed by +0.04 (interval "
        "−0.20 to +0.28), the 31 schools of the same trusts elsewhere changed by −0.02 (interval −0.14 to +0.10) and "
        "the 42 schools of neighbouring authorities changed by 0.00 (interval −0.12 to +0.12), in grades. A smaller "
        "change of theirs is not ruled out."
    )
    asks = "Did schools change too that had no programme but had to do with it?"
    return CheckResult("spill_over", asks, None, True, answer, "grades", shows=TiedGroups(rows))


CHECKS = {
    "earlier years": earlier_years(),
    "similar support": similar_support(),
    "ties": ties(),
    "areas": areas(),
    "few areas": areas(6),
    "choices": choices(),
    "subjects": subjects(),
    "one year": one_year(),
    "outcomes": outcomes(),
    "wide outcomes": wide_outcomes(),
    "steps": steps(),
}
EVERY = pytest.mark.parametrize("name", CHECKS)


@EVERY
def test_no_label_touches_another_or_leaves_the_sheet(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = watch(monkeypatch)
    figure(CHECKS[name])
    assert not found


@EVERY
def test_the_title_says_what_is_looked_at_and_what_it_leaves_and_the_alt_text_asks_the_question(name: str) -> None:
    result, block = CHECKS[name], figure(CHECKS[name])
    known = CHECK_METHODS.get(result.check).words
    assert block.title == f"{opened(known)}: {LEAVES[result.standing]}"
    assert table(result).title == opened(known)
    assert known not in result.answer
    assert result.asks in block.text
    # The answer stands in a sentence of its own: who hears the figure described need not hear it twice.
    assert result.answer not in block.text
    shown = {quoted for _, _, quoted in block.quotes}
    assert set(numbers_in(block.title)) <= shown


@EVERY
def test_figure_table_and_sentence_use_no_banned_word(name: str) -> None:
    blocks = (figure(CHECKS[name]), table(CHECKS[name]), sentence(CHECKS[name]))
    said = " ".join(f"{block.title} {block.subtitle} {block.text}" for block in blocks).lower()
    assert not banned_in(said)


def test_few_areas_are_named_and_of_many_only_the_ends() -> None:
    assert "without Area 3" in figure(areas(6)).svg
    many = figure(areas()).svg
    assert "without Area 0" in many
    assert "Christchurch" in many
    assert "without Area 20" not in many


def test_outcomes_in_other_units_keep_their_unit_and_are_drawn_by_their_own_interval() -> None:
    block = figure(outcomes())
    assert block.values["moved"].tolist() == pytest.approx([-0.07 / 0.21, 0.28 / 1.75, 0.9 / 0.2])
    assert "percentage points" in block.svg
    printed = table(outcomes())
    assert "Unit" in printed.columns
    assert printed.values["unit"].tolist() == ["points", "percentage points", "grades"]


def test_outcomes_without_intervals_are_told_in_a_sentence() -> None:
    bare = tuple(replace(row, conf_low=float("nan")) for row in outcomes().shows.rows)
    assert figure(replace(outcomes(), shows=OutcomeShifts(bare, 3, 0))).kind == "sentence"


def test_steps_are_bars_from_one_estimate_to_the_next() -> None:
    block = figure(steps())
    assert block.text.startswith("Bar chart of 3 changes between two plans.")
    assert {"contribution", "other_order"} <= set(block.values.columns)
    assert "the alternative" in block.svg


def test_a_single_refit_has_no_range() -> None:
    assert "It gives −0.05 grades." in figure(one_year()).text


def test_languages_keep_their_capital() -> None:
    assert named("maths_minus_english") == "maths minus English"


def test_each_outcome_of_earlier_years_has_a_panel_of_its_own() -> None:
    block = figure(earlier_years())
    assert "Results in maths over many years, school standard deviations" in block.svg
    assert ">set to 0<" in block.svg
    assert block.values["before"].tolist()[:2] == ["2015/16", "2010/11"]


def test_the_share_with_similar_support_is_the_axis() -> None:
    block = figure(similar_support())
    assert block.values["share"].tolist() == [0, 10, 20, 30, 40, 50]
    assert "as planned" in block.svg
    assert table(similar_support()).columns[0] == "Comparison schools with similar support"


def test_groups_with_ties_are_counted_in_the_table() -> None:
    assert "Schools (number)" in table(ties()).columns
    assert "(declared)" not in figure(ties()).svg


def test_what_was_left_open_is_listed_once_with_who_has_it_and_who_asks() -> None:
    absence = Wanted("absence from school, 2018/19", "Department for Education")
    left = [replace(outcomes(), wanted=(absence,)), replace(one_year(), wanted=(absence,))]
    printed = wanted(replace(samples.finding(), checks=tuple(left)))
    assert printed.values["data"].tolist() == ["Absence from school, 2018/19"]
    assert printed.values["asked"].tolist() == ["Falsification outcomes, placebo years"]
    assert "no check was left open" in wanted(replace(samples.finding(), checks=(areas(),))).values["asked"].iloc[0]

"""The published tables of 2017 to 2019, described for one city: what `make realdata` prints must be found again."""

from __future__ import annotations

import csv
import gzip
import re
from pathlib import Path

import pytest

import evalkit as ek
from assurance.published.realdata import traced_schools
from evalkit.core.quantity import GRADES
from evalkit.data.lineage.evidence import same_figures
from evalkit.data.sources.mapped_table import read as read_mapped
from evalkit.data.sources.parts.registers import links_in_register
from evalkit.data.text.open_files import open_table
from evalkit.evaluation.evaluation import Evaluation
from evalkit.records.standing import LessRise
from evalkit.study.study_reader import read_study

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs" / "worked-example"
ASSURANCE = (ROOT / "docs" / "assurance" / "real-leicester.md").read_text(encoding="utf-8")
GRADE = GRADES.difference()
REGISTER = "context/2017-2018_england_spine.csv.gz"
SERIES = "ks4/lait_ks4_la_2016-2019.csv.gz"
QUESTIONS = ("progress", "progress_on_outcome", "early_facts", "early_facts_on_outcome", "longer_baseline")
A_URN = re.compile(r"(?<![\d.])1[0-4]\d{4}(?![\d.])")


@pytest.fixture(scope="module")
def city(realdata: Path) -> Evaluation:
    return ek.open_study(EXAMPLE, data=realdata)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_way_of_asking_gives_the_printed_line_again(city: Evaluation, question: str) -> None:
    estimate = city.estimate(question)
    counts = f"{estimate.counts.units_treated} v {estimate.counts.units_comparison}"
    other = estimate.if_chosen_low
    assert isinstance(other, LessRise)
    first, *beside = (estimate.inference(name) for name in ("placebo_areas", "variance_components", "cluster_robust"))
    line = " | ".join(
        [
            city.study.question(question).asks,
            counts,
            GRADE.show(estimate.estimate),
            *(f"{GRADE.show(one.conf_low)} to {GRADE.show(one.conf_high)}" for one in (first, other, *beside)),
        ]
    )
    assert line in ASSURANCE


def test_schools_lost_and_kept_add_up_to_the_twenty_of_the_table(city: Evaluation) -> None:
    step = next(step for step in city.flow("early_facts").steps if step.group == "programme")
    assert (step.entered, step.left) == (20, 18)


def test_sixteen_of_eighteen_schools_have_a_figure_of_2016_nine_of_them_under_their_own_number(
    city: Evaluation,
) -> None:
    assert traced_schools(city.panel()) == (18, 9, 16)
    assert "18 schools of the city with progress in maths in 2017/18 and 2018/19, 9 have a figure" in ASSURANCE


def test_the_two_schools_without_a_figure_of_2016_took_their_number_in_that_year(city: Evaluation) -> None:
    panel = city.panel()
    maths = panel.wide("progress8_maths")[[2018, 2019]].notna().all(axis=1)
    rows = panel.frame[panel.frame["unit"].isin(maths.index[maths]) & (panel.frame["area"] == "856")]
    early = rows[(rows["year"] == 2016) & rows["progress8"].notna()]["unit"]
    late = set(rows["unit"]) - set(early)
    # They opened in November 2015 and January 2016, as the table of similar schools tells; nothing links them further.
    assert late == {141916, 144479}
    assert panel.lineages is not None
    assert panel.lineages.table["urn"].isin(late).sum() == 0


def test_links_by_equal_figures_never_contradict_the_register(realdata: Path) -> None:
    names = ("ks4/ks4_perf_2017.csv", "ks4/2017-2019_england_ks4_sly_flat.csv.gz")
    files = {entry.file: entry for entry in read_study(EXAMPLE, data=realdata).data.files}
    compared, other = (read_mapped(open_table(realdata / name, name), files[name]) for name in names)
    found = same_figures([compared], [other])
    told = links_in_register(open_table(realdata / REGISTER, REGISTER))
    assert told is not None
    known = dict(zip(told["after"], told["before"], strict=True))
    pairs = [(int(old), int(new)) for old, new in zip(found["before"], found["after"], strict=True)]
    beside = [known[new] == old for old, new in pairs if new in known]
    assert (len(pairs), len(beside), all(beside)) == (425, 222, True)


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


def test_white_pupils_are_compared_as_their_published_figures_say_by_hand(city: Evaluation, realdata: Path) -> None:
    with gzip.open(realdata / SERIES, "rt", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["Short Desc"] == "AVG_Prog8_Score_White"]
    printed = {(row["LA and Regions"].replace("Upon", "upon"), row["Years"]): row["Values"] for row in rows}

    def change(name: str) -> float:
        return float(printed[name, "2019"]) - float(printed[name, "2017"])

    balance = city.comparison("white").balance
    assert balance is not None and len(balance.carriers) == 10
    others = sum(change(name) for name, _, _ in balance.carriers) / 10
    assert city.estimate("white").estimate == pytest.approx(change("Leicester") - others, abs=1e-9)
    assert change("Leicester") == pytest.approx(-0.23)


def test_the_worked_example_prints_what_is_found_for_each_group(city: Evaluation) -> None:
    page = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    for answer in city.groups().answers:
        unit, sure = GRADE, answer.finding.estimate.inference()
        cells = (unit.show(answer.finding.estimate.estimate), unit.show(sure.conf_low), unit.show(sure.conf_high))
        assert re.search(r"\s+".join(re.escape(cell) for cell in cells), page), answer.finding.id
    assert "a proxy for White British in maths" in page

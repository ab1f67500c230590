"""The report answers to its input: an effect that is there, an order of rows, a school, a suppressed cell."""

from __future__ import annotations

import csv
import random
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from evalkit.core.years import academic_year
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.study_opening import open_study
from evalkit.findings.file import Source, findings_text
from evalkit.measures import MEASURES
from evalkit.report.block import Block
from evalkit.report.verbs import figure, sentence, table
from evalkit.run.places import STUDIES
from evalkit.run.work.stages import answered
from evalkit.synthetic.tables import write_tables
from evalkit.tables.missing_reasons import IN_WORDS

SEED, AREA_SD = 2017, 0.04
PLANTED = 0.4
# The same seed draws the same schools, so that only the planted effect and the matched schools it moves differ.
WITHIN = 0.1
# A school of the programme, and the year of the primary contrast.
SUPPRESSED, YEAR = 990001, 2019
OUTCOME_CELL = "P8MEAMAT"
# Blocks that give the number of schools in words; a wording that hid it would make the test empty.
FEWEST_THAT_TELL = 6
# The tables come in several encodings; this one passes every byte through.
BYTES = "latin-1"
FILE = "england_ks4final.csv"
Rows = list[list[str]]


@pytest.fixture(scope="session")
def without_effect(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return synthetic tables in which the programme did nothing."""
    folder = tmp_path_factory.mktemp("none")
    write_tables(folder, seed=SEED, effect=0.0, area_sd=AREA_SD)
    return folder


@pytest.fixture(scope="session")
def before(without_effect: Path) -> Evaluation:
    """Return the evaluation on those tables."""
    return open_study("leicester", data=without_effect)


def test_a_planted_effect_moves_the_headline_by_as_much(before: Evaluation, tmp_path: Path) -> None:
    write_tables(tmp_path / "tables", seed=SEED, effect=PLANTED, area_sd=AREA_SD)
    after = open_study(with_one_check(tmp_path / "leicester"), data=tmp_path / "tables")
    moved = after.estimate("attainment").estimate - before.estimate("attainment").estimate
    assert moved == pytest.approx(PLANTED, abs=WITHIN)
    assert sentence(after.finding("attainment")).text != sentence(before.finding("attainment")).text


def test_the_order_of_rows_changes_no_byte_of_the_findings(
    before: Evaluation, without_effect: Path, tmp_path: Path
) -> None:
    rng = random.Random(SEED)
    folder = changed(without_effect, tmp_path / "tables", lambda _, rows: rng.sample(rows, len(rows)))
    study = tmp_path / "leicester"
    shutil.copytree(STUDIES / "leicester", study)
    rewrite(study / "schools.csv", lambda rows: rng.sample(rows, len(rows)))
    assert text_of(open_study(study, data=folder)) == text_of(before)


def test_one_school_less_is_one_less_in_every_finding_block_and_alt_text(
    before: Evaluation, without_effect: Path, tmp_path: Path
) -> None:
    study = with_one_check(tmp_path / "leicester")
    # A targeted school is in every question of the study but those about the whole authority.
    removed = next(school.urn for school in before.study.schools.list if school.role == "targeted")
    rewrite(study / "schools.csv", lambda rows: [row for row in rows if row[0] != str(removed)])
    after = open_study(study, data=without_effect)
    for each in before.study.questions:
        if MEASURES.get(each.outcome).level == "area":
            continue
        treated = before.comparison(each.id).counts.units_treated
        assert after.comparison(each.id).counts.units_treated == treated - 1
    question = "attainment"
    count = before.finding(question).estimate.counts.units_treated
    assert after.finding(question).estimate.counts.units_treated == count - 1
    told = 0
    for name, make in BLOCKS.items():
        old, new = make(before, question), make(after, question)
        assert said(old, count) == said(new, count - 1), name
        assert not said(new, count), name
        told += said(old, count) > 0
    assert told >= FEWEST_THAT_TELL


def test_a_suppressed_outcome_is_seen_in_the_flow(before: Evaluation, without_effect: Path, tmp_path: Path) -> None:
    def suppress(header: list[str], rows: Rows) -> Rows:
        urn, cell = header.index("URN"), header.index(OUTCOME_CELL)
        return [[*row[:cell], "SUPP", *row[cell + 1 :]] if row[urn] == str(SUPPRESSED) else row for row in rows]

    folder = changed(without_effect, tmp_path / "tables", suppress, years=(YEAR,))
    after = open_study(with_one_check(tmp_path / "leicester"), data=folder)
    told = [row for row in after.flow("attainment").rows() if row["urn"] == SUPPRESSED]
    # Rows of all schools tell of reading: rows of pupil groups, links that are not used.
    lost = [row for row in told if row["group"] != "all"]
    assert [row["group"] for row in lost] == ["programme"]
    assert academic_year(YEAR) in str(lost[0]["reason"])
    assert IN_WORDS["suppressed"] in str(lost[0]["reason"])
    treated = before.finding("attainment").estimate.counts.units_treated
    assert after.finding("attainment").estimate.counts.units_treated == treated - 1


BLOCKS: dict[str, Callable[[Evaluation, str], Block]] = {
    "headline": lambda one, question: sentence(one.finding(question), "headline"),
    "direction": lambda one, question: sentence(one.finding(question), "direction"),
    "estimand": lambda one, question: sentence(one.finding(question), "estimand"),
    "comparison": lambda one, question: sentence(one.comparison(question), "comparison"),
    "balance": lambda one, question: sentence(one.comparison(question), "balance"),
    "trends": lambda one, question: sentence(one.trends(question)),
    "flow": lambda one, question: sentence(one.flow(question)),
    "event study": lambda one, question: sentence(one.event_study(question)),
    "summary table": lambda one, question: table(one.finding(question), "summary"),
    "event study table": lambda one, question: table(one.event_study(question)),
    "schools table": lambda one, _: table(one.study, "schools"),
    "trends figure": lambda one, question: figure(one.trends(question)),
    "balance figure": lambda one, question: figure(one.comparison(question), "balance"),
    "interval figure": lambda one, question: figure(one.finding(question), "interval"),
    "flow figure": lambda one, question: figure(one.flow(question)),
    "event study figure": lambda one, question: figure(one.event_study(question)),
}


def with_one_check(study: Path) -> Path:
    """Return a copy of the study whose first question asks one check: what is looked at here is not its checks."""
    shutil.copytree(STUDIES / "leicester", study)
    text = (study / "study.toml").read_text(encoding="utf-8")
    first, rest = text.split("[questions.options.matched]", 1)
    fewer, one = re.subn(r"checks = \[[^\]]*\]", 'checks = ["leave_one_school_out"]', first)
    for options in ("placebo_years", "falsification_outcomes", "specification_path"):
        rest, found = re.subn(rf"\[questions\.options\.{options}\]\n(?:(?!\n\[\[?).)*", "", rest, count=1, flags=re.S)
        one += found
    assert one == 4
    (study / "study.toml").write_text(f"{fewer}[questions.options.matched]{rest}", encoding="utf-8")
    return study


def said(block: Block, count: int) -> int:
    """Return how often a block's title, subtitle and text speak of so many schools."""
    words = " ".join((block.title, block.subtitle, block.text))
    return Counter(re.findall(r"(?<![/\d])(\d+) (?:\w+ )?schools?\b", words))[str(count)]


def text_of(evaluation: Evaluation) -> str:
    """Return the findings file of an evaluation."""
    study = evaluation.study
    source = Source(study.name, study.title, study.data.synthetic)
    return findings_text(source, [answered(evaluation, finding) for finding in evaluation.findings()])


def changed(tables: Path, folder: Path, change: Callable[[list[str], Rows], Rows], years: tuple[int, ...] = ()) -> Path:
    """Copy tables and change the rows of results of the years given, or of all."""
    shutil.copytree(tables, folder, dirs_exist_ok=True)
    for file in folder.glob(f"*/{FILE}"):
        if not years or int(file.parent.name[-4:]) in years:
            rewrite(file, partial(change, header_of(file)))
    return folder


def header_of(file: Path) -> list[str]:
    """Return the column names of a table."""
    return next(lines(file))


def rewrite(file: Path, change: Callable[[Rows], Rows]) -> None:
    """Change the rows of a table and leave its header where it is."""
    header, *rows = lines(file)
    with file.open("w", encoding=BYTES, newline="") as opened:
        csv.writer(opened).writerows([header, *change(rows)])


def lines(file: Path) -> Iterator[list[str]]:
    """Return the lines of a table, its header first."""
    with file.open(encoding=BYTES, newline="") as opened:
        yield from csv.reader(opened)

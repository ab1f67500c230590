"""What an evaluator asks first is answered from the run; where the run holds nothing, that is said."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from evalkit.core.overrides import OVERRIDES
from evalkit.document.annex.audited_run import AuditedRun
from evalkit.document.annex.first_questions import QUESTIONS, first_questions
from evalkit.document.annex.reply import NOT_KNOWN
from evalkit.document.parts import Table
from tests.unit.document.annex.runs import RECORD, finding, run, study
from tests.unit.report import samples


def reply(audited: AuditedRun, words: str) -> str:
    """Return the answer to the question with these words."""
    return next(one.reply(audited).answer for one in QUESTIONS if words in one.asks)


def table(audited: AuditedRun) -> Table:
    """Return the table of all questions."""
    return next(part for part in first_questions(audited) if isinstance(part, Table))


def test_fourteen_questions_are_answered_and_every_link_is_to_a_cell_with_words() -> None:
    shown = table(run())
    assert len(shown.block.cells) == 14
    assert all(cells[0] and cells[1] for cells in shown.block.cells)
    assert all(shown.block.cells[row][column] for row, column, _ in shown.links)
    placed = {one.place for one in run().blocks}
    assert {target for _, _, target in shown.links if not target.startswith("annex-")} <= placed
    assert len(shown.links) >= 14


def test_a_run_that_holds_nothing_says_so_and_links_to_no_block() -> None:
    shown = table(AuditedRun(samples.study(), (), {}, ()))
    unknown = [cells[0] for cells in shown.block.cells if cells[1].startswith(NOT_KNOWN)]
    assert len(unknown) == 10
    assert {target.split("-")[0] for _, _, target in shown.links} == {"annex"}


@pytest.mark.parametrize(
    ("words", "said", "without", "then"),
    [
        ("run it again", "Yes", {"record": {}}, NOT_KNOWN),
        (
            "How alike",
            "of 5 characteristics 1 differ by at most 0.05 of a standard deviation",
            {"answers": ()},
            NOT_KNOWN,
        ),
        (
            "clusters",
            "19 schools in 1 area, 87 comparison schools; judged by placebo areas",
            {"answers": ()},
            NOT_KNOWN,
        ),
        ("before the start, with", "1 year before the baseline", {"blocks": ()}, NOT_KNOWN),
        ("changes of number", "Of 20 asked about, 19 are compared (1 opened later)", {"answers": ()}, NOT_KNOWN),
        ("limits match", "For a reader to judge", {"blocks": ()}, NOT_KNOWN),
        ("small groups", "12 figures hidden by the publisher", {"record": {}}, NOT_KNOWN),
        ("planned outcome", "1 of 1 planned are answered", {"answers": ()}, "0 of 1 planned are answered; refused"),
    ],
)
def test_an_answer_follows_what_the_run_holds(words: str, said: str, without: dict[str, object], then: str) -> None:
    assert said in reply(run(), words)
    assert then in reply(replace(run(), **without), words)  # type: ignore[arg-type]


def test_the_largest_difference_before_the_start_is_named_with_its_size() -> None:
    said = reply(run(), "How alike")
    assert "4 by up to 0.25, 0 by more" in said
    assert "furthest apart is English as an additional language, 2016/17 (+0.22)" in said


def test_no_plan_is_called_fixed_because_the_study_file_says_so() -> None:
    said = reply(run(), "fixed before")
    assert said.startswith(NOT_KNOWN)
    assert "neither shows that it came before the results" in said


def test_other_programmes_are_known_only_where_they_are_listed() -> None:
    assert "is not known" in reply(run(), "had a programme themselves")
    days = {"starts": dt.date(2017, 9, 1), "ends": dt.date(2018, 7, 31)}
    listed = study(overlaps=({"urn": 990007, "programme": "Another", **days},))
    assert "schools of Another are left out where their dates overlap" in reply(
        replace(run(), study=listed), "had a programme themselves"
    )


def test_a_rule_that_is_set_aside_is_named() -> None:
    assert "no rule of the years is set aside" in reply(run(), "breaks")
    rule = next(iter(OVERRIDES))
    years = {
        "cohort": 2019,
        "baseline": (2017,),
        "overrides": ({"rule": rule, "reason": "a reason that is long enough to print"},),
    }
    assert rule in reply(replace(run(), study=samples.study(years=years)), "breaks")


def test_standard_deviations_are_not_claimed_where_no_table_gives_them() -> None:
    assert "In grades: yes. In standard deviations of pupils: not known." in reply(run(), "Is the interval given")


def test_an_estimate_without_an_interval_is_not_judged() -> None:
    bare = replace(finding().estimate, inferences=(), primary="")
    audited = replace(run(), answers=(replace(finding(), estimate=bare),))
    assert "no way of judging certainty could be had" in reply(audited, "clusters")
    assert reply(audited, "Is the interval given").startswith(NOT_KNOWN)


def test_hidden_figures_are_counted_in_tables_that_were_read() -> None:
    without = [{**one, "reasons": {"blank": 1}} for one in RECORD["inputs"]]  # type: ignore[attr-defined]
    assert "No figure of them was hidden" in reply(run(record={**RECORD, "inputs": without}), "small groups")


def test_tables_of_a_kind_that_nobody_knows_are_not_said_to_hold_no_pupils() -> None:
    strange = [{**one, "source": "pupil_extract"} for one in RECORD["inputs"]]  # type: ignore[attr-defined]
    assert reply(run(record={**RECORD, "inputs": strange}), "small groups").startswith(NOT_KNOWN)

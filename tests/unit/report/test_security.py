"""The summary and the threats: what the record shows, and nothing that it does not."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from evalkit.core.wanted import Wanted
from evalkit.findings.beside import Beside
from evalkit.findings.finding import Finding
from evalkit.records.base_year import FromTwoYears
from evalkit.records.comparison import Balance, BalanceRow
from evalkit.records.estimate import Refusal
from evalkit.records.own_schools import OwnStanding
from evalkit.report.block import Block
from evalkit.report.digits import numbers_in
from evalkit.report.tables.threats import NOT_DONE
from evalkit.report.verbs import sentence, table
from evalkit.report.words import BANNED
from tests.unit.report import robust_samples as robust
from tests.unit.report import samples
from tests.unit.report.false_samples import DIP, UP, changed, finding, needed, picked
from tests.unit.report.family_samples import family

BARE = finding(checks=(), balance=None)
STANDING = OwnStanding(19, 19, 17, (("no results in 2018/19", 2),), 0, "school")


def threat(made: Finding, beginning: str) -> tuple[str, ...]:
    """Return the row of a threat."""
    (row,) = (cells for cells in table(made, "threats").cells if cells[0].startswith(beginning))
    return row


def balance(*gaps: float) -> Balance:
    """Return a balance with these differences."""
    rows = tuple(BalanceRow(f"v{gap}", f"measure {gap}", 1, 1, 1, 0.4, gap, 1.0, True) for gap in gaps)
    return Balance(rows, 60.0, 17.0, 0.04, ())


# The threat; a finding; what its row must say; findings whose row must not.
ROWS: dict[str, tuple[str, Finding, str, tuple[Finding, ...]]] = {
    "one area": ("Design", BARE, "Whatever else happened in this one area alone", ()),
    "many areas": (
        "Design",
        changed(BARE, counts=replace(samples.COUNTS, areas_treated=3)),
        "Whatever else set those studied apart",
        (BARE,),
    ),
    "power": (
        "Power",
        finding(beside=Beside(smallest=0.3, power=0.8)),
        "0.30 of a grade, noticed four times in five",
        (BARE,),
    ),
    "no power": ("Power", BARE, NOT_DONE, (finding(beside=Beside(smallest=0.3, power=0.8)),)),
    "lost": ("Losses", finding(standing=STANDING), "17 of 19 have a comparison; most often: no results", (BARE,)),
    "none lost": (
        "Losses",
        finding(standing=replace(STANDING, compared=19, lost=())),
        "No school was lost",
        (finding(standing=STANDING), BARE),
    ),
    "alike": (
        "Unlike",
        finding(balance=balance(0.02, -0.05, 0.2)),
        "Of 3 measures, 2 within 0.05 standard deviations of schools, 1 within 0.25 and none beyond",
        (finding(balance=balance(0.02, -0.06, 0.2)), BARE),
    ),
    "unlike": (
        "Unlike",
        finding(balance=balance(0.02, -0.3)),
        "1 beyond: measure -0.3",
        (finding(balance=balance(0.02, -0.25)),),
    ),
    "beyond adjustment": (
        "Unlike",
        finding(balance=balance(-0.3)),
        "No adjustment can be trusted",
        (finding(balance=balance(-0.25)),),
    ),
    "need": ("Selection", needed(-0.1, 0.5), "It is −0.10 to +0.55 grades", (BARE, UP)),
    "taken off": (
        "Selection",
        changed(BARE, less_rise=picked(-0.1, 0.3)),
        "0.10 of a grade",
        (changed(BARE, if_chosen_low=picked(-0.1, 0.3)), BARE),
    ),
    "picked low": (
        "Selection",
        changed(BARE, if_chosen_low=picked(-0.1, 0.3)),
        "Then the range is −0.10 to +0.30 grades",
        (BARE, changed(BARE, less_rise=picked(-0.1, 0.3))),
    ),
    "not to be worked out": (
        "Selection",
        changed(BARE, if_chosen_low=Refusal("", "too far")),
        "What would be left cannot be worked out",
        (BARE, changed(BARE, if_chosen_low=picked(-0.1, 0.3))),
    ),
    "gains": (
        "Selection",
        finding(checks=(robust.gains(2017),)),
        "Schools elsewhere that the same rule would have chosen were looked at",
        (BARE, finding(checks=(robust.gains(),))),
    ),
    "before": (
        "Apart already",
        finding(checks=(robust.years((0.2, 0.1, 0.3)), robust.subjects(robust.english("early", 0.1, 0.2, 0.3, 2017)))),
        "2 of 2 ranges lie wholly to one side of zero: contrast 0 and early",
        (finding(checks=(robust.years((0.2, -0.1, 0.3)),)), BARE),
    ),
    "later is not before": (
        "Apart already",
        finding(checks=(robust.subjects(robust.english("later", 0.1, 0.05, 0.3, 2018)),)),
        NOT_DONE,
        (finding(checks=(robust.subjects(robust.english("early", 0.1, 0.05, 0.3, 2017)),)),),
    ),
    "spill-over": (
        "Spill-over",
        finding(checks=(robust.ties(("neighbours", 0.0, -0.1, 0.1)),)),
        "None of 1 range lies wholly to one side of zero",
        (finding(checks=(robust.ties(("neighbours", 0.2, 0.1, 0.3)),)), BARE),
    ),
    "others": (
        "Other programmes",
        finding(checks=(robust.support(),)),
        "If 40 in 100 had it, +0.11 would stand for +0.18",
        (BARE,),
    ),
    "something else": (
        "Something else",
        finding(checks=(robust.outcomes(("absence", "per cent", 0.4, 0.1, 0.7)),)),
        "1 of 1 range lies wholly to one side of zero: absence",
        (finding(checks=(robust.outcomes(("absence", "per cent", 0.4, -0.1, 0.7)),)), BARE),
    ),
    "odd year": (
        "Measurement",
        finding(base_year=DIP),
        "lies below both",
        (BARE, finding(base_year=replace(DIP, kind="peak"))),
    ),
    "from two years": (
        "Measurement",
        finding(base_year=replace(DIP, two_years=FromTwoYears(0.09, -0.1, 0.3))),
        "from two years +0.09",
        (finding(base_year=replace(DIP, two_years=None)), BARE),
    ),
    "hidden": ("Measurement", finding(checks=(robust.hidden(),)), "12 hidden", (BARE,)),
    "choices": (
        "Choices",
        finding(checks=(robust.plans(0.04, 0.2),)),
        "2 other plans: +0.04 to +0.20 grades",
        (BARE, finding(checks=(robust.plans(0.04),))),
    ),
    "questions": ("Many questions", finding(family=family()), "exploratory questions", (BARE,)),
    "would change": (
        "What would change",
        BARE,
        "A range on one side of zero, in every answer",
        (UP,),
    ),
    "would change a rise": ("What would change", UP, "Another answer or plan whose range holds zero", (BARE,)),
    "wanted": (
        "What would change",
        finding(checks=(replace(samples.check(), wanted=(Wanted("pupils' own records", "somebody"),)),)),
        "Data that would tell more: pupils' own records",
        (BARE,),
    ),
    "nothing asked": ("What would change", BARE, "No check was asked for", (UP,)),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_says_what_the_record_shows_and_only_where_it_does(name: str) -> None:
    beginning, true, words, false = ROWS[name]
    assert any(words in cell for cell in threat(true, beginning))
    for other in false:
        assert not any(words in cell for cell in threat(other, beginning))


@pytest.mark.parametrize("made", [BARE, robust.full(), UP, needed(-0.1, 0.5)])
def test_no_cell_is_empty_no_marks_are_given_and_every_number_is_quoted(made: Finding) -> None:
    for part in ("threats", "summary"):
        block = table(made, part)
        assert all(cell.strip() for row in block.cells for cell in row)
        text = " ".join(cell for row in block.cells for cell in row)
        assert "padlock" not in text.lower()
        assert not [word for word in BANNED if word in text.lower()]
        assert unquoted(block) <= set(numbers_in(f"{made.estimate.outcome} {made.status}"))


def unquoted(block: Block) -> set[str]:
    """Return numbers of a table that nothing vouches for."""
    shown = {number for row in block.cells for cell in row[1:] for number in numbers_in(cell)}
    return shown - {number for _, _, quoted in block.quotes for number in numbers_in(quoted)}


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        ((True, True, False), "of 3 checks, 2 left it standing and 1 raised doubt."),
        ((None, False), "of 2 checks, 1 raised doubt and 1 could not tell."),
        ((True,), "of 1 check, 1 left it standing."),
        ((), "no check was asked for."),
    ],
)
def test_the_sentence_counts_what_checks_left(passed: tuple[bool | None, ...], words: str) -> None:
    checks = tuple(replace(samples.check(), passed=one) for one in passed)
    text = sentence(finding(checks=checks), "security").text
    assert text.endswith(words)
    assert text.startswith("No lot decided who took part, so other causes are possible;")
    assert len(text.split()) <= 30


def test_a_check_that_was_not_answered_could_not_tell() -> None:
    checks = (replace(samples.check(), passed=True, answered=False),)
    assert "1 could not tell" in sentence(finding(checks=checks), "security").text


def cells(made: Finding) -> dict[str, str]:
    """Return the summary, by what stands in its first column."""
    return dict(table(made, "summary").cells)


def test_the_summary_tells_both_answers_sizes_and_months_by_a_table_that_is_named() -> None:
    made = changed(
        finding(-0.028, -0.28, 0.42, beside=Beside(asked=20, smallest=0.3, power=0.8, pupil_sd=1.4)),
        if_chosen_low=picked(-0.14, 0.21),
    )
    told = cells(made)
    assert told["Estimate"] == "−0.03 grades"
    assert told["Range (95 per cent)"] == "−0.28 to +0.42 grades"
    assert told["If the area was picked for how it stood"].endswith("−0.14 to +0.21 grades")
    assert told["Effect size"].startswith("−0.02 (−0.20 to +0.30); if the area was picked for how it stood, ")
    assert "one is 1.40 grades, of all pupils in England; pupils differ less in progress than" in told["Effect size"]
    # By the table: 0.20 is three months, 0.30 four; 0.10 two, 0.15 two.
    assert told["Months of progress"].startswith(
        "from −3 to +4; if the area was picked for how it stood, from −2 to +2, by the table of the EEF"
    )
    assert told["Schools and pupils"] == (
        "19 of 20 (3,412 pupils), beside 87 comparison schools in 41 areas (15,870 pupils)"
    )
    assert told["Smallest difference it could notice"] == "0.30 of a grade, four times in five"
    assert told["Cost"] == "counted apart; no part of this answer"
    # Only a deposit earns the bare word.
    assert told["Status"] == "planned in the study file"


def test_the_summary_never_quotes_months_without_an_effect_size_nor_one_without_its_spread() -> None:
    told = cells(finding(beside=Beside(pupil_sd=math.nan)))
    assert told["Effect size"] == "not given: the tables do not tell how far pupils are spread"
    assert "Months of progress" not in told


def test_the_summary_has_at_most_twelve_rows_even_with_every_answer() -> None:
    made = changed(needed(-0.1, 0.5), if_chosen_low=picked(-0.1, 0.3))
    made = replace(made, beside=Beside(asked=20, smallest=0.3, power=0.8, pupil_sd=1.4))
    told = cells(made)
    assert told["Over what the unseen need may have done"] == "−0.10 to +0.55 grades"
    assert len(told) <= 12
    assert len(table(made, "summary").columns) == 2


def test_an_answer_that_cannot_be_given_says_so() -> None:
    assert (
        "cannot be worked out"
        in cells(changed(BARE, if_chosen_low=Refusal("", "too far")))["If the area was picked for how it stood"]
    )
    bare = replace(BARE, estimate=replace(BARE.estimate, primary="", inferences=()))
    assert cells(bare)["Range"] == "none can be given"


def test_an_end_that_is_shown_as_zero_is_zero_in_threats_as_in_the_sentence_beside_them() -> None:
    made = finding(checks=(robust.years((0.1, 0.004, 0.2)), robust.outcomes(("absence", "per cent", 0.4, 0.04, 0.7))))
    assert threat(made, "Apart already")[2].startswith("None of 1 ")
    assert threat(made, "Something else")[2].startswith("None of 1 ")
    assert "away from zero" not in sentence(made, "robustness").text
    assert "none has a range wholly to one side of zero" in sentence(made, "robustness").text
    farther = finding(checks=(robust.years((0.1, 0.006, 0.2)),))
    assert threat(farther, "Apart already")[2].startswith("1 of 1 ")

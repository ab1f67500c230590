"""What is said over sign, width, design, security and status: as stored, and true of every cell of the whole grid."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from math import isfinite, nan

import pytest

from evalkit.findings.finding import Finding
from evalkit.records.standing import LessRise
from evalkit.report.catalogue import FIGURES, SENTENCES
from evalkit.report.digits import numbers_in
from evalkit.report.sentences.parts.assumed_range import range_of
from evalkit.report.sentences.parts.estimate_words import read
from evalkit.report.verbs import figure, sentence
from evalkit.report.words import NO_EFFECT_NOR_AVERAGE, banned_in, brief
from tests.unit.report.false_samples import by_year, of_groups
from tests.unit.report.sentence_grid import FULL, STORED, Cell, thinned, written

TOLD = re.compile(r"^(We cannot tell whether|The results point to (a rise|a fall|a difference):)")
OVERCLAIMED = ("point to", "suggest that", "association")
COUNTED = re.compile(r"(relative to|than in|difference from|beside) (87|10) (similar|comparison) (schools|authorities)")
# Letters, so that no word is counted twice; a number is a word.
LONGEST_ANSWER = 25
TENTH = 10


@cache
def made(cell: Cell) -> Finding:
    """Return the finding of a cell."""
    return cell.made()


def text(cell: Cell, part: str) -> str:
    """Return what is said of a cell, without the points below an answer."""
    return sentence(made(cell), part).text.partition("\n\n")[0]


def points(cell: Cell, part: str) -> list[str]:
    """Return the points of a list."""
    return [line.removeprefix("- ") for line in text(cell, part).splitlines()]


def sentences(said: str) -> list[str]:
    """Return the sentences of a text."""
    return re.split(r"(?<=[.!?]) (?=[A-Z])", said)


def ranges(finding: Finding) -> list[tuple[float, float]]:
    """Return every range that may decide what is said of a finding."""
    result = finding.estimate
    found = [(sure.conf_low, sure.conf_high) for sure in result.inferences if sure.name == result.primary]
    found += [
        (member.joint_low, member.joint_high) for member in (finding.family.members[:1] if finding.family else ())
    ]
    found += [(other.conf_low, other.conf_high) for other in (result.if_chosen_low,) if isinstance(other, LessRise)]
    need = range_of(finding)
    return [*found, *([need] if need else [])]


def holds_a_range(said: str, finding: Finding) -> bool:
    """Say whether both ends of one of the ranges stand in a text."""
    shown = set(numbers_in(said))
    return any({f"{abs(end):.2f}" for end in ends} <= shown for ends in ranges(finding) if all(map(isfinite, ends)))


def test_what_is_said_is_what_is_stored() -> None:
    """``python -m tests.unit.report.sentence_grid`` stores it anew."""
    assert written() == STORED.read_text(encoding="utf-8")


def test_the_stored_grid_is_small_and_holds_every_pair_of_any_two_axes() -> None:
    cells = thinned()
    assert len(cells) == len(set(cells)) == 48
    for first, second in combinations(Cell.__dataclass_fields__, 2):
        pairs = {(getattr(cell, first), getattr(cell, second)) for cell in FULL}
        assert pairs == {(getattr(cell, first), getattr(cell, second)) for cell in cells}, (first, second)


def test_the_first_ten_words_of_a_headline_say_whether_a_difference_can_be_told() -> None:
    seen = set()
    for cell in FULL:
        first = " ".join(text(cell, "headline").split()[:TENTH])
        found = TOLD.match(first)
        assert found, first
        told = {"a rise": ("up",), "a fall": ("down",), "a difference": ("up", "down")}.get(found[2] or "", ("",))
        assert read(made(cell)).direction in told
        seen.add(read(made(cell)).direction)
    assert seen == {"up", "down", ""}


def test_comparison_range_level_and_condition_stand_in_every_headline() -> None:
    for cell in FULL:
        said = text(cell, "headline")
        assert COUNTED.search(said), said
        if cell.width == "no interval":
            assert "No interval can be given" in said
        else:
            assert holds_a_range(said, made(cell)), said
            assert "If the assumption of this comparison holds" in said and "(95 per cent interval)" in said


def test_where_we_cannot_tell_the_next_sentence_says_what_that_does_not_mean() -> None:
    for cell in FULL:
        first, second, *_ = sentences(text(cell, "headline"))
        assert first.startswith("We cannot tell") == (NO_EFFECT_NOR_AVERAGE in second), (first, second)
        meaning = text(cell, "meaning")
        assert (NO_EFFECT_NOR_AVERAGE in meaning) == text(cell, "answer").startswith("We cannot tell")
        assert meaning in text(cell, "headline")


@pytest.mark.parametrize("part", ["headline", "answer", "you_can_say", "direction", "caution"])
def test_a_direction_is_spoken_of_only_where_the_reading_tells_one(part: str) -> None:
    for cell in FULL:
        said = text(cell, part)
        if not read(made(cell)).direction:
            assert not [word for word in OVERCLAIMED if word in said], said
            assert not re.search(r"(?<!whether )\b(in the 19 schools|maths) (rose|fell)\b(?! or)", said), said
        else:
            assert "cannot tell" not in said, said


def test_the_best_single_figure_comes_after_its_range() -> None:
    for cell in FULL:
        said = text(cell, "headline")
        range_at = said.find("compatible with") if cell.width != "no interval" else said.find("No interval")
        assert 0 < range_at < said.find("The best single figure is 0.31 of a grade"), said


def test_an_answer_is_one_short_line_without_a_number_of_its_own() -> None:
    for cell in FULL:
        said = text(cell, "answer")
        assert len(said.split()) <= LONGEST_ANSWER and len(sentences(said)) == 1, said
        assert set(numbers_in(said)) <= {"4"}, said


def test_each_of_two_sentences_that_may_be_said_has_its_comparison_and_its_range() -> None:
    for cell in FULL:
        said = points(cell, "you_can_say")
        assert len(said) == len(set(said)) == 2
        for one in said:
            assert brief(made(cell).estimate.outcome) in one, one
            assert COUNTED.search(one) and len(sentences(one)) == 1, one
            assert holds_a_range(one, made(cell)) or "no range can be given" in one, one
            assert ("no range" in one) == (cell.width == "no interval")


def test_the_answer_in_numbers_names_outcome_comparison_and_range() -> None:
    for cell in FULL:
        said = text(cell, "in_numbers")
        assert brief(made(cell).estimate.outcome) in said and COUNTED.search(said), said
        assert ("for the change in" in said) == (cell.design != "as given")
        assert "no range can be given" in said if cell.width == "no interval" else holds_a_range(said, made(cell))


def test_the_range_beside_we_cannot_tell_is_one_that_holds_nought() -> None:
    for cell in FULL:
        first = points(cell, "you_can_say")[0]
        if cell.width != "no interval":
            assert (" less to " in first) == first.startswith("We cannot tell"), first


def test_neither_a_proud_nor_a_sceptical_reader_may_overrate_a_number() -> None:
    for cell in FULL:
        said = points(cell, "you_cannot_say")
        assert len(said) == 2
        proud, sceptical = said if cell.sign == "up" else said[::-1]
        assert proud.startswith(f"“The programme {'raised' if cell.sign == 'up' else 'lowered'} ")
        one_authority = cell.design == "authority"
        assert f"The {'authority was' if one_authority else 'schools were'} not drawn by lot" in proud
        assert f"The {'authority' if one_authority else 'schools'} studied" in sceptical
        # A table of one year knows of no change.
        beside = "did just as well as" if cell.design == "as given" else "changed just as"
        assert f"{beside} the comparison {'authorities' if one_authority else 'schools'}" in sceptical
        assert ("does not include that" in sceptical) == bool(read(made(cell)).direction)


def test_every_sentence_about_one_of_several_questions_says_how_many_were_asked() -> None:
    for cell in FULL:
        for part in ("headline", "answer", "caution", "direction"):
            asked = f"one of 4 {cell.status} questions" in sentence(made(cell), part).text.lower()
            assert asked == (cell.security == "one of several"), (part, cell)
        for one in points(cell, "you_can_say"):
            assert (f"one of 4 {cell.status} questions" in one) == (cell.security == "one of several")


def test_no_banned_word_and_no_number_out_of_nowhere_stands_in_any_sentence_of_the_grid() -> None:
    for cell in thinned():
        for part in SENTENCES["Finding"][1]:
            block = sentence(made(cell), part)
            assert not banned_in(f"{block.title} {block.text}"), block.text
            listed = {shown.lstrip("+\N{MINUS SIGN}") for _, _, shown in block.quotes} | {"0"}
            assert not set(numbers_in(block.text)) - listed, (part, block.text)


def test_no_title_says_where_an_interval_lies_without_what_may_be_concluded() -> None:
    told = set()
    for cell in thinned()[::9]:
        for part in FIGURES["Finding"][1]:
            told.add(figure(made(cell), part).title)
    for study in (by_year(0.3, -0.1, 0.7), by_year(0.3, 0.1, 0.5), by_year(-0.3, -0.5, -0.1), by_year(0.3, nan, nan)):
        told.add(figure(study).title)
    for value in (0.1, 0.4):
        told.add(figure(of_groups(value, 0.3), "differences").title)
    assert len(told) > TENTH
    for title in told:
        assert not re.search(r"(holds?|leaves? out|includes?) (0|nought)\b|interval lies", title), title

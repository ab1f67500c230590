"""The reading test: syllables by a pronouncing dictionary, five texts counted by hand, sentences by their marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.report.reading import reading, syllables, word_count

# Words in which rule and dictionary may differ; of running text it moves the grade by less than a tenth.
MOST_APART = 0.02
MOST_OFF_IN_THE_MEAN = 0.01
TABLE = Path(__file__).parent / "syllables.txt"

# Syllables are parted by a raised dot, so that a reader can check the count; the first three are those of the article
# on the Flesch-Kincaid tests in Wikipedia, with the reading ease that it prints; the others are Lincoln's address at
# Gettysburg and the first sentence of Alice's Adventures in Wonderland, counted here.
TEXTS = {
    "The cat sat on the mat.": (6, 6, 116.0),
    "This sen·tence, ta·ken as a read·ing pas·sage un·to it·self, is be·ing used to prove a point.": (16, 23, 69.0),
    "The Aus·tra·lian pla·ty·pus is see·ming·ly a hy·brid of a mam·mal and rep·ti·lian crea·ture.": (13, 24, 37.5),
    "Four score and se·ven years a·go our fa·thers brought forth on this con·ti·nent, a new na·tion, con·ceived in "
    "Li·ber·ty, and de·di·ca·ted to the pro·po·si·tion that all men are cre·a·ted e·qual.": (30, 48, None),
    "A·lice was be·gin·ning to get ve·ry ti·red of sit·ting by her sis·ter on the bank, and of ha·ving no·thing to "
    "do.": (21, 30, None),
}


@pytest.mark.parametrize("marked", TEXTS)
def test_five_texts_have_the_grade_counted_by_hand(marked: str) -> None:
    words, heard, ease = TEXTS[marked]
    found = reading([marked.replace("·", "")])
    counted = sum(word.count("·") + 1 for word in marked.split())
    assert (found.words, len(found.lengths), counted) == (words, 1, heard)
    assert abs(found.syllables - heard) <= 1
    by_hand = 0.39 * words + 11.8 * heard / words - 15.59
    assert found.grade == pytest.approx(by_hand, abs=11.8 / words + 1e-9)
    if ease is not None:
        # Flesch's other formula, from the same counts, gives the score that was published.
        assert 206.835 - 1.015 * words - 84.6 * heard / words == pytest.approx(ease, abs=0.5)


def dictionary() -> dict[str, set[int]]:
    rows = [line.split() for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {word: set(map(int, counts)) for word, *counts in rows}


def test_syllables_are_those_of_the_pronouncing_dictionary() -> None:
    table = dictionary()
    apart = {word: syllables(word) for word, counts in table.items() if syllables(word) not in counts}
    assert len(table) >= 500
    assert len(apart) <= MOST_APART * len(table), apart
    off = sum(number - min(table[word], key=lambda one: abs(one - number)) for word, number in apart.items())
    assert abs(off) <= MOST_OFF_IN_THE_MEAN * len(table)


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("It rose by 0.18 of a grade. Was it chance? No.", (7, 3, 1)),
        ("It was 0.5; or so: or not", (7,)),
        ("They said “we cannot tell.” So it is.", (5, 3)),
    ],
)
def test_only_a_mark_of_the_end_ends_a_sentence(text: str, lengths: tuple[int, ...]) -> None:
    assert reading([text]).lengths == lengths


def test_bullets_are_one_sentence_and_pieces_end_themselves() -> None:
    assert reading([("Reviews came first.", "Help fitted the need.")]).lengths == (7,)
    assert reading(["Reviews came first", "Help fitted the need"]).lengths == (3, 4)


def test_numbers_and_names_are_left_out_of_the_grade_and_not_of_the_length() -> None:
    plain = reading(["They rose by a little in the end."])
    told = reading(["Westmarch Academy rose by −0.18 in the end."], names=["Westmarch Academy"])
    assert told.words == 5
    assert told.lengths == (8,)
    assert plain.words == 8


def test_longer_sentences_and_longer_words_are_harder() -> None:
    short = reading(["The cat sat. The dog ran."]).grade
    assert reading(["The cat sat and the dog ran."]).grade > short
    assert reading(["The animal sat. The dog ran."]).grade > short
    assert reading([]).grade == 0.0


def test_words_are_counted_with_numbers_and_without_bare_marks() -> None:
    assert word_count("0.18 of a grade – or 3,165 schools") == 7

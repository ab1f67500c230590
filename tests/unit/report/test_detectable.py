"""What a study could notice is said in plain words, beside what comparable trials found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evalkit.core.quantity import GRADES
from evalkit.measures.parts.sampling_error import Noise
from evalkit.records.shown import Swing
from evalkit.report.benchmarks import benchmarks
from evalkit.report.verbs import figure, sentence, table
from evalkit.report.words import banned_in
from tests.unit.report import samples


def test_the_difference_stands_in_grades_and_in_standard_deviations_of_pupils() -> None:
    text = sentence(samples.detectable()).text
    assert "With 19 schools in 1 area, this study would notice" in text
    assert "judged from schools without the programme alone" in text
    assert "0.30 of a grade four times in five" in text
    assert "0.21 of a standard deviation of pupils" in text
    assert "144.6 degrees of freedom" in text


@pytest.mark.parametrize(("margin", "can"), [(0.1, False), (0.1753, False), (0.1755, True), (0.3, True)])
def test_whether_the_margin_of_interest_could_be_met_at_all_is_said_beforehand(margin: float, can: bool) -> None:
    text = sentence(replace(samples.detectable(), margin=margin, smallest_margin=0.1754)).text
    assert ("can be ruled out here, but only by an estimate near nought" in text) is can
    assert ("cannot be ruled out here, whatever the result" in text) is not can
    assert "0.18 of a grade" in text


def test_a_study_that_declares_no_margin_hears_of_none() -> None:
    assert "of interest" not in sentence(replace(samples.detectable(), smallest_margin=0.1754)).text


def test_comparable_trials_stand_beside_it_with_their_source() -> None:
    text = sentence(samples.detectable()).text
    assert "about 0 to 0.1" in text
    assert "141 large randomised trials in education was 0.06 (Lortie-Forgues and Inglis, 2019)" in text
    assert "more than most such programmes make" in text
    assert (benchmarks().mean, benchmarks().trials) == (0.06, 141)


def test_a_study_that_could_see_such_programmes_is_told_so() -> None:
    strong = replace(samples.detectable(), smallest=0.1)
    assert "within what such programmes make" in sentence(strong).text


def test_an_unknown_spread_of_pupils_is_said() -> None:
    text = sentence(samples.detectable(float("nan"))).text
    assert "The tables do not give the limits" in text
    assert "standard deviation of pupils" not in text


def test_the_table_has_this_study_first() -> None:
    block = table(samples.detectable())
    assert block.cells[0][0] == "19 (this study)"
    assert block.cells[0][1] == "0.30"
    assert block.columns[1] == "In 1 area (grades)"


def test_a_refusal_is_said_in_words_by_every_verb() -> None:
    none = replace(samples.detectable(), refused="7 untreated areas", others=())
    assert "cannot be said" in sentence(none).text
    assert figure(none).text == sentence(none).text
    assert table(none).cells == (("Not known: 7 untreated areas",),)


def test_no_banned_word_is_used() -> None:
    said = [sentence(samples.detectable()).text, figure(samples.detectable()).text, table(samples.detectable()).text]
    said += [sentence(samples.risen()).text, figure(samples.risen()).title, table(samples.risen()).text]
    assert not [text for text in said if banned_in(text)]


def test_a_rise_that_came_elsewhere_too_is_the_message() -> None:
    assert (
        figure(samples.risen()).title
        == "Schools elsewhere chosen by the same rule rose by 0.10 without the programme, these by 0.28"
    )


def test_gains_from_every_baseline_stand_in_one_table() -> None:
    block = table(samples.risen())
    assert block.cells[0] == ("2016/17, latest year before the start", "+0.28", "+0.10", "+0.10", "+0.18")
    assert len(block.cells) == 3
    assert "Implied" in block.columns[3]


def test_the_table_says_which_model_its_changes_could_tell() -> None:
    def notes(changes: int, kept: float) -> str:
        told = samples.risen()
        return " ".join(table(replace(told, shows=replace(told.shows, swing=Swing(changes, kept=kept)))).notes)

    assert "its changes show no pull back" in notes(3, 1.0)
    assert "two changes cannot tell it from a pull back" in notes(2, 1.0)
    assert "pulled back to a school's own mean" in notes(3, 0.6)


def test_how_much_of_the_spread_between_schools_is_chance_is_said_where_it_is_known() -> None:
    known = replace(samples.detectable(), noise=Noise(GRADES, (2017,), 3000, 0.5, 0.3))
    text = sentence(known).text
    assert "In 2016/17 schools were spread by 0.50 of a grade" in text
    assert "gives 0.30 of a grade: 36 per cent of the variance between schools is noise." in text
    assert "noise" not in sentence(samples.detectable()).text


def test_schools_spread_by_chance_alone_are_not_told_apart() -> None:
    text = sentence(replace(samples.detectable(), noise=Noise(GRADES, (2017,), 3000, 0.27, 0.31))).text
    assert "gives 0.31 of a grade: schools were spread by no more than that" in text
    assert "per cent of the variance" not in text

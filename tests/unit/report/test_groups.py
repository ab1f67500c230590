"""Groups of pupils: authorities are called so, a proxy is called one, five schools are told why there is no figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evalkit.document.numbers_check import NAMES
from evalkit.report.catalogue import FIGURES, SENTENCES
from evalkit.report.digits import as_value, numbers_in
from evalkit.report.verbs import figure, sentence, table
from evalkit.report.words import banned_in
from tests.support.sheets import watch
from tests.unit.report import group_samples as samples
from tests.unit.report import samples as schools

PARTS = SENTENCES["Groups"][1]


def test_answers_speak_of_the_authority_and_of_authorities_like_it() -> None:
    text = sentence(samples.groups()).text
    assert (
        "The results point to a fall: progress over all subjects of White pupils in the authority studied fell "
        "relative to 10 similar authorities" in text
    )
    assert text.count("We cannot tell") == 3
    assert text.count("neither “no effect” nor “average”") == 1
    assert "other things that set this authority apart" in text
    assert "100 per cent of its pupils" in text


def test_a_proxy_is_called_one_and_says_how_little_of_maths_shows() -> None:
    text = sentence(samples.groups(), "proxy").text
    assert text.startswith("White, all subjects: a proxy for White British in maths.")
    # Half a grade times two of ten parts is a tenth of a grade; the interval is twice as wide either way.
    assert "raise it by 0.10 of a grade" in text
    assert "cannot be told from chance here" in text
    assert "proxy" in table(samples.groups()).text


def test_five_schools_of_an_authority_are_told_why_there_is_no_figure() -> None:
    text = sentence(samples.five_schools()).text
    assert "5 of the 12 mainstream schools" in text
    assert "41 per cent of its pupils" in text
    assert "says nothing of 5 schools in it" in text


def test_where_no_authority_is_asked_about_only_the_reason_and_what_is_needed_are_said() -> None:
    thing = samples.five_schools()
    assert [part for part in PARTS if sentence(thing, part).text] == ["groups", "answer", "needed"]
    assert {figure(thing, part).text for part in FIGURES["Groups"][1]} | {table(thing).text} == {""}


def test_what_would_be_needed_names_who_holds_it() -> None:
    for thing in (samples.groups(), samples.five_schools()):
        assert "National Pupil Database" in sentence(thing, "needed").text
    said = sentence(samples.groups(), "needed").text
    assert "at least 6 earlier years" in said
    assert "for 2 before the start" in said


@pytest.mark.parametrize("part", PARTS)
def test_every_number_of_a_sentence_is_quoted_and_no_banned_word_stands_in_it(part: str) -> None:
    for thing in (samples.groups(), samples.five_schools()):
        block = sentence(thing, part)
        quoted = {as_value(shown) for _, _, shown in block.quotes for shown in numbers_in(shown)}
        assert {as_value(shown) for shown in numbers_in(NAMES.sub("", block.text))} <= quoted
        assert not banned_in(block.text)


@pytest.mark.parametrize("part", FIGURES["Groups"][1])
def test_no_label_of_a_figure_touches_another(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = watch(monkeypatch)
    block = figure(samples.groups(), part)
    assert found == []
    assert not banned_in(f"{block.title} {block.subtitle} {block.text}")


def test_the_message_of_differences_names_the_group_whose_interval_leaves_nought_out() -> None:
    assert (
        figure(samples.groups(), "differences").title
        == "The results point one way for White pupils (a fall), if the comparison is fair"
    )


def test_an_authority_is_never_called_a_school() -> None:
    told = replace(samples.trends("progress of White pupils"), kind="authority")
    years = schools.event_study()
    years = replace(years, kind="authority", points=tuple(replace(point, units=1) for point in years.points))
    compared = replace(schools.comparison(), counts=replace(schools.comparison().counts, kind="authority"), caveats=())
    shown = [
        *(verb(thing) for thing in (told, years) for verb in (sentence, table, figure)),
        *(sentence(compared, part) for part in ("comparison", "balance")),
        figure(compared, "balance"),
        *(table(compared, part) for part in ("balance", "carriers")),
    ]
    for block in shown:
        words = f"{block.title} {block.subtitle} {block.text} {' '.join(map(str, block.values.columns))}"
        assert "school" not in words.lower(), f"{block.id}, {block.kind}: {words}"
    assert "1 authority studied" in figure(told).text


def test_a_question_about_all_pupils_of_the_authority_is_none_on_a_group() -> None:
    made = samples.groups()
    group = made.answers[0]
    what = replace(group.finding.estimate.estimand, population="all pupils")
    whole = replace(group, finding=replace(group.finding, estimate=replace(group.finding.estimate, estimand=what)))
    made = replace(made, answers=(group, whole), by_school=())
    assert "in 1 of 1 question on groups of pupils" in sentence(made, "answer").text

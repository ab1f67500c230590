"""A conversation takes answers as people give them, says what is wrong with one at once, and loses none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from evalkit.core.errors import StudyFileError
from evalkit.run.beginning.answers import Answers, Rule, Unfit
from evalkit.run.beginning.consent import is_yes
from evalkit.run.beginning.design_answers import take_chose, take_results
from evalkit.run.beginning.dialogue import Conversation, Stands, without_asking
from evalkit.run.beginning.programme_answers import take_schools, words_of
from evalkit.run.beginning.terminal import WIDTH, HungUpError, Terminal
from evalkit.run.beginning.wording import wordings

PROGRAMME = {
    "schools": "991001 991002 991003 991004 991005",
    "programme": "Maths mastery",
    "place": "Rochdale",
    "fund": "A fund",
    "subject": "maths",
    "done": "Teachers planned lessons together.",
    "aim": "Better maths",
    "starts": "8/1/2018",
    "ends": "31 July 2019",
    "years": "2017 2019",
    "chose": "volunteers",
    "results": "below 0",
    "by": "Themselves",
    "declined": "Nobody",
    "planned": "yes",
    "worked": "Planning together",
    "change": "More time",
    "continues": "The group meets",
}


class Talk:
    """A conversation fed with answers; what it printed and kept is held.

    Parameters
    ----------
    lines : str
        What is typed, line by line; then the window is closed.
    """

    def __init__(self, *lines: str) -> None:
        self.typed: Iterator[str] = iter(lines)
        self.printed: list[str] = []
        self.kept: dict[str, str] = {}

    def terminal(self) -> Terminal:
        return Terminal(self.read, self.printed.append)

    def read(self, prompt: str) -> str:
        try:
            return next(self.typed)
        except StopIteration as end:
            raise EOFError from end

    def keep(self, given: Mapping[str, str]) -> None:
        self.kept = dict(given)

    def hold(self, given: Mapping[str, str]) -> Answers:
        blank, stands = looked_up(given.get("tables", ""))
        return Conversation(self.terminal(), self.keep, dict(given), blank, dict(stands)).hold()

    @property
    def said(self) -> str:
        return " ".join(" ".join(self.printed).split())


@cache
def looked_up(folder: str) -> tuple[Answers, dict[str, Stands]]:
    """Return the answers about tables and schools as an earlier conversation took them, so that each test is quick."""
    if not folder:
        return Answers(), {}
    talk = Talk("")
    earlier = Conversation(talk.terminal(), talk.keep, {"tables": folder, **PROGRAMME})
    earlier.hold()
    return earlier.blank, earlier.stands


def given(few: Path, *without: str) -> dict[str, str]:
    """Return every answer but some."""
    return {key: text for key, text in {"tables": str(few), **PROGRAMME}.items() if key not in without}


def ask(few: Path, question: str, *typed: str) -> tuple[Talk, Answers]:
    """Return the conversation, and the answers, where one question is left to be asked."""
    talk = Talk(*typed, "")
    return talk, talk.hold(given(few, question))


def test_each_question_has_an_example_what_it_is_for_and_what_an_empty_answer_does(few: Path) -> None:
    talk = Talk()
    with pytest.raises(HungUpError):
        talk.hold({})
    said = talk.said
    first = wordings()["tables"]
    assert all(words in said for words in (first.asks, first.example, first.purpose, first.empty))
    assert all(one.asks and one.example and one.purpose and one.empty for one in wordings().values())


def test_a_number_that_nobody_has_is_named_with_those_near_it_and_the_others_are_kept(few: Path) -> None:
    talk, answers = ask(few, "schools", "991001, 991002", "991003 991004 991006", "", "991005", "")
    assert "school 991006: in no table and in no register of the folder" in talk.said
    assert "991001 Invented School 0803" in talk.said
    assert "Kept: 991001, 991002, 991003, 991004." in talk.said
    assert list(answers.schools) == [991001, 991002, 991003, 991004, 991005]


def test_schools_that_are_wrong_can_be_left_out_by_an_empty_line(few: Path) -> None:
    talk, answers = ask(few, "schools", "991001 991002 991003 991004 991099", "", "")
    assert list(answers.schools) == [991001, 991002, 991003, 991004]
    assert "Only 4 schools: the range of the answer will be wide." in talk.said


def test_schools_of_several_areas_are_said_to_be_so_and_taken(few: Path) -> None:
    taken = take_schools("991001 991002 990004 990005 900100", Answers(folder=few))
    said = " ".join(taken.said)
    assert "They lie in 3 authorities" in said
    assert all(f"{area} (" in said for area in ("Rochdale", "Leicester", "Southwark"))
    assert len(taken.answers.schools) == 5


def test_a_day_in_american_order_is_refused_with_what_is_meant(few: Path) -> None:
    talk, answers = ask(few, "starts", "9/25/2017", '"25/9/2017"')
    assert "There is no month 25; the day comes first, so write 25/9/2017 if that is meant." in talk.said
    assert "25 September 2017." in talk.said
    assert answers.starts.isoformat() == "2017-09-25"


def test_yes_is_yes_however_it_is_typed(few: Path) -> None:
    talk, answers = ask(few, "planned", "perhaps", "'YES.'")
    assert answers.planned and "Type yes or no." in talk.said
    assert all(is_yes(text, "planned") for text in ("yes", "y", "Yes."))
    assert not any(is_yes(text, "planned") for text in ("no", "N", "nope"))


def test_a_question_goes_back_to_the_one_before_and_later_answers_stay(few: Path) -> None:
    talk = Talk("back", "1/9/2017", "31/7/2019", "")
    answers = talk.hold(given(few, "ends"))
    assert answers.starts.isoformat() == "2017-09-01"
    assert "If empty: it stays 8 January 2018" in talk.said
    assert (answers.baseline, answers.cohort) == (2017, 2019)


def test_an_answer_left_empty_follows_what_is_changed_later(few: Path) -> None:
    talk = Talk("", "back subject", "all", "8/1/2018", "")
    answers = talk.hold(given(few, "aim", "starts"))
    assert answers.subject == "all"
    assert answers.said("aim") == "Raise progress over all subjects at the end of Key Stage 4"


def test_years_that_the_calendar_of_examinations_forbids_are_refused_with_the_reason(few: Path) -> None:
    talk, answers = ask(few, "years", "2018 and 2019", "2016/17 and 2020", "2016/17 and 2018/19")
    assert "2018 as the year before: examined 4 months after the start" in talk.said
    assert "2020 as the year after: no examinations in the pandemic" in talk.said
    assert (answers.baseline, answers.cohort, answers.outcome) == (2017, 2019, "p8_maths")


def test_a_programme_without_tables_of_its_years_is_told_which_are_missing(few: Path) -> None:
    talk = Talk("")
    with pytest.raises(HungUpError):
        talk.hold({**given(few, "years"), "starts": "1/9/2023", "ends": "31/7/2025"})
    assert "your tables lack a year before the start or after it" in talk.said
    assert "2025 (2024/25) not in your tables" in talk.said
    assert "evalkit data fetch" in talk.said


def test_a_limit_that_the_schools_do_not_meet_is_refused_with_their_figures(few: Path) -> None:
    talk, answers = ask(few, "results", "below -0.5", "below -0.5, leave out")
    assert "2 of the schools did not stand below that in 2016/17: 991001 (−0.22), 991002 (−0.48)" in talk.said
    assert answers.rule == Rule(2017, below=-0.5, leave_out=True)


def test_a_need_is_asked_for_only_where_somebody_chose_and_the_question_is_then_never_planned(few: Path) -> None:
    talk = Talk("a review of each department", "")
    answers = talk.hold({**given(few, "results"), "chose": "chosen", "results": "no"})
    assert answers.said("need") == "a review of each department"
    assert not answers.planned
    assert "need: a review of each department" in talk.said


def test_an_answer_can_be_changed_in_the_list_before_anything_is_written(few: Path) -> None:
    talk = Talk("3", "Another name", "nonsense", "")
    assert talk.hold(given(few)).said("programme") == "Another name"
    assert "These are your answers. Nothing has been written yet." in talk.said


def test_what_was_answered_is_kept_when_the_window_closes(few: Path) -> None:
    talk = Talk("Rochdale", "Somebody")
    with pytest.raises(HungUpError):
        talk.hold(given(few, "place", "fund", "done"))
    assert talk.kept["place"] == "Rochdale"
    assert talk.kept["fund"] == "Somebody"
    assert "done" not in talk.kept


def test_a_kept_answer_that_stands_no_more_is_asked_again(few: Path) -> None:
    talk = Talk("", "")
    answers = talk.hold({**given(few), "years": "2010 2012"})
    assert (answers.baseline, answers.cohort) == (2017, 2019)
    assert "years: 2010 2012" in talk.said


def test_no_line_is_wider_than_a_narrow_window(few: Path) -> None:
    talk = Talk("help", "", "")
    talk.hold(given(few, "years"))
    assert max(map(len, talk.printed)) <= WIDTH
    assert "quit stops, and nothing is lost" in talk.said


def test_without_a_terminal_every_fault_is_named_at_once_by_its_option(few: Path) -> None:
    wrong = {**given(few, "programme"), "schools": "12345", "ends": "31/13/2019", "subject": "cookery"}
    with pytest.raises(StudyFileError) as refused:
        without_asking(wrong)
    assert [fault.where for fault in refused.value.faults] == ["--schools", "--programme", "--subject", "--ends"]


def test_without_a_terminal_empty_answers_stand_for_what_the_conversation_says(few: Path) -> None:
    needed = {key: text for key, text in given(few).items() if key in {"tables", "schools", "programme", "done"}}
    answers = without_asking({**needed, "starts": "8/1/2018", "ends": "31/7/2019"})
    assert (answers.said("place"), answers.said("fund")) == ("Rochdale", "funder not named")
    assert (answers.chose, answers.rule, answers.planned) == ("unknown", None, False)
    assert (answers.baseline, answers.cohort) == (2017, 2019)


@pytest.mark.parametrize("text", ["below 0,5 in 2017", "below 0.5, in 2017"])
def test_a_limit_with_a_decimal_comma_is_the_number_it_means(few: Path, text: str) -> None:
    answers = without_asking_once(few)
    assert take_results(text, answers).answers.rule == Rule(2017, below=0.5)


@pytest.mark.parametrize("text", ["Maths {{ mastery }}", "}} Maths", "## Sustainability"])
def test_words_that_would_mean_something_else_in_the_story_are_given_back(text: str) -> None:
    with pytest.raises(Unfit, match="words without"):
        words_of("programme")(text, Answers())


@pytest.mark.parametrize("text", ["below nought", "below the national average"])
def test_a_limit_at_the_average_is_nought_however_it_is_said(few: Path, text: str) -> None:
    answers = without_asking_once(few)
    assert take_results(text, answers).answers.rule == Rule(2017, below=0.0)


@pytest.mark.parametrize(
    ("text", "chose"),
    [
        ("They volunteered", "volunteers"),
        ("the schools put themselves forward", "volunteers"),
        ("Chosen by the authority", "schools"),
        ("the whole area", "area"),
        ("I don't know how the schools were chosen", "unknown"),
    ],
)
def test_how_the_schools_came_in_is_understood_in_a_sentence(text: str, chose: str) -> None:
    assert take_chose(text, Answers()).answers.chose == chose


@cache
def without_asking_once(few: Path) -> Answers:
    return without_asking(given(few))

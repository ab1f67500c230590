"""One of several questions says so; a direction is told only where it holds among all of them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from evalkit.core.quantity import GRADES
from evalkit.document.numbers_check import known_numbers
from evalkit.findings.file import Answered, Source, findings_text
from evalkit.findings.finding import Finding
from evalkit.records.description import EventStudy
from evalkit.records.family import QuestionFamily
from evalkit.report.sentences.parts.estimate_words import read
from evalkit.report.story import resolve
from evalkit.report.verbs import figure, sentence, table
from evalkit.tables.flow import Flow
from tests.unit.report import samples
from tests.unit.report.family_samples import NONE, OWN, family
from tests.unit.report.test_area_words import answer


def one_of_four(judged: QuestionFamily | None) -> Finding:
    result = samples.estimate(OWN[0], samples.inference("placebo_areas", *OWN[1:]))
    return samples.finding(result, status="exploratory", family=judged)


HOLDS, LEAVES_OUT = family(), family((0.01, 0.61))
ALONE = replace(HOLDS, members=HOLDS.members[:1])
UNJUDGED = family(NONE, by="")


@pytest.mark.parametrize(("judged", "direction"), [(None, "up"), (ALONE, "up"), (LEAVES_OUT, "up"), (HOLDS, "")])
def test_a_direction_is_told_only_where_it_holds_among_all(judged: QuestionFamily | None, direction: str) -> None:
    reading = read(one_of_four(judged))
    assert (reading.direction, reading.withheld) == (direction, not direction)


def test_a_direction_that_nothing_can_judge_among_others_is_not_told() -> None:
    assert read(one_of_four(UNJUDGED)).withheld
    said = sentence(one_of_four(UNJUDGED), "headline").text
    assert said.endswith("but nothing shows how often one of so many does by chance.")


def with_other(low: float, high: float) -> QuestionFamily:
    first = replace(LEAVES_OUT.members[0], other_low=low, other_high=high)
    return replace(LEAVES_OUT, members=(first, *LEAVES_OUT.members[1:]))


@pytest.mark.parametrize(
    ("other", "direction"), [((0.02, 0.4), "up"), ((-0.03, 0.4), ""), ((0.004, 0.4), ""), ((-0.4, -0.02), "")]
)
def test_a_direction_needs_the_other_answer_that_counts_the_questions_in(
    other: tuple[float, float], direction: str
) -> None:
    made = one_of_four(with_other(*other))
    assert read(made).direction == direction
    said = sentence(made, "headline").text
    assert ("still leaves out 0" in said) == bool(direction)
    assert ("allows for how the area stood" in said) == (not direction)


def test_the_other_answer_is_told_with_both_ends_where_it_takes_the_direction_back() -> None:
    made = one_of_four(with_other(-0.03, 0.4))
    assert sentence(made, "headline").text.endswith(
        "taken together with the others, its interval runs from 0.01 to 0.61 of a grade more, but the one that allows "
        "for how the area stood then runs from 0.03 of a grade less to 0.40 more, so a rise cannot be told from a fall."
    )
    years = EventStudy("progress", GRADES, (2017,), (), "placebo_areas", 0.95)
    text = findings_text(Source("s", "S", True), [Answered(made, years, Flow())])
    first, second = json.loads(text)["families"][0]["members"][:2]
    assert first["if_chosen_low"] == {"low": -0.03, "high": 0.4} and "if_chosen_low" not in second


def test_an_other_answer_that_holds_nought_by_itself_is_told_once() -> None:
    made = one_of_four(with_other(-0.09, 0.5))
    less = answer((-0.03, 0.4))
    said = sentence(replace(made, estimate=replace(made.estimate, if_chosen_low=less)), "headline").text
    assert said.startswith("We cannot tell whether") and "still leaves out 0" in said
    assert "a rise cannot be told from a fall" not in said


def test_a_headline_says_that_it_is_one_of_several_and_what_they_make_of_it() -> None:
    said = sentence(one_of_four(HOLDS), "headline").text
    assert "point to" not in said
    assert said.endswith(
        "One of 4 exploratory questions: its interval leaves out 0, but taken together with the others it runs from "
        "0.06 of a grade less to 0.68 more, so a rise cannot be told from a fall."
    )
    told = sentence(one_of_four(LEAVES_OUT), "headline").text
    assert told.startswith("The results point to a rise")
    assert told.endswith("its interval runs from 0.01 to 0.61 of a grade more and still leaves out 0.")
    for alone in (one_of_four(None), one_of_four(ALONE)):
        assert "One of" not in sentence(alone, "headline").text


def test_an_interval_that_holds_nought_anyway_is_only_said_to_be_one_of_several() -> None:
    result = samples.estimate(0.11, samples.inference("placebo_areas", -0.2, 0.4))
    told = samples.finding(result, status="exploratory", id="other_0", family=HOLDS)
    assert sentence(told, "headline").text.endswith("0.11 of a grade more. One of 4 exploratory questions.")


def test_wherever_it_is_quoted_alone_it_is_one_of_several() -> None:
    told = one_of_four(HOLDS)
    for part in ("headline", "answer", "caution", "direction", "you_can_say"):
        assert "one of 4 exploratory questions" in sentence(told, part).text.lower()
    assert "One of 4 exploratory questions" in sentence(told, "may_be_said").text.splitlines()[0]
    assert resolve("{{ attainment }}", [told]).endswith("one of 4 exploratory questions")
    assert resolve("{{ attainment | direction }}", [told]) == "may have risen or fallen"
    assert "so many questions" in figure(told, "interval").title
    for part in ("interval", "placebo"):
        assert figure(told, part).subtitle.endswith("; one of 4 exploratory questions")


@pytest.mark.parametrize("status", ["planned", "exploratory"])
def test_a_question_of_either_status_says_how_many_were_asked(status: str) -> None:
    told = replace(one_of_four(HOLDS), status=status)
    for part in ("headline", "answer", "caution", "direction", "you_can_say"):
        assert f"one of 4 {status} questions" in sentence(told, part).text.lower()
        assert "questions" not in sentence(replace(told, family=None), part).text.lower()


def test_what_fits_among_others_may_be_said_although_its_own_interval_leaves_it_out() -> None:
    alike = "a change no different from that of the comparison schools"
    assert alike in sentence(one_of_four(HOLDS), "may_be_said").text
    assert alike not in sentence(one_of_four(LEAVES_OUT), "may_be_said").text


def test_the_count_says_what_chance_would_do() -> None:
    told = sentence(HOLDS, "counted").text
    assert told == (
        "Of the intervals of 4 exploratory questions, 1 leaves out 0. Of 140 areas without the programme, asked the "
        "same questions, 19 per cent have at least as large a share by chance alone. Once all are judged together, "
        "none does."
    )
    answers = [one_of_four(HOLDS), samples.finding(id="other_0", status="exploratory", family=HOLDS)]
    assert {"140", "19"} <= known_numbers(samples.study(), answers, {}, [])


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"by_chance": 0.0}, "none has at least as large a share"),
        ({"by_chance": 0.003}, "fewer than 1 per cent have"),
        ({"set_beside": 3}, "asked the 3 that can be asked there, 19 per cent have"),
        ({"set_beside": 0, "areas": 0, "by_chance": float("nan")}, "By chance alone about 5 per cent of them would"),
        ({"unanswered": 2}, "Of the intervals of 6 exploratory questions, 1 leaves out 0 (2 could not be answered)."),
    ],
)
def test_the_count_says_what_it_rests_on(told: dict[str, object], said: str) -> None:
    assert said in sentence(replace(HOLDS, **told), "counted").text  # type: ignore[arg-type]


def test_no_interval_without_nought_is_said_in_one_sentence() -> None:
    none = replace(HOLDS, members=tuple(replace(one, conf_low=-0.1) for one in HOLDS.members))
    assert sentence(none, "counted").text == "None of the intervals of 4 exploratory questions leaves out 0."
    assert sentence(ALONE, "counted").text == sentence(ALONE, "judged").text != ""


def test_a_small_step_down_p_beside_an_interval_that_holds_nought_is_explained() -> None:
    beside = "that p-value is no more than 0.05, and its wider interval holds 0 all the same"
    assert f"Of “attainment”, “other 0”, “other 1” and “other 2” {beside}" in sentence(HOLDS, "judged").text
    large = replace(HOLDS, members=tuple(replace(one, p_value=0.4) for one in HOLDS.members))
    assert beside not in sentence(large, "judged").text
    assert "in each of 140 other areas." in sentence(large, "judged").text
    assert "2 further areas have fewer than half of them" in sentence(replace(HOLDS, left_out=2), "judged").text
    assert "cannot be judged together" not in sentence(HOLDS, "judged").text
    assert "Of them “attainment” cannot be judged together" in sentence(UNJUDGED, "judged").text
    nobody = replace(UNJUDGED, members=tuple(replace(one, judged_by="") for one in UNJUDGED.members))
    assert sentence(nobody, "judged").text.startswith("The questions cannot be judged together")


def test_the_table_sets_each_interval_beside_the_one_that_counts_the_others_in() -> None:
    block = table(HOLDS)
    assert block.cells[0] == (
        "Progress (attainment)",
        "grades",
        "+0.31",
        "+0.05",
        "+0.57",
        "−0.06",
        "+0.68",
        "0.040",
        "other areas",
    )
    assert len(block.cells) == 4
    assert table(ALONE).text == ""
    assert sentence(ALONE, "judged").text == "One exploratory question was answered, so its interval stands as it is."


def test_the_findings_file_holds_each_family_once() -> None:
    years = EventStudy("progress", GRADES, (2017,), (), "placebo_areas", 0.95)
    told = [
        Answered(one_of_four(HOLDS), years, Flow()),
        Answered(samples.finding(id="other_0", status="exploratory", family=HOLDS), years, Flow()),
    ]
    written = json.loads(findings_text(Source("s", "S", True), told))
    assert [one["status"] for one in written["families"]] == ["exploratory"]
    kept = written["families"][0]
    assert (kept["areas"], kept["by_chance"], kept["standing_out"]) == (140, 0.186, 1)
    assert kept["members"][0] == {
        "id": "attainment", "stands_out": True, "joint_low": -0.06, "joint_high": 0.68, "p_value": 0.04,
        "judged_by": "placebos",
    }  # fmt: skip
    none = json.loads(findings_text(Source("s", "S", True), [Answered(one_of_four(UNJUDGED), years, Flow())]))
    assert none["families"][0]["members"][0]["joint_low"] is None
    assert "families" not in json.loads(
        findings_text(Source("s", "S", True), [Answered(one_of_four(None), years, Flow())])
    )

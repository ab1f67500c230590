"""What a school's own sheet says, tables and draws, in words that describe and do not judge."""

from __future__ import annotations

import pytest

from evalkit.records.delivery.school_cohorts import SchoolCohort, SchoolCohorts
from evalkit.records.delivery.school_share import SchoolAction, SchoolArea, SchoolShare, StrandTaken
from evalkit.report.block import Block
from evalkit.report.verbs import figure, sentence, table
from evalkit.report.words import banned_in
from tests.support.sheets import watch

NAN = float("nan")
ABOVE = SchoolCohort(2016, 90, 0.41, 0.2, 0.62, 0.0)
ACROSS = SchoolCohort(2017, 95, -0.1, -0.3, 0.1, 0.0)
BELOW = SchoolCohort(2018, 88, -0.5, -0.7, -0.3, 0.4)
HIDDEN = SchoolCohort(2019, NAN, NAN, NAN, NAN, 1.0, "hidden by the publisher because few pupils are behind it")
SETS = {
    "all sorts": (ABOVE, ACROSS, BELOW, HIDDEN),
    "one alone": (BELOW,),
    "all across": (ACROSS, SchoolCohort(2019, 90, 0.05, -0.1, 0.2, 1.0)),
    "without intervals": (SchoolCohort(2017, 90, 0.1, NAN, NAN, NAN),),
    "far away": (SchoolCohort(2016, 90, -2.1, -2.4, -1.8, 0), SchoolCohort(2024, 90, 1.9, 1.7, 2.1, 1)),
    "seven": tuple(SchoolCohort(year, 90, -0.1, -0.3, 0.1, 0.5) for year in (2016, 2017, 2018, 2019, 2022, 2023, 2024)),
}
AREAS = (
    SchoolArea("teaching", 2, 3),
    SchoolArea("assessment", 3, 2),
    SchoolArea("curriculum and schemes", 2, 2),
    SchoolArea("transition", 1, 0),
)
ACTIONS = (
    *(SchoolAction(f"action {n}", "teaching", "2018-07-02", "complete") for n in range(6)),
    SchoolAction("late", "teaching", "2018-09-03", "overdue"),
)


def share(**changes: object) -> SchoolShare:
    given: dict[str, object] = {
        "strands": (
            StrandTaken("Maths leadership", 5, 2, 33.0, "2018-02-27"),
            StrandTaken("Conversion course", 0, 0, 0.0, ""),
        ),
        "areas": AREAS,
        "levels": ("1", "2", "3", "4"),
        "first_review": "2017-10-02",
        "last_review": "2019-06-03",
        "actions": ACTIONS,
        "kept": ("activities", "reviews", "actions"),
    }
    return SchoolShare(**{**given, **changes})  # type: ignore[arg-type]


def text_of(part: str, **changes: object) -> str:
    return sentence(share(**changes), part).text


def test_the_whole_interval_decides_what_is_said_of_a_cohort() -> None:
    text = sentence(SchoolCohorts(cohorts=SETS["all sorts"])).text
    assert "There are figures for 3 cohorts." in text
    assert "lies above nought in 2015/16 and below nought in 2017/18 and reaches across it in 1 other." in text
    assert sentence(SchoolCohorts(cohorts=SETS["all across"])).text.endswith(
        "The interval of each reaches across nought."
    )
    assert "interval" not in sentence(SchoolCohorts(cohorts=SETS["without intervals"])).text


def test_tables_without_a_figure_are_said_in_one_sentence() -> None:
    assert sentence(SchoolCohorts(cohorts=(HIDDEN,))).text == "No table read gives this school's progress in maths."


def test_a_cohort_without_a_figure_is_marked_and_told_why() -> None:
    block = table(SchoolCohorts(cohorts=SETS["all sorts"], joined=True))
    assert block.cells[3] == ("2018/19", "[x]", "[x]", "[x]", "[x]", "100")
    assert block.cells[0][2:5] == ("+0.41", "+0.20", "+0.62")
    assert block.notes[0].startswith("2018/19: hidden by the publisher")
    assert "merged or was split" in block.notes[1]


@pytest.mark.parametrize("cohorts", SETS.values(), ids=list(SETS))
def test_the_drawing_holds_its_words_wide_and_narrow(
    cohorts: tuple[SchoolCohort, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = watch(monkeypatch)
    block = figure(SchoolCohorts(cohorts=cohorts))
    assert found == []
    assert len(block.values) == len(cohorts)
    assert len(block.text.split()) > 5


def test_the_message_counts_intervals_and_ranks_nothing() -> None:
    title = figure(SchoolCohorts(cohorts=SETS["all sorts"])).title
    assert title == "The average of England lies within the interval of 1 of 3 cohorts"


def test_strands_areas_and_actions_are_counted() -> None:
    assert text_of("strands") == "The school took part in 1 of 2 strands; the first day was 27 February 2018."
    assert text_of("areas").startswith("Of 3 areas that outside reviewers judged twice, 1 rose, 1 stayed and 1 fell.")
    assert text_of("actions") == "Of 7 actions agreed: 6 complete and 1 overdue."


def test_tables_that_nobody_kept_are_told_apart_from_nothing_there() -> None:
    assert text_of("areas", kept=()) == "No ratings of reviews were kept."
    assert "No review of this school" in text_of("areas", areas=())
    assert "no second judgement" in text_of("areas", areas=(SchoolArea("transition", 1, 0),))
    assert text_of("actions", kept=()) == "No action plans were kept."
    assert "No action of this school" in text_of("actions", actions=())
    assert text_of("strands", kept=()) == "Who took part in what was not kept."
    assert "Nobody of the school" in text_of("strands", strands=())


def test_areas_stand_by_how_they_moved_with_both_levels() -> None:
    assert dict(table(share(), "areas").cells) == {
        "up": "teaching (2 to 3)",
        "same": "curriculum and schemes (2 to 2)",
        "down": "assessment (3 to 2)",
        "judged once": "transition (1)",
    }


def test_actions_not_complete_come_first_and_a_long_plan_is_cut_and_says_so() -> None:
    block = table(share(), "actions")
    assert block.cells[0] == ("late", "3 September 2018", "overdue")
    assert len(block.cells) == 6
    assert block.notes == ("1 more are in the school's own plan.",)


def test_invented_rows_say_so_and_no_word_claims_too_much() -> None:
    cohorts = SchoolCohorts(cohorts=SETS["all sorts"])
    blocks: list[Block] = [sentence(cohorts), figure(cohorts), table(cohorts)]
    for part in ("strands", "areas", "actions"):
        blocks += [sentence(share(invented=True), part), table(share(invented=True), part)]
        assert sentence(share(invented=True), part).text.startswith("Invented: ")
        assert table(share(invented=True), part).source.startswith("Invented rows")
    assert [banned_in(f"{block.title} {block.text}") for block in blocks] == [[]] * len(blocks)

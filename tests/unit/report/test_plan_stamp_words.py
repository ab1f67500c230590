"""How a question stands to the plan, in words: never more than the record bears out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from evalkit.document.study_document import build
from evalkit.findings.plan_stamp import stamp_content
from evalkit.records.plan_stamp import PlanChange, PlanStamp, PlanStanding
from evalkit.report.digits import numbers_in
from evalkit.report.verbs import sentence, table
from evalkit.report.words import BANNED
from tests.unit.report import samples

LOCKED, PUBLIC = dt.date(2026, 11, 27), dt.date(2020, 2, 6)
RATIO = PlanChange("options of matched, ratio", "5 became 9", "attainment")
DEPOSIT = {"standing": PlanStanding.PLANNED, "deposit": "https://osf.io/ab12c", "deposited": dt.date(2019, 5, 1)}
CHANGED = {"standing": PlanStanding.CHANGED, "changes": (RATIO,)}
UNLOCKED = {"standing": PlanStanding.NOT_LOCKED, "locked": None, "digest": ""}
EVERY = {
    "fixed": {},
    "fixed and read": {"read_before": True},
    "fixed before public": {"locked": dt.date(2019, 12, 1)},
    "public not known": {"public_since": None},
    "planned": DEPOSIT,
    "changed": CHANGED,
    "changed and locked again": {**CHANGED, "relocked": dt.date(2026, 11, 28)},
    "otherwise at first": {"earlier": (RATIO,), "first_locked": dt.date(2026, 11, 1)},
    "not locked": UNLOCKED,
    "exploratory": {"standing": PlanStanding.EXPLORATORY, "locked": None},
}
SAID = {
    "fixed": "Status: fixed before this run. The question and its method were locked on 27 November 2026 by the clock "
    "of the team's own machine, and have not changed since. The results of 2018/19 were public by 6 February 2020, "
    "which is before that day, so only the team's word shows that nobody had looked at them.",
    "planned": "Status: planned. The question and its method were deposited at https://osf.io/ab12c on 1 May 2019, as "
    "the team's own record of 27 November 2026 says. The results of 2018/19 were public by 6 February 2020, which is "
    "after that day.",
    "changed": "Status: changed since the plan of 27 November 2026. What changed: options of matched, ratio: 5 became "
    "9. Its present form was never locked. The results of 2018/19 were public by 6 February 2020.",
    "exploratory": "Status: exploratory. The question was not fixed before the results could be seen.",
    "not locked": "Status: planned in the study file, but no plan was locked. Nothing shows that the question and its "
    "method came before the results. The results of 2018/19 were public by 6 February 2020.",
}


def stamp(case: str) -> PlanStamp:
    return samples.plan_stamp(**EVERY[case])


@pytest.mark.parametrize("case", SAID)
def test_each_standing_says_this_and_no_more(case: str) -> None:
    assert sentence(stamp(case)).text == SAID[case]


def test_what_was_read_here_before_and_what_is_not_known_is_said() -> None:
    assert "had been read here before the plan was locked" in sentence(stamp("fixed and read")).text
    assert "by 6 February 2020 and had been read here before." in sentence(stamp("fixed and read"), "brief").text
    assert (
        "which is after that day, but an earlier release may have come before it."
        in sentence(stamp("fixed before public")).text
    )
    assert "Since when results of 2018/19 are public is not known here." in sentence(stamp("public not known")).text
    assert "In the first plan, of 1 November 2026, it was otherwise" in sentence(stamp("otherwise at first")).text
    assert "was locked on 28 November 2026, after results" in sentence(stamp("changed and locked again")).text


@pytest.mark.parametrize("case", EVERY)
@pytest.mark.parametrize("part", ["stamp", "brief"])
def test_only_a_deposit_earns_the_bare_word_and_every_number_is_quoted(case: str, part: str) -> None:
    block = sentence(stamp(case), part)
    quoted = {number for _, _, shown in block.quotes for number in numbers_in(shown)}
    assert set(numbers_in(block.text)) <= quoted
    assert not [word for word in BANNED if word in block.text.lower()]
    assert ("Status: planned." in block.text) == (case == "planned" and part == "stamp")


@pytest.mark.parametrize("case", EVERY)
def test_the_words_for_one_page_are_short(case: str) -> None:
    said = sentence(stamp(case), "brief").text
    assert said.startswith(("The main question was", "The plan for the main question was"))
    assert max(len(one.split()) for one in said.split(". ")) <= 20


def test_more_changes_than_a_sentence_holds_are_counted_and_listed_in_the_table() -> None:
    changes = tuple(PlanChange(f"option {letter}", "a became b", "attainment") for letter in "abcde")
    one = samples.plan_stamp(standing=PlanStanding.CHANGED, changes=changes)
    assert "and 2 more" in sentence(one).text
    assert [row[1] for row in table(one).cells] == [change.part for change in changes]


def test_the_front_page_says_of_its_question_how_it_stands_to_the_plan() -> None:
    told = replace(samples.finding(), stamp=stamp("fixed"))
    texts = [getattr(part, "text", "") for part in build(samples.study(), (told,), {}, ()).layers[0].parts]
    assert texts[-1].startswith(sentence(stamp("fixed"), "brief").text)
    assert sentence(told, "stamp").text == SAID["fixed"]
    assert ("Status", "fixed before this run") in table(told, "summary").cells


def test_the_findings_file_holds_the_stamp_without_what_it_does_not_have() -> None:
    assert stamp_content(None) == {}
    assert stamp_content(stamp("changed")) == {
        "stamp": {
            "standing": "changed since the plan",
            "plan": "c61db2fe",
            "locked": "2026-11-27",
            "results_of": [2019],
            "public_since": "2020-02-06",
            "changes": [{"question": "attainment", "part": "options of matched, ratio", "said": "5 became 9"}],
        }
    }

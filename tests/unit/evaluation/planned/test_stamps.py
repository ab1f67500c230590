"""A question is planned, fixed, changed, exploratory or not locked, by its own plan and never by mere words."""

from __future__ import annotations

import copy
import datetime as dt
import shutil
from pathlib import Path

import pytest

from evalkit.core.errors import StudyFileError
from evalkit.evaluation.inputs import StudyInputs
from evalkit.evaluation.planned.plan_changes import all_changes, changes_of_question
from evalkit.evaluation.planned.plan_content import content_of
from evalkit.evaluation.planned.stamps import stamps_of
from evalkit.evaluation.plans import Plan
from evalkit.evaluation.station_keys import Keys
from evalkit.evaluation.stations import CHECK, STATIONS
from evalkit.evaluation.study_opening import inspect_plan, read_plan
from evalkit.records.plan_stamp import PlanChange, PlanStamp, PlanStanding
from tests.conftest import ROOT
from tests.support.locked import edit, locked_on, study_copy

FIRST, SECOND = dt.date(2026, 11, 20), dt.date(2026, 11, 25)
ADDRESS = "https://osf.io/ab12c"
READ = ("2018-2019/england_ks4final.csv",)
RATIO = (r"^ratio = \d+", "ratio = 9")
EXTRA = """
[[questions]]
id = "second"
asks = "Another?"
status = "{status}"
outcome = "p8"

[questions.options.matched]
nearest = [{{ variable = "ks2", year = 2017 }}]
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Return the folder of a study of one planned question, never locked."""
    return study_copy(tmp_path)


def stamp(plan: Plan, question: str = "attainment") -> PlanStamp:
    return stamps_of(plan)[question]


def with_question(study: Path, status: str) -> Plan:
    file = study / "study.toml"
    file.write_text(file.read_text(encoding="utf-8") + EXTRA.format(status=status), encoding="utf-8")
    return read_plan(study, None)


def test_without_a_locked_plan_a_planned_question_is_not_called_fixed(study: Path) -> None:
    one = stamp(read_plan(study, None))
    assert (one.standing, one.locked, one.results_of) == (PlanStanding.NOT_LOCKED, None, (2019,))
    assert one.public_since == dt.date(2020, 2, 6)


def test_a_locked_plan_that_did_not_change_is_fixed_before_the_run(study: Path) -> None:
    plan = read_plan(study, None)
    locked_on(plan, FIRST)
    one = stamp(plan)
    assert (one.standing, one.locked) == (PlanStanding.FIXED, FIRST)
    assert one.digest == content_of(plan)["digest"]
    assert not one.changes
    assert not one.read_before


def test_an_option_that_changed_is_named_and_a_second_lock_does_not_take_it_back(study: Path) -> None:
    locked_on(read_plan(study, None), FIRST, read=READ)
    plan = edit(study, *RATIO)
    one = stamp(plan)
    assert one.standing is PlanStanding.CHANGED
    assert one.changes == (PlanChange("options of matched, ratio", "5 became 9", "attainment"),)
    assert one.relocked is None
    locked_on(plan, SECOND, read=READ)
    again = stamp(plan)
    assert (again.standing, again.locked, again.relocked) == (PlanStanding.CHANGED, FIRST, SECOND)
    assert again.read_before


def test_a_plan_locked_again_before_anything_was_read_counts_and_says_what_was_otherwise(study: Path) -> None:
    locked_on(read_plan(study, None), FIRST)
    plan = edit(study, *RATIO)
    locked_on(plan, SECOND)
    one = stamp(plan)
    assert (one.standing, one.locked, one.first_locked) == (PlanStanding.FIXED, SECOND, FIRST)
    assert [change.said for change in one.earlier] == ["5 became 9"]


def test_once_results_were_read_a_later_plan_no_longer_takes_the_place_of_the_one_before(study: Path) -> None:
    locked_on(read_plan(study, None), FIRST)
    plan = edit(study, *RATIO)
    locked_on(plan, SECOND, read=READ)
    one = stamp(plan)
    assert (one.standing, one.locked, one.relocked) == (PlanStanding.CHANGED, FIRST, SECOND)


def test_a_deposit_makes_the_same_plan_planned_from_its_own_day(study: Path) -> None:
    plan = read_plan(study, None)
    locked_on(plan, FIRST)
    locked_on(plan, SECOND, deposit=(ADDRESS, dt.date(2026, 11, 24)))
    one = stamp(plan)
    assert (one.standing, one.deposit, one.deposited) == (PlanStanding.PLANNED, ADDRESS, dt.date(2026, 11, 24))


def test_a_deposit_of_another_plan_does_not_count(study: Path) -> None:
    locked_on(read_plan(study, None), FIRST, deposit=(ADDRESS, FIRST))
    one = stamp(edit(study, *RATIO))
    assert (one.standing, one.deposit) == (PlanStanding.CHANGED, "")


def test_a_question_that_is_exploratory_stays_so_whatever_was_locked(study: Path) -> None:
    plan = edit(study, r'^status = "planned"', 'status = "exploratory"')
    locked_on(plan, FIRST, deposit=(ADDRESS, FIRST))
    assert stamp(plan).standing is PlanStanding.EXPLORATORY


def test_a_question_that_became_planned_after_the_lock_is_changed(study: Path) -> None:
    locked_on(edit(study, r'^status = "planned"', 'status = "exploratory"'), FIRST)
    one = stamp(edit(study, r'^status = "exploratory"', 'status = "planned"'))
    assert PlanChange("status", "exploratory became planned", "attainment") in one.changes


def test_words_that_move_no_number_are_no_change_but_are_told(study: Path) -> None:
    before = read_plan(study, None)
    locked_on(before, FIRST)
    edit(study, r"^title = .*", 'title = "Another title"')
    after = edit(study, r"^asks = .*", 'asks = "Put in other words?"')
    assert stamp(after).standing is PlanStanding.FIXED
    changes = all_changes(content_of(before), content_of(after))
    assert [change.part for change in changes if not change.words_only] == []
    assert {change.part for change in changes} == {"title", "questions, attainment, asks"}


@pytest.mark.parametrize(
    ("pattern", "by", "part"),
    [
        (r'reason = "Special schools[^"]*"', 'reason = "Put in other words"', "donors, rules"),
        (r'^reason = "Schools of the programme[^"]*"', 'reason = "Put in other words"', "donors, reason"),
        (
            r"^\[programme\]",
            '[report]\nwritten_by = "The team"\npart = "own_team"\n\n[programme]',
            "report, written by",
        ),
    ],
)
def test_reasons_and_authors_move_no_number_so_they_change_no_plan(
    study: Path, pattern: str, by: str, part: str
) -> None:
    before = read_plan(study, None)
    locked_on(before, FIRST)
    after = edit(study, pattern, by)
    assert stamp(after).standing is PlanStanding.FIXED
    changes = all_changes(content_of(before), content_of(after))
    assert part in {change.part for change in changes}
    assert all(change.words_only for change in changes)


def test_the_limit_of_a_donor_rule_is_no_mere_word(study: Path) -> None:
    locked_on(read_plan(study, None), FIRST)
    (change,) = stamp(edit(study, r"at_least = 60, reason", "at_least = 80, reason")).changes
    assert change.part == "donors, rules"


def test_the_order_in_which_schools_are_listed_says_nothing(study: Path) -> None:
    before = content_of(read_plan(study, None))
    after = copy.deepcopy(before)
    after["schools"]["list"].reverse()  # type: ignore[index]
    assert changes_of_question(before, after, "attainment") == ()


def test_a_deposit_makes_no_plan_of_what_was_changed_after_the_results_were_read(study: Path) -> None:
    locked_on(read_plan(study, None), FIRST)
    plan = edit(study, *RATIO)
    locked_on(plan, SECOND, read=READ, deposit=(ADDRESS, SECOND))
    one = stamp(plan)
    assert (one.standing, one.deposit, one.deposited) == (PlanStanding.CHANGED, "", None)
    assert (one.locked, one.relocked) == (FIRST, SECOND)
    assert [change.said for change in one.changes] == ["5 became 9"]


def test_a_question_added_later_was_not_in_the_plan_and_changes_what_is_judged_together(study: Path) -> None:
    locked_on(read_plan(study, None), FIRST)
    plan = with_question(study, "planned")
    assert stamp(plan, "second").changes == (PlanChange("the question itself", "was not in the plan", "second"),)
    assert stamp(plan).changes == (PlanChange("judged together", "added: second", "attainment"),)


def test_an_exploratory_question_added_later_leaves_the_planned_one_as_it_was(study: Path) -> None:
    locked_on(read_plan(study, None), FIRST)
    assert stamp(with_question(study, "exploratory")).standing is PlanStanding.FIXED


def test_schools_seed_and_years_are_shared_parts_that_count(study: Path) -> None:
    before = read_plan(study, None)
    locked_on(before, FIRST)
    number = before.study.schools.list[0].urn
    lines = (study / "schools.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (study / "schools.csv").write_text("".join(line for line in lines if str(number) not in line), encoding="utf-8")
    told = stamp(edit(study, r"^seed = \d+", "seed = 4")).changes
    assert PlanChange("seed", "20180108 became 4") in told
    assert PlanChange("schools, list", f"taken out: {number}") in told


def test_a_nought_is_something_and_its_end_is_a_change(study: Path) -> None:
    locked_on(read_plan(study, None), FIRST)
    told = stamp(edit(study, r"below = 0 \}", "above = 0 }")).changes
    assert [(change.part, change.said) for change in told] == [
        ("selection, chosen on, below", "0.0 became nothing"),
        ("selection, chosen on, above", "nothing became 0.0"),
    ]


def test_a_step_of_a_path_that_ends_in_nothing_is_told_from_one_that_does_not(study: Path) -> None:
    before = content_of(read_plan(study, None))
    after = copy.deepcopy(before)
    (question,) = after["questions"]  # type: ignore[misc]
    step = question["options"]["specification_path"]["steps"][0]
    old = dict(step)
    step["to"] = []
    (change,) = changes_of_question(before, after, "attainment")
    assert change.said == f"taken out: {_words(old)}; added: {_words({**old, 'to': 'nothing'})}"


def _words(step: dict[str, object]) -> str:
    return " ".join(str(one).replace("_", " ") for one in step.values())


def test_what_a_later_version_of_evalkit_brings_is_no_change_while_it_has_its_default(study: Path) -> None:
    plan = read_plan(study, None)
    older = copy.deepcopy(content_of(plan))
    (question,) = older["questions"]  # type: ignore[misc]
    del question["options"]["matched"]["largest_smd"]
    del question["weighting"]
    del older["donors"]["joined"]  # type: ignore[attr-defined]
    locked_on(plan, FIRST, content=older)
    assert stamp(plan).standing is PlanStanding.FIXED
    del question["options"]["matched"]["exact"]
    shutil.rmtree(study / "plans")
    locked_on(plan, FIRST, content=older)
    assert stamp(plan).changes == (
        PlanChange("options of matched, exact", "was left open; is now area type, gender", "attainment"),
    )


def test_a_method_under_its_former_name_is_the_same_method(study: Path) -> None:
    plan = read_plan(study, None)
    older = copy.deepcopy(content_of(plan))
    (question,) = older["questions"]  # type: ignore[misc]
    (name,) = (one for one in question["inference"] if one == "cluster_robust")
    assert name in question["options"]
    former = {"placebo_areas": "placebo_areas_reweighted"}
    question["inference"] = [former.get(one, one) for one in question["inference"]]
    question["options"] = {former.get(one, one): table for one, table in question["options"].items()}
    locked_on(plan, FIRST, content=older)
    assert stamp(plan).standing is PlanStanding.FIXED


def test_since_when_results_are_public_is_not_known_for_a_year_that_could_not_be_checked(study: Path) -> None:
    assert (
        stamp(
            edit(study, r"^cohort = 2019\nbaseline = \[2017\]\nothers = .*", "cohort = 2018\nbaseline = [2017]")
        ).public_since
        is None
    )


def test_a_locked_plan_that_was_edited_is_a_fault_beside_all_others(study: Path) -> None:
    file = locked_on(read_plan(study, None), FIRST)
    file.write_text(file.read_text(encoding="utf-8").replace('"ratio": 5', '"ratio": 9'), encoding="utf-8")
    (fault,) = inspect_plan(study, None).faults
    assert fault.where == f"plans/{file.name}"
    assert "edited after it was locked" in fault.found
    assert fault.allowed
    assert fault.next
    with pytest.raises(StudyFileError, match="edited after it was locked"):
        read_plan(study, None)


@pytest.mark.parametrize("text", ["{", "[1, 2]", '{"format": 99}', '{"seal": 3}', "\udcff"])
def test_a_file_that_is_no_locked_plan_is_told_in_words(study: Path, text: str) -> None:
    file = locked_on(read_plan(study, None), FIRST)
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    (fault,) = inspect_plan(study, None).faults
    assert fault.where == f"plans/{file.name}"
    assert fault.found in {
        "a file that is not as evalkit lock wrote it (it holds something else)",
        "a file that is not as evalkit lock wrote it (it was edited after it was locked)",
    }


def test_a_lock_changes_the_key_of_the_stamped_answers_and_of_no_station_that_is_kept(study: Path) -> None:
    ground = StudyInputs((("code", "a"),), (("table 2019.csv", "b"),))
    plan = read_plan(study, None)

    def keys() -> dict[str, str]:
        made = Keys(plan, ground)
        some = {CHECK: "placebo_years", "delivery": "reach"}
        names = (f"{row.name} {some[row.name]}" if row.in_parts else row.name for row in STATIONS.values())
        rows = zip(names, STATIONS.values(), strict=True)
        return {name: made.of(name, "" if row.of_study else "attainment").digest for name, row in rows}

    before = keys()
    locked_on(plan, FIRST)
    after = keys()
    assert {name for name in before if before[name] != after[name]} == {"answers", "stamp"}
    assert not STATIONS["answers"].kept
    assert not STATIONS["stamp"].kept


@pytest.mark.parametrize("name", ["leicester", "north-west"])
def test_the_shipped_studies_are_as_they_were_locked(name: str) -> None:
    stamps = stamps_of(read_plan(ROOT / "studies" / name, None))
    assert stamps["attainment"].standing is PlanStanding.FIXED
    assert stamps["attainment"].read_before
    assert {one.standing for key, one in stamps.items() if key != "attainment"} <= {PlanStanding.EXPLORATORY}

"""A station is computed again when something it rests on changes, and only then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evalkit.evaluation import inputs
from evalkit.evaluation.inputs import StudyInputs, bare, code_digest, digest, table_inputs
from evalkit.evaluation.plans import Asked, Plan, bind_study
from evalkit.evaluation.reads import measured
from evalkit.evaluation.station_keys import Keys
from evalkit.evaluation.study_opening import read_plan
from evalkit.study.model import Study

ROOT = Path(__file__).resolve().parents[3]
GROUND = StudyInputs((("code", "a"), ("Python", "3.11")), (("table 2019.csv", "b"),))
QUESTION, OTHER = "attainment", "all_subjects"
STATIONS = ("comparison", "trends", "estimate", "event_study", "finding")


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the plan of the shipped study."""
    return read_plan("leicester", None)


def every_station(plan: Plan) -> list[tuple[str, str]]:
    checks = [(f"check {name}", question.id) for question in plan.study.questions for name in question.checks]
    asked = [(station, question.id) for question in plan.study.questions for station in STATIONS]
    return [("panel", ""), ("exposure", ""), *asked, *checks]


def changed(plan: Plan, other: Plan, ground: StudyInputs = GROUND) -> set[tuple[str, str]]:
    """Return the stations whose keys differ between two plans."""
    before, after = Keys(plan, GROUND), Keys(other, ground)
    return {one for one in every_station(plan) if before.of(*one).digest != after.of(*one).digest}


def with_question(plan: Plan, **fields: object) -> Plan:
    """Return the plan with the first question changed, its methods bound anew."""
    first, *rest = plan.study.questions
    return rebound(plan.study.model_copy(update={"questions": (first.model_copy(update=fields), *rest)}))


def with_options(plan: Plan, method: str, **options: object) -> Plan:
    written = plan.study.questions[0].options
    return with_question(plan, options={**written, method: {**written.get(method, {}), **options}})


def rebound(study: Study) -> Plan:
    plan, faults = bind_study(study)
    assert not faults
    return plan


def test_the_same_plan_and_ground_give_the_same_keys(plan: Plan) -> None:
    assert changed(plan, read_plan("leicester", None)) == set()


def test_a_number_in_the_code_changes_everything(plan: Plan) -> None:
    ground = replace(GROUND, always=(("code", "another"), ("Python", "3.11")))
    assert changed(plan, plan, ground) == set(every_station(plan))


def test_one_table_changes_everything_from_the_tables_on(plan: Plan) -> None:
    ground = replace(GROUND, tables=(("table 2019.csv", "another"),))
    assert changed(plan, plan, ground) == set(every_station(plan))


def test_an_option_of_the_design_changes_one_question_and_never_the_tables(plan: Plan) -> None:
    moved = changed(plan, with_options(plan, "matched", ratio=4))
    assert moved == {one for one in every_station(plan) if one[1] == QUESTION}


def test_the_area_among_others_follows_the_outcome_and_the_mix_of_pupils_the_comparison(plan: Plan) -> None:
    before, ratio = Keys(plan, GROUND), Keys(with_options(plan, "matched", ratio=4), GROUND)
    outcome = Keys(with_question(plan, outcome="p8"), GROUND)

    def same(station: str, question: str, after: Keys) -> bool:
        return before.of(station, question).digest == after.of(station, question).digest

    assert same("context", QUESTION, ratio)
    assert not same("context", QUESTION, outcome)
    assert same("composition", OTHER, ratio)
    assert not same("composition", QUESTION, ratio)


def test_an_outcome_that_a_design_names_changes_the_tables(plan: Plan) -> None:
    shown = with_options(plan, "matched", also_show=[{"variable": "maths_4plus", "year": 2017}])
    assert ("panel", "") in changed(plan, shown)


def test_an_option_of_an_inference_leaves_the_comparison_alone(plan: Plan) -> None:
    moved = changed(plan, with_options(plan, "cluster_robust", conf_level=0.9))
    assert ("estimate", QUESTION) in moved
    assert ("finding", QUESTION) in moved
    assert not moved & {("panel", ""), ("comparison", QUESTION), ("trends", QUESTION)}
    assert {question for _, question in moved} == {QUESTION}


def test_a_check_left_out_changes_the_finding_alone(plan: Plan) -> None:
    first = plan.study.questions[0]
    fewer = with_question(plan, checks=first.checks[1:])
    kept = [one for one in every_station(fewer) if one != ("finding", QUESTION)]
    before, after = Keys(plan, GROUND), Keys(fewer, GROUND)
    assert [one for one in kept if before.of(*one).digest != after.of(*one).digest] == []
    assert before.of("finding", QUESTION).digest != after.of("finding", QUESTION).digest


def test_words_for_readers_change_no_number(plan: Plan) -> None:
    told = plan.study.model_copy(update={"title": "Another title", "story": "# Another story"})
    assert changed(plan, rebound(told)) == set()
    assert changed(plan, with_question(plan, asks="Did it rise?")) == {("finding", QUESTION)}


def test_the_seed_changes_every_question(plan: Plan) -> None:
    moved = changed(plan, rebound(plan.study.model_copy(update={"seed": 1})))
    assert {("estimate", QUESTION), ("estimate", OTHER)} <= moved
    assert ("panel", "") not in moved


def test_a_station_that_nobody_described_rests_on_the_whole_plan(plan: Plan) -> None:
    before, after = Keys(plan, GROUND), Keys(with_options(plan, "matched", ratio=4), GROUND)
    assert before.of("something new", OTHER).digest != after.of("something new", OTHER).digest


def test_options_of_methods_are_no_part_of_what_pages_see_of_a_study(plan: Plan) -> None:
    before, after = Keys(plan, GROUND), Keys(with_options(plan, "matched", ratio=4), GROUND)
    assert before.of("study", "").digest == after.of("study", "").digest
    assert before.of("plan", "").digest != after.of("plan", "").digest
    shows = [*(ROOT / "evalkit" / "report").glob("*/study.py"), *(ROOT / "notebooks").glob("*.ipynb")]
    assert [file.name for file in shows if ".options" in file.read_text(encoding="utf-8")] == []


def test_comments_docstrings_and_layout_are_no_change_of_code() -> None:
    assert bare('"""Words."""\nx = 1  # one\n') == bare("# nothing\n\nx = 1\n")
    assert bare('def f():\n    """Words."""\n    return 1\n') == bare("def f():\n    return 1\n")
    assert bare("x = 1\n") != bare("x = 2\n")


@pytest.mark.parametrize(
    "around",
    [
        "if x:\n    pass\nelse:\n{}",
        "for y in x:\n{}",
        "with x:\n{}",
        "try:\n    pass\nexcept x:\n{}",
        "try:\n    pass\nfinally:\n{}",
        "match x:\n  case 1:\n{}",
        "class A:\n{}",
    ],
)
def test_a_docstring_is_no_change_of_code_wherever_its_function_stands(around: str) -> None:
    told, plain = '    def f():\n        "Words."\n        return 1\n', "    def f():\n        return 1\n"
    assert bare(around.format(told)) == bare(around.format(plain))
    assert bare(around.format(told)) != bare(around.format(plain.replace("1", "2")))


def test_the_digest_of_code_follows_numbers_and_other_files_but_no_comments(tmp_path: Path) -> None:
    module, look = tmp_path / "own" / "numeric.py", tmp_path / "own" / "theme.toml"
    module.parent.mkdir()
    module.write_text("LIMIT = 0.25\n", encoding="utf-8")
    look.write_text("wide = 1\n", encoding="utf-8")
    first = code_digest([module.parent], tmp_path)
    module.write_text("# a reason\nLIMIT = 0.25\n", encoding="utf-8")
    assert code_digest([module.parent], tmp_path) == first
    module.write_text("LIMIT = 0.3\n", encoding="utf-8")
    second = code_digest([module.parent], tmp_path)
    assert second != first
    look.write_text("wide = 2\n", encoding="utf-8")
    assert code_digest([module.parent], tmp_path) != second


def test_code_on_which_two_studies_rest_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "own" / "twice.py"
    module.parent.mkdir()
    module.write_text("LIMIT = 0.25\n", encoding="utf-8")
    parsed: list[str] = []
    monkeypatch.setattr(inputs, "bare", lambda source: parsed.append(source) or bare(source))
    digests = {code_digest([module.parent], tmp_path / study) for study in ("one", "other")}
    assert (len(digests), parsed) == (1, ["LIMIT = 0.25\n"])
    module.write_text("LIMIT = 0.3\n", encoding="utf-8")
    assert code_digest([module.parent], tmp_path / "one") not in digests


def test_only_tables_that_a_study_names_count_where_it_names_some(tmp_path: Path) -> None:
    for name in ("2019/ks4.csv", "2018/ks4.csv", "notes.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("a", encoding="utf-8")
    assert [name for name, _ in table_inputs(tmp_path, ("ks4.csv",))] == ["table 2018/ks4.csv", "table 2019/ks4.csv"]
    assert len(table_inputs(tmp_path)) == 3


def test_codes_that_a_study_explains_decide_what_is_read_and_none_leave_the_key_as_it_was(plan: Plan) -> None:
    data = plan.study.data
    before = digest(data.model_dump(mode="json", exclude={"folder", "attribution", "codes"}))
    assert dict(measured(Asked(plan)))["data"] == before
    explained = data.model_copy(update={"codes": {"DNS": "not_published"}})
    assert ("panel", "") in changed(plan, rebound(plan.study.model_copy(update={"data": explained})))

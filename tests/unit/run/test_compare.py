"""Two reports are set side by side, and the first input in which they part is named."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

import pytest

import evalkit.run.jobs.compare as compare_job
from evalkit.evaluation.study_opening import open_study
from evalkit.findings.differences import Quoted, Report, compare_reports, origin_of
from evalkit.findings.noise import same_content
from evalkit.run.jobs.compare import CANNOT, DIFFER, SAME, compare
from evalkit.run.work.run_order import make_order
from tests.support.reading import faults_of

ALWAYS = {"code": "c1", "reference tables": "r1", "locked packages": "l1", "Python": "3.11"}
FINDING = {
    "id": "attainment",
    "question": "Did it rise?",
    "unit": {"name": "grades", "decimals": 2},
    "estimate": 0.18,
    "primary": "placebo_areas",
    "inferences": [{"name": "placebo_areas", "conf_low": -0.02, "conf_high": 0.37}],
    "checks": [],
    "counts": {"schools_treated": 19},
}
OTHER = {**FINDING, "id": "targeted", "estimate": 0.22}
FINDINGS = {"findings": [FINDING, OTHER]}
RECORD = {
    "study": "ours",
    "seed": 1,
    "lock": "l1",
    "versions": {"pandas": "3.1.1"},
    "plan": {"digest": "d", "seed": 1, "questions": [{"id": "attainment", "options": {"matched": {"ratio": 5}}}]},
    "inputs": [{"file": "ks4.csv", "year": 2019, "sha256": "ab" * 32}],
    "stations": [
        {"what": "panel", "rests_on": {**ALWAYS, "data": "x", "table 2019/ks4.csv": "t1"}},
        {
            "what": "comparison",
            "question": "attainment",
            "rests_on": {**ALWAYS, "options of matched": "m1", "seed": "s1", "panel": "p1"},
        },
        {
            "what": "comparison",
            "question": "targeted",
            "rests_on": {**ALWAYS, "options of matched": "m2", "panel": "p1"},
        },
    ],
}


@pytest.fixture
def reports(tmp_path: Path) -> tuple[Path, Path]:
    """Return the folders of two reports that say the same."""
    for name in ("a", "b"):
        write(tmp_path / name, FINDINGS, RECORD)
    return tmp_path / "a", tmp_path / "b"


def write(folder: Path, findings: object, record: object) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "findings.json").write_text(json.dumps(findings), encoding="utf-8")
    (folder / "record.json").write_text(json.dumps(record), encoding="utf-8")


def moved(estimate: float = 0.21) -> dict[str, object]:
    findings = deepcopy(FINDINGS)
    findings["findings"][0]["estimate"] = estimate
    return findings


def changed(place: int, name: str, value: str) -> dict[str, object]:
    """Return a record in which one input of one station differs, and every station after it with it."""
    record = deepcopy(RECORD)
    record["stations"][place]["rests_on"][name] = value
    if place == 0:
        for station in record["stations"][1:]:
            station["rests_on"]["panel"] = "p2"
    return record


def test_a_report_of_the_former_version_differs_in_no_name() -> None:
    """The twins of inferences for weighted schools, and counts that said schools whatever they counted."""
    old, new = deepcopy(FINDING), deepcopy(FINDING)
    old.update(primary="placebo_areas_reweighted", inferences=[{**FINDING["inferences"][0]}])
    old["inferences"][0]["name"] = "placebo_areas_reweighted"
    new["counts"] = {"kind": "school", "units_treated": 19}
    before = Report("a", {"schema_version": 2, "findings": [old]}, RECORD)
    after = Report("b", {"schema_version": 3, "findings": [new]}, RECORD)
    assert compare_reports(before, after).moved == ()
    fewer = Report(
        "c", {"schema_version": 3, "findings": [{**new, "counts": {"kind": "school", "units_treated": 18}}]}, RECORD
    )
    (moved_one,) = compare_reports(before, fewer).moved
    assert moved_one.parts == ("numbers of schools and pupils",)


def begins(record: dict[str, object]) -> tuple[tuple[str, str], ...]:
    compared = compare_reports(Report("a", FINDINGS, RECORD), Report("b", moved(), record))
    return compared.moved[0].begins


def test_reports_that_say_the_same_end_with_nought(
    reports: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare(str(reports[0]), str(reports[1]), html=None) == SAME == 0
    assert "Every finding is the same" in capsys.readouterr().out


def test_a_finding_that_moved_is_told_with_both_intervals_the_change_and_a_page(
    reports: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = changed(1, "options of matched", "m9")
    record["plan"]["questions"][0]["options"]["matched"]["ratio"] = 3
    write(reports[1], moved(), record)
    assert compare(str(reports[0]), str(reports[1]), html=tmp_path / "page.html") == DIFFER == 1
    said = " ".join(capsys.readouterr().out.split())
    for words in (
        "1 of 2 findings differ: attainment",
        "+0.18",
        "+0.21",
        "+0.03",
        "\u22120.02",
        "+0.37",
        "options, matched, ratio",
    ):
        assert words in said
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert '<html lang="en-GB">' in page
    assert faults_of(page) == []
    assert "options of matched" in page
    assert "The same in both: targeted." in page


def test_a_finding_that_moved_carries_the_interval_of_its_own_primary_in_both_reports() -> None:
    findings = moved()
    beside = {"name": "cluster_robust", "conf_low": 0.05, "conf_high": 0.31}
    findings["findings"][0]["inferences"] = [beside, {"name": "placebo_areas", "conf_low": 0.01, "conf_high": 0.41}]
    (one,) = compare_reports(Report("a", FINDINGS, RECORD), Report("b", findings, RECORD)).moved
    assert (one.before, one.after) == (Quoted(0.18, -0.02, 0.37), Quoted(0.21, 0.01, 0.41))
    assert (one.unit, one.decimals, one.parts) == ("grades", 2, ("estimate", "intervals"))


def test_an_interval_that_only_says_more_in_words_has_not_moved() -> None:
    said, shifted = deepcopy(FINDINGS), deepcopy(FINDINGS)
    said["findings"][0]["inferences"][0]["ignores"] = "that an area may be chosen"
    shifted["findings"][0]["inferences"][0] |= {"ignores": "that an area may be chosen", "conf_high": 0.38}
    found = [compare_reports(Report("a", FINDINGS, RECORD), Report("b", one, RECORD)).moved for one in (said, shifted)]
    assert [one[0].parts for one in found] == [("words",), ("intervals",)]


@pytest.mark.parametrize("missing", ["findings.json", "record.json"])
def test_what_is_no_report_cannot_be_compared(
    reports: tuple[Path, Path], missing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (reports[1] / missing).unlink()
    assert compare(str(reports[0]), str(reports[1]), html=None) == CANNOT == 2
    assert "evalkit run" in capsys.readouterr().err


def test_reports_without_a_question_in_common_cannot_be_compared(
    reports: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    write(reports[1], {"findings": [{**FINDING, "id": "absence"}]}, RECORD)
    assert compare(str(reports[0]), str(reports[1]), html=None) == CANNOT
    assert "in common" in capsys.readouterr().err


def test_the_difference_begins_at_the_first_station_whose_own_inputs_differ() -> None:
    assert begins(changed(0, "table 2019/ks4.csv", "t2")) == (("data", "table 2019/ks4.csv (first used by: panel)"),)
    assert begins(changed(1, "options of matched", "m9")) == (
        ("plan", "options of matched (first used by: comparison of attainment)"),
    )
    assert begins(changed(1, "seed", "s2")) == (("seed", "seed (first used by: comparison of attainment)"),)
    assert begins(changed(0, "code", "c2")) == (("code", "code (first used by: panel)"),)
    assert begins(changed(0, "locked packages", "l2")) == (("versions", "locked packages (first used by: panel)"),)


def test_another_question_s_options_are_never_named() -> None:
    assert begins(changed(2, "options of matched", "m9")) == ()


def test_every_input_that_differs_is_listed_in_the_order_of_the_line() -> None:
    record = {**deepcopy(RECORD), "seed": 2, "lock": "l2", "versions": {"pandas": "3.2.0"}}
    record["inputs"][0]["sha256"] = "cd" * 32
    record["plan"] = {"digest": "e", "questions": [{"id": "attainment", "options": {"matched": {"ratio": 3}}}]}
    compared = compare_reports(Report("a", FINDINGS, RECORD), Report("b", FINDINGS, record))
    assert [(one.origin, one.what) for one in compared.inputs] == [
        ("data", "ks4.csv of 2019"),
        ("plan", "questions attainment, options, matched, ratio"),
        ("versions", "locked packages"),
        ("versions", "pandas"),
        ("seed", "seed"),
    ]


def test_an_input_belongs_to_one_origin() -> None:
    assert origin_of("table 2019/ks4.csv") == "data"
    assert origin_of("options of placebo_areas") == "plan"
    assert origin_of("Python") == "versions"


def test_a_finding_that_only_one_report_has_is_said_to_differ() -> None:
    compared = compare_reports(Report("a", FINDINGS, RECORD), Report("b", {"findings": [FINDING]}, RECORD))
    assert [(one.id, one.after) for one in compared.moved] == [("targeted", None)]


def test_what_differs_by_noise_alone_does_not_differ() -> None:
    """The same sum in another order differs in the sixteenth digit; a difference of a millionth is one."""
    noisy, told = moved(0.1 + 0.08), moved(0.18 + 1e-6)
    assert noisy["findings"][0]["estimate"] == pytest.approx(0.18)
    assert compare_reports(Report("a", FINDINGS, RECORD), Report("b", moved(0.18 + 5e-11), RECORD)).moved == ()
    assert compare_reports(Report("a", FINDINGS, RECORD), Report("b", noisy, RECORD)).moved == ()
    assert [one.id for one in compare_reports(Report("a", FINDINGS, RECORD), Report("b", told, RECORD)).moved] == [
        "attainment"
    ]


@pytest.mark.parametrize(("one", "other"), [(True, 1), (1, "1"), ([1.0], [1.0, 2.0]), ({"a": 1}, {"b": 1}), (1, None)])
def test_what_is_of_another_kind_is_never_the_same(one: object, other: object) -> None:
    assert not same_content(one, other)
    assert same_content(one, one)


@pytest.mark.parametrize("recall", [False, True])
def test_a_fresh_run_recalls_nothing_unless_it_is_asked(
    reports: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, recall: bool
) -> None:
    asked: list[bool] = []

    def run(studies: tuple[str, ...], *, data: object, out: Path, workers: int, recall: bool, formats: object) -> int:
        assert formats == ()
        asked.append(recall)
        write(out / studies[0], FINDINGS, RECORD)
        return 0

    monkeypatch.setattr(compare_job, "run", run)
    assert compare(str(reports[0]), None, html=None, recall=recall) == SAME
    assert asked == [recall]


def test_a_run_without_recall_leaves_the_memory_of_the_study_alone(tmp_path: Path) -> None:
    study = open_study("leicester").study
    asked = {"data": None, "out": tmp_path, "private": tmp_path / "private", "environment": {}}
    beside, apart = (make_order(study, **asked, recall=recall).stations for recall in (True, False))
    assert beside.is_relative_to(study.folder.absolute())
    assert apart.is_relative_to(tmp_path / "private")

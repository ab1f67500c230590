"""One page over all reports: what each says of itself, none above another, and what cannot be read is said."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from evalkit.core.errors import ReportError
from evalkit.document.index_document import NO_ORDER, NO_WORDS, NONE_YET, NOT_ANSWERED, NOTHING_OPEN
from evalkit.findings.file import SCHEMA_VERSION
from evalkit.report.sentences.front.certainty import DEPARTS
from evalkit.report.sentences.parts.estimate_words import NEITHER
from evalkit.report.words import BANNED, NO_EFFECT_NOR_AVERAGE
from evalkit.run.commands import app
from evalkit.run.jobs.index import ALL, PAGE, SOME, index
from evalkit.run.reports.placing import NOTED
from evalkit.run.reports.record import RECORD_VERSION
from evalkit.run.work.run_order import RECORD
from evalkit.run.work.stages import FINDINGS

FOUND = "We cannot tell whether progress in maths in the programme's 19 schools rose or fell relative to 92 schools."
RANGE = (
    "If the assumption of this comparison holds, a difference between 0.02 of a grade less and 0.37 more is "
    "compatible with these results (95 per cent interval)."
)
OTHER_RANGE = "Allowing for how low the area stood before the start, it is anything from 0.07 less to 0.30 more."
SINGLE = "The best single figure is 0.18 of a grade more."
HEADLINE = f"{FOUND} {NEITHER} {RANGE} {OTHER_RANGE} {SINGLE}"
STAMP = {
    "standing": "fixed before this run",
    "locked": "2019-03-04",
    "results_of": [2019],
    "public_since": "2020-02-06",
}
QUESTION = "Did progress in maths change more here?"
FINDING = {"id": "attainment", "question": QUESTION, "status": "planned", "departs": "", "stamp": STAMP}
FURTHER = {"id": "more", "question": "And in English?", "status": "exploratory", "departs": ""}
FINDINGS_OF = {
    "schema_version": SCHEMA_VERSION,
    "study": {"name": "ours", "title": "Our programme"},
    "data": {"synthetic": False},
    "findings": [FURTHER, FINDING],
}
RECORD_OF = {
    "record_version": RECORD_VERSION,
    "finished": "2020-03-04T10:00:00+00:00",
    "plan": {
        "programme": {"place": "Leicester"},
        "questions": [{"id": "more", "status": "exploratory"}, {"id": "attainment", "status": "planned"}],
    },
}
HOSTILE = '<script>alert("x")</script> & <img src=x onerror=alert(1)>'


def lay(
    folder: Path,
    *,
    findings: Mapping[str, Any] = FINDINGS_OF,
    record: Mapping[str, Any] = RECORD_OF,
    headline: str = HEADLINE,
    files: tuple[str, ...] = ("report.html",),
) -> Path:
    """Lay down what a finished report holds, as far as the page looks at it."""
    folder.mkdir(parents=True)
    (folder / FINDINGS).write_text(json.dumps(findings), encoding="utf-8")
    (folder / RECORD).write_text(json.dumps(record), encoding="utf-8")
    if headline:
        (folder / NOTED).write_text(json.dumps({"headline": headline}), encoding="utf-8")
    for file in files:
        (folder / file).write_text("", encoding="utf-8")
    return folder


def named(name: str, title: str, **data: bool) -> dict[str, Any]:
    return {**FINDINGS_OF, "study": {"name": name, "title": title}, "data": {"synthetic": False, **data}}


def placed(place: str) -> dict[str, Any]:
    record = deepcopy(RECORD_OF)
    record["plan"]["programme"]["place"] = place
    return record


def page_of(folder: Path, code: int = ALL) -> str:
    assert index(folder) == code
    return (folder / PAGE).read_text(encoding="utf-8")


def entry(page: str, what: str) -> str:
    (found,) = re.findall(rf'<th scope="row"[^>]*>{what}</th><td[^>]*>(.*?)</td>', page)
    return str(found)


def headings(page: str) -> list[str]:
    return re.findall(r"<h[123][^>]*>(.*?)</h[123]>", page)


def test_a_report_says_what_it_found_in_one_sentence_and_how_sure_in_its_own_words(tmp_path: Path) -> None:
    lay(tmp_path / "ours", files=("report.html", "report.pdf", "front.docx"))
    page = page_of(tmp_path)
    assert entry(page, "What was found").replace("&#39;", "'") == FOUND
    assert entry(page, "How sure") == f"{RANGE} {OTHER_RANGE}"
    assert entry(page, "Main question") == QUESTION
    assert entry(page, "Report made on") == "4 March 2020"
    assert entry(page, "Tables") == "published tables"
    assert "fixed on 4 March 2019" in entry(page, "The plan")
    assert entry(page, "What stands open") == NOTHING_OPEN
    links = re.findall(r'<a href="(\./[^"]*)">(.*?)</a>', page)
    assert links == [
        ("./ours/report.html", "Report (HTML)"),
        ("./ours/report.pdf", "Report (PDF)"),
        ("./ours/front.docx", "One page (DOCX)"),
    ]


def test_no_single_figure_stands_where_it_could_be_put_in_order(tmp_path: Path) -> None:
    lay(tmp_path / "ours")
    page = page_of(tmp_path)
    assert SINGLE not in page
    assert NO_ORDER in page
    assert page.count(NEITHER) == 1


def test_reports_stand_by_place_and_title_whatever_they_found(tmp_path: Path) -> None:
    lay(tmp_path / "a", findings=named("a", "Zebra"), record=placed("York"), headline=f"It rose. {RANGE}")
    lay(tmp_path / "b", findings=named("b", "beta"), record=placed("Leicester"), headline=f"It fell. {RANGE}")
    lay(tmp_path / "c", findings=named("c", "Alpha"), record=placed("Leicester"))
    assert headings(page_of(tmp_path)) == ["All reports", "Leicester", "Alpha", "beta", "York", "Zebra"]


def test_invented_reports_are_told_apart(tmp_path: Path) -> None:
    lay(tmp_path / "a", findings=named("a", "One", synthetic=True))
    lay(tmp_path / "b", findings=named("b", "Two"))
    page = page_of(tmp_path)
    assert headings(page)[2:] == ["Invented: One", "Two"]
    assert "nothing here shows a real school" in page
    assert "1 report on published tables and 1 report on invented tables" in page


def test_a_refused_main_question_says_so_and_gives_no_range(tmp_path: Path) -> None:
    refused = {"id": "attainment", "question": QUESTION, "status": "planned", "refusal": []}
    findings = {**FINDINGS_OF, "findings": [FURTHER], "unanswered": [refused]}
    lay(tmp_path / "ours", findings=findings, headline=f"{QUESTION} This question could not be answered.")
    page = page_of(tmp_path)
    assert entry(page, "What was found") == NOT_ANSWERED
    assert "How sure" not in page
    assert "1 of 2 questions could not be answered." in entry(page, "What stands open")


@pytest.mark.parametrize("standing", ["changed since the plan", "planned, no plan locked", "exploratory"])
def test_what_is_not_as_planned_stands_open(tmp_path: Path, standing: str) -> None:
    finding = {**FINDING, "departs": "another rule", "stamp": {**STAMP, "standing": standing}}
    lay(tmp_path / "ours", findings={**FINDINGS_OF, "findings": [finding]})
    told = entry(page_of(tmp_path), "What stands open")
    assert standing in told
    assert DEPARTS in told


def test_an_exploratory_report_says_that_nothing_was_planned(tmp_path: Path) -> None:
    record = deepcopy(RECORD_OF)
    record["plan"]["questions"] = [{"id": "more", "status": "exploratory"}]
    lay(tmp_path / "ours", findings={**FINDINGS_OF, "findings": [FURTHER]}, record=record)
    assert "exploratory" in entry(page_of(tmp_path), "The plan")


def test_a_report_without_its_words_says_where_they_are_and_no_number(tmp_path: Path) -> None:
    lay(tmp_path / "ours", headline="")
    page = page_of(tmp_path)
    assert entry(page, "What was found") == NO_WORDS
    assert "How sure" not in page


def test_two_folders_of_one_name_or_title_are_said(tmp_path: Path) -> None:
    lay(tmp_path / "ours")
    lay(tmp_path / "ours-old", findings=named("other", "OUR programme"))
    lay(tmp_path / "unlike", findings=named("unlike", "Unlike"))
    page = page_of(tmp_path)
    assert "ours-old has the same name or title" in page
    assert "ours has the same name or title" in page
    assert page.count("the same name or title") == 2


OLDER = [
    ({**FINDINGS_OF, "schema_version": SCHEMA_VERSION - 1}, RECORD_OF, "earlier", "run it again: evalkit run ours"),
    ({**FINDINGS_OF, "schema_version": SCHEMA_VERSION + 1}, RECORD_OF, "later", "bring evalkit up to date"),
    (FINDINGS_OF, {**RECORD_OF, "record_version": 0}, "earlier", "run it again"),
    ({**FINDINGS_OF, "schema_version": None}, RECORD_OF, "names no version", "run it again"),
    ({**FINDINGS_OF, "findings": []}, RECORD_OF, "lacks something", "run it again"),
    ({**FINDINGS_OF, "study": "ours"}, RECORD_OF, "lacks something", "run it again"),
    ({**FINDINGS_OF, "findings": [{**FINDING, "stamp": {"standing": "odd"}}]}, RECORD_OF, "lacks", "run it again"),
    (FINDINGS_OF, {**RECORD_OF, "finished": "soon"}, "lacks something", "run it again"),
    ([], RECORD_OF, "something else", "run it again"),
]


@pytest.mark.parametrize(("findings", "record", "found", "step"), OLDER)
def test_a_report_of_another_schema_or_shape_is_listed_with_what_to_do(
    tmp_path: Path, findings: Any, record: Any, found: str, step: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(tmp_path / "ours", findings=findings, record=record)
    lay(tmp_path / "well", findings=named("well", "Well"))
    page = page_of(tmp_path, SOME)
    for told in (page, capsys.readouterr().err):
        assert found in told
        assert step in told
    assert "ours: Report (HTML)" in page, "its report can be read all the same"
    assert "Well" in headings(page)


def test_broken_and_missing_files_are_said_without_a_traceback(tmp_path: Path) -> None:
    for name, content in (("cut", b'{"schema'), ("deep", b"[" * 200_000), ("bytes", b"\xff\xfe\x00")):
        (lay(tmp_path / name) / FINDINGS).write_bytes(content)
    (lay(tmp_path / "half") / RECORD).unlink()
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "report.html").write_text("", encoding="utf-8")
    ended = CliRunner().invoke(app, ["index", str(tmp_path)])
    assert ended.exit_code == SOME
    assert "Traceback" not in ended.output
    page = (tmp_path / PAGE).read_text(encoding="utf-8")
    assert page.count(f"{FINDINGS} cannot be read") == 3
    assert f"no {RECORD}" in page
    assert f"no {FINDINGS}" in page


def test_plans_are_with_their_study_and_other_folders_passed_over(tmp_path: Path) -> None:
    lay(tmp_path / "ours")
    for plan in ("ours-plan", "next-plan"):
        (tmp_path / plan).mkdir()
        (tmp_path / plan / "plan.html").write_text("", encoding="utf-8")
    (tmp_path / "passed-over").mkdir()
    lay(tmp_path / ".ours-123")
    page = page_of(tmp_path)
    assert headings(page)[-1] == "Plans without a report"
    assert re.findall(r'href="(\./[^"]*plan.html)">(.*?)<', page) == [
        ("./ours-plan/plan.html", "Plan (HTML)"),
        ("./next-plan/plan.html", "Plan of next (HTML)"),
    ]
    assert "passed-over" not in page
    assert ".ours" not in page


def test_reports_in_folders_of_folders_are_found(tmp_path: Path) -> None:
    lay(tmp_path / "2020" / "ours" / "x y#", files=("report.html",))
    assert 'href="./2020/ours/x%20y%23/report.html"' in page_of(tmp_path)


def test_words_from_files_are_no_markup(tmp_path: Path) -> None:
    findings = {**named(HOSTILE, HOSTILE), "findings": [{**FINDING, "question": HOSTILE}]}
    lay(tmp_path / "<b>", findings=findings, record=placed(HOSTILE), headline=f"{HOSTILE}. Sure {HOSTILE}")
    page = page_of(tmp_path)
    assert "<img" not in page
    assert "<script>alert" not in page
    assert page.count("&lt;img src=x") >= 5


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    assert NONE_YET in page_of(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no such folder"):
        index(tmp_path / "none")


def test_the_same_reports_give_the_same_page_without_a_banned_word(tmp_path: Path) -> None:
    lay(tmp_path / "ours")
    page = page_of(tmp_path)
    assert page_of(tmp_path) == page
    said = re.sub(r"<style>.*?</style>|<script>.*?</script>", "", page, flags=re.DOTALL)
    said = said.replace(NO_EFFECT_NOR_AVERAGE, "")
    assert [word for word in BANNED if re.search(rf"\b{word}\b", said)] == []


def test_the_page_can_be_read_aloud(tmp_path: Path) -> None:
    lay(tmp_path / "ours")
    page = page_of(tmp_path)
    assert page.count("<h1>") == 1
    assert '<html lang="en-GB">' in page
    assert re.findall(r'<th scope="col"[^>]*>(.*?)</th>', page) == ["What", "Entry"]
    assert len(re.findall(r'<th scope="row"', page)) == len(re.findall(r"<tr><th", page))
    assert "<caption" in page

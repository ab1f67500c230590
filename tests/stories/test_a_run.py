"""One command turns a study folder into a report, and a run that fails leaves the last report as it was."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import evalkit as ek
from evalkit.core.errors import PageError, StudyFileError
from evalkit.data.merged_tables import NO_SCHOOL
from evalkit.document.numbers_check import NAMES, TextReader
from evalkit.document.renderers import RENDERERS
from evalkit.report.digits import numbers_in
from evalkit.run.jobs import run as job
from evalkit.run.kernels.surroundings import describe_kernel
from evalkit.run.pages.catalogue import pages_of
from evalkit.run.places import HOME, NOTEBOOKS, SETTINGS
from evalkit.run.reports.placing import read_note
from tests.support.content.docx_content import docx_content
from tests.support.former_blocks import lost_blocks
from tests.support.reading import faults_of

STUDY = "north-west"
# Letters on one side by which a number is known.
NEAR = 12
# Bytes of a page that travels by mail and opens on a phone.
LARGEST = 2_000_000
# The command on a machine where no kernel can start: what runs pages cannot be loaded, and no program can be begun.
WITHOUT_KERNELS = """
import subprocess, sys
sys.modules |= dict.fromkeys(("ipykernel", "nbclient", "papermill"))
subprocess.Popen.__init__ = None
from evalkit.run.commands import main
main()
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory, synthetic_folder: Path) -> Path:
    """Return a folder with the report of one study, made by the command."""
    folder = tmp_path_factory.mktemp("reports")
    said = command("run", STUDY, "--data", str(synthetic_folder), "--out", str(folder))
    assert said.returncode == 0, said.stderr
    lines = said.stdout.strip().splitlines()
    assert lines[0].endswith("report.html")
    assert {"report.pdf", "report.docx", "tables.xlsx"} <= set(
        lines[1].removeprefix("In the same folder: ").split(", ")
    )
    assert len(lines) == 3
    return folder


def test_a_report_has_all_its_parts(reports: Path) -> None:
    folder = reports / STUDY
    assert {file.name for file in folder.iterdir() if not file.name.startswith(".")} == {
        "report.html",
        "front.docx",
        "report.docx",
        "closing.docx",
        "front.pdf",
        "report.pdf",
        "closing.pdf",
        "tables.xlsx",
        "slides",
        "findings.json",
        "record.json",
        "lost-schools.csv",
        "comparison-schools.csv",
        "numbers.csv",
        "r",
        "pages",
        "tables",
        "figures",
        "notebooks",
    }
    assert [page.name for page in sorted((folder / "pages").iterdir())] == [page.name for page in pages_of(NOTEBOOKS)]
    assert [file.name for file in reports.iterdir()] == [STUDY]


def test_the_folder_for_r_holds_the_headline_of_the_findings_file(reports: Path) -> None:
    folder = reports / STUDY / "r"
    tables = {"schools.csv", "pool.csv", "donors.csv", "placebos.csv", "headline.csv", "dictionary.csv"}
    assert {file.name for file in folder.iterdir()} == {*tables, "headline.R"}
    with (folder / "headline.csv").open(encoding="utf-8", newline="") as opened:
        told = {row["name"]: row["value"] for row in csv.DictReader(opened)}
    leading = json.loads((reports / STUDY / "findings.json").read_text(encoding="utf-8"))["findings"][0]
    judged = next(one for one in leading["inferences"] if one["name"] == leading["primary"])
    assert told["judged_by"] == leading["primary"]
    assert float(told["estimate"]) == leading["estimate"]
    for name in ("std_error", "conf_low", "conf_high", "conf_level", "p_value"):
        assert float(told[name]) == judged[name]
    assert told["df"] == ""
    assert judged["df"] is None


def test_every_school_lost_is_listed_as_often_as_the_findings_count_it(reports: Path) -> None:
    findings = json.loads((reports / STUDY / "findings.json").read_text(encoding="utf-8"))["findings"]
    with (reports / STUDY / "lost-schools.csv").open(encoding="utf-8", newline="") as opened:
        lost = list(csv.DictReader(opened))
    for finding in findings:
        every = [each for step in finding["flow"] for each in step["lost"]]
        counted = sum(each["count"] for each in every if each["reason"] != NO_SCHOOL)
        assert counted == sum(row["question"] == finding["id"] for row in lost)
    assert list(lost[0]) == ["question", "step", "group", "urn", "year", "reason"]


def test_every_comparison_school_is_listed_and_none_of_the_programme(reports: Path) -> None:
    findings = json.loads((reports / STUDY / "findings.json").read_text(encoding="utf-8"))["findings"]
    with (reports / STUDY / "comparison-schools.csv").open(encoding="utf-8", newline="") as opened:
        compared = list(csv.DictReader(opened))
    for finding in findings:
        own = [row for row in compared if row["question"] == finding["id"]]
        assert len(own) == finding["counts"]["units_comparison"]
        assert sum(float(row["weight"]) for row in own) == pytest.approx(1.0, abs=1e-9)
    programme = {school.urn for school in ek.open_study(STUDY).study.schools.list}
    assert not programme & {int(row["urn"]) for row in compared}


def test_the_report_can_be_read_aloud_and_by_keyboard(reports: Path) -> None:
    text = (reports / STUDY / "report.html").read_text(encoding="utf-8")
    assert faults_of(text) == []
    assert len(text.encode()) <= LARGEST


def test_every_number_of_the_running_text_has_a_row_that_says_where_it_comes_from(reports: Path) -> None:
    folder = reports / STUDY
    with (folder / "numbers.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    page = (folder / "report.html").read_text(encoding="utf-8")
    reader = TextReader()
    reader.feed(page)
    told = {(row["number"], sentence) for row in rows for sentence in [" ".join(row["text"].split())]}
    lost = [
        (number, text)
        for text in reader.texts
        for number in numbers_in(NAMES.sub("", text))
        if not any(
            number == one and (sentence in text or any(part in sentence for part in beside(number, text)))
            for one, sentence in told
        )
    ]
    assert lost == []
    places = set(re.findall(r'\bid="([^"]+)"', page))
    closing = [row for row in rows if row["place"].startswith("closing")]
    assert {row["place"] for row in rows if row not in closing} <= places
    handed_in = [one.text for one in docx_content((folder / "closing.docx").read_bytes())]
    assert closing
    assert [row for row in closing if not any(" ".join(row["text"].split()) in text for text in handed_in)] == []
    assert all(row["rows"] and row["files"] and row["value"] for row in rows)
    files = {row["rows"].partition(",")[0] for row in rows if "/" in row["rows"].partition(",")[0]}
    assert [file for file in files if not (folder / file).is_file()] == []


def test_values_of_numbers_are_those_of_the_findings(reports: Path) -> None:
    (finding,) = json.loads((reports / STUDY / "findings.json").read_text(encoding="utf-8"))["findings"]
    sure = finding["inferences"][0]
    with (reports / STUDY / "numbers.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    known = {"estimate": finding["estimate"], "interval low": sure["conf_low"], "interval high": sure["conf_high"]}
    for name, value in known.items():
        quoted = [row for row in rows if row["name"] == name and row["finding"] == finding["id"]]
        cells = [row for row in quoted if row["block"] == f"{finding['id']}-inferences"]
        assert cells
        assert value in {float(row["value"]) for row in cells}


def test_every_block_of_the_former_report_stands_in_this_one(reports: Path) -> None:
    assert lost_blocks(reports / STUDY) == []


def test_the_record_and_the_findings_name_no_place_on_the_machine(reports: Path) -> None:
    for name in ("record.json", "findings.json", "report.html"):
        text = (reports / STUDY / name).read_text(encoding="utf-8")
        assert str(HOME) not in text
        assert str(reports) not in text
    assert not re.search(r"\d\d:\d\d", (reports / STUDY / "findings.json").read_text(encoding="utf-8"))


def test_executed_pages_name_no_place_on_the_machine(reports: Path) -> None:
    for file in (reports / STUDY / "notebooks").iterdir():
        text = file.read_text(encoding="utf-8")
        assert str(HOME) not in text
        assert str(reports) not in text


def test_a_report_that_still_stands_is_not_made_again(reports: Path, synthetic_folder: Path) -> None:
    made = (reports / STUDY / "record.json").read_bytes()
    said = command("run", STUDY, "--data", str(synthetic_folder), "--out", str(reports))
    assert said.returncode == 0
    assert "nothing it rests on has changed" in said.stdout
    assert (reports / STUDY / "record.json").read_bytes() == made


def test_all_formats_are_made_again_to_the_last_byte_where_no_kernel_can_start(
    reports: Path, synthetic_folder: Path, tmp_path: Path
) -> None:
    names = [name for name in read_note(reports / STUDY)["files"]]
    made = {name: (reports / STUDY / name).read_bytes() for name in names}
    assert len(made) > 8
    for name in names:
        (reports / STUDY / name).unlink()
    given = ("run", STUDY, "--data", str(synthetic_folder))
    said = without_kernels(*given, "--out", str(reports), "--format", ",".join(RENDERERS.names()))
    assert (said.returncode, said.stderr) == (0, "")
    assert {name: (reports / STUDY / name).read_bytes() == content for name, content in made.items()} == dict.fromkeys(
        made, True
    )
    assert set(read_note(reports / STUDY)["files"]) == set(made)
    # A report that does not stand cannot be made there, so that the machine is what it is said to be.
    assert without_kernels(*given, "--out", str(tmp_path)).returncode != 0


def test_a_page_that_fails_leaves_the_last_report_and_says_where_it_stopped(
    reports: Path,
    synthetic_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in describe_kernel(SETTINGS).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(job, "NOTEBOOKS", broken_pages(tmp_path))
    before = (reports / STUDY / "report.html").read_bytes()
    code = job.run((STUDY,), data=synthetic_folder, out=reports, workers=1)
    said = capsys.readouterr()
    assert code == PageError.exit_code
    assert "report.html" not in said.out
    (line,) = [line for line in said.err.splitlines() if line.startswith(f"{STUDY}: no report.")]
    assert "page 02-outcomes, cell 5: " in line
    assert "trendz" in line
    assert "Traceback" not in said.err
    assert (reports / STUDY / "report.html").read_bytes() == before
    assert (reports / STUDY / "failed" / "02-outcomes.ipynb").exists()
    assert [file.name for file in reports.iterdir()] == [STUDY]


def test_studies_that_cannot_be_read_are_all_named_before_anything_runs() -> None:
    said = command("run", "no-such-study", "nor-this")
    assert said.returncode == StudyFileError.exit_code
    assert "no-such-study" in said.stderr
    assert "nor-this" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_study_without_faults_has_nothing_to_mend_and_says_what_data_it_needs() -> None:
    said = command("check", STUDY)
    assert said.returncode == 0
    assert "nothing to mend" in said.stdout
    assert "Department for Education" in said.stdout


def beside(number: str, text: str) -> tuple[str, str]:
    """Return a number with what stands before it and behind it: links part a text inside its sentences."""
    place = text.index(number)
    end = place + len(number)
    return text[max(0, place - NEAR) : end], text[place : end + NEAR]


def command(*words: str) -> subprocess.CompletedProcess[str]:
    """Run one command as a user would."""
    return subprocess.run([sys.executable, "-m", "evalkit", *words], capture_output=True, text=True, check=False)


def without_kernels(*words: str) -> subprocess.CompletedProcess[str]:
    """Run one command where no kernel can start."""
    program = [sys.executable, "-c", WITHOUT_KERNELS, *words]
    return subprocess.run(program, capture_output=True, text=True, check=False)


def broken_pages(folder: Path) -> Path:
    """Return a folder with one page that asks for what is not there."""
    file = folder / "02-outcomes.ipynb"
    shutil.copyfile(NOTEBOOKS / file.name, file)
    page = file.read_text(encoding="utf-8")
    file.write_text(page.replace("evaluation.trends(", "evaluation.trendz("), encoding="utf-8")
    return folder

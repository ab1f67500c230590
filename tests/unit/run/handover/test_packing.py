"""What travels is of a listed kind; inputs are named by their digests and stay behind."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from evalkit.core.errors import ReportError, StudyFileError
from evalkit.document.renderers.html import REPORT
from evalkit.run.handover.manifest import MANIFEST
from tests.support.handed_over import BESIDE, TABLES, HandedOver, handed_over, write


@pytest.fixture
def made(tmp_path: Path) -> HandedOver:
    return handed_over(tmp_path)


def test_study_report_list_and_instructions_travel(made: HandedOver) -> None:
    whole = made.packed()
    names = set(whole.contents)
    assert {"README.txt", MANIFEST, "requirements.lock", "study/study.toml", "study/schools.csv"} <= names
    assert {"study/story.md", "study/theory_of_change.toml", "report/record.json", f"report/{REPORT}"} <= names
    assert {"report/numbers.csv", "report/findings.json", "report/pages/04-effect/01-finding.csv"} <= names
    assert "report/pages/04-effect/01-finding.json" not in names
    assert whole.manifest.as_bytes() == whole.contents[MANIFEST]


def test_every_file_is_listed_with_the_digest_of_its_bytes(made: HandedOver) -> None:
    whole = made.packed()
    listed = {one.file: (one.size, one.sha256) for one in whole.manifest.files}
    assert listed == {
        name: (len(content), sha256(content).hexdigest())
        for name, content in whole.contents.items()
        if name != MANIFEST
    }


def test_packed_twice_every_file_is_the_same(made: HandedOver) -> None:
    assert made.packed().contents == made.packed().contents


def test_published_tables_are_named_and_never_travel(made: HandedOver) -> None:
    whole = made.packed()
    told = {one.file: (one.read, one.sha256) for one in whole.manifest.inputs}
    digests = {name: sha256((made.tables / name).read_bytes()).hexdigest() for name in (*TABLES, BESIDE)}
    assert told == {name: (name in TABLES, value) for name, value in digests.items()}
    bodies = [(made.tables / name).read_bytes() for name in digests]
    assert not any(content in bodies for content in whole.contents.values())


def test_what_is_of_no_listed_kind_stays_wherever_it_lies(made: HandedOver) -> None:
    write(made.study / ".evalkit" / "memory" / "panel.station", "kept")
    write(made.study / "pupils.csv", "upn\nA1\n")
    write(made.study / "letter.docx", "")
    write(made.report / "pupils.csv", "upn\nA1\n")
    write(made.report / "schools" / "990001.html", "")
    write(made.report / "tables" / "pupils.xlsx", "")
    whole = made.packed()
    assert not [name for name in whole.contents if "pupils" in name or "letter" in name or "/." in name]
    assert not [name for name in whole.contents if "schools/" in name]
    assert whole.of_report.staying == ("pupils.csv", "schools")


def test_a_table_of_the_programme_with_one_row_that_somebody_kept_stays_behind(made: HandedOver) -> None:
    file = made.study / "programme" / "meetings.csv"
    assert "study/programme/meetings.csv" in made.packed().contents
    text = file.read_text(encoding="utf-8")
    header, first, *rest = text.splitlines()
    assert first.endswith("yes")
    write(file, "\n".join([header, f"{first.removesuffix('yes')}", *rest]) + "\n")
    whole = made.packed()
    assert "study/programme/meetings.csv" not in whole.contents
    (told,) = [one for one in whole.manifest.inputs if one.of_programme]
    assert (told.file, told.read) == ("programme/meetings.csv", True)
    assert told.sha256 == sha256(file.read_bytes()).hexdigest()


def test_a_file_edited_by_hand_travels_as_edited_and_is_named(made: HandedOver) -> None:
    (made.report / REPORT).write_text("edited", encoding="utf-8")
    whole = made.packed()
    assert whole.contents[f"report/{REPORT}"] == b"edited"
    assert [one.file for one in whole.manifest.files if one.edited] == [f"report/{REPORT}"]
    assert f"edited by hand after the run, and no longer as evalkit wrote it: report/{REPORT}" in " ".join(
        whole.contents["README.txt"].decode().split()
    )


def test_a_place_on_the_machine_is_refused_with_the_file_that_names_it(made: HandedOver) -> None:
    file = made.study / "story.md"
    write(file, file.read_text(encoding="utf-8") + f"\nSee {made.tables}.\n")
    with pytest.raises(ReportError) as refused:
        made.packed()
    assert [fault.where for fault in refused.value.faults] == ["study/story.md"]


def test_a_file_of_the_study_that_lies_outside_its_folder_is_refused(made: HandedOver) -> None:
    (made.study / "schools.csv").replace(made.study.parent / "schools.csv")
    file = made.study / "study.toml"
    write(file, file.read_text(encoding="utf-8").replace('file = "schools.csv"', 'file = "../schools.csv"'))
    with pytest.raises(StudyFileError, match="outside the study folder"):
        made.packed()


def test_the_plan_for_readers_and_locked_plans_travel(made: HandedOver) -> None:
    write(made.report.with_name("north-west-plan") / "plan.html", "the plan")
    write(made.report.with_name("north-west-plan") / "notes.html", "notes")
    write(made.study / "plans" / "001-2026-01-01-abc.json", json.dumps({}))
    names = made.packed().contents
    assert {"plan/plan.html", "study/plans/001-2026-01-01-abc.json"} <= set(names)
    assert "plan/notes.html" not in names


def test_the_instructions_say_what_to_install_and_the_one_command(made: HandedOver) -> None:
    write(made.report / "r" / "headline.R", "1 + 1\n")
    text = made.packed().contents["README.txt"].decode()
    assert "report/r/: the rows behind the headline" in text
    assert "    evalkit verify north-west-bundle.zip --data FOLDER\n" in text
    assert f"report/{REPORT}" in text
    assert str(made.packed().manifest.code["evalkit"]) in text
    assert max(len(line) for line in text.splitlines()) <= 110

"""What a person wrote in, laid beside or has open is never written over, and it is said where the new file stands."""

from __future__ import annotations

import errno
import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from evalkit.core.errors import ReportError
from evalkit.run.reports.placing import (
    EDITED,
    ENTRIES,
    FILES,
    IN_USE,
    NOTED,
    OWN,
    carry_over,
    digest_of,
    last_report,
    place,
    replace_or_beside,
)

ENDINGS = (".docx",)
REPORT, PAGE = "report.docx", "report.html"
FIRST = {REPORT: b"first", PAGE: b"first page"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a report that a run has written and noted."""
    there = tmp_path / "ours"
    there.mkdir()
    for name, content in FIRST.items():
        (there / name).write_bytes(content)
    note(there, {name: sha256(content).hexdigest() for name, content in FIRST.items()})
    return there


def note(folder: Path, files: dict[str, str]) -> None:
    """Note the files of a report as a run does."""
    (folder / NOTED).write_text(json.dumps({FILES: files, ENTRIES: sorted(files)}), encoding="utf-8")


def placed(folder: Path, **contents: bytes) -> list[str]:
    """Place new files, note them, and return what is said."""
    files, told = place(last_report(folder, ENDINGS), {name.replace("_", "."): new for name, new in contents.items()})
    note(folder, files)
    return told


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder, those that are hidden left out, as marks of programs are."""
    files = (file for file in sorted(folder.iterdir()) if file.is_file() and not file.name.startswith((".", "~")))
    return {file.name: file.read_bytes() for file in files}


def test_a_file_as_a_run_wrote_it_is_written_over_and_nothing_is_said(folder: Path) -> None:
    assert placed(folder, report_docx=b"second", report_html=b"second page") == []
    assert contents(folder) == {REPORT: b"second", PAGE: b"second page"}
    assert last_report(folder, ENDINGS).whole(REPORT)


def test_a_file_that_was_edited_stays_and_the_new_one_stands_beside_it(folder: Path) -> None:
    (folder / REPORT).write_bytes(b"mine")
    assert placed(folder, report_docx=b"second") == [
        f"report.docx {EDITED}; the new one stands beside it: report-new.docx"
    ]
    assert contents(folder) == {REPORT: b"mine", "report-new.docx": b"second", PAGE: b"first page"}


def test_a_page_is_made_anew_whatever_was_done_to_it_because_nobody_writes_in_pages(folder: Path) -> None:
    (folder / PAGE).write_bytes(b"mine")
    assert not last_report(folder, ENDINGS).whole(PAGE)
    assert placed(folder, report_html=b"second page") == []
    assert contents(folder)[PAGE] == b"second page"


def test_the_file_beside_is_replaced_as_long_as_nobody_writes_in_it_too(folder: Path) -> None:
    (folder / REPORT).write_bytes(b"mine")
    placed(folder, report_docx=b"second")
    assert "report-new.docx" in placed(folder, report_docx=b"third")[0]
    assert contents(folder)["report-new.docx"] == b"third"
    (folder / "report-new.docx").write_bytes(b"mine too")
    assert placed(folder, report_docx=b"fourth")[0].endswith("beside it: report-new-2.docx")
    assert contents(folder) == {
        REPORT: b"mine",
        "report-new.docx": b"mine too",
        "report-new-2.docx": b"fourth",
        PAGE: b"first page",
    }


def test_a_spare_file_goes_once_the_edited_one_was_taken_away(folder: Path) -> None:
    (folder / REPORT).write_bytes(b"mine")
    placed(folder, report_docx=b"second")
    (folder / REPORT).rename(folder / "our own words.docx")
    assert placed(folder, report_docx=b"third") == []
    assert contents(folder) == {"our own words.docx": b"mine", REPORT: b"third", PAGE: b"first page"}
    assert set(last_report(folder, ENDINGS).files) == {REPORT, PAGE}


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        (REPORT, "~$report.docx"),
        (REPORT, ".~lock.report.docx#"),
        ("closing.docx", "~$losing.docx"),
        ("closing.docx", ".~lock.closing.docx#"),
        ("report-new.docx", "~$port-new.docx"),
        (PAGE, ".~lock.report.html#"),
    ],
)
def test_a_file_that_is_open_in_word_or_libreoffice_stays(folder: Path, name: str, mark: str) -> None:
    (folder / name).write_bytes(b"as a run wrote it")
    note(folder, {name: digest_of(folder / name)})
    (folder / mark).write_bytes(b"somebody")
    files, (said,) = place(last_report(folder, ENDINGS), {name: b"second"})
    beside = Path(name).with_stem(f"{Path(name).stem}-new").name
    assert said == f"{name} {IN_USE}; the new one stands beside it: {beside}"
    assert (folder / name).read_bytes() == b"as a run wrote it"
    assert (folder / beside).read_bytes() == b"second"
    assert files == {name: digest_of(folder / name), beside: digest_of(folder / beside)}


def test_a_file_that_the_system_holds_without_a_mark_stays_and_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(monkeypatch, folder / PAGE)
    (said,) = placed(folder, report_html=b"second page")
    assert said == f"report.html {IN_USE}; the new one stands beside it: report-new.html"
    assert contents(folder) == {REPORT: b"first", PAGE: b"first page", "report-new.html": b"second page"}
    assert not list(folder.glob(".report*"))


def test_a_folder_in_which_nothing_can_be_replaced_ends_with_the_name_of_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(half: Path, target: Path) -> Path:
        raise PermissionError(target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError, match=r"report\.html"):
        replace_or_beside(folder / REPORT, folder / PAGE)


def test_a_run_carries_over_what_was_edited_what_is_open_and_what_a_person_laid_beside(
    folder: Path, tmp_path: Path
) -> None:
    (folder / REPORT).write_bytes(b"mine")
    (folder / "minutes.docx").write_bytes(b"of a meeting")
    (folder / "photographs").mkdir()
    (folder / "photographs" / "school.png").write_bytes(b"a picture")
    (folder / "~$report.docx").write_bytes(b"somebody")
    building = tmp_path / ".ours-1"
    building.mkdir()
    for name in FIRST:
        (building / name).write_bytes(b"second")
    new = {name: digest_of(building / name) for name in FIRST}
    files, told = carry_over(last_report(folder, ENDINGS), building, new)
    assert told == [f"report.docx {IN_USE}; the new one stands beside it: report-new.docx"]
    assert contents(building) == {
        REPORT: b"mine",
        "report-new.docx": b"second",
        PAGE: b"second",
        "minutes.docx": b"of a meeting",
    }
    assert (building / "photographs" / "school.png").read_bytes() == b"a picture"
    assert (building / "~$report.docx").exists()
    assert files == {
        REPORT: sha256(b"first").hexdigest(),
        "report-new.docx": sha256(b"second").hexdigest(),
        PAGE: sha256(b"second").hexdigest(),
    }


def test_a_run_that_makes_fewer_formats_keeps_what_was_edited_and_drops_what_was_not(
    folder: Path, tmp_path: Path
) -> None:
    (folder / REPORT).write_bytes(b"mine")
    building = tmp_path / ".ours-1"
    building.mkdir()
    files, told = carry_over(last_report(folder, ENDINGS), building, {})
    assert told == []
    assert contents(building) == {REPORT: b"mine"}
    assert files == {REPORT: sha256(b"first").hexdigest()}


@pytest.mark.parametrize("noted", ['{"key": "0a1b", "headline": "It rose."}', "half a no", "[]", None])
def test_beside_a_note_of_before_formats_a_word_file_counts_as_a_persons_and_nothing_fails(
    folder: Path, noted: str | None
) -> None:
    (folder / NOTED).unlink()
    if noted is not None:
        (folder / NOTED).write_text(noted, encoding="utf-8")
    last = last_report(folder, ENDINGS, FIRST)
    assert (last.added(), last.whole(PAGE)) == ([], False)
    files, told = place(last, {REPORT: b"second", PAGE: b"second page"})
    assert told == [f"report.docx {EDITED}; the new one stands beside it: report-new.docx"]
    assert contents(folder) == {REPORT: b"first", "report-new.docx": b"second", PAGE: b"second page"}
    assert set(files) == {"report-new.docx", PAGE}


def test_files_of_a_folder_of_files_take_their_places_too(folder: Path) -> None:
    files, _ = place(last_report(folder, ENDINGS), {"slides/one.png": b"drawn"})
    assert (folder / "slides" / "one.png").read_bytes() == b"drawn"
    assert files["slides/one.png"] == sha256(b"drawn").hexdigest()


def test_beside_a_note_that_cannot_be_read_what_no_format_is_called_is_a_persons(folder: Path, tmp_path: Path) -> None:
    (folder / NOTED).write_text('{"files": {"report.do', encoding="utf-8")
    (folder / "minutes.docx").write_bytes(b"of a meeting")
    (folder / "findings.json").write_bytes(b"old")
    building = new_report(tmp_path)
    (building / "findings.json").write_bytes(b"new")
    carry_over(last_report(folder, ENDINGS, FIRST), building, digests(building))
    assert contents(building) == {
        REPORT: b"first",
        "report-new.docx": b"second",
        PAGE: b"second",
        "minutes.docx": b"of a meeting",
        "findings.json": b"new",
    }


def test_a_file_of_a_persons_own_is_not_written_over_by_a_format_that_comes_later(folder: Path, tmp_path: Path) -> None:
    (folder / "report.pdf").write_bytes(b"printed by hand")
    last = last_report(folder, ENDINGS)
    assert not last.whole("report.pdf")
    files, told = place(last, {"report.pdf": b"set"})
    assert told == [f"report.pdf {OWN}; the new one stands beside it: report-new.pdf"]
    building = new_report(tmp_path)
    (building / "report.pdf").write_bytes(b"set again")
    (folder / NOTED).write_text(json.dumps({FILES: files, ENTRIES: sorted(files)}), encoding="utf-8")
    assert last_report(folder, ENDINGS).whole("report.pdf")
    carry_over(last_report(folder, ENDINGS), building, digests(building))
    assert (building / "report.pdf").read_bytes() == b"printed by hand"
    assert (building / "report-new.pdf").read_bytes() == b"set again"


def test_a_folder_in_the_place_of_a_file_stays_with_all_it_holds(folder: Path, tmp_path: Path) -> None:
    (folder / REPORT).unlink()
    (folder / REPORT).mkdir()
    (folder / REPORT / "mine.txt").write_bytes(b"mine")
    assert placed(folder, report_docx=b"second") == [f"{REPORT} {OWN}; the new one stands beside it: report-new.docx"]
    building = new_report(tmp_path)
    carry_over(last_report(folder, ENDINGS), building, digests(building))
    assert (building / REPORT / "mine.txt").read_bytes() == b"mine"
    assert (building / "report-new.docx").read_bytes() == b"second"


def test_what_is_hidden_linked_or_laid_among_the_slides_is_carried_over_and_half_a_file_is_not(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "slides").mkdir()
    for name in ("slides/01-first.png", "slides/our talk.pptx", ".notes.md", ".report.html-77", "failed"):
        (folder / name).write_bytes(b"laid there")
    note(folder, {**last_report(folder, ENDINGS).files, "slides/01-first.png": digest_of(folder / ".notes.md")})
    (folder / "to nowhere").symlink_to("away")
    building = new_report(tmp_path)
    (building / "slides").mkdir()
    carry_over(last_report(folder, ENDINGS), building, digests(building))
    there = sorted(one.relative_to(building).as_posix() for one in building.rglob("*"))
    assert there == [".notes.md", REPORT, PAGE, "slides", "slides/our talk.pptx", "to nowhere"]
    assert (building / "to nowhere").is_symlink()


def test_a_folder_of_a_persons_own_that_is_called_as_a_format_keeps_its_files(folder: Path, tmp_path: Path) -> None:
    (folder / "slides").mkdir()
    (folder / "slides" / "talk.pptx").write_bytes(b"mine")
    building = new_report(tmp_path)
    (building / "slides").mkdir()
    (building / "slides" / "01-first.png").write_bytes(b"drawn")
    carry_over(last_report(folder, ENDINGS), building, digests(building))
    assert sorted(one.name for one in (building / "slides").iterdir()) == ["01-first.png", "talk.pptx"]


def test_what_cannot_be_copied_or_written_is_told_in_words(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "minutes.docx").write_bytes(b"of a meeting")
    monkeypatch.setattr(shutil, "copy2", full)
    with pytest.raises(ReportError, match=r"minutes\.docx\n  found:   it could not be written: No space left"):
        carry_over(last_report(folder, ENDINGS), new_report(tmp_path), {})
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ReportError, match=r"report\.html\n  found:   it could not be written: No space left"):
        place(last_report(folder, ENDINGS), {PAGE: b"second"})
    assert (folder / PAGE).read_bytes() == b"first page"


def full(*_: object, **__: object) -> None:
    """Stand in for a disk that is full."""
    raise OSError(errno.ENOSPC, "No space left on device")


def new_report(folder: Path) -> Path:
    """Return the folder of a new report with the files of the first."""
    building = folder / ".ours-1"
    building.mkdir()
    for name in FIRST:
        (building / name).write_bytes(b"second")
    return building


def digests(building: Path) -> dict[str, str]:
    """Return the digest of each file of a new report that a format wrote."""
    found = [one for one in building.rglob("*") if one.is_file() and one.suffix in (".docx", ".html", ".pdf", ".png")]
    return {one.relative_to(building).as_posix(): digest_of(one) for one in found}


def hold(monkeypatch: pytest.MonkeyPatch, held: Path) -> None:
    """Let nothing replace a file, as Windows does while a program has it open."""
    as_it_is = Path.replace

    def replace(half: Path, target: Path) -> Path:
        if target == held:
            raise PermissionError(target)
        return as_it_is(half, target)

    monkeypatch.setattr(Path, "replace", replace)

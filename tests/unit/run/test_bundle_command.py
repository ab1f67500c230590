"""Only a report that stands is handed over, and what is told names what travels and what stays."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from evalkit.core.errors import ReportError
from evalkit.document.renderers.html import REPORT
from evalkit.run.handover.manifest import MANIFEST
from evalkit.run.jobs.bundle import bundle
from evalkit.run.pages.catalogue import pages_of
from evalkit.run.places import NOTEBOOKS
from evalkit.run.reports.placing import FILES, NOTED
from evalkit.run.reports.report_standing import key_of
from evalkit.run.work.run_order import make_order
from evalkit.study.study_reader import read_study
from tests.support.handed_over import HandedOver, handed_over, write


@pytest.fixture
def made(tmp_path: Path) -> HandedOver:
    """Return a study whose report is noted to stand."""
    found = handed_over(tmp_path)
    study = read_study(found.study, data=found.tables)
    order = make_order(study, data=found.tables, out=found.report.parent, private=tmp_path, environment={})
    noted = json.loads((found.report / NOTED).read_text(encoding="utf-8"))
    key = key_of(order, pages_of(NOTEBOOKS)).digest
    write(found.report / NOTED, json.dumps({**noted, "key": key, "headline": "It rose."}))
    return found


def bundled(made: HandedOver, out: Path | None = None) -> Path:
    assert bundle(str(made.study), data=made.tables, reports=made.report.parent, out=out) == 0
    return out or made.report.parent / "north-west-bundle.zip"


def test_a_report_that_stands_is_bundled_beside_it_to_the_same_bytes_each_time(
    made: HandedOver, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = bundled(made)
    said = capsys.readouterr().out
    assert first.read_bytes() == bundled(made, tmp_path / "elsewhere" / "again.zip").read_bytes()
    assert first.read_bytes() == bundled(made).read_bytes()
    with ZipFile(first) as packed:
        assert f"report/{REPORT}" in packed.namelist()
        text = b"".join(packed.read(name) for name in packed.namelist())
    assert str(tmp_path).encode() not in text
    assert "named with their digests alone: 3 files from the folder of the tables" in said
    assert "tables of the programme, whose every row is marked as invented" in said
    assert "attainment: Status: planned in the study file, but no plan was locked." in said


def test_a_study_without_a_report_is_told_to_run_it_first(made: HandedOver, tmp_path: Path) -> None:
    with pytest.raises(ReportError) as refused:
        bundle(str(made.study), data=made.tables, reports=tmp_path / "none", out=None)
    (fault,) = refused.value.faults
    assert fault.found == "no report"
    assert "evalkit run" in fault.next and "--data" in fault.next


def test_a_report_of_something_that_has_changed_since_is_refused(made: HandedOver) -> None:
    write(made.tables / "2018-2019" / "ks4.csv", "URN,P8MEAMAT\n990001,0.3\n")
    with pytest.raises(ReportError, match="has changed since"):
        bundled(made)


def test_a_report_whose_page_was_changed_or_taken_away_is_refused(made: HandedOver) -> None:
    noted = json.loads((made.report / NOTED).read_text(encoding="utf-8"))
    write(made.report / NOTED, json.dumps({**noted, FILES: {REPORT: "0" * 64}}))
    with pytest.raises(ReportError, match="html"):
        bundled(made)


def test_a_file_that_is_no_bundle_is_never_replaced(made: HandedOver, tmp_path: Path) -> None:
    write(tmp_path / "thesis.zip", "mine")
    with pytest.raises(ReportError, match="no bundle"):
        bundled(made, tmp_path / "thesis.zip")
    assert (tmp_path / "thesis.zip").read_text(encoding="utf-8") == "mine"
    bundled(made, tmp_path / "ours.zip")
    with ZipFile(bundled(made, tmp_path / "ours.zip")) as packed:
        assert MANIFEST in packed.namelist()

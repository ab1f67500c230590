"""The plan is written in every format that prints any document, and what a person wrote in it stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.core.errors import ReportError
from evalkit.document.parts import Document, Heading
from evalkit.document.renderers import RENDERERS
from evalkit.document.renderers.parts.renderer import Renderer
from evalkit.run.jobs.plan import plan
from evalkit.run.reports.placing import EDITED, last_report
from tests.support.content.alike import differing
from tests.support.content.docx_content import docx_content
from tests.support.content.pdf_content import pdf_content
from tests.support.content.pdf_faults import pdf_faults
from tests.support.locked import study_copy
from tests.support.word_package import opened, repairs


def outline(document: Document) -> bytes:
    """Return the title and the headings of a document, a line each."""
    headings = (part.text for part in document.parts if isinstance(part, Heading))
    return "\n".join((document.title, *headings)).encode()


PARTS = {
    "outline": Renderer("headings alone", "report.txt", outline, any_document=True),
    "paper": Renderer("headings to write in", "report.odt", outline, for_editing=True, any_document=True),
    "figures": Renderer("figures alone", "slides", lambda document: {"one.png": b""}),
}


@pytest.fixture
def study(tmp_path: Path) -> str:
    """Return a study without tables."""
    return str(study_copy(tmp_path, tmp_path / "nowhere"))


@pytest.fixture
def renderers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let formats be two that print any document, and one that does not."""
    monkeypatch.setattr(type(RENDERERS), "loaded", lambda registry: PARTS)


def written(out: Path) -> dict[str, bytes]:
    """Return the files of the plan."""
    folder = out / "north-west-plan"
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if not file.name.startswith(".")}


def test_every_format_that_prints_any_document_prints_the_plan(
    study: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printing = [one for one in RENDERERS.loaded().values() if one.any_document]
    assert plan(study, data=None, out=tmp_path / "reports") == 0
    files = written(tmp_path / "reports")
    assert sorted(files) == sorted(f"plan{one.ending}" for one in printing)
    assert {".html", ".pdf", ".docx"} <= {one.ending for one in printing}
    assert pdf_faults(files["plan.pdf"]) == []
    assert repairs(opened(files["plan.docx"])) == []
    assert len(pdf_content(files["plan.pdf"])) > 100
    assert differing(pdf_content(files["plan.pdf"]), docx_content(files["plan.docx"])) == []
    told = capsys.readouterr().out
    assert all(name in told for name in files)
    assert "Digest of the plan: " in told


def test_a_plan_that_was_edited_stays_and_the_new_one_stands_beside_it(
    renderers: None, study: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "reports"
    plan(study, data=None, out=out)
    first = written(out)
    assert first["plan.odt"].startswith(b"North West maths mastery programme: protocol and analysis plan\n")
    (out / "north-west-plan" / "plan.odt").write_bytes(b"mine")
    capsys.readouterr()
    plan(study, data=None, out=out)
    assert written(out) == {**first, "plan.odt": b"mine", "plan-new.odt": first["plan.odt"]}
    assert f"plan.odt {EDITED}; the new one stands beside it: plan-new.odt" in capsys.readouterr().err
    assert set(last_report(out / "north-west-plan", (".odt",)).files) == {"plan.txt", "plan.odt", "plan-new.odt"}


def test_one_format_may_be_asked_for_and_one_that_prints_no_plan_is_refused(
    renderers: None, study: str, tmp_path: Path
) -> None:
    plan(study, data=None, out=tmp_path / "reports", formats=("outline",))
    assert list(written(tmp_path / "reports")) == ["plan.txt"]
    with pytest.raises(ReportError, match="figures") as caught:
        plan(study, data=None, out=tmp_path / "reports", formats=("figures",))
    assert caught.value.faults[0].allowed == "one or several of outline, paper, with commas between"

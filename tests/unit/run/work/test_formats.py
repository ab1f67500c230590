"""Formats are made again from what is kept, and a format that there is not is refused with what was meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evalkit.core.errors import ReportError
from evalkit.document.editions import StudyDocuments
from evalkit.document.parts import Callout, one_layer
from evalkit.document.renderers import RENDERERS
from evalkit.document.renderers.parts.type_threads import has_type_threads
from evalkit.document.renderers.parts.typesetting import typeset
from evalkit.evaluation.key import Key
from evalkit.run.commands import _formats_in
from evalkit.run.reports.kept_documents import keep_documents, kept_documents
from evalkit.run.reports.placing import EDITED, IN_USE, read_note
from evalkit.run.reports.report_standing import lacking
from evalkit.run.work.formats import MadeAgain, refuse_unknown, render_again
from evalkit.run.work.run_order import Order

KNOWN = RENDERERS.names()


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """Return the order of a report whose documents are kept."""
    (tmp_path / "report").mkdir()
    made = Order(
        study="ours",
        folder=tmp_path / "study",
        questions=(),
        asks=(),
        data=None,
        tables=tmp_path / "tables",
        target=tmp_path / "report",
        building=tmp_path / ".report-1",
        stations=tmp_path / "stations",
        environment=(),
        started=datetime.now(UTC),
    )
    document = one_layer("Our programme", "Ours", [Callout("notice", "Nothing here is real.")])
    keep_documents(made, StudyDocuments(document, document))
    return made


def test_a_format_is_made_again_from_what_is_kept_with_the_same_bytes(order: Order) -> None:
    assert render_again(order, ("html",)) == MadeAgain()
    first = (order.target / "report.html").read_bytes()
    assert b"Nothing here is real." in first
    (order.target / "report.html").unlink()
    assert render_again(order, ("html",)) == MadeAgain()
    assert (order.target / "report.html").read_bytes() == first
    assert list(read_note(order.target)["files"]) == ["report.html"]  # type: ignore[call-overload]


def test_documents_that_were_made_of_something_else_are_not_taken(order: Order) -> None:
    one, other = (replace(order, key=Key("report", "", (("code", code),))) for code in ("one", "other"))
    document = one_layer("Our programme", "Ours", [])
    keep_documents(one, StudyDocuments(document, document))
    assert kept_documents(one) == StudyDocuments(document, document)
    assert kept_documents(other) is None


def test_several_formats_are_made_and_all_are_noted_also_after_type_was_set_here(order: Order) -> None:
    typeset("Words", {}, {"format": "pdf"})
    assert has_type_threads()
    assert render_again(order, ("html", "pdf")) == MadeAgain()
    expected = {"report.html", "front.pdf", "report.pdf", "closing.pdf"}
    assert {file.name for file in order.target.iterdir() if not file.name.startswith(".")} == expected
    assert set(read_note(order.target)["files"]) == expected  # type: ignore[call-overload]


def test_a_format_that_is_open_elsewhere_is_written_beside_and_said(order: Order) -> None:
    render_again(order, ("html",))
    (order.target / ".~lock.report.html#").write_text("somebody", encoding="utf-8")
    assert render_again(order, ("html",)).told == (
        f"report.html {IN_USE}; the new one stands beside it: report-new.html",
    )


def test_a_format_in_which_somebody_wrote_is_written_beside_and_only_what_lacks_is_lacking(order: Order) -> None:
    assert render_again(order, ("docx", "pdf")).told == ()
    assert not {"docx", "pdf"} & set(lacking(order))
    (order.target / "front.pdf").unlink()
    assert {"docx", "pdf"} & set(lacking(order)) == {"pdf"}
    (order.target / "front.docx").write_bytes(b"written by somebody")
    assert "docx" not in lacking(order)
    made = render_again(order, ("docx",))
    assert made.told == (f"front.docx {EDITED}; the new one stands beside it: front-new.docx",)
    assert (order.target / "front.docx").read_bytes() == b"written by somebody"


@pytest.mark.parametrize(
    ("text", "formats"),
    [("html,pdf", ("html", "pdf")), (" HTML , pdf,, html", ("html", "pdf")), ("", None), (" , ", None)],
)
def test_formats_are_read_with_blanks_capitals_and_repeats(text: str, formats: tuple[str, ...] | None) -> None:
    assert _formats_in(text) == formats


@pytest.mark.parametrize(
    ("asked", "meant"), [("word", "did you mean docx?"), ("htm", "did you mean html?"), ("gif", "leave --format out")]
)
def test_a_format_that_there_is_not_is_refused_with_what_was_meant(asked: str, meant: str) -> None:
    with pytest.raises(ReportError) as caught:
        refuse_unknown(("html", asked), KNOWN)
    (fault,) = caught.value.faults
    assert (fault.where, fault.found) == ("--format", asked)
    assert fault.allowed == f"one or several of {', '.join(KNOWN)}, with commas between"
    assert fault.next.startswith(meant)
    assert fault.next.endswith("docs/formats.md says which is for whom")


def test_a_format_behind_a_blank_is_told_from_a_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReportError) as caught:
        refuse_unknown(("pdf",), KNOWN, ("leicester", "docx"))
    (fault,) = caught.value.faults
    assert (fault.found, fault.next) == ("pdf docx, with blanks between", "write --format pdf,docx")
    refuse_unknown(None, KNOWN, ("leicester", "docx"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docx").mkdir()
    refuse_unknown(("pdf",), KNOWN, ("docx",))

"""The document of one study in three layers: one page for everybody, the report, and the annex with everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evalkit.document.annex.composition import annex_parts
from evalkit.document.front_page import front_page
from evalkit.document.kept_blocks import KeptPage
from evalkit.document.parts import Document, DocumentLayer
from evalkit.document.placed_blocks import placed
from evalkit.document.report_layer import report_layer
from evalkit.findings.finding import Answer
from evalkit.report.verbs import sentence
from evalkit.study.model import Study


def build(study: Study, answers: Sequence[Answer], record: Mapping[str, object], pages: Sequence[KeptPage]) -> Document:
    """Return the document of a study.

    Parameters
    ----------
    study : Study
        Whose title, story and status are printed.
    answers : sequence of Finding or Unanswered
        In the order of the study's questions.
    record : mapping
        The content of record.json.
    pages : sequence of KeptPage
        The pages with the blocks they kept.
    """
    what = study.programme
    leading_first = sorted(answers, key=lambda answer: answer.id != study.leading.id)
    elsewhere = frozenset(one.place for one in placed(pages) if one.block.layer != "annex")
    layers = (
        DocumentLayer("front", "One page", front_page(study, leading_first, record, pages, stamp_of(leading_first))),
        DocumentLayer("report", "The report", report_layer(study, answers, pages)),
        DocumentLayer("annex", "The annex", annex_parts(study, answers, record, pages, elsewhere)),
    )
    return Document(study.title, f"{what.place}, {what.fund}", layers)


def stamp_of(answers: Sequence[Answer]) -> str:
    """Return in short when the leading question was fixed; empty where nobody asked for the plans that were locked."""
    stamps = [answer.stamp for answer in answers[:1] if answer.stamp is not None]
    return sentence(stamps[0], "brief").text if stamps else ""

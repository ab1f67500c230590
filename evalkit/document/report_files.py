"""The report of a run in every format there is, each made from the one document, and where its numbers come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from evalkit.document.kept_blocks import read_pages
from evalkit.document.number_places import number_places
from evalkit.document.number_table import NUMBERS, trace_of, write_numbers, write_own_values
from evalkit.document.numbers_check import quoted_in, refuse_unresolved, unresolved_numbers
from evalkit.document.placed_blocks import PAGES
from evalkit.document.renderers import RENDERERS
from evalkit.document.renderers.html import REPORT
from evalkit.document.study_document import build
from evalkit.findings.finding import Answer
from evalkit.study.model import Study


def write_report(
    folder: Path, study: Study, answers: Sequence[Answer], record: Mapping[str, object]
) -> tuple[Path, ...]:
    """Write the report from the blocks kept under ``folder/pages``; nothing is computed again.

    Beside it stands ``numbers.csv``, a row for each number with where it comes from; a number that comes from nowhere
    stops the report.

    Parameters
    ----------
    folder : Path
        Folder of the run.
    study : Study
        The study.
    answers : sequence of Answer
        In the order of its questions.
    record : mapping
        The content of record.json.

    Returns
    -------
    tuple of Path
        The files written, one for each renderer.
    """
    pages = read_pages(folder / PAGES)
    places = number_places(study, answers, record, pages)
    document = replace(build(study, answers, record, pages), place_of=places.place_of)
    trace = trace_of(places, pages, record)
    written = []
    for renderer in RENDERERS.parts().values():
        file = folder / renderer.file
        file.write_bytes(renderer.render(document))
        written.append(file)
    write_own_values(document, trace, folder)
    write_numbers(trace.rows(document), folder / NUMBERS)
    vouching = [*(block for page in pages for block in page.blocks), *quoted_in(document)]
    left = unresolved_numbers(folder / REPORT, study=study, findings=answers, record=record, blocks=vouching)
    refuse_unresolved(left, f"the report of {study.name}")
    return tuple(written)

"""The report of a run in every format there is, each made from the one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from evalkit.findings.finding import Answer
from evalkit.report.document.kept_blocks import read_pages
from evalkit.report.document.study_document import build
from evalkit.report.renderers import RENDERERS
from evalkit.study.model import Study


def write_report(
    folder: Path, study: Study, answers: Sequence[Answer], record: Mapping[str, object]
) -> tuple[Path, ...]:
    """Write the report from the blocks kept under ``folder/pages``; nothing is computed again.

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
    document = build(study, answers, record, read_pages(folder / "pages"))
    written = []
    for renderer in RENDERERS.parts().values():
        file = folder / renderer.file
        file.write_bytes(renderer.render(document))
        written.append(file)
    return tuple(written)

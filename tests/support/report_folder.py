"""A report folder from kept blocks: the documents and every format that a test asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from evalkit.document.renderers import RENDERERS
from evalkit.document.report_files import rendered, write_documents
from evalkit.findings.finding import Answer
from evalkit.study.model import Study


def write_report(
    folder: Path,
    study: Study,
    answers: Sequence[Answer],
    record: Mapping[str, object],
    formats: Sequence[str] = ("html",),
) -> tuple[Path, ...]:
    """Write a report in some formats, as a run does; return the files in order."""
    documents = write_documents(folder, study, answers, record)
    written = []
    for name in formats:
        for file, content in rendered(documents, RENDERERS.get(name)):
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(content)
            written.append(folder / file)
    return tuple(written)

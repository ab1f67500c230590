"""The documents of a run, made from its kept blocks, and where their numbers come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from evalkit.core.errors import Fault, ReportError
from evalkit.document.closing_document import closing_document
from evalkit.document.editions import StudyDocuments
from evalkit.document.kept_blocks import read_pages
from evalkit.document.kept_drawings import with_kept_drawings
from evalkit.document.number_places import number_places
from evalkit.document.number_table import NUMBERS, trace_of, write_numbers, write_own_values
from evalkit.document.numbers_check import known_numbers, quoted_in, refuse_unresolved, unresolved_numbers
from evalkit.document.placed_blocks import PAGES
from evalkit.document.renderers.parts.renderer import Renderer
from evalkit.document.resolved_places import with_places
from evalkit.document.study_document import build
from evalkit.findings.finding import Answer
from evalkit.study.model import Study


def write_documents(
    folder: Path, study: Study, answers: Sequence[Answer], record: Mapping[str, object]
) -> StudyDocuments:
    """Return the documents made from the blocks kept under ``folder/pages``; nothing is computed again.

    Beside the pages stands ``numbers.csv``, a row for each number with where it comes from; a number that comes from
    nowhere stops the report.

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
    """
    pages = read_pages(folder / PAGES)
    places = number_places(study, answers, record, pages)
    whole = with_places(with_kept_drawings(build(study, answers, record, pages)), places.place_of)
    trace = trace_of(places, pages, record)
    write_own_values(whole, trace, folder)
    closing = with_kept_drawings(closing_document(study, answers, pages))
    write_numbers((*trace.rows(whole), *trace.rows(closing)), folder / NUMBERS)
    vouching = [*(block for page in pages for block in page.blocks), *quoted_in(whole), *quoted_in(closing)]
    return StudyDocuments(whole, closing, known_numbers(study, answers, record, vouching))


def rendered(documents: StudyDocuments, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield each file of one format: its name in the folder of the report, and its content.

    A page of HTML that shows a number which nothing vouches for is refused.

    Parameters
    ----------
    documents : StudyDocuments
        Of a study.
    renderer : Renderer
        The format.
    """
    for edition in renderer.editions:
        document = documents.edition(edition)
        made, name = renderer.render(document), renderer.file_of(edition)
        if isinstance(made, bytes):
            _refuse_numbers(name, made, documents)
            yield name, made
        else:
            _refuse_names(name, made)
            yield from ((f"{name}/{one}", content) for one, content in made.items())


def _refuse_names(folder: str, made: Mapping[str, bytes]) -> None:
    """Refuse several files whose names are none, or would lead out of their folder, or whose content is no file's."""
    odd = [one for one in made if not isinstance(one, str) or PurePath(one).name != one or one.startswith(".")]
    odd += [one for one, content in made.items() if not isinstance(content, bytes)]
    if odd:
        raise ReportError(
            Fault(
                where=f"the files of the format that writes {folder}",
                found=f"{one!r} with {type(made[one]).__name__}",
                allowed="the name of each file, without a folder and with an ending, with its content as bytes",
                next="mend it in the package that adds this format; docs/extend.md says what it may return",
            )
            for one in odd
        )


def _refuse_numbers(name: str, made: bytes, documents: StudyDocuments) -> None:
    if name.endswith(".html"):
        left = unresolved_numbers(made.decode(), documents.numbers)
        refuse_unresolved(left, f"{name} of {documents.whole.title!r}")

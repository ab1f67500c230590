"""Formats of a report made again from its kept documents: no table is read, and no kernel starts."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context

from evalkit.core.errors import ReportError
from evalkit.document.renderers import RENDERERS
from evalkit.document.report_files import rendered
from evalkit.run.reports.kept_documents import kept_documents
from evalkit.run.reports.placing import last_report, place
from evalkit.run.reports.report_standing import endings_for_editing, note_files
from evalkit.run.work.run_order import Order

WORKERS = 2
FORK = "fork"


def render_again(order: Order, formats: tuple[str, ...]) -> list[str]:
    """Write some formats of a report that stands; return what to say of files that were left as they are."""
    new = {file: content for made in _made(order, formats) for file, content in made.items()}
    files, told = place(last_report(order.target, endings_for_editing()), new)
    note_files(order.target, files)
    return told


def refuse_unknown(formats: tuple[str, ...]) -> None:
    """Refuse formats that are not registered, all at once."""
    known = RENDERERS.names()
    unknown = [name for name in formats if name not in known]
    if unknown:
        raise ReportError.one(
            where="--format",
            found=", ".join(unknown),
            allowed=f"one or several of {', '.join(known)}, with commas between",
            next="leave --format out to have every format",
        )


def format_files(order: Order, name: str) -> dict[str, bytes]:
    """Return the files of one format, by name."""
    documents = kept_documents(order)
    assert documents is not None
    return dict(rendered(documents, RENDERERS.get(name)))


def _made(order: Order, formats: tuple[str, ...]) -> list[dict[str, bytes]]:
    """Return the files of each format; side by side where another process costs nothing to start."""
    if len(formats) == 1 or FORK not in get_all_start_methods():
        return [format_files(order, name) for name in formats]
    with ProcessPoolExecutor(WORKERS, get_context(FORK)) as pool:
        return list(pool.map(format_files, [order] * len(formats), formats))

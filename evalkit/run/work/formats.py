"""Formats of a report made again from its kept documents: no table is read, and no kernel starts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from difflib import get_close_matches
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path

from evalkit.core.errors import ReportError
from evalkit.document.renderers import RENDERERS
from evalkit.document.renderers.parts.type_threads import has_type_threads
from evalkit.document.report_files import rendered
from evalkit.run.places import STUDIES
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


def refuse_unknown(formats: tuple[str, ...] | None, known: Sequence[str], studies: tuple[str, ...] = ()) -> None:
    """Refuse formats that cannot be made, all at once.

    Parameters
    ----------
    formats : tuple of str or None
        As they were asked for; None asks for all.
    known : sequence of str
        Names of the formats that can be made.
    studies : tuple of str
        Studies that were named: one that is called as a format is a format behind a blank.
    """
    astray = [name for name in studies if formats and name.lower() in known and not _is_folder(name)]
    if astray:
        raise ReportError.one(
            where="--format",
            found=f"{' '.join((*(formats or ()), *astray))}, with blanks between",
            allowed="formats with commas between, and no blank",
            next=f"write --format {','.join((*(formats or ()), *astray))}",
        )
    unknown = [name for name in formats or () if name not in known]
    if unknown:
        meant = dict.fromkeys(one for name in unknown for one in known if _speaks_of(one, name))
        hint = f"did you mean {' or '.join(meant)}? Or " if meant else ""
        raise ReportError.one(
            where="--format",
            found=", ".join(unknown),
            allowed=f"one or several of {', '.join(known)}, with commas between",
            next=f"{hint}leave --format out to have every format; docs/formats.md says which is for whom",
        )


def _is_folder(study: str) -> bool:
    return any(folder.is_dir() for folder in (Path(study), STUDIES / study))


def _speaks_of(name: str, word: str) -> bool:
    """Say whether a word is in what a format says of itself, or nearly its name."""
    return word in re.findall(r"\w+", RENDERERS.parts()[name].summary.lower()) or bool(get_close_matches(word, [name]))


def format_files(order: Order, name: str) -> dict[str, bytes]:
    """Return the files of one format, by name."""
    documents = kept_documents(order)
    assert documents is not None
    return dict(rendered(documents, RENDERERS.get(name)))


def _made(order: Order, formats: tuple[str, ...]) -> list[dict[str, bytes]]:
    """Return the files of each format; side by side where another process costs nothing to start, and can set type."""
    if len(formats) == 1 or FORK not in get_all_start_methods() or has_type_threads():
        return [format_files(order, name) for name in formats]
    with ProcessPoolExecutor(WORKERS, get_context(FORK)) as pool:
        return list(pool.map(format_files, [order] * len(formats), formats))

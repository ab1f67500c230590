"""Formats of a report made again from its kept documents: no table is read, and no kernel starts."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path

from evalkit.core.errors import ReportError
from evalkit.core.extensions import Theirs
from evalkit.document.renderers import RENDERERS
from evalkit.document.renderers.parts.renderer import Renderer
from evalkit.document.renderers.parts.type_threads import has_type_threads
from evalkit.document.report_files import rendered
from evalkit.run.outcome import SetAside, left_over
from evalkit.run.output_folder import Writing
from evalkit.run.places import STUDIES
from evalkit.run.reports.kept_documents import kept_documents
from evalkit.run.reports.placing import place
from evalkit.run.reports.report_standing import last_of, note_files
from evalkit.run.work.run_order import Order
from evalkit.run.work.worker import begin_worker

WORKERS = 2
FORK = "fork"
NAMES = "a name of its own, not hidden and in no folder, that nothing else of the report has"


@dataclass(frozen=True, slots=True)
class MadeAgain:
    """What became of formats that were made again.

    Attributes
    ----------
    told : tuple of str
        What to say of files that were left as they are.
    unwritten : mapping of str to Exception
        Why a format could not be written.
    """

    told: tuple[str, ...] = ()
    unwritten: Mapping[str, Exception] = field(default_factory=dict)


def render_again(order: Order, formats: tuple[str, ...]) -> MadeAgain:
    """Write some formats of a report that stands; one that cannot be written keeps no other from being so."""
    return place_each(order.target, _made(order, formats))


def place_each(folder: Path, made: Mapping[str, Callable[[], Mapping[str, bytes]]], called: str = "") -> MadeAgain:
    """Write the files of several formats into a folder, and note them.

    Parameters
    ----------
    folder : Path
        Of the report, or of another document.
    made : mapping of str to callable
        ``made[name]()`` returns the files of a format, or fails.
    called : str
        What the files of a document are called that is no report, such as ``plan``.
    """
    told: list[str] = []
    unwritten: dict[str, Exception] = {}
    for name, files_of in made.items():
        with SetAside() as aside:
            files, left = place(last_of(folder, called), files_of())
            with Writing(folder):
                note_files(folder, files)
            told += left
        if aside.error is not None:
            unwritten[name] = aside.error
    return MadeAgain(tuple(told), unwritten)


def tell_unwritten(where: str, unwritten: Mapping[str, Exception]) -> int:
    """Say which formats could not be written and why; return the code of the first, 0 where there is none."""
    code = 0
    for name, error in unwritten.items():
        words, its_code = left_over(error)
        print(f"\n{where}: no {name}; what else is named above stands. {words}", file=sys.stderr)
        code = code or its_code
    return code


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
    loaded = RENDERERS.loaded()
    said = loaded[name].summary.lower() if name in loaded else ""
    return word in re.findall(r"\w+", said) or bool(get_close_matches(word, [name]))


def format_files(order: Order, name: str, taken: Collection[str] = ()) -> dict[str, bytes]:
    """Return the files of one format, by name.

    Parameters
    ----------
    order : Order
        Of a study whose documents are kept.
    name : str
        Of the format.
    taken : collection of str
        What else a run lays into the folder of the report.
    """
    documents = kept_documents(order)
    assert documents is not None, "composed before"
    renderer = RENDERERS.get(name)
    whose = RENDERERS.whose(name)
    if whose is not None:
        _refuse_taken(name, renderer, whose, taken)
    return dict(rendered(documents, renderer))


def _refuse_taken(name: str, renderer: Renderer, whose: Theirs, taken: Collection[str]) -> None:
    """Refuse a format of another package whose files are called as something else of the report is."""
    before = [one for other, one in RENDERERS.loaded().items() if other in RENDERERS.own_names() or other < name]
    theirs = {one.file_of(edition) for one in before for edition in one.editions}
    for edition in renderer.editions:
        file = renderer.file_of(edition)
        if file in theirs or file in taken or Path(file).name != file or file.startswith("."):
            found = f"a file called {file!r}"
            raise whose.refused(found, NAMES)


def _made(order: Order, formats: tuple[str, ...]) -> dict[str, Callable[[], dict[str, bytes]]]:
    """Return what gives the files of each format; made side by side where a process costs nothing and can set type."""
    last = last_of(order.target)
    taken = {*(last.entries or ())} - {file.partition("/")[0] for file in last.files}
    if len(formats) == 1 or FORK not in get_all_start_methods() or has_type_threads():
        return {name: partial(format_files, order, name, taken) for name in formats}
    with ProcessPoolExecutor(
        WORKERS, get_context(FORK), initializer=begin_worker, initargs=(dict(os.environ),)
    ) as pool:
        return {name: pool.submit(format_files, order, name, taken).result for name in formats}

"""Whether a report still stands: nothing it rests on has changed since the run that made it.

The report is the last station. What it says first, and what it rests on, is noted beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from evalkit.core.errors import Fault
from evalkit.document.renderers import RENDERERS
from evalkit.evaluation.inputs import Inputs, always, digest, digest_of_files, files_of, table_inputs
from evalkit.evaluation.key import Key
from evalkit.findings.finding import Unanswered
from evalkit.run.pages.catalogue import Page
from evalkit.run.reports.placing import ENTRIES, FILES, NOTED, LastReport, last_report, read_note
from evalkit.run.work.run_order import Order

# What a run notes of formats.
FORMATS = "formats"


def key_of(order: Order, pages: tuple[Page, ...], ground: Inputs = ()) -> Key:
    """Return everything the report rests on: code, packages, pages, the study's own files and the tables.

    Parameters
    ----------
    order : Order
        Of the report.
    pages : tuple of Page
        The pages.
    ground : tuple of (str, str)
        What lies under every station, where that was looked at a moment ago; else it is looked at now.
    """
    study = ((f"study file {file.name}", digest_of_files(file)) for file in files_of(order.folder))
    asked = ((f"page {page.name}", digest([page.text, page.parsed, page.stated()])) for page in pages)
    under = ground or always(order.stations)
    return Key("report", "", (*under, *study, *table_inputs(order.tables, (), order.stations), *asked))


def stamp(
    order: Order,
    key: Key | None,
    files: Mapping[str, str],
    headline: str,
    unanswered: Iterable[Unanswered] = (),
) -> None:
    """Note in the finished report what it stands on, its files, what it says first, and what it leaves unanswered."""
    entries = {entry.name for entry in order.building.iterdir()} | {name.partition("/")[0] for name in files}
    content = {
        "key": key.digest if key else "",
        FILES: dict(files),
        ENTRIES: sorted(entries - set(last_of(order.target).added())),
        FORMATS: {name: asdict(one) for name, one in _loaded_facts().items()},
        "headline": headline,
        "unanswered": [asdict(replace(one, stamp=None)) for one in unanswered],
    }
    _write(order.building, content)


def note_files(folder: Path, files: Mapping[str, str]) -> None:
    """Note the files of a report that stands, after some of them were made again."""
    noted = read_note(folder)
    entries = noted.get(ENTRIES)
    known = set(map(str, entries)) if isinstance(entries, list) else set()
    _write(folder, {**noted, FILES: dict(files), ENTRIES: sorted(known | {name.partition("/")[0] for name in files})})


def standing_headline(order: Order, key: Key | None) -> str:
    """Return the headline of a report that still stands, in whatever formats; empty where there is none."""
    noted = read_note(order.target)
    stands = key is not None and noted.get("key") == key.digest and FILES in noted
    return str(noted.get("headline", "")) if stands else ""


def standing_unanswered(order: Order) -> tuple[Unanswered, ...]:
    """Return the questions that a report which stands leaves unanswered."""
    unanswered = read_note(order.target).get("unanswered")
    found = unanswered if isinstance(unanswered, list) else []
    return tuple(Unanswered(**{**one, "faults": tuple(Fault(**fault) for fault in one["faults"])}) for one in found)


def lacking(order: Order) -> tuple[str, ...]:
    """Return which formats of a report that stands are not there as a run wrote them, or as a person left them."""
    facts, last = _facts(order.target), last_of(order.target)
    return tuple(
        name
        for name in RENDERERS.names()
        if name not in facts or not all(map(last.whole, _files(facts[name].files, last)))
    )


def last_of(folder: Path, called: str = "") -> LastReport:
    """Return what the last run left in a folder, as far as the formats that can be loaded are known.

    Parameters
    ----------
    folder : Path
        The folder.
    called : str
        What the files of a document are called that is no report, such as ``plan``.
    """
    facts = _facts(folder).values()
    editing = tuple(one.ending for one in facts if one.for_editing)
    names = [f"{called}{one.ending}" if called else name for one in facts for name in one.files]
    return last_report(folder, editing, names)


@dataclass(frozen=True, slots=True)
class _FormatFacts:
    """What must be known of a format to tell its files, without loading what writes them."""

    ending: str
    for_editing: bool
    files: tuple[str, ...]


def _facts(folder: Path) -> dict[str, _FormatFacts]:
    """Return the formats by name: as the last run noted them, or as they are loaded where it did not note each."""
    noted = read_note(folder).get(FORMATS)
    if not isinstance(noted, dict) or not set(RENDERERS.names()) <= set(noted):
        return _loaded_facts()
    try:
        return {
            str(name): _FormatFacts(str(one["ending"]), bool(one["for_editing"]), tuple(map(str, one["files"])))
            for name, one in noted.items()
        }
    except (KeyError, TypeError):
        return _loaded_facts()


def _loaded_facts() -> dict[str, _FormatFacts]:
    return {
        name: _FormatFacts(one.ending, one.for_editing, tuple(map(one.file_of, one.editions)))
        for name, one in RENDERERS.loaded().items()
    }


def _files(named: Iterable[str], last: LastReport) -> list[str]:
    """Return the files of a format; of one that is a folder, those that the last run wrote into it."""
    return [file for name in named for file in ([one for one in last.files if one.startswith(f"{name}/")] or [name])]


def _write(folder: Path, content: Mapping[str, object]) -> None:
    (folder / NOTED).write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

"""Whether a report still stands: nothing it rests on has changed since the run that made it.

The report is the last station. What it says first, and what it rests on, is noted beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

from evalkit.core.errors import Fault
from evalkit.document.renderers.html import REPORT
from evalkit.evaluation.inputs import always, digest, digest_of_files, files_of, table_inputs
from evalkit.evaluation.station_keys import Key
from evalkit.findings.finding import Unanswered
from evalkit.run.pages.catalogue import Page
from evalkit.run.work.run_order import Order

STAMP = ".stands-on.json"


def key_of(order: Order, pages: tuple[Page, ...]) -> Key:
    """Return everything the report rests on: code, packages, pages, the study's own files and the tables."""
    study = ((f"study file {file.name}", digest_of_files(file)) for file in files_of(order.folder))
    asked = ((f"page {page.name}", digest([page.text, page.parsed, page.stated()])) for page in pages)
    return Key("report", "", (*always(order.stations), *study, *table_inputs(order.tables, (), order.stations), *asked))


def stamp(order: Order, key: Key | None, headline: str, unanswered: Iterable[Unanswered] = ()) -> None:
    """Note in the finished report what it stands on, what it says first, and which questions it leaves unanswered."""
    noted = key.digest if key else ""
    content = {
        "key": noted,
        "report": _digest(order.building / REPORT),
        "headline": headline,
        "unanswered": [asdict(replace(one, stamp=None)) for one in unanswered],
    }
    (order.building / STAMP).write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def standing_headline(order: Order, key: Key | None) -> str:
    """Return the headline of a report that still stands; empty where there is none."""
    file, report = order.target / STAMP, order.target / REPORT
    if key is None or not file.is_file() or not report.is_file():
        return ""
    noted = json.loads(file.read_text(encoding="utf-8"))
    return str(noted["headline"]) if noted["key"] == key.digest and noted["report"] == _digest(report) else ""


def standing_unanswered(order: Order) -> tuple[Unanswered, ...]:
    """Return the questions that a report which stands leaves unanswered."""
    noted = json.loads((order.target / STAMP).read_text(encoding="utf-8")).get("unanswered", ())
    return tuple(Unanswered(**{**one, "faults": tuple(Fault(**fault) for fault in one["faults"])}) for one in noted)


def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()

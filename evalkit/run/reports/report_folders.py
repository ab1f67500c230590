"""Folders of reports below a folder: what each says of its report, and what is wrong with one that cannot be read."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote

from evalkit.core.errors import ReportError
from evalkit.document.index_document import Link, ReportEntry, ReportIndex, UnreadReport
from evalkit.document.parts import BESIDE
from evalkit.document.renderers.html import REPORT as PAGE
from evalkit.findings.file import SCHEMA_VERSION
from evalkit.records.plan_stamp import PlanChange, PlanStamp, PlanStanding
from evalkit.run.reports.placing import read_note
from evalkit.run.reports.record import RECORD_VERSION
from evalkit.run.work.run_order import RECORD
from evalkit.run.work.stages import FINDINGS

Json = Mapping[str, Any]

PLAN = "plan"
# Files that people read, by the name they bear before their ending.
READ = {"report": "Report", "front": "One page", "closing": "Closing document", "tables": "Tables"}
PLAN_FOLDER = "-plan"
AGAIN = "run it again: evalkit run {}"
UPDATE = "bring evalkit up to date, then make this page again"
PLANNED = "planned"


def report_index(folder: Path) -> ReportIndex:
    """Return what the reports below a folder say of themselves; other folders are passed over.

    Parameters
    ----------
    folder : Path
        Folder of the reports.
    """
    entries: list[ReportEntry | UnreadReport] = []
    plans: dict[Path, tuple[Link, ...]] = {}
    for found in _folders(folder):
        if _is_report(found):
            entries.append(_read(found, folder))
        elif files := _files(found, folder, {PLAN: f"Plan of {found.name.removesuffix(PLAN_FOLDER)}"}):
            plans[found] = files
    taken = {folder / one.folder for one in entries}
    return ReportIndex(
        reports=tuple(one for one in entries if isinstance(one, ReportEntry)),
        unread=tuple(one for one in entries if isinstance(one, UnreadReport)),
        plans=tuple(link for place, files in plans.items() if _report_of(place) not in taken for link in files),
    )


def _folders(folder: Path) -> Iterator[Path]:
    """Yield folders below a folder in the order of their names, none that is hidden or lies in a report."""
    for place, below, _ in os.walk(folder):
        below.sort()
        here = Path(place)
        if here == folder:
            below[:] = [name for name in below if not name.startswith(".")]
            continue
        yield here
        below[:] = [] if _is_report(here) else [name for name in below if not name.startswith(".")]


def _is_report(folder: Path) -> bool:
    return any((folder / name).is_file() for name in (FINDINGS, RECORD, PAGE))


def _report_of(plan: Path) -> Path:
    return plan.with_name(plan.name.removesuffix(PLAN_FOLDER))


def _read(folder: Path, top: Path) -> ReportEntry | UnreadReport:
    where = folder.relative_to(top).as_posix()
    plan = _files(folder.with_name(f"{folder.name}{PLAN_FOLDER}"), top, {PLAN: "Plan"})
    files = (*_files(folder, top, READ), *plan)
    try:
        findings, record = (_content(folder / name, folder.name) for name in (FINDINGS, RECORD))
        _refuse_other_version(findings, "schema_version", SCHEMA_VERSION, FINDINGS, folder.name)
        _refuse_other_version(record, "record_version", RECORD_VERSION, RECORD, folder.name)
        return _entry(where, findings, record, str(read_note(folder).get("headline", "")), files)
    except ReportError as error:
        found, step = error.faults[0].found, error.faults[0].next
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        found, step = f"{FINDINGS} or {RECORD} lacks something that every report holds", AGAIN.format(folder.name)
    named = tuple((f"{where}: {text}", path) for text, path in files)
    return UnreadReport(where, found, step, named)


def _content(file: Path, study: str) -> Json:
    if not file.is_file():
        _refuse(f"no {file.name}", study)
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        _refuse(f"{file.name} cannot be read", study)
    if not isinstance(content, dict):
        _refuse(f"{file.name} holds something else than that of a report does", study)
    return content


def _refuse_other_version(content: Json, key: str, known: int, file: str, study: str) -> None:
    version = content.get(key)
    if version == known:
        return
    if isinstance(version, int) and version > known:
        _refuse(f"{file} is of version {version}, which a later evalkit writes; this one knows {known}", study, UPDATE)
    told = f"{file} is of version {version}" if isinstance(version, int) else f"{file} names no version"
    _refuse(f"{told}, as an earlier evalkit wrote it; this one knows {known}", study)


def _refuse(found: str, study: str, step: str = AGAIN) -> NoReturn:
    raise ReportError.one(where=study, found=found, allowed="the folder of a report", next=step.format(study))


def _entry(where: str, findings: Json, record: Json, headline: str, files: tuple[Link, ...]) -> ReportEntry:
    questions: Sequence[Json] = record["plan"]["questions"]
    leading = next((one for one in questions if one["status"] == PLANNED), questions[0])
    answered: Sequence[Json] = findings["findings"]
    refused: Sequence[Json] = findings.get("unanswered", [])
    answer: Json = next((one for one in (*answered, *refused) if one["id"] == leading["id"]), {})
    return ReportEntry(
        folder=where,
        study=_words(findings["study"]["name"]),
        title=_words(findings["study"]["title"]),
        place=_words(record["plan"]["programme"]["place"]),
        invented=bool(findings["data"]["synthetic"]),
        question=_words(answer["question"]),
        headline=" ".join(headline.split()),
        refused=answer in refused,
        planned=leading["status"] == PLANNED,
        departs=bool(answer.get("departs")),
        stamp=_stamp(leading["id"], answer.get("stamp")),
        unanswered=len(refused),
        questions=len(answered) + len(refused),
        day=dt.datetime.fromisoformat(record["finished"]).date(),
        files=files,
    )


def _words(text: object) -> str:
    """Return a text of a file on one line; something else, or nothing, is no such text."""
    if not isinstance(text, str) or not text.strip():
        raise TypeError(text)
    return " ".join(text.split())


def _stamp(question: str, told: Json | None) -> PlanStamp | None:
    if told is None:
        return None
    return PlanStamp(
        question=question,
        standing=PlanStanding(told["standing"]),
        locked=_day(told.get("locked")),
        deposit=str(told.get("deposit", "")),
        deposited=_day(told.get("deposited")),
        public_since=_day(told.get("public_since")),
        read_before=bool(told.get("read_before")),
        changes=tuple(PlanChange(one["part"], one["said"], one["question"]) for one in told.get("changes", ())),
    )


def _day(told: str | None) -> dt.date | None:
    return dt.date.fromisoformat(told) if told else None


def _files(folder: Path, top: Path, names: Mapping[str, str]) -> tuple[Link, ...]:
    """Return the files that bear these names, with what they are in words and the path from the page."""
    found = [(text, file) for name, text in names.items() for file in sorted(folder.glob(f"{name}.*"))]
    return tuple(
        (f"{text} ({file.suffix[1:].upper()})", BESIDE + quote(file.relative_to(top).as_posix()))
        for text, file in found
        if file.is_file()
    )

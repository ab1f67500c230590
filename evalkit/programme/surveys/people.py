"""Who counts: tests, previews, spam, empty and half answers, and those who answered twice, each counted apart."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evalkit.programme.surveys.export import Export, ExportColumn, ExportRow
from evalkit.programme.surveys.matching import SEVERAL, ItemColumns, MatchedExport
from evalkit.programme.surveys.tools.parts.tool import UNFINISHED
from evalkit.programme.surveys.wording import folded
from evalkit.study.surveys import Survey

NO_CONSENT = "did not agree to take part"
TESTS = "tests by the project"
EMPTY = "answered nothing"
HALF = "left half-way"
REPEATED = "the same response again"
TWICE = "answered twice"
# Scales or numbers that somebody leaves blank at the end, with nothing after them, before we say that they broke off.
_LEFT = 2
_CODE = re.compile(r"(\D*?)0*(\d+)")


@dataclass(frozen=True, slots=True)
class Respondents:
    """Who counts in one wave.

    Attributes
    ----------
    rows : tuple of (str, ExportRow)
        The person's code and the response, in the order of the file.
    of_wave : int
        Rows of the file that belong to the wave.
    left_out : mapping of str to int
        Rows that do not count, by reason, in the order in which reasons are looked for.
    without_code : int
        People who count and gave no code, so that they are matched with nobody.
    ask : tuple of str
        Codes that may belong to one person under two spellings.
    """

    rows: tuple[tuple[str, ExportRow], ...]
    of_wave: int
    left_out: dict[str, int]
    without_code: int
    ask: tuple[str, ...]


def people(export: Export, survey: Survey, matched: MatchedExport, wave: str) -> Respondents:
    """Return who counts in a wave, by rules that the study states."""
    ours = [row for row in export.rows if _holds(row, matched.conditions)]
    left_out: Counter[str] = Counter()
    held: list[tuple[str, ExportRow]] = []
    seen: set[str] = set()
    for row in ours:
        reason = _reason(export, survey, matched, row)
        if not reason and row.response and row.response in seen:
            reason = REPEATED
        if reason:
            left_out[reason] += 1
            continue
        seen.add(row.response)
        held.append((_code(matched, row), row))
    rows, again = _once(held, survey)
    if again:
        left_out[TWICE] = again
    without = sum(not code for code, _ in rows)
    named = [(code or f"{wave}-{row.number}".upper(), row) for code, row in rows]
    asked = _may_be_one([code for code, _ in rows if code])
    return Respondents(tuple(named), len(ours), dict(left_out), without if "person" in matched.named else 0, asked)


def _reason(export: Export, survey: Survey, matched: MatchedExport, row: ExportRow) -> str:
    """Return why a response does not count, or empty text."""
    if row.left_out and row.left_out != UNFINISHED:
        return row.left_out
    if _is_test(survey, matched, row):
        return TESTS
    if any(folded(column.text(row.cells)) != folded(text) for column, text in matched.consent):
        return NO_CONSENT
    finished = row.left_out != UNFINISHED
    if not _answers(export, matched, row) and not (finished and _may_tick_nothing(export, survey, matched)):
        return EMPTY
    partly = not finished or (export.breaks_off and _broke_off(export, survey, matched, row))
    return HALF if partly and survey.partials == "leave out" else ""


def _holds(row: ExportRow, conditions: Sequence[tuple[ExportColumn, str]]) -> bool:
    return all(folded(column.text(row.cells)) == folded(text) for column, text in conditions)


def _is_test(survey: Survey, matched: MatchedExport, row: ExportRow) -> bool:
    tests = frozenset(map(folded, survey.tests))
    named = (matched.named[what] for what in ("person", "school") if what in matched.named)
    return any(folded(column.text(row.cells)) in tests for column in named)


def _answers(export: Export, matched: MatchedExport, row: ExportRow) -> bool:
    """Say whether a response holds an answer to any item; boxes that were not ticked are none."""
    return any(is_answered(export, columns, row) for columns in matched.items.values())


def _may_tick_nothing(export: Export, survey: Survey, matched: MatchedExport) -> bool:
    """Say whether a response without an answer may be somebody's who ticked nothing: where there is nothing but ticks.

    A box that was not ticked stands in the file whether its page was answered or never opened; then only the tool's
    own mark tells a finished response.
    """
    kinds = {item.id: item.kind for item in survey.items}
    boxes = any(columns.columns[0].part for columns in matched.items.values())
    only = all(kinds[item] in SEVERAL for item in matched.items)
    return bool(matched.items) and only and (export.marks_finished or not boxes)


def is_answered(export: Export, columns: ItemColumns, row: ExportRow) -> bool:
    """Say whether a response holds an answer to an item."""
    places = [*columns.columns, *([columns.other] if columns.other else [])]
    parts = len(columns.columns) > 1 and bool(columns.columns[0].part)
    return any(
        (folded(text) in export.ticked if parts and export.ticked and not one.other else True)
        for one in places
        if (text := row.cells[one.place].strip()) and folded(text) not in export.not_asked
    )


def _broke_off(export: Export, survey: Survey, matched: MatchedExport, row: ExportRow) -> bool:
    """Say whether from some question on nothing is answered, at least two scales or numbers among it."""
    kinds = {item.id: item.kind for item in survey.items}
    order = sorted(matched.items, key=lambda item: matched.items[item].columns[0].place)
    blank = 0
    for item in reversed(order):
        if is_answered(export, matched.items[item], row):
            break
        blank += kinds[item] in ("scale", "number")
    return blank >= _LEFT


def _code(matched: MatchedExport, row: ExportRow) -> str:
    column = matched.named.get("person")
    return " ".join(row.cells[column.place].split()).upper() if column else ""


def _once(held: list[tuple[str, ExportRow]], survey: Survey) -> tuple[list[tuple[str, ExportRow]], int]:
    """Return one response a person: the last handed in, or the first, as the study states."""
    chosen: dict[str, tuple[int, ExportRow]] = {}
    for place, (code, row) in enumerate(held):
        if not code:
            continue
        before = chosen.get(code)
        if before is None or _is_meant(before[1], row, survey):
            chosen[code] = (place, row)
    kept = {place for place, _ in chosen.values()}
    rows = [one for place, one in enumerate(held) if not one[0] or place in kept]
    return rows, len(held) - len(rows)


def _is_meant(before: ExportRow, row: ExportRow, survey: Survey) -> bool:
    """Say whether a further response of the same person is the one that counts; rows without a time go by place."""
    never = dt.datetime.min
    timed = before.when is not None and row.when is not None
    later = (row.when or never) >= (before.when or never) if timed else row.number > before.number
    return later if survey.twice == "last" else not later


def _may_be_one(codes: Sequence[str]) -> tuple[str, ...]:
    """Return codes that differ from another's in blanks, dashes or leading noughts alone, such as T2 beside T02."""
    alike: dict[tuple[str, str], list[str]] = {}
    for code in codes:
        found = _CODE.fullmatch(re.sub(r"[\s_.-]", "", code))
        alike.setdefault((found[1], found[2]) if found else (code, ""), []).append(code)
    return tuple(code for group in alike.values() if len(group) > 1 for code in sorted(group, key=len)[:-1])

"""Two reports set side by side: which findings moved, by how much, and in which input the difference began."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from evalkit.findings.former import is_former, renamed, same_where_both_say, says_the_same

Json = Mapping[str, Any]

# What a difference may begin in, in the order of the line.
DATA, PLAN, CODE, VERSIONS, SEED = "data", "plan", "code", "versions", "seed"
ORIGINS = (DATA, PLAN, CODE, VERSIONS, SEED)
# Names that inputs of stations bear in a record; every other input is part of the plan.
_OF_INPUT = {
    "code": CODE,
    "reference tables": DATA,
    "locked packages": VERSIONS,
    "Python": VERSIONS,
    "seed": SEED,
}
_TABLE, _EXTENSION = "table ", "extension "
_LINE = ("panel", "comparison", "estimate", "check", "finding", "alone", "family")
# What an inference says in words; its numbers are the rest.
_SAID = ("assumes", "ignores", "caveats")
_QUESTION_PARTS = (
    "estimate",
    "inferences",
    "less_rise",
    "if_chosen_low",
    "by_year",
    "checks",
    "counts",
    "flow",
    "balance",
    "diagnostics",
    "stamp",
)
_NAMES = {
    "inferences": "intervals",
    "less_rise": "what areas that stood so change anyway",
    "if_chosen_low": "the answer if the area was picked for how it stood",
    "by_year": "estimates by year",
    "counts": "numbers of schools and pupils",
    "flow": "schools lost on the way",
    "diagnostics": "diagnostics",
    "stamp": "how it stands to the plan",
}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A finding's number as one report holds it.

    Attributes
    ----------
    estimate, conf_low, conf_high : float
        In the unit of the outcome; not a number where there is none.
    """

    estimate: float
    conf_low: float
    conf_high: float


@dataclass(frozen=True, slots=True)
class Moved:
    """One finding that is not the same in both reports.

    Attributes
    ----------
    id, asks : str
        The finding and its question.
    unit : str
        Unit of its numbers.
    decimals : int
        Decimals they deserve.
    before, after : Quoted or None
        None where the report has no such finding.
    parts : tuple of str
        What differs, in words.
    begins : tuple of (str, str)
        Where the difference began: origin, and the inputs of the first station that differ.
    """

    id: str
    asks: str
    unit: str
    decimals: int
    before: Quoted | None
    after: Quoted | None
    parts: tuple[str, ...]
    begins: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """One input that differs.

    Attributes
    ----------
    origin : str
        ``data``, ``plan``, ``code``, ``versions`` or ``seed``.
    what : str
        Which input.
    before, after : str
        What it is in each report.
    """

    origin: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Two reports side by side.

    Attributes
    ----------
    before, after : str
        What the reports are called.
    moved : tuple of Moved
        Findings that differ.
    same : tuple of str
        Ids of findings that do not.
    inputs : tuple of Differing
        Everything that went in and differs, in the order of the line.
    """

    before: str
    after: str
    moved: tuple[Moved, ...]
    same: tuple[str, ...]
    inputs: tuple[Differing, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What is read of one report.

    Attributes
    ----------
    name : str
        What it is called.
    findings, record : mapping
        The contents of findings.json and record.json.
    """

    name: str
    findings: Json
    record: Json


def compare_reports(before: Report, after: Report) -> Compared:
    """Return what moved between two reports, and why."""
    inputs = tuple(sorted(_inputs(before.record, after.record), key=lambda one: ORIGINS.index(one.origin)))
    first = {one["id"]: one for one in before.findings["findings"]}
    second = {one["id"]: one for one in after.findings["findings"]}
    same = _sameness(before.findings, after.findings)
    moved = []
    for name in dict.fromkeys((*first, *second)):
        parts = _parts(first.get(name), second.get(name), same)
        if parts:
            begins = _begins(name, before.record, after.record, inputs)
            moved.append(_moved(first.get(name), second.get(name), parts, begins))
    names = {one.id for one in moved}
    return Compared(before.name, after.name, tuple(moved), tuple(name for name in second if name not in names), inputs)


def _moved(
    before: Json | None, after: Json | None, parts: tuple[str, ...], begins: tuple[tuple[str, str], ...]
) -> Moved:
    shown = after or before or {}
    unit = shown["unit"]
    return Moved(
        shown["id"], shown["question"], unit["name"], unit["decimals"], _quoted(before), _quoted(after), parts, begins
    )


def _quoted(finding: Json | None) -> Quoted | None:
    if finding is None:
        return None
    sure: Json = next((one for one in finding["inferences"] if one["name"] == finding["primary"]), {})
    return Quoted(_number(finding["estimate"]), _number(sure.get("conf_low")), _number(sure.get("conf_high")))


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else math.nan


def _sameness(before: Json, after: Json) -> Callable[[object, object], bool]:
    """Return what says whether a part is the same in both; a file of the former schema says less."""
    if is_former(before) == is_former(after):
        return lambda one, other: same_where_both_say(renamed(one), renamed(other))
    return says_the_same if is_former(before) else lambda one, other: says_the_same(other, one)


def _parts(before: Json | None, after: Json | None, same: Callable[[object, object], bool]) -> tuple[str, ...]:
    if before is None or after is None:
        return ("only one of the reports has it",)
    differ = [name for name in dict.fromkeys((*before, *after)) if not same(before.get(name), after.get(name))]
    named = [name for name in _QUESTION_PARTS if name in differ]
    names = [name for name in named if not same(_unsaid(before.get(name)), _unsaid(after.get(name)))]
    words = ["words"] if set(differ) - set(names) else []
    return tuple([*(_NAMES.get(name, name) for name in names), *words])


def _unsaid(part: object) -> object:
    """Return a part of a finding without what its inferences say in words."""
    if not isinstance(part, list):
        return part
    return [
        {name: value for name, value in one.items() if name not in _SAID} if isinstance(one, Mapping) else one
        for one in part
    ]


def _begins(question: str, before: Json, after: Json, inputs: tuple[Differing, ...]) -> tuple[tuple[str, str], ...]:
    """Return where a question's difference began: at the first station whose own inputs differ."""
    first, second = _stations(before, question), _stations(after, question)
    upstream = {name for name, _ in (*first.items(), *second.items())}
    for name in dict.fromkeys((*second, *first)) if first and second else ():
        old, new = first.get(name, {}), second.get(name, {})
        own = [one for one in {**new, **old} if old.get(one) != new.get(one) and one not in upstream]
        if own:
            origins = sorted({origin_of(one) for one in own}, key=ORIGINS.index)
            told = ((origin, [one for one in own if origin_of(one) == origin]) for origin in origins)
            return tuple((origin, f"{', '.join(names)} (first used by: {name})") for origin, names in told)
    return tuple((one.origin, one.what) for one in inputs)


def origin_of(name: str) -> str:
    """Return the origin to which an input of a station belongs."""
    if name.startswith(_EXTENSION):
        return CODE
    return DATA if name.startswith(_TABLE) else _OF_INPUT.get(name, PLAN)


def _stations(record: Json, question: str) -> dict[str, Json]:
    """Return what each station of a question rests on, in the order of the line."""
    found = [one for one in record.get("stations", ()) if one.get("question", question) == question]
    kept = [one for one in found if str(one["what"]).split(" ")[0] in _LINE]
    ordered = sorted(kept, key=lambda one: _LINE.index(str(one["what"]).split(" ")[0]))
    return {_called(one): one.get("rests_on", {}) for one in ordered}


def _called(station: Json) -> str:
    return f"{station['what']} of {station['question']}" if station.get("question") else str(station["what"])


def _inputs(before: Json, after: Json) -> Iterable[Differing]:
    yield from _tables(before, after)
    for what, (old, new) in _leaves("", _plan(before), _plan(after)):
        yield Differing(PLAN, what, old, new)
    codes = (_code(before), _code(after))
    if codes[0] != codes[1]:
        yield Differing(CODE, "evalkit", *codes)
    for package, (old, new) in _leaves("", _extensions(before), _extensions(after)):
        yield Differing(CODE, package, _short(old), _short(new))
    if before.get("lock") != after.get("lock"):
        yield Differing(VERSIONS, "locked packages", _short(before.get("lock")), _short(after.get("lock")))
    for what, (old, new) in _leaves("", before.get("versions", {}), after.get("versions", {})):
        yield Differing(VERSIONS, what, old, new)
    if before.get("seed") != after.get("seed"):
        yield Differing(SEED, "seed", str(before.get("seed")), str(after.get("seed")))


def _tables(before: Json, after: Json) -> Iterable[Differing]:
    first, second = ({(one["file"], one["year"]): one["sha256"] for one in rec["inputs"]} for rec in (before, after))
    for file, year in dict.fromkeys((*first, *second)):
        old, new = first.get((file, year)), second.get((file, year))
        if old != new:
            yield Differing(DATA, f"{file} of {year}" if year else str(file), _short(old), _short(new))


def _plan(record: Json) -> Json:
    """Return the plan without its digest, and without what it looks at, which follows from the rest."""
    return {name: value for name, value in record.get("plan", {}).items() if name not in ("digest", "seed", "looks_at")}


def _code(record: Json) -> str:
    """Return the digest of the code, or the commit where a record has none."""
    rests = [one["rests_on"]["code"] for one in record.get("stations", ()) if "code" in one.get("rests_on", {})]
    return str(rests[0]) if rests else str(record.get("commit", "not known"))


def _extensions(record: Json) -> Json:
    """Return the digest of the code of each package that adds parts."""
    return {one["package"]: one["digest"] for one in record.get("code", {}).get("extensions", ())}


def _leaves(place: str, before: object, after: object) -> Iterable[tuple[str, tuple[str, str]]]:
    """Return every leaf of two plain contents that differs, with its place."""
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in dict.fromkeys((*before, *after)):
            yield from _leaves(f"{place}, {name}" if place else str(name), before.get(name), after.get(name))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
            yield from _leaves(f"{place} {_label(new, number)}", old, new)
    else:
        yield place, (_plain(before), _plain(after))


def _label(item: object, number: int) -> str:
    named = item.get("id") or item.get("variable") if isinstance(item, Mapping) else None
    return str(named or number)


def _plain(value: object) -> str:
    return "nothing" if value is None else str(value)


def _short(value: object) -> str:
    return "not there" if value is None else str(value)[:12]

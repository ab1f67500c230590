"""What the three verbs can show: for every type and part, the function that makes the block.

Functions are named, not imported, so that `import evalkit` and pages without figures never load the
drawing libraries; this is the one lazy table of the report. The first part of a type is what the
verb shows when no part is asked for. A new type of result, or a new kind of thing that a check shows,
needs one entry here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, Literal, cast

from evalkit.core.errors import EvalkitError, ReportError
from evalkit.delivery import DELIVERY
from evalkit.records.check import CheckResult
from evalkit.records.delivery.record import DeliveryRecord
from evalkit.records.shown import Shown
from evalkit.report.block import Block
from evalkit.report.invented_rows import marked_as_invented

Verb = Literal["table", "figure", "sentence"]

# verb -> type -> parts; a part is a function of that name in evalkit.report.<verb>s.<module>.
TABLES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "Study": (
        "study",
        (
            "programme",
            "components",
            "schools",
            "selection",
            "questions",
            "asked",
            "overrides",
            "donors",
            "words",
        ),
    ),
    "Exposure": ("exposure", ("exposure",)),
    "Flow": ("flow", ("flow",)),
    "Panel": ("panel", ("files", "missing", "releases", "lineages")),
    "Trends": ("trends", ("trends",)),
    "Context": ("context", ("context", "ranks", "region", "rolls")),
    "Composition": ("context", ("composition",)),
    "Comparison": ("comparison", ("balance", "carriers")),
    "ComparisonSchools": ("comparison_schools", ("comparison_schools", "annex")),
    "Detectable": ("detectable", ("detectable",)),
    "Finding": (
        "finding",
        (
            "summary",
            "inferences",
            "grounds",
            "variance",
            "leverage",
            "checks",
            "wanted",
            "robustness",
            "quotable",
            "threats",
        ),
    ),
    "Groups": ("groups", ("groups",)),
    "QuestionFamily": ("several", ("several",)),
    "Estimate": ("finding", ("estimate",)),
    "EventStudy": ("event_study", ("event_study",)),
    "CheckResult": ("check", ("check",)),
    "PlanStamp": ("plan_stamp", ("changes",)),
}
FIGURES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "Panel": ("panel", ("lineages",)),
    "Exposure": ("exposure", ("exposure",)),
    "Flow": ("flow", ("flow",)),
    "Trends": ("trends", ("trends",)),
    "Context": ("context", ("context",)),
    "Composition": ("context", ("composition",)),
    "Comparison": ("comparison", ("balance",)),
    "Detectable": ("detectable", ("detectable",)),
    "Finding": ("finding", ("interval", "placebo", "front", "robustness", "benchmarks")),
    "Groups": ("groups", ("years", "differences")),
    "Estimate": ("finding", ("estimate",)),
    "EventStudy": ("event_study", ("event_study",)),
    "CheckResult": ("check", ("check",)),
}
SENTENCES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "Study": ("study", ("programme", "answer", "asked", "lessons", "selection", "written", "overrides", "front")),
    "Exposure": ("exposure", ("exposure",)),
    "Flow": ("flow", ("flow",)),
    "Panel": ("panel", ("files", "answer", "sources", "lineages")),
    "Trends": ("trends", ("trends",)),
    "Context": ("context", ("context", "rolls")),
    "Composition": ("context", ("composition",)),
    "Comparison": ("comparison", ("comparison", "answer", "balance")),
    "Detectable": ("detectable", ("detectable",)),
    "Finding": (
        "finding",
        (
            "headline",
            "answer",
            "meaning",
            "caution",
            "direction",
            "estimand",
            "primary",
            "how_sure",
            "limits",
            "standing",
            "departure",
            "checks_counted",
            "may_be_said",
            "may_not_be_said",
            "in_numbers",
            "you_can_say",
            "you_cannot_say",
            "front_answer",
            "front_counted",
            "front_sure",
            "front_noticed",
            "front_plans",
            "stamp",
            "robustness",
            "benchmarks",
            "security",
        ),
    ),
    "Groups": ("groups", ("groups", "answer", "proxy", "needed", "by_school", "caveats")),
    "QuestionFamily": ("several", ("counted", "judged", "front", "front_more")),
    "Estimate": ("finding", ("estimate",)),
    "EventStudy": ("event_study", ("event_study",)),
    "CheckResult": ("check", ("check",)),
    "Section": ("section", ("section",)),
    "PlanStamp": ("plan_stamp", ("stamp", "brief")),
    "Unanswered": ("unanswered", ("unanswered",)),
}
# kind of what a check shows -> its modules in tables.checks and figures.checks, each with a function of that name.
KINDS: Mapping[str, tuple[str, str]] = {
    "refits": ("refits", "refits"),
    "judged_refits": ("refits", "refits"),
    "hidden_numbers": ("refits", "refits"),
    "schools_left_out": ("left_out", "left_out"),
    "areas_left_out": ("left_out", "left_out"),
    "tied_groups": ("contrasts", "refits"),
    "year_contrasts": ("contrasts", "year_contrasts"),
    "outcome_shifts": ("contrasts", "outcome_shifts"),
    "change_path": ("paths", "change_path"),
    "support_shares": ("paths", "support_shares"),
    "gains_by_baseline": ("gains_by_baseline", "gains_by_baseline"),
}
CATALOGUE: Mapping[Verb, Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "table": TABLES,
    "figure": FIGURES,
    "sentence": SENTENCES,
}

REFUSED = "Unanswered"
# Accounts of what was done stand in modules of their own kind, each of which names its parts.
ACCOUNTS, NOT_KEPT = "evalkit.delivery_blocks", "not_kept"
# How parts are named that are made for the front page alone.
OF_FRONT = "front_"
# The last drawings of accounts, with their record and what drew them: a page shows one where it says most, and the same
# again among everything that the account has to show.
DRAWN: deque[tuple[object, Callable[[object], Block], Block]] = deque(maxlen=16)


def maker(verb: Verb, thing: object, part: str) -> Callable[[object], Block]:
    """Return the function that shows ``part`` of ``thing``, importing its module on first use."""
    # A question that was refused says so in words, whatever of it is asked for.
    if any(kind.__name__ == REFUSED for kind in type(thing).__mro__):
        verb, part = "sentence", ""
    if isinstance(thing, DeliveryRecord):
        return _account_maker(verb, thing, part)
    entries = CATALOGUE[verb]
    name = next((kind.__name__ for kind in type(thing).__mro__ if kind.__name__ in entries), None)
    if name is None:
        raise ReportError.one(
            where=f"{verb}(...)",
            found=f"a {type(thing).__name__}",
            allowed=", ".join(sorted(entries)),
            next=f"ask {_other_verbs(verb, thing)}" if _other_verbs(verb, thing) else "pass one of these",
        )
    module, parts = entries[name]
    if part and part not in parts:
        raise ReportError.one(
            where=f"{verb}({name}, {part!r})",
            found=part,
            allowed=", ".join(parts),
            next="ask for one of these parts, or leave it out for the first",
        )
    function = getattr(import_module(f"evalkit.report.{verb}s.{module}"), part or parts[0])
    return function  # type: ignore[no-any-return]


def parts_of_account(verb: Verb, record: DeliveryRecord) -> tuple[str, ...]:
    """Return the parts of an account that a verb can show, in order; those of the front page are not among them."""
    if record.kind == NOT_KEPT:
        return ("",) if verb == "sentence" else ()
    return tuple(part for part in _parts(verb, record.kind) if not part.startswith(OF_FRONT))


def _account_maker(verb: Verb, record: DeliveryRecord, part: str) -> Callable[[object], Block]:
    """Return the function that shows an account; one whose tables nobody kept says so, whatever is asked of it."""
    if record.kind == NOT_KEPT:
        verb, part = "sentence", ""
    parts = _parts(verb, record.kind)
    if not parts or (part and part not in parts):
        raise _no_such(verb, record.kind, part, parts)
    theirs = DELIVERY.whose(record.kind)
    own: Callable[[object], Block] = getattr(_module_of_account(verb, record.kind), part or parts[0])
    # A guarded function returns a block or raises.
    make = own if theirs is None else cast("Callable[[object], Block]", theirs.guarded(own, Block))
    marked = (lambda shown: marked_as_invented(make(shown))) if record.invented else make
    return (lambda shown: _drawn_once(shown, own, marked)) if verb == "figure" else marked


def _drawn_once(record: object, own: Callable[[object], Block], draw: Callable[[object], Block]) -> Block:
    """Return the drawing of an account that a page has just asked for, or draw it."""
    for known, by, block in DRAWN:
        if known is record and by is own:
            return block
    block = draw(record)
    DRAWN.append((record, own, block))
    return block


def answers_in_words(name: str) -> bool:
    """Say whether an account has a sentence."""
    return bool(account_sentences(name))


def account_sentences(name: str) -> tuple[str, ...]:
    """Return what can be asked of an account in sentences, the first first."""
    return _parts("sentence", name)


def _parts(verb: Verb, name: str) -> tuple[str, ...]:
    module, theirs = _module_of_account(verb, name), DELIVERY.whose(name)
    parts: tuple[str, ...] = () if module is None else getattr(module, "PARTS", ())
    wrong = [part for part in parts if not callable(getattr(module, part, None))]
    if theirs is not None and module is not None and (wrong or not parts):
        found = f"no function {wrong[0]} in {module.__name__}" if wrong else f"no PARTS in {module.__name__}"
        raise theirs.refused(found, "PARTS, the names of its functions from the record to a block")
    return parts


def _module_of_account(verb: Verb, name: str) -> ModuleType | None:
    """Return the module that shows an account, of another package where the account is; None where there is none."""
    theirs = DELIVERY.whose(name)
    if theirs is None:
        place = f"{ACCOUNTS}.{verb}s.{name}"
        return import_module(place) if find_spec(place) else None
    shown_by = DELIVERY.get(name).shown_by
    with theirs:
        return import_module(shown_by[verb]) if verb in shown_by else None


def _no_such(verb: str, kind: str, part: str, parts: Sequence[str]) -> EvalkitError:
    return ReportError.one(
        where=f"{verb}(delivery {kind}{f', {part!r}' if part else ''})",
        found=part or f"an account that has no {verb}",
        allowed=", ".join(parts) or "another verb",
        next="ask for one of these parts, or leave it out for the first",
    )


def kind_maker(verb: Literal["table", "figure"], shown: Shown) -> Callable[[CheckResult, Any], Block]:
    """Return the function that shows what a check shows, by its kind, importing its module on first use."""
    place = KINDS.get(shown.kind)
    if place is None:
        raise ReportError.one(
            where=f"{verb}(...) of a check",
            found=f"a {type(shown).__name__}, of the kind {shown.kind!r}",
            allowed=", ".join(sorted(KINDS)),
            next="derive the record from a kind of evalkit.records.shown; Refits takes columns of any name",
        )
    module = place[("table", "figure").index(verb)]
    function = getattr(import_module(f"evalkit.report.{verb}s.checks.{module}"), shown.kind)
    return function  # type: ignore[no-any-return]


def load_everything() -> None:
    """Load every module that shows something, so that a page's first block need not wait."""
    for verb, entries in CATALOGUE.items():
        for module in dict.fromkeys(module for module, _ in entries.values()):
            import_module(f"evalkit.report.{verb}s.{module}")
        for one in iter_modules(import_module(f"{ACCOUNTS}.{verb}s").__path__):
            import_module(f"{ACCOUNTS}.{verb}s.{one.name}")


def _other_verbs(verb: Verb, thing: object) -> str:
    kinds = {kind.__name__ for kind in type(thing).__mro__}
    return " or ".join(other for other, entries in CATALOGUE.items() if other != verb and kinds & set(entries))

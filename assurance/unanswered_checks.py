"""List what the checks of the shipped studies leave unanswered: ``python -m assurance.unanswered_checks [TABLES]``.

A check that could not be answered is not a check that was passed. This list is compared with what the
studies give, so that no check falls silent unnoticed; each has beside it which data would answer it, and who
publishes them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import evalkit as ek
from assurance.digest import mark
from evalkit.core.wanted import Wanted
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.wanted import in_words
from evalkit.records.check import CheckResult
from evalkit.sensitivity import CHECKS

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "assurance" / "unanswered-checks.md"
STUDIES = ("leicester", "north-west")
# The sentence in which an answered check tells what it left out.
LEFT_OUT = re.compile(r"(?:Not asked|Could not be [a-z ]+): (?P<what>.*?)\.(?= [A-Z]|$)")

WHY = ("study", "question", "check", "why")
RESTS = ("check", "data", "who publishes them")
DATA = ("data", "who publishes them", "asked by")
AFTER = """What is left out without data beside it lacks none: the question does not arise as things stand.
"""
OPENING = """# What the checks of the shipped studies leave unanswered

Made by `python -m assurance.unanswered_checks` from the invented tables; a test compares it with what the studies give.

The studies ask {asked} checks, of which {silent} could not be answered.
"""


def main(tables: Path | None) -> None:
    """Write the list."""
    PAGE.write_text(page(ek.open_study(ROOT / "studies" / name, data=tables) for name in STUDIES), encoding="utf-8")


def page(evaluations: Iterable[Evaluation]) -> str:
    """Return the list as a page: every check asked is counted, every one left open is named with its reason."""
    results = [
        (evaluation.study.name, question.id, result)
        for evaluation in evaluations
        for question in evaluation.study.questions
        for result in evaluation.checks(question.id)
    ]
    silent = [one for one in results if not one[2].answered]
    partly = [(*one[:2], one[2], what) for one in results for what in left_out(one[2])]
    parts = [
        OPENING.format(asked=len(results), silent=len(silent) or "none"),
        "## Not answered\n",
        _table(WHY, ((study, question, one.check, one.answer) for study, question, one in silent)),
        "## Answered in part: what was left out\n",
        _table(WHY, ((study, question, one.check, what) for study, question, one, what in partly)),
        "## What would answer them, and who publishes it\n",
        _table(DATA, _wanted(results)),
        AFTER,
        "## What each check rests on, for those whose tables lack it\n",
        _table(RESTS, ((names, wanted.data, wanted.publisher) for wanted, names in rests_on().items())),
        mark(checks()),
        "",
    ]
    return "\n".join(parts)


def rests_on() -> dict[Wanted, str]:
    """Return what checks rest on beyond the results of the question, in words, each with the checks that do."""
    asking: dict[Wanted, list[str]] = {}
    for name in CHECKS.names():
        for wanted in CHECKS.get(name).rests_on:
            asking.setdefault(in_words(wanted), []).append(name)
    return {wanted: ", ".join(names) for wanted, names in asking.items()}


def checks() -> tuple[str, ...]:
    """Return the modules of the checks, by which the page says which code it belongs to."""
    files = sorted((ROOT / "evalkit" / "sensitivity").rglob("*.py"))
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files]
    return tuple(name.removesuffix(".__init__") for name in names)


def _wanted(results: list[tuple[str, str, CheckResult]]) -> list[tuple[str, ...]]:
    """Return each thing wanted once, with everyone who asks for it."""
    asking: dict[Wanted, dict[str, None]] = {}
    for study, question, result in results:
        for wanted in result.wanted:
            asking.setdefault(wanted, {})[f"{study}, {question}: {result.check}"] = None
    return [(wanted.data, wanted.publisher, "; ".join(who)) for wanted, who in asking.items()]


def left_out(result: CheckResult) -> tuple[str, ...]:
    """Return what an answered check says that it could not look at."""
    return tuple(found["what"] for found in LEFT_OUT.finditer(result.answer)) if result.answered else ()


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    head = [f"| {' | '.join(header)} |", f"|{'---|' * len(header)}"]
    return "\n".join([*head, *lines, ""]) if lines else "None.\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)

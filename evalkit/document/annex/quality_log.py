"""The quality log: what was verified, what a run guards against, and the roles that only people can fill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evalkit.core.quantity import Unit
from evalkit.core.registry import Registry
from evalkit.data.sources import SOURCES
from evalkit.design import DESIGNS
from evalkit.document.annex import anchors
from evalkit.document.annex.audited_run import AuditedRun
from evalkit.document.annex.reply import shown_by
from evalkit.document.parts import Heading, Paragraph, Part, Table, told
from evalkit.estimators import ESTIMATORS
from evalkit.inference import INFERENCES
from evalkit.measures import MEASURES
from evalkit.records.check import CheckStanding
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import Words, named
from evalkit.sensitivity import CHECKS

COUNT = Unit("number", 0)
GOLDEN = "tests/golden/"
NO_TESTS = "none is named"
# What a run refuses, and the test that shows that it does.
GUARDS = (
    (
        "A study file with faults is not run; all are named at once",
        "tests/hostile/test_study_faults.py::test_all_faults_are_named_at_once",
    ),
    (
        "Tables with faults are not read in silence; all are named at once",
        "tests/hostile/test_damaged_files.py::test_every_fault_of_every_file_is_told_at_once",
    ),
    (
        "A number in the text without a source stops the report",
        "tests/unit/document/test_numbers_check.py::test_a_number_typed_by_hand_is_found_with_the_words_around_it",
    ),
    (
        "A block that a page kept cannot be left out of the report",
        "tests/unit/document/annex/test_composition.py::test_a_kept_block_that_stands_nowhere_stops_the_report",
    ),
    (
        "A figure without alternative text and a table without caption stop the report",
        "tests/unit/document/renderers/test_html.py::test_a_figure_without_alt_text_and_a_table_without_caption_are_refused",
    ),
    (
        "A page that fails leaves the last report as it was",
        "tests/stories/test_a_run.py::test_a_page_that_fails_leaves_the_last_report_and_says_where_it_stopped",
    ),
    (
        "The same findings give the same file, byte by byte",
        "tests/unit/findings/test_file.py::test_the_same_findings_give_the_same_bytes",
    ),
)
ROLES = (
    "The AQuA Book asks for an analyst, an assurer who is independent of the analyst, an approver and a commissioner. "
    "Who they are is not in the record: people say so beside this report, with the assurer's statement of what was "
    "assured and what was not."
)


def quality_log(held: AuditedRun) -> tuple[Part, ...]:
    """Return the checks done, the tests behind every method used, and the guards of a run."""
    return (
        Heading(3, "Quality log", anchors.QUALITY),
        Paragraph(ROLES),
        *_checks(held),
        *_verified(held),
        _guards(),
    )


def _checks(held: AuditedRun) -> tuple[Part, ...]:
    """Each question with how its checks stand."""
    asked = [one for one in held.findings if one.checks]
    if not asked:
        return (Paragraph("No check was asked of any question."),)
    rows = [
        {
            "question": one.id,
            "status": one.status,
            "asked": len(one.checks),
            **{standing.name: sum(check.standing is standing for check in one.checks) for standing in CheckStanding},
        }
        for one in asked
    ]
    columns = (
        Column("question", "Question"),
        Column("status", "Status"),
        Column("asked", "Checks (number)", COUNT),
        *(Column(standing.name, f"{standing.value.capitalize()} (number)", COUNT) for standing in CheckStanding),
    )
    block = table_block(f"{anchors.QUALITY}-checks", "Validation: how the checks stand", columns, rows)
    links = tuple(
        (row, 0, link.target)
        for row, one in enumerate(asked)
        for link in shown_by(held, one.id, ("checks", "table", one.id))
    )
    return (Table(block, block.id, links=links),)


def _verified(held: AuditedRun) -> tuple[Part, ...]:
    rows = list(_parts_used(held))
    if not rows:
        return (Paragraph("No method was used."),)
    columns = (
        Column("kind", "Kind"),
        Column("part", "Part"),
        Column("golden", "Held to values of other programs"),
        Column("tests", "Tests behind it"),
    )
    block = table_block(
        f"{anchors.QUALITY}-verification", "Verification: the tests behind what was used", columns, rows
    )
    return (*told(_golden(rows)), Table(block, block.id))


def _golden(rows: list[dict[str, object]]) -> Block:
    words, golden = Words(), sum(row["golden"] == "yes" for row in rows)
    tested = sum(row["tests"] != NO_TESTS for row in rows)
    used = words.count("parts used", len(rows), "part was", "parts were")
    independent = words.count("parts tested", tested)
    others = words.count("parts held to other programs", golden)
    text = (
        f"{used} used. {independent} of them have tests that compare them with an independent source, and {others} are "
        "also held to values that another program gave."
    )
    return words.block(f"{anchors.QUALITY}-golden", text)


def _parts_used(held: AuditedRun) -> Iterator[dict[str, object]]:
    for kind, registry, names in _used(held):
        for name in dict.fromkeys(names):
            if name in registry.names():
                tests = registry.get(name).checked_against
                yield {
                    "kind": kind,
                    "part": named(name),
                    "golden": "yes" if any(one.startswith(GOLDEN) for one in tests) else "no",
                    "tests": "; ".join(tests) or NO_TESTS,
                }


def _used(held: AuditedRun) -> Iterator[tuple[str, Registry[Any], list[str]]]:
    estimates = [one.estimate for one in held.findings]
    yield "source", SOURCES, [str(one.get("source")) for one in held.inputs]
    yield "measure", MEASURES, [one.estimand.outcome for one in estimates]
    yield "design", DESIGNS, [one.design for one in estimates]
    yield "estimator", ESTIMATORS, [one.estimator for one in estimates]
    yield "certainty", INFERENCES, [sure.name for one in estimates for sure in one.inferences]
    yield "check", CHECKS, [check.check for one in held.findings for check in one.checks]


def _guards() -> Table:
    rows = [{"guard": guard, "test": test} for guard, test in GUARDS]
    columns = (Column("guard", "Guard of every run"), Column("test", "Test that shows it"))
    return Table(
        table_block(f"{anchors.QUALITY}-guards", "What a run refuses", columns, rows), f"{anchors.QUALITY}-guards"
    )

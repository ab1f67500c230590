"""A hand-made run for the tests of the annex: a study, one finding, a record and what pages kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from evalkit.document.annex.audited_run import AuditedRun
from evalkit.document.kept_blocks import KeptPage
from evalkit.document.placed_blocks import placed
from evalkit.findings.beside import Beside
from evalkit.findings.finding import Answer, Finding
from evalkit.records.own_schools import OwnStanding
from evalkit.report.block import Block
from evalkit.report.verbs import figure, sentence, table
from evalkit.study.model import Study
from tests.unit.document import conftest
from tests.unit.report import samples

TABLES = (
    {
        "file": "2018-2019/england_ks4final.csv",
        "source": "legacy_tables",
        "year": 2019,
        "vintage": "final",
        "rows": 5574,
        "rows_kept": 5422,
        "sha256": "ab12" * 16,
        "dropped": {"national total, not a school": 2},
        "reasons": {"suppressed": 7, "blank": 3},
        "notes": ["2018-2019/england_ks4final.csv is not UTF-8; it was read as Windows-1252"],
    },
    {
        "file": "2016-2017/england_ks4final.csv",
        "source": "legacy_tables",
        "year": 2017,
        "vintage": "final",
        "rows": 5551,
        "rows_kept": 5398,
        "sha256": "cd34" * 16,
        "dropped": {},
        "reasons": {"suppressed": 5},
        "notes": ["2016-2017/england_ks4final.csv is not UTF-8; it was read as Windows-1252"],
    },
    {
        "file": "2021-2022/england_abs.csv",
        "source": "not read",
        "year": None,
        "vintage": "not stated",
        "rows": 0,
        "rows_kept": 0,
        "sha256": "ef56" * 16,
        "dropped": {},
        "reasons": {},
        "notes": ["2021-2022/england_abs.csv was not read: no question looks at years after 2018/19"],
    },
)
PLAN = {
    "digest": "0a1b" * 16,
    "years": {"cohort": 2019, "baseline": [2017], "others": [2018], "overrides": []},
    "donors": {"own": "keep", "rules": [], "joined": "exclude"},
    "looks_at": {"attainment": [["p8_maths", 2017, "outcome"], ["absence", 2019, "check of something"]]},
    "questions": [
        {
            "id": "attainment",
            "outcome": "p8_maths",
            "status": "planned",
            "weighting": "schools",
            "options": {"placebo_areas": {"conf_level": 0.95, "min_schools": 5}},
        }
    ],
}
RECORD: Mapping[str, object] = {
    **conftest.RECORD,
    "inputs": list(TABLES),
    "plan": PLAN,
    "versions": {"python": "3.11.7", "evalkit": "0.1.0"},
    "code": {"digest": "9c8d" * 16, "extensions": []},
}
STANDING = OwnStanding(programme=20, asked=20, compared=19, lost=(("opened later", 1),), unlike=0, kind="school")


def study(**fields: object) -> Study:
    """A study that says how its schools came to be picked, and has a story."""
    selection = {"by": "the partnership", "when": "spring 2017", "how": "invited", "figure": "none", "declined": "none"}
    story = "## Overview\n\nWhat was done.\n\n## Good practice\n\nReviews.\n"
    return samples.study(selection={**selection, "chose": "area"}, story=story, **fields)


def finding() -> Finding:
    """A finding with all that stands beside it."""
    dose = samples.exposure().rows[-2:]
    beside = Beside(asked=20, smallest=0.3, power=0.8, dose=dose)
    return replace(samples.finding(), beside=beside, standing=STANDING)


@cache
def pages() -> tuple[KeptPage, ...]:
    """Blocks of every kind, as pages keep them; drawn once for all tests."""
    one, asked = finding(), study()
    kept: dict[str, list[Block]] = {
        "00-study": [
            table(asked, "programme"),
            table(asked, "components"),
            table(asked, "selection"),
            table(asked, "questions"),
            table(asked, "overrides"),
            table(samples.exposure()),
        ],
        "01-schools": [
            table(samples.panel(), "files"),
            table(samples.panel(), "missing"),
            figure(samples.flow()),
            table(samples.flow()),
        ],
        "02-outcomes": [table(samples.trends())],
        "03-comparison": [
            sentence(samples.comparison()),
            table(samples.comparison()),
            table(samples.detectable()),
        ],
        "04-effect": [
            sentence(one, "estimand"),
            table(one, "inferences"),
            table(one, "grounds"),
            table(samples.event_study()),
            sentence(one, "headline"),
        ],
        "05-sensitivity": [
            table(one, "checks"),
            *(make(check) for check in one.checks for make in (figure, table)),
            sentence(one, "limits"),
        ],
        "09-conclusions": [table(one, "summary"), sentence(one, "may_be_said"), sentence(one, "may_not_be_said")],
    }
    return tuple(KeptPage(name, f"What of {name}?", "", tuple(blocks)) for name, blocks in kept.items())


def run(*answers: Answer, record: Mapping[str, object] = RECORD) -> AuditedRun:
    """A run that holds nearly everything."""
    told = answers or (finding(),)
    return AuditedRun(study(), told, record, placed(pages()))

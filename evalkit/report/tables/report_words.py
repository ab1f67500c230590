"""The words that the report cannot do without, with what they mean."""

from __future__ import annotations

import tomllib
from functools import cache

from evalkit.core.shipped import beside_the_code
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.study.model import Study

FILE = beside_the_code("report/report_words.toml")


def words(study: Study) -> Block:
    """Each word that a reader of this study's report meets, and what it means."""
    outcomes = {question.outcome for question in study.questions}
    rows = [
        {"word": entry["word"], "means": entry["means"]}
        for entry in _entries()
        if "when" not in entry or outcomes & set(entry["when"])
    ]
    columns = (Column("word", "Word"), Column("means", "What it means"))
    return table_block("report-words", "Words of this report", columns, rows)


@cache
def _entries() -> tuple[dict[str, str], ...]:
    return tuple(tomllib.loads(FILE.read_text(encoding="utf-8"))["word"])

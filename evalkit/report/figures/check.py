"""What a check shows as a picture, by its kind."""

from __future__ import annotations

from evalkit.records.check import CheckResult
from evalkit.report.block import Block
from evalkit.report.catalogue import kind_maker
from evalkit.report.sentences.parts.check_words import NOTHING_SHOWN, looked_at
from evalkit.report.words import Words


def check(result: CheckResult) -> Block:
    """The drawing of the kind of thing shown; a check that shows nothing says so, and its sentence says why."""
    if result.shows is None or not result.answered or not result.shows.rows:
        words = Words()
        return words.block(
            f"check-{result.check.replace('_', '-')}-drawn", f"{looked_at(words, result)}: {NOTHING_SHOWN}."
        )
    return kind_maker("figure", result.shows)(result, result.shows)

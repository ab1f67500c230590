"""What a check shows as a picture, by its kind."""

from __future__ import annotations

from evalkit.records.check import CheckResult
from evalkit.report.block import Block
from evalkit.report.catalogue import kind_maker
from evalkit.report.sentences.check import check as check_sentence


def check(result: CheckResult) -> Block:
    """The drawing of the kind of thing shown; a check that shows nothing gives its sentence."""
    if result.shows is None or not result.answered or not result.shows.rows:
        return check_sentence(result)
    return kind_maker("figure", result.shows)(result, result.shows)

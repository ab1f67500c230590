"""What checks want, put into words where it is known who publishes a variable."""

from __future__ import annotations

from dataclasses import replace

from evalkit.core.wanted import Wanted
from evalkit.core.years import academic_year
from evalkit.data.publishers import published_in
from evalkit.records.check import CheckResult


def with_publishers(result: CheckResult) -> CheckResult:
    """Return a check with everything it wants in words, each with who has it."""
    return replace(result, wanted=tuple(in_words(one) for one in result.wanted))


def in_words(wanted: Wanted) -> Wanted:
    """Return what is wanted in words; a variable is told with its years and its publisher."""
    if not wanted.variable:
        return wanted
    found = published_in(wanted.variable)
    when = " and ".join(academic_year(year) for year in sorted(set(wanted.years)))
    same = found.what == wanted.variable.replace("_", " ")
    named = f" ({wanted.variable})" if when and not same else ""
    what = f"{found.what}{named}, {when}" if when else found.what
    return replace(wanted, data=wanted.data or what, publisher=wanted.publisher or found.publisher)

"""Whether what is said beside a data frame is of the kind that it should be: names, years, words, numbers of draws."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from numbers import Integral, Real

from evalkit.core.errors import Fault

# More decimals than a computer keeps would show digits that mean nothing.
MOST_DECIMALS = 12


def wrong_names(outcome: object, columns: Mapping[str, object]) -> list[Fault]:
    """Return the faults of arguments that should name one column each.

    Parameters
    ----------
    outcome : object
        What was given as the outcome, which cannot be left out.
    columns : mapping of str to object
        What was given for each argument that may be None.
    """
    given = {"outcome": outcome, **{name: value for name, value in columns.items() if value is not None}}
    return [
        Fault(f"the argument {name}", repr(value)[:80], "the name of one column", "name a column, or leave it out")
        for name, value in given.items()
        if value is None or value == "" or not _names_one(value)
    ]


def names_in(argument: str, given: object) -> tuple[tuple[str, ...], list[Fault]]:
    """Return one name, or several, as several; and what is wrong with them.

    Parameters
    ----------
    argument : str
        Its name.
    given : object
        What was given.
    """
    if isinstance(given, str):
        return (given,) if given else (), []
    names = tuple(given) if isinstance(given, Iterable) else (None,)
    if all(name is not None and name != "" and _names_one(name) for name in names):
        return names, []
    fault = Fault(f"the argument {argument}", repr(given)[:80], "one name, or a list of names", "write ['a', 'b'], say")
    return (), [fault]


def years_in(cohort: object, baseline: object, period: object) -> tuple[int | None, tuple[int, ...], list[Fault]]:
    """Return the cohort and the baseline years as whole numbers, and what is wrong with them.

    Parameters
    ----------
    cohort, baseline : object
        What was given.
    period : object
        Column of years, without which neither means anything; None where there is none.
    """
    listed = () if baseline is None else tuple(baseline) if isinstance(baseline, Iterable) else (baseline,)
    faults = [
        Fault(f"the argument {name}", repr(given)[:80], "whole years, such as 2019", "write the year as a number")
        for name, given, years in (
            ("cohort", cohort, () if cohort is None else (cohort,)),
            ("baseline", baseline, listed),
        )
        if not all(_whole(year) for year in years) or isinstance(given, str)
    ]
    if period is None and (cohort is not None or listed):
        found = "nothing, beside a year in cohort or baseline"
        faults.append(
            Fault(
                "the argument period",
                found,
                "the column of years in which they stand",
                "name the column, or leave out the years",
            )
        )
    if faults:
        return None, (), faults
    return None if cohort is None else int(str(cohort).removesuffix(".0")), tuple(map(int, listed)), []


def wrong_words(unit: object, cluster_name: object, decimals: object, seed: object) -> list[Fault]:
    """Return the faults of words and numbers for readers, and of the seed.

    Parameters
    ----------
    unit, cluster_name, decimals, seed : object
        What was given.
    """
    faults = []
    if not (_whole(decimals) and isinstance(decimals, Integral) and 0 <= int(decimals) <= MOST_DECIMALS):
        allowed = f"a whole number from 0 to {MOST_DECIMALS}"
        faults.append(Fault("the argument decimals", repr(decimals), allowed, "write 2, say"))
    if not (_whole(seed) and isinstance(seed, Integral) and int(seed) >= 0):
        faults.append(Fault("the argument seed", repr(seed), "a whole number, 0 or more", "write 2017, say"))
    for name, value in (("unit", unit), ("cluster_name", cluster_name)):
        if not (isinstance(value, str) and value.strip()):
            faults.append(Fault(f"the argument {name}", repr(value), "a word in the plural", "write 'grades', say"))
    return faults


def _names_one(value: object) -> bool:
    """Say whether something may be the heading of one column, and not a list of headings."""
    return isinstance(value, Hashable) and not isinstance(value, tuple)


def _whole(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and float(value).is_integer()

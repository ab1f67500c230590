"""How far a school is named: by its name, by a code that says nothing of it, or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evalkit.core.streams import stream
from evalkit.programme.kept import KeptTables
from evalkit.programme.tables import programme_tables
from evalkit.programme.tables.parts.table import Naming

# The one that says less wins where the table and the school differ.
SAYS = ("public", "code", "not shown")
# Numbers have as many digits as there are schools to fill a good half of them, and none begins with a nought.
TWO_DIGITS, THREE_DIGITS, FEW = (10, 99), (100, 999), 45


def school_labels(kept: KeptTables, table: str, named: Mapping[str, Naming], seed: int) -> dict[str, str]:
    """Return what a report may call each school in figures made from a table; one that may not be shown is left out.

    Parameters
    ----------
    kept : KeptTables
        Holds the schools, and for each how it may be shown.
    table : str
        Name of the table.
    named : mapping of str to str
        What the study says of its tables.
    seed : int
        Of the study: codes are drawn from it, and say nothing of a school.
    """
    rule = named.get(table, programme_tables()[table].named)
    schools = kept.rows("schools")
    codes = school_codes([int(urn) for urn in schools["urn"]], seed)
    labels = {}
    for name, shown_as, code in zip(schools["school"], schools["shown_as"], codes, strict=True):
        how = max(rule, shown_as or rule, key=SAYS.index)
        if how != "not shown":
            labels[name] = name if how == "public" else code
    return labels


def school_codes(numbers: Sequence[int], seed: int) -> tuple[str, ...]:
    """Return a code for each school, which it keeps when schools are added below it.

    A code is drawn from the seed and the school's own number, so that neither its place in the list nor its name shows
    in it. Where two schools draw the same, the upper keeps it and the lower takes the next that is free. Whoever knows
    the seed, which reports print, and the numbers can draw them again: codes keep readers from comparing heads over a
    table, and are no secret.

    Parameters
    ----------
    numbers : sequence of int
        URN of each school, in the order of the table.
    seed : int
        Of the study.
    """
    first, last = TWO_DIGITS if len(numbers) <= FEW else THREE_DIGITS
    taken: dict[int, None] = {}
    for number in numbers:
        code = int(stream(seed, "code of a school", number).integers(first, last + 1))
        while code in taken:
            code = code + 1 if code < last else first
        taken[code] = None
    return tuple(f"School {code}" for code in taken)

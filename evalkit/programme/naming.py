"""How far a school is named: by its name, by a code that says nothing of it, or not at all."""

from __future__ import annotations

from collections.abc import Mapping

from evalkit.core.streams import stream
from evalkit.programme.kept import KeptTables
from evalkit.programme.tables import programme_tables
from evalkit.programme.tables.parts.table import Naming

# The one that says less wins where the table and the school differ.
SAYS = ("public", "code", "not shown")


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
        Of the study: the order of the codes is drawn from it, and says nothing of a school.
    """
    rule = named.get(table, programme_tables()[table].named)
    schools = kept.rows("schools")
    names = sorted(schools["school"])
    order = stream(seed, "codes of schools").permutation(len(names))
    codes = {name: f"School {place + 1}" for name, place in zip(names, order, strict=True)}
    labels = {}
    for name, shown_as in zip(schools["school"], schools["shown_as"], strict=True):
        how = max(rule, shown_as or rule, key=SAYS.index)
        if how != "not shown":
            labels[name] = name if how == "public" else codes[name]
    return labels

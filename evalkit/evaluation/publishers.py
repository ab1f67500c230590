"""Who publishes a variable: asked here until the sources say it themselves."""

from __future__ import annotations

from dataclasses import dataclass

TABLES = "Department for Education, school performance tables"
# By the beginning of a variable's name: what it is, and whose table holds it.
PUBLISHED = (
    (("absence", "persistent_absence"), "absence from school", f"{TABLES}, absence"),
    (("ks5", "p16"), "results at 16 to 18", f"{TABLES}, 16 to 18"),
    (("census_",), "pupils on roll and who they are", f"{TABLES}, pupil census"),
    (("teachers", "pupil_teacher", "mean_teacher", "qts"), "teachers and their pay", f"{TABLES}, school workforce"),
    (("destination",), "where pupils went after Key Stage 4", f"{TABLES}, destinations"),
)


@dataclass(frozen=True, slots=True)
class Publication:
    """Where a variable is published.

    Attributes
    ----------
    what : str
        What it is in words: "absence from school".
    publisher : str
        Who publishes it, and in which tables.
    """

    what: str
    publisher: str


def published_in(variable: str) -> Publication:
    """Return what a variable is and who publishes it."""
    for starts, what, whose in PUBLISHED:
        if variable.startswith(starts):
            return Publication(what, whose)
    return Publication(variable.replace("_", " "), f"{TABLES}, Key Stage 4")

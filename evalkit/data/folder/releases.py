"""Which release of the tables could still change an answer: later vintages, later years, other holders."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.core.years import examined, progress8_published
from evalkit.tables.panel import Panel

VINTAGES = ("provisional", "revised", "final")
# The last year of which evalkit knows what was published; it looks no further.
LAST_KNOWN = 2026


@dataclass(frozen=True, slots=True)
class Release:
    """One release and what it could do to the answer.

    Attributes
    ----------
    what : str
        The release in words.
    years : tuple of int
        Exam years it is about.
    could_change : str
        ``this answer``, ``whether it lasts``, ``nothing`` or ``how sure, and for whom``.
    why : str
        One sentence.
    """

    what: str
    years: tuple[int, ...]
    could_change: str
    why: str


def releases(panel: Panel) -> tuple[Release, ...]:
    """Return the releases beyond the files read, the nearest to the answer first.

    Years of the panel come with the vintages of their files; years after it with what is known to be published.
    """
    return (*_vintages(panel), *_later_years(max(panel.frame["year"])), _pupils())


def _vintages(panel: Panel) -> list[Release]:
    """Return for each year read whether a later vintage of its table exists."""
    held: dict[int, set[str]] = {}
    for item in panel.provenance:
        if item.year is not None:
            held.setdefault(item.year, set()).add(item.vintage)
    found: dict[tuple[str, str, str], list[int]] = {}
    for year in sorted({int(year) for year in panel.frame["year"]}):
        vintages = held.get(year, set())
        if vintages & {"final"}:
            found.setdefault(("none later", "nothing", "The final tables were read."), []).append(year)
            continue
        known = [vintage for vintage in VINTAGES if vintage in vintages]
        later = " or ".join(VINTAGES[VINTAGES.index(known[-1]) + 1 :]) if known else "final"
        had = f"The {known[-1]} tables were read" if known else "The files do not say which vintage they are"
        why = f"{had}; between vintages a school's result may move in the second decimal."
        found.setdefault((f"{later} tables", "this answer", why), []).append(year)
    return [Release(what, tuple(years), could, why) for (what, could, why), years in found.items()]


def _later_years(last: int) -> list[Release]:
    years = range(last + 1, LAST_KNOWN + 1)
    kinds = (
        (
            [year for year in years if not examined(year)],
            "nothing",
            "No exams were held, and no results of schools are published.",
        ),
        (
            [year for year in years if examined(year) and progress8_published(year)],
            "whether it lasts",
            "Other pupils, another baseline and other grading: a question of its own, never pooled with this one.",
        ),
        (
            [year for year in years if examined(year) and not progress8_published(year)],
            "whether it lasts",
            "Attainment only: there is no measure of progress, because these pupils sat no Key Stage 2 tests.",
        ),
    )
    return [Release("tables of later years", tuple(chosen), could, why) for chosen, could, why in kinds if chosen]


def _pupils() -> Release:
    return Release(
        "pupils' records (National Pupil Database)",
        (),
        "how sure, and for whom",
        "Results of single pupils with their Key Stage 2 results would narrow the interval and tell groups apart; the "
        "Department for Education holds them and lends them to approved projects in a closed room.",
    )

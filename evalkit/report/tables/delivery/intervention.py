"""Extra help for pupils, as tables."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.intervention import PupilIntervention
from evalkit.report.block import Block
from evalkit.report.table_cells import SUPPRESSED, Column, not_shown, table_block
from evalkit.report.words import Words

PARTS = ("intervention", "schools", "alike", "scores")
PUPILS = Unit("pupils", 0)
HOURS = Unit("pupil-hours", 0)
MINUTES = Unit("minutes", 0)
SCORE = Unit("points", 1)
COUNTS_ONLY = "Of fewer than ten pupils only counts and hours are shown."


def intervention(result: PupilIntervention) -> Block:
    """Pupils helped, hours, and minutes a pupil beside the plan, term by term."""
    columns = (
        Column("term", "Term"),
        Column("schools", "Schools", Unit("schools", 0)),
        Column("groups", "Groups", Unit("groups", 0)),
        Column("pupils", "Pupils helped", PUPILS),
        Column("hours", "Pupil-hours", HOURS),
        Column("minutes", "Minutes a pupil, mean of schools", MINUTES),
        Column("planned", "The same as planned", MINUTES),
    )
    rows = [
        {"term": one.term, "schools": one.schools, "groups": one.groups, "pupils": one.pupils, "hours": one.hours}
        | {"minutes": one.minutes, "planned": one.planned}
        for one in result.terms
    ]
    note = "A pupil-hour is one hour of help for one pupil; four pupils helped together for an hour have four."
    return table_block("intervention", "Extra help for pupils, term by term", columns, rows, notes=(note,))


def schools(result: PupilIntervention) -> Block:
    """The same for each school that may be shown."""
    columns = (
        Column("school", "School"),
        Column("term", "Term"),
        Column("pupils", "Pupils helped", PUPILS),
        Column("hours", "Pupil-hours", HOURS),
        Column("minutes", "Minutes a pupil", MINUTES),
        Column("planned", "The same as planned", MINUTES),
    )
    rows = [
        {"school": one.label, "term": term, "pupils": pupils, "hours": hours, "minutes": minutes, "planned": planned}
        for one in result.schools
        for term, pupils, hours, minutes, planned in zip(
            one.terms, one.pupils, one.hours, one.minutes, one.planned, strict=True
        )
    ]
    notes = ("The order says nothing of a school.", COUNTS_ONLY, *not_shown(result.hidden))
    return table_block("intervention-schools", "Extra help for pupils by school", columns, rows, notes=notes)


def alike(result: PupilIntervention) -> Block:
    """Who had it: by year group, by what pupils were chosen on, by how far new teaching had come."""
    columns = (
        Column("side", "By"),
        Column("name", "Which"),
        Column("rows", "Groups by term", Unit("groups", 0)),
        Column("pupils", "Pupils in them", PUPILS),
        Column("hours", "Pupil-hours", HOURS),
        Column("minutes", "Minutes a pupil and term", MINUTES),
    )
    rows = [
        {"side": one.side, "name": one.name, "rows": one.rows, "pupils": one.pupils, "hours": one.hours}
        | {"minutes": one.minutes}
        for one in result.alike
    ]
    note = "A pupil helped in two terms counts twice."
    return table_block("intervention-alike", "Who had extra help", columns, rows, notes=(note,))


def scores(result: PupilIntervention) -> Block:
    """Scores at the start and at the end of a term's help, as description."""
    columns = (
        Column("name", "Pupils"),
        Column("pupils", "Number", PUPILS),
        Column("entry", "Mean score at the start", SCORE, SUPPRESSED),
        Column("exit", "Mean score at the end", SCORE, SUPPRESSED),
    )
    rows = [{"name": one.name, "pupils": one.pupils, "entry": one.entry, "exit": one.exit} for one in result.scores]
    if not rows:
        return Words().block("intervention-scores", "")
    notes = (
        "Pupils chosen for a low score rise at the next test by themselves: a low score is partly a bad day. No "
        "pupils without the help are beside them, so this rise says nothing of the help.",
        "A pupil helped in two terms counts twice.",
    )
    return table_block(
        "intervention-scores", "Scores before and after a term of extra help", columns, rows, notes=notes
    )

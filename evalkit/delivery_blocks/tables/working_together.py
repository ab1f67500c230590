"""Who worked with whom, as tables."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.numeric.networks import BeyondDegrees
from evalkit.records.delivery.working_together import WorkingTogether
from evalkit.report.block import Block
from evalkit.report.table_cells import NOT_APPLICABLE, Column, table_block
from evalkit.report.words import opened

PARTS = ("working_together", "kinds", "others", "change", "partnership")
SCHOOLS, PAIRS, COUNT = Unit("schools", 0), Unit("pairs", 0), Unit("count", 0)
DENSITY, SHARE, MEAN = Unit("share", 2), Unit("share", 3), Unit("pairs", 1)


def working_together(result: WorkingTogether) -> Block:
    """Schools, pairs, groups and who was outside, by term."""
    columns = (
        Column("term", "Term"),
        Column("schools", "Schools", SCHOOLS),
        Column("outside", "Of whom with no other", SCHOOLS),
        Column("pairs", "Pairs that worked together", PAIRS),
        Column("density", "Share of all pairs (density)", DENSITY),
        Column("groups", "Groups", Unit("groups", 0)),
        Column("largest", "Schools in the largest", SCHOOLS),
    )
    rows = [{column.key: getattr(term, column.key) for column in columns} for term in result.terms]
    notes = [
        "Every school that belonged to the programme in a term counts, whether it worked with another or not. A group "
        "is two or more schools joined by joint work, directly or through others."
    ]
    if result.left_out:
        notes.append(f"Left out: {result.left_out} that joined a school with itself.")
    rows = rows or [{"term": "none is recorded"}]
    return table_block("working-together", "Work between schools, by term", columns, rows, notes=notes)


def kinds(result: WorkingTogether) -> Block:
    """Kinds of joint work, over all terms."""
    columns = (
        Column("kind", "What they did"),
        Column("terms", "Terms", Unit("terms", 0)),
        Column("pairs", "Pairs of schools", PAIRS),
        Column("schools", "Schools", SCHOOLS),
        Column("reciprocity", "Share returned", DENSITY, NOT_APPLICABLE),
    )
    rows = [
        {
            "kind": opened(one.kind),
            "terms": one.terms,
            "pairs": one.pairs,
            "schools": one.schools,
            "reciprocity": one.reciprocity,
        }
        for one in result.kinds
    ]
    note = (
        "Share returned: of all links from one school to another, those with one the other way in any term. Planning, "
        "schemes and moderation have no direction."
    )
    rows = rows or [{"kind": "none is recorded"}]
    return table_block("kinds-of-joint-work", "How schools worked together", columns, rows, notes=(note,))


def others(result: WorkingTogether) -> Block:
    """How far joint work spread beyond the programme's own schools, term by term."""
    terms = [term for term, _ in result.others[0].by_term] if result.others else []
    columns = (
        Column("name", "Schools"),
        Column("listed", "Listed", SCHOOLS),
        *(Column(term, f"Reached by {term}", SCHOOLS) for term in terms),
    )
    rows = [{"name": opened(one.name), "listed": one.listed, **dict(one.by_term)} for one in result.others]
    rows = rows or [{"name": "no school outside the programme is listed"}]
    return table_block("other-schools", "How far joint work spread", columns, rows)


def change(result: WorkingTogether) -> Block:
    """Change from the first term to the last beside graphs that keep each school's number of links."""
    columns = (
        Column("what", "What"),
        Column("observed", "Seen", COUNT),
        Column("expected", "Mean of the reference", MEAN),
        Column("low", "95% of it from", COUNT),
        Column("high", "to", COUNT),
        Column("share", "Share as far from the mean", SHARE),
        Column("error", "Its error from drawing", SHARE),
        Column("least", "Smallest share possible", SHARE),
    )
    found = [("Pairs of the last term that had worked together before", result.kept)]
    found.append(("Change in how many threes all work with each other", result.threes))
    rows = [_row(what, one) for what, one in found if one is not None]
    how = "each way of joining them is looked at" if rows and rows[0]["exact"] else "ways of joining them are drawn"
    note = (
        f"Reference: every school keeps its number of partners, and {how}. It shows whether partners were the same or "
        "closer than numbers alone would give, not why."
    )
    rows = rows or [{"what": "joint work is recorded in one term only"}]
    return table_block("change-in-joint-work", "Did joint work settle?", columns, rows, notes=(note,) if rows else ())


def partnership(result: WorkingTogether) -> Block:
    """What partners answered, as counts."""
    answers = list(dict.fromkeys(answer for one in result.partnership for answer, _ in one.answers))
    columns = (
        Column("asks", "Question"),
        Column("wave", "When"),
        *(Column(answer, answer, COUNT) for answer in answers),
    )
    rows = [{"asks": one.asks, "wave": one.wave, **dict(one.answers)} for one in result.partnership]
    rows = rows or [{"asks": "partners were not asked", "wave": ""}]
    return table_block("partnership-answers", "What partners said of working together", columns, rows)


def _row(what: str, one: BeyondDegrees) -> dict[str, object]:
    shown = ("observed", "expected", "low", "high", "share", "error", "least", "exact")
    return {"what": what, **{name: getattr(one, name) for name in shown}}

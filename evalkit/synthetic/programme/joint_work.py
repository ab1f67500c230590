"""Which schools worked together, term by term."""

from __future__ import annotations

import datetime as dt

from evalkit.synthetic.programme.cast import Cast, Row
from evalkit.synthetic.programme.terms import school_day, terms_from

Pairs = tuple[tuple[str, str], ...]


def pairs_made(cast: Cast, count: int) -> Pairs:
    """Return pairs of schools that are made to work together; those whose people hardly came are in none."""
    draws = cast.draws("pairs")
    names = [school.name for school in cast.schools if school.keen > 0.5]
    every = [(one, other) for place, one in enumerate(names) for other in names[place + 1 :]]
    return tuple(every[place] for place in sorted(draws.choice(len(every), min(count, len(every)), replace=False)))


def link_rows(cast: Cast, pairs: Pairs, kinds: tuple[str, ...], begins: tuple[float, ...]) -> list[Row]:
    """Return joint work of the pairs; ``begins`` is the chance in each term that a pair works together."""
    draws, rows = cast.draws("links"), []
    for one, other in pairs:
        joined = max(cast.school(one).joined, cast.school(other).joined)
        for term in terms_from(joined):
            chance = begins[
                min(len(begins) - 1, [known.name for known in terms_from(dt.date(2017, 9, 1))].index(term.name))
            ]
            for kind in kinds:
                if draws.random() > chance:
                    continue
                giver, taker = (one, other) if draws.random() < 0.6 else (other, one)
                day = school_day(term.first + dt.timedelta(days=int(draws.integers(10, 60))))
                strength = int(draws.integers(1, 4))
                rows.append(_link(giver, taker, kind, term.name, day, strength))
                if kind in ("visit", "open door") and draws.random() < 0.4:
                    rows.append(_link(taker, giver, kind, term.name, day, strength))
    return rows


def outreach_rows(cast: Cast, special: tuple[str, ...], term_names: tuple[str, ...]) -> list[Row]:
    """Return outreach between special and mainstream schools, in both directions."""
    draws, rows = cast.draws("outreach"), []
    mainstream = [school.name for school in cast.schools if school.keen > 0.5]
    for place, term in enumerate(term_names):
        for name in special:
            for other in sorted(draws.choice(mainstream, min(len(mainstream), 1 + place), replace=False).tolist()):
                back = draws.random() < 0.3
                strength = int(draws.integers(1, 3))
                first, second = (other, name) if back else (name, other)
                rows.append(_link(first, second, "outreach special-mainstream", term, None, strength))
    return rows


def _link(giver: str, taker: str, kind: str, term: str, day: dt.date | None, strength: int) -> Row:
    return {
        "from_school": giver,
        "to_school": taker,
        "kind": kind,
        "term": term,
        "date": day if kind in ("visit", "open door") else None,
        "strength": strength,
    }

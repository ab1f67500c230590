"""What a register says about how schools follow one another, with the faults that registers have.

A change of number is one link told from both ends. Some are told from one end only, a few the wrong way
round, a few not at all though the place stays the same. Schools that close may have joined another;
new schools may have been split from one; sixth form centres belong to schools and follow none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalkit.core.streams import stream
from evalkit.synthetic.nation.careers import Careers, Move, settled_rows
from evalkit.synthetic.nation.generator import Nation

PREDECESSOR, SUCCESSOR = "predecessor", "successor"
# One change of number in so many is told from one end only, the wrong way round, or not at all.
ONE_END, WRONG_WAY, UNTOLD = 7, 60, 75
FIRST_URN_OF_CENTRES, CENTRES = 985001, 9
FIRST_URN_OF_PROPOSED, PROPOSED = 986001, 6
SPLITS = 5


@dataclass(frozen=True, slots=True)
class Link:
    """One row of a register of links.

    Attributes
    ----------
    urn, other : int
        The school, and the one it is linked with.
    kind : str
        What the other is to the school: ``predecessor``, ``successor merged``, ``sixth form centre``, ...
    day : str
        Day of the link.
    """

    urn: int
    other: int
    kind: str
    day: str


@dataclass(frozen=True, slots=True)
class Ties:
    """All links of a nation, and what they tell of.

    Attributes
    ----------
    links : tuple of Link
        Rows of the register of links.
    joined : dict
        For the number of a school that closed into another, the number of that other.
    divided : dict
        For the number of a new school, that of the school it was split from.
    centres : tuple of (int, int)
        Sixth form centres: number, and position of the area.
    proposed : tuple of (int, int)
        Schools proposed to open: number, and position of the school they are to follow.
    wrong_way, untold : tuple of (int, int)
        Changes of number, old and new, that are told the wrong way round or not at all.
    """

    links: tuple[Link, ...]
    joined: dict[int, int]
    divided: dict[int, int]
    centres: tuple[tuple[int, int], ...]
    proposed: tuple[tuple[int, int], ...]
    wrong_way: tuple[tuple[int, int], ...]
    untold: tuple[tuple[int, int], ...]


def draw_ties(nation: Nation, careers: Careers, opened: tuple[tuple[int, str, str], ...]) -> Ties:
    """Return the links.

    Parameters
    ----------
    nation : Nation
        The schools.
    careers : Careers
        Their numbers.
    opened : tuple of (int, str, str)
        New schools: number, code of the area, and day of opening.
    """
    rng = stream(nation.seed, "synthetic", "ties")
    moved, wrong_way, untold = _moved(nation, careers.moves)
    joined_links, joined = _joined(rng, nation, careers)
    divided_links, divided = _divided(nation, careers, opened)
    centre_links, centres = _centres(nation, careers)
    proposed_links, proposed = _proposed(nation, careers)
    links = (*moved, *joined_links, *divided_links, *centre_links, *proposed_links)
    return Ties(links, joined, divided, centres, proposed, wrong_way, untold)


def both(old: int, new: int, manner: str, day: str) -> tuple[Link, Link]:
    """Return one succession told from both ends; ``manner`` is nothing, ``merged``, ``amalgamated`` or ``split``."""
    return (
        Link(old, new, f"{SUCCESSOR} {manner}".strip(), day),
        Link(new, old, f"{PREDECESSOR} {manner}".strip(), day),
    )


def _moved(
    nation: Nation, moves: tuple[Move, ...]
) -> tuple[list[Link], tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    settled = settled_rows(nation)
    links: list[Link] = []
    wrong: list[tuple[int, int]] = []
    untold: list[tuple[int, int]] = []
    for place, move in enumerate(moves):
        told = both(move.old, move.new, "", move.day)
        if settled[move.row]:
            links.extend(told)
        elif place % UNTOLD == UNTOLD - 1:
            untold.append((move.old, move.new))
        elif place % WRONG_WAY == WRONG_WAY - 1:
            wrong.append((move.old, move.new))
            links.extend(both(move.new, move.old, "", move.day))
        else:
            links.extend(told if place % ONE_END else told[place // ONE_END % 2 :][:1])
    return links, tuple(wrong), tuple(untold)


def _joined(rng: np.random.Generator, nation: Nation, careers: Careers) -> tuple[list[Link], dict[int, int]]:
    """Return links of schools that closed into another of their area: half of them, where there is another."""
    lives, schools = nation.lives, nation.schools
    closing = np.flatnonzero(lives.last.any(axis=1))
    stays = lives.present[:, -1] & ~lives.last[:, -1] & (careers.closes == "")
    chance = rng.random(len(closing))
    links: list[Link] = []
    joined: dict[int, int] = {}
    for row, draw in zip(closing, chance, strict=True):
        column = int(lives.last[row].argmax())
        others = np.flatnonzero(stays & (schools.area == schools.area[row]) & ~schools.small_type)
        if not len(others) or draw > 0.5 or schools.small_type[row]:
            continue
        new_number = others[lives.urn[others, column] != lives.urn[others, min(column + 1, lives.urn.shape[1] - 1)]]
        other = int(new_number[0] if len(new_number) else others[int(draw * 2 * len(others)) % len(others)])
        manner = "amalgamated" if len(new_number) else "merged"
        urn = int(lives.urn[other, min(column + 1, lives.urn.shape[1] - 1)])
        old = int(lives.urn[row, column])
        joined[old] = urn
        links.extend(both(old, urn, manner, f"{nation.years[column]}-09-01"))
    return links, joined


def _divided(
    nation: Nation, careers: Careers, opened: tuple[tuple[int, str, str], ...]
) -> tuple[list[Link], dict[int, int]]:
    """Return links of new schools that were split from one of their area; both stay open."""
    codes = [area.code for area in nation.areas]
    stays = careers.lives.present[:, -1] & ~settled_rows(nation)
    links: list[Link] = []
    divided: dict[int, int] = {}
    for urn, code, day in opened[3 :: max(1, len(opened) // SPLITS)][:SPLITS]:
        parents = np.flatnonzero(stays & (nation.schools.area == codes.index(code)))
        if len(parents):
            column = nation.years.index(min(max(int(day[:4]), min(nation.years)), max(nation.years)))
            divided[urn] = int(nation.lives.urn[parents[0], column])
            links.extend(both(divided[urn], urn, "split", day))
    return links, divided


def _centres(nation: Nation, careers: Careers) -> tuple[list[Link], tuple[tuple[int, int], ...]]:
    """Return sixth form centres and their links; the first belongs to schools of the first programme."""
    last = careers.lives.urn[:, -1]
    first = int(nation.schools.area[nation.groups[0].rows[0]])
    areas = [first, *[int(a) for a in np.linspace(0, len(nation.areas) - 1, CENTRES - 1) if int(a) != first]]
    links: list[Link] = []
    centres = []
    for number, area in enumerate(dict.fromkeys(areas)):
        urn = FIRST_URN_OF_CENTRES + number
        centres.append((urn, area))
        stays = careers.lives.present[:, -1] & (nation.schools.area == area)
        for row in np.flatnonzero(stays)[:3]:
            links.append(Link(int(last[row]), urn, "sixth form centre", "2014-09-01"))
            links.append(Link(urn, int(last[row]), "sixth form school", "2014-09-01"))
    return links, tuple(centres)


def _proposed(nation: Nation, careers: Careers) -> tuple[list[Link], tuple[tuple[int, int], ...]]:
    """Return schools that may open one day, and their links to open schools."""
    lives = careers.lives
    community = np.flatnonzero(lives.present[:, -1] & (lives.school_type[:, -1] == "community") & ~settled_rows(nation))
    links: list[Link] = []
    proposed = []
    for number, row in enumerate(community[:: max(1, len(community) // PROPOSED)][:PROPOSED]):
        urn = FIRST_URN_OF_PROPOSED + number
        proposed.append((urn, int(row)))
        links.append(Link(urn, int(lives.urn[row, -1]), PREDECESSOR, ""))
    return links, tuple(proposed)

"""A register of all invented schools on one day: what they are, where they lie, whether they are open."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from evalkit.core.streams import stream
from evalkit.synthetic.nation.careers import Careers, Move
from evalkit.synthetic.nation.figures import Records
from evalkit.synthetic.nation.generator import Nation
from evalkit.synthetic.nation.links import Ties
from evalkit.synthetic.nation.names import school_names
from evalkit.synthetic.nation.trusts import trust_of, trust_then

DAY, EARLIER_DAYS = "2019-09-01", ("2016-09-01", "2018-09-01")
OPEN, CLOSED, CLOSING, PROPOSED = "open", "closed", "closing", "proposed"
# Middle of each region, in kilometres east and north, and how far its areas spread around it; near the real
# ones, while where an area and a school lie in it is invented.
CENTRES = {
    "North East": (427, 565, 35), "North West": (360, 410, 55), "Yorkshire and the Humber": (440, 440, 55),
    "East Midlands": (470, 330, 55), "West Midlands": (400, 290, 45), "East of England": (560, 260, 60),
    "London": (530, 180, 20), "South East": (480, 150, 70), "South West": (330, 130, 90),
}  # fmt: skip
GOLDEN = 2.399963
AREAS_IN_A_REGION = 20
WIDE_COUNTY, WIDE = 12, 4


@dataclass(frozen=True, slots=True)
class Institution:
    """One number of the register.

    Attributes
    ----------
    urn : int
        Its number.
    area, establishment, name, school_type, gender, selective : str
        As in the tables.
    opened, closed, why_opened, why_closed : str
        Days such as ``2016-09-01``, nothing where unknown or not yet, and reasons in our own words.
    ages : tuple of int
        Youngest and oldest pupils.
    trust : int
        Number of its trust; 0 for none.
    place : tuple of int
        Metres east and north.
    proposed : bool
        Whether it has yet to open.
    """

    urn: int
    area: str
    establishment: str
    name: str
    school_type: str
    gender: str = "mixed"
    selective: str = ""
    opened: str = ""
    closed: str = ""
    why_opened: str = ""
    why_closed: str = ""
    ages: tuple[int, int] = (11, 16)
    trust: int = 0
    place: tuple[int, int] = (0, 0)
    proposed: bool = False

    @property
    def status(self) -> str:
        """Return ``open``, ``closed``, ``closing`` or ``proposed`` on the day of the register."""
        if self.proposed:
            return PROPOSED
        return OPEN if not self.closed else CLOSED if self.closed < DAY else CLOSING


def register_of(
    nation: Nation, careers: Careers, ties: Ties, others: tuple[tuple[Records, dict[int, str]], ...]
) -> list[Institution]:
    """Return the register of 1 September 2019, in the order of numbers.

    Parameters
    ----------
    nation : Nation
        The mainstream schools.
    careers : Careers
        Their numbers.
    ties : Ties
        Their links.
    others : tuple of (Records, dict)
        New, special and independent schools, with the day on which each opened, by number, where known.
    """
    rows = [*_mainstream(nation, careers, ties), *_others(others, ties), *_centres(nation, ties)]
    rows += _proposed(nation, careers, ties)
    middles, steps = _middles(nation), stream(nation.seed, "synthetic", "places").normal(size=(100_000, 2))
    first = {move.new: move.old for move in careers.moves}
    placed = [replace(row, place=_place(middles[row.area], steps[_oldest(row.urn, first) % 100_000])) for row in rows]
    return sorted(placed, key=lambda row: row.urn)


def as_it_stood(rows: list[Institution], seed: int, day: str) -> list[Institution]:
    """Return the register as it stood on an earlier day: without what came later, and with the trusts of that time."""
    trusts = sorted({row.trust for row in rows if row.trust})
    draw = stream(seed, "synthetic", "trusts", "earlier").random(100_000)
    years = int(DAY[:4]) - int(day[:4])
    return [
        replace(
            row,
            closed=row.closed if row.closed < day else "",
            why_closed=row.why_closed if row.closed < day else "",
            trust=trust_then(row.trust, trusts, float(draw[row.urn % 100_000]), years),
        )
        for row in rows
        if row.opened <= day and not row.proposed
    ]


def _mainstream(nation: Nation, careers: Careers, ties: Ties) -> list[Institution]:
    schools, lives = nation.schools, careers.lives
    names = school_names("Invented School", len(schools))
    order = np.arange(len(schools)) - np.searchsorted(schools.area, schools.area)
    trusts = trust_of(nation, careers)
    moves: dict[int, list[Move]] = {}
    for move in careers.moves:
        moves.setdefault(move.row, []).append(move)
    rows: list[Institution] = []
    for row in range(len(schools)):
        school = Institution(
            urn=moves[row][0].old if row in moves else int(lives.urn[row, 0]),
            area=nation.areas[schools.area[row]].code,
            establishment=str(4001 + int(order[row])),
            name=str(names[row]),
            school_type=moves[row][0].old_type if row in moves else str(lives.school_type[row, 0]),
            gender=str(schools.gender[row]),
            selective="yes" if schools.selective[row] else "no",
            ages=(14, 18) if schools.small_type[row] else (11, 16),
        )
        *earlier, last = _numbers(school, moves.get(row, []), set(ties.joined.values()))
        closes = str(careers.closes[row])
        why = "" if not closes else "merger" if last.urn in ties.joined else "closure"
        rows += [*earlier, replace(last, closed=closes, why_closed=why, trust=trusts.get(row, 0))]
    return rows


def _numbers(school: Institution, moves: list[Move], merged: set[int]) -> list[Institution]:
    """Return a school under each of its numbers in turn."""
    found = [school]
    for move in moves:
        found[-1] = replace(found[-1], closed=_day_before(move.day), why_closed="conversion")
        why = "merger" if move.new in merged else "conversion"
        found.append(replace(school, urn=move.new, school_type=move.new_type, opened=move.day, why_opened=why))
    return found


def _others(others: tuple[tuple[Records, dict[int, str]], ...], ties: Ties) -> list[Institution]:
    rows = []
    for records, opened in others:
        texts = {name: values.tolist() for name, values in records.texts.items()}
        for row in range(len(records)):
            urn = int(texts["urn"][row])
            rows.append(
                Institution(
                    urn=urn,
                    area=str(texts["area"][row]),
                    establishment=str(texts["establishment"][row]),
                    name=str(texts["name"][row]),
                    school_type=str(texts["school_type"][row]),
                    selective=str(texts["selective"][row]),
                    opened=opened.get(urn, ""),
                    why_opened="split" if urn in ties.divided else "new" if urn in opened else "",
                )
            )
    return rows


def _centres(nation: Nation, ties: Ties) -> list[Institution]:
    names = school_names("Invented Sixth Form Centre", len(ties.centres))
    return [
        Institution(
            urn, nation.areas[area].code, str(4901 + row), str(names[row]), "sixth form centre", ages=(16, 18),
            opened="2014-09-01",
        )
        for row, (urn, area) in enumerate(ties.centres)
    ]  # fmt: skip


def _proposed(nation: Nation, careers: Careers, ties: Ties) -> list[Institution]:
    schools = nation.schools
    names = school_names("Invented School", len(schools))
    order = np.arange(len(schools)) - np.searchsorted(schools.area, schools.area)
    return [
        Institution(
            urn, nation.areas[schools.area[row]].code, str(4001 + int(order[row])), str(names[row]),
            "converter academy", proposed=True,
        )
        for urn, row in ties.proposed
    ]  # fmt: skip


def _middles(nation: Nation) -> dict[str, tuple[float, float, float]]:
    """Return where the middle of each area lies, and how wide it is, in kilometres: a spiral in each region."""
    seen: dict[str, int] = {}
    middles = {}
    for area in nation.areas:
        east, north, spread = CENTRES.get(area.region, CENTRES["East Midlands"])
        number = seen[area.region] = seen.get(area.region, -1) + 1
        away, turn = spread * ((number + 0.5) / AREAS_IN_A_REGION) ** 0.5, number * GOLDEN
        wide = WIDE_COUNTY if area.county else WIDE
        middles[area.code] = (float(east + away * np.cos(turn)), float(north + away * np.sin(turn)), float(wide))
    return middles


def _place(middle: tuple[float, float, float], step: np.ndarray) -> tuple[int, int]:
    east, north, wide = middle
    return int(1000 * (east + wide * step[0] / 2)), int(1000 * (north + wide * step[1] / 2))


def _oldest(urn: int, before: dict[int, int]) -> int:
    while urn in before:
        urn = before[urn]
    return urn


def _day_before(day: str) -> str:
    return str(np.datetime64(day) - 1)

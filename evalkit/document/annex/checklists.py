"""Three reporting standards, each point ticked from what the run holds or left open to a person."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from evalkit.core.shipped import beside_the_code
from evalkit.document.annex.audited_run import AuditedRun
from evalkit.document.annex.evidence import SHOWN, Found, look
from evalkit.document.parts import Heading, Part, Table, told
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import Words

FILE = beside_the_code("document/annex/checklists.toml")
PLACE = "annex-checklists"
HELD, OPEN = "from the record", "open"
# A cell of the third column leads to the block that shows it.
LINKED = 3


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a standard.

    Attributes
    ----------
    number : str
        As the standard numbers or calls it.
    asks : str
        What it asks for, in our words.
    evidence : tuple of str
        What must all be there for a tick; empty where only a person can answer.
    write : str
        Where a person writes what is missing.
    """

    number: str
    asks: str
    evidence: tuple[str, ...]
    write: str


@dataclass(frozen=True, slots=True)
class Standard:
    """One reporting standard.

    Attributes
    ----------
    id, name : str
        For links, and for readers.
    title : str
        What it is for.
    source : str
        Where it was published.
    points : tuple of Point
        In its own order.
    """

    id: str
    name: str
    title: str
    source: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """What became of one point.

    Attributes
    ----------
    point : Point
        The point.
    found : tuple of Found
        What was found of each piece of its evidence.
    """

    point: Point
    found: tuple[Found, ...]

    @property
    def held(self) -> bool:
        """Whether the run answers it."""
        return bool(self.found) and all(one.there for one in self.found)

    @property
    def place(self) -> str:
        """The block that shows it; empty where none does."""
        return next((one.place for one in self.found if one.place), "") if self.held else ""


@cache
def standards() -> tuple[Standard, ...]:
    """Return the standards that ship with evalkit."""
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))["standards"]
    return tuple(
        Standard(
            id=one["id"],
            name=one["name"],
            title=one["title"],
            source=one["source"],
            points=tuple(Point(item["no"], item["asks"], tuple(item["from"]), item["write"]) for item in one["items"]),
        )
        for one in written
    )


def ticked(held: AuditedRun, standard: Standard) -> tuple[Tick, ...]:
    """Return what became of each point of a standard."""
    return tuple(Tick(point, tuple(look(held, one) for one in point.evidence)) for point in standard.points)


def checklists(held: AuditedRun) -> tuple[Part, ...]:
    """Return the checklists: how many points are answered from the record, and each with where."""
    parts: list[Part] = [Heading(2, "Checklists of reporting standards", PLACE), *told(_what_a_tick_means())]
    for standard in standards():
        ticks = ticked(held, standard)
        parts += [Heading(3, f"{standard.name}: {standard.title}", f"{PLACE}-{standard.id}"), *told(_counted(ticks))]
        parts.append(_table(standard, ticks))
    return tuple(parts)


def _what_a_tick_means() -> Block:
    text = (
        "A point is answered from the record where the study file, the findings, the record of the run or a block of "
        "this report holds what it asks for. That it is there does not say that it is good enough: that is for a "
        "reader to judge. The words of the points are ours, shorter than those of the standards."
    )
    return Words().block("annex-checklists-meaning", text)


def _counted(ticks: tuple[Tick, ...]) -> Block:
    words, number = Words(), sum(one.held for one in ticks)
    answered, of = words.count("points answered", number), words.count("points", len(ticks))
    left = words.count("points left open", len(ticks) - number)
    text = f"{answered} of {of} points are answered from the record; {left} are left to a person."
    return words.block("annex-checklists-counted", text)


def _table(standard: Standard, ticks: tuple[Tick, ...]) -> Table:
    columns = (
        Column("point", "Point"),
        Column("asks", "What it asks for"),
        Column("answered", "Answered"),
        Column("where", "Where it stands, or where a person writes it"),
    )
    rows = [
        {
            "point": one.point.number,
            "asks": one.point.asks,
            "answered": HELD if one.held else OPEN,
            "where": _where(one),
        }
        for one in ticks
    ]
    block = table_block(
        f"annex-{standard.id}", f"{standard.name}, point by point", columns, rows, source=standard.source
    )
    links = tuple((row, LINKED, one.place) for row, one in enumerate(ticks) if one.place)
    return Table(block, f"{PLACE}-{standard.id}-table", links=links)


def _where(tick: Tick) -> str:
    if not tick.held:
        return f"to write: {tick.point.write}"
    files: dict[str, list[str]] = {}
    for one in tick.found:
        files.setdefault(one.where, []).append(one.what)
    titles = [f"“{title}”" for title in files.pop(SHOWN, ())]
    return "; ".join((*titles, *(f"{file}: {', '.join(fields)}" for file, fields in files.items())))

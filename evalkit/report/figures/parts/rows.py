"""Rows with names: beside their marks where there is room, above them on a phone.

Heights are inches below the top of the axes, so that each row takes the room its words need.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from matplotlib.axes import Axes

from evalkit.report.figures.parts.canvas import MARGIN, POINTS, WIDE, Canvas
from evalkit.report.figures.parts.marks import wrapped
from evalkit.report.figures.parts.text_lines import SPACING
from evalkit.report.theme import theme

# Room beside the marks in inches where names stand on the left.
NAMES = 2.35
MARK = 0.3
GAP = 0.08
# Inches between the edge of the axes and the words beside it.
BESIDE = 0.11
# Room beside the axes on a phone, for half of the number below each end.
EDGE = 0.25
# A number of so many letters stands on the first line of its name.
SHORT = 8
# Width of an average letter in sizes of its type, plain and bold.
LETTER, BOLD_LETTER = 0.5, 0.53


class Ink(NamedTuple):
    """How words are printed: colour and size by what they are for."""

    colour: str = "text"
    size: str = "label"
    weight: str = "normal"


PLAIN = Ink()


@dataclass(frozen=True, slots=True)
class NamedRow:
    """The words of one row.

    Attributes
    ----------
    name : str
        What it is.
    value : str
        Its number as words, in the column on the right.
    note : str
        What stands below its mark.
    strong : bool
        Whether it is what the reader must see first.
    colour : str
        Colour of its value by what it is for.
    """

    name: str
    value: str = ""
    note: str = ""
    strong: bool = False
    colour: str = "text"


class NamedRows:
    """The places of rows on a sheet.

    Parameters
    ----------
    rows : sequence of NamedRow
        From the top.
    width : float
        Of the sheet, in inches.
    heads : mapping of int to str
        Headings by the place of the row below them.
    names, values : float
        Room on the left and on the right of the marks on a wide sheet, in inches.
    mark : float
        Height that the marks of a row take, in inches.
    """

    def __init__(
        self,
        rows: Sequence[NamedRow],
        width: float,
        *,
        heads: Mapping[int, str] | None = None,
        names: float = NAMES,
        values: float = 0.2,
        mark: float = MARK,
    ) -> None:
        self.rows, self.heads, self._mark = tuple(rows), dict(heads or {}), mark
        self._narrow = width < WIDE
        self.left = EDGE if self._narrow else names
        self.right = EDGE if self._narrow else values
        self._across = width - self.left - self.right
        self._names = [self._named(row) for row in self.rows]
        self._notes = [wrapped(row.note, letters(self._across, "small")) if row.note else "" for row in self.rows]
        self.centres, self._tops, self._headed = self._places()

    @property
    def depth(self) -> float:
        """Height of all rows in inches."""
        return self._bottom

    def axes(self, canvas: Canvas, bottom: float, top: float = 0.05) -> Axes:
        """Return axes for the marks with every word of the rows written; heights are inches, downwards below 0."""
        axes = canvas.axes(left=self.left, right=self.right, bottom=bottom, top=top)
        axes.set_ylim(-self.depth, 0)
        axes.set_yticks([])
        for place, row in enumerate(self.rows):
            self._write(axes, place, row)
        for place, height in self._headed.items():
            head = self.heads[place]
            _put(axes, (0, height), head, ("left", "center"), Ink(weight="bold"), step=MARGIN - self.left)
        return axes

    def upright(self, axes: Axes, across: float, *, colour: str = "muted", width: str = "thin") -> None:
        """Draw a vertical line through the marks of every row, never through the words above them."""
        look, half = theme(), self._mark / 2
        if self._narrow or self.heads:
            low, high = [at - half for at in self.centres], [at + half for at in self.centres]
            axes.vlines(
                [across] * len(low), low, high, color=look.colour[colour], linewidth=look.figure[width], zorder=1
            )
        else:
            axes.axvline(across, color=look.colour[colour], linewidth=look.figure[width], zorder=1)

    def _places(self) -> tuple[list[float], list[float], dict[int, float]]:
        below, centres, tops, headed = 0.0, [], [], {}
        for place in range(len(self.rows)):
            if place in self.heads:
                headed[place] = -(below + 1.5 * tall(1, "label") / 2)
                below += 1.5 * tall(1, "label")
            lines, note = self._names[place].count("\n") + 1, self._notes[place]
            under = tall(note.count("\n") + 1, "small") if note else 0.0
            tops.append(-below)
            if self._narrow:
                below += tall(lines, "label")
            high = self._mark if self._narrow else max(self._mark, tall(lines, "label") - under)
            centres.append(-(below + high / 2))
            below += high + under + GAP
        self._bottom = max(below, self._mark)
        return centres, tops, headed

    def _write(self, axes: Axes, place: int, row: NamedRow) -> None:
        weight, height, top = "bold" if row.strong else "normal", self.centres[place], self._tops[place]
        name, value = Ink(weight=weight), Ink(row.colour, weight=weight)
        if self._narrow:
            below = 0 if len(row.value) <= SHORT else self._names[place].count("\n")
            last = top - tall(below, "label")
            _put(axes, (0, top), self._names[place], ("left", "top"), name, step=MARGIN - EDGE)
            _put(axes, (1, last), row.value, ("right", "top"), value, step=EDGE - MARGIN)
        else:
            _put(axes, (0, height), self._names[place], ("right", "center"), name, step=-BESIDE)
            _put(axes, (1, height), row.value, ("left", "center"), value, step=BESIDE)
        _put(axes, (0, height - self._mark / 2), self._notes[place], ("left", "top"), Ink("muted", "small"))

    def _named(self, row: NamedRow) -> str:
        if not self._narrow:
            return wrapped(row.name, letters(self.left - BESIDE - MARGIN, "label", strong=row.strong))
        room = letters(self._across + 2 * (EDGE - MARGIN), "label", strong=row.strong)
        if len(row.value) <= SHORT:
            return wrapped(row.name, room - len(row.value) - 2)
        name = wrapped(row.name, room)
        # A number with its range stands beside its name where both fit, and below it otherwise.
        beside = "\n" not in name and len(name) + len(row.value) + 2 <= room
        return name if beside else f"{name}\n"


def letters(inches: float, size: str, *, strong: bool = False) -> int:
    """Return how many letters of this size fit."""
    return int(inches * POINTS / ((BOLD_LETTER if strong else LETTER) * theme().size(size)))


def inches(count: int, size: str) -> float:
    """Return the room that so many letters of this size take in inches."""
    return count * LETTER * theme().size(size) / POINTS


def tall(lines: int, size: str) -> float:
    """Return the height of lines of this size in inches."""
    return lines * theme().size(size) * SPACING / POINTS


def _put(
    axes: Axes, at: tuple[float, float], text: str, sides: tuple[str, str], ink: Ink = PLAIN, *, step: float = 0.0
) -> None:
    if not text.strip():
        return
    look = theme()
    axes.annotate(
        text.rstrip("\n"),
        at,
        xycoords=("axes fraction", "data"),
        xytext=(step * POINTS, 0),
        textcoords="offset points",
        ha=sides[0],
        va=sides[1],
        color=look.colour[ink.colour],
        fontsize=look.size(ink.size),
        fontweight=ink.weight,
        annotation_clip=False,
    )

"""The rows of the front picture: ranges as bands in shades, and dots piled on one axis, at two widths.

Everything is placed in inches, line by line from the top, so that no text can meet another whatever the numbers are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from evalkit.core.quantity import MOST_DECIMALS, Unit
from evalkit.report.figures.parts.canvas import Canvas
from evalkit.report.figures.parts.marks import signed, wrapped
from evalkit.report.figures.parts.planned_axis import ticks
from evalkit.report.figures.parts.ruled_sheet import BESIDE, LINE, RuledSheet, Side
from evalkit.report.sentences.front.plain_units import scale
from evalkit.report.words import opened

BAND, THIN, PILE, GAP = 0.24, 0.15, 1.15, 0.08
# Letters to a line, and numbers on either side of no difference: wide, and on a phone.
LETTERS, TICKS = (100, 44), (5, 2)
# How many columns the dots may be piled in.
COLUMNS = range(20, 81, 2)
# Of the full width: on a phone of 360 pixels type of ten points is then read as it is.
SHARES = (1.0, 0.475)
NEAR = 0.06

Line = tuple[Callable[[RuledSheet, float], None], float]


@dataclass(frozen=True, slots=True)
class Band:
    """One range.

    Attributes
    ----------
    title : str
        What it is, in words.
    best : float
        The best single figure.
    ranges : tuple of (float, float)
        From the widest to the narrowest; empty where none can be given.
    """

    title: str
    best: float
    ranges: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class DotPile:
    """What stands below the range, a dot each.

    Attributes
    ----------
    across : (n,) array
        Where each lies, in the outcome's unit.
    as_far : (n,) array of bool
        Which lie at least as far from no difference as those studied.
    called : str
        What one is, in words.
    """

    across: np.ndarray
    as_far: np.ndarray
    called: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A difference named on both sides of no difference: how large, and its name."""

    at: float
    name: str


@dataclass(frozen=True, slots=True)
class FrontRows:
    """Everything that the picture holds, whatever its width.

    Attributes
    ----------
    reach : float
        How far the axis goes on either side of no difference.
    unit : Unit
        Of a difference.
    mark : Mark or None
        A difference with a name; None where the unit has none.
    bands : tuple of Band
        The range that fits the results, and below it a second one where there are two.
    dots : DotPile or None
        What was put in the place of those studied.
    these, like : str
        Those studied, and those they are compared with.
    """

    reach: float
    unit: Unit
    mark: Mark | None
    bands: tuple[Band, ...]
    dots: DotPile | None
    these: str
    like: str

    def height(self, *, narrow: bool) -> float:
        """Return the height of the drawing in inches."""
        return sum(height for _, height in self._lines(narrow))

    def drawn(self, canvas: Canvas, *, narrow: bool) -> Canvas:
        """Return the sheet with every line drawn on it."""
        sheet = RuledSheet(canvas, self.reach)
        top = canvas.height
        for draw, height in self._lines(narrow):
            top -= height
            draw(sheet, top)
        # From the axis, which has two lines below it, to the words above.
        sheet.upright(0.0, 2 * LINE, canvas.height - LINE, heavy=True)
        for at in (-self.mark.at, self.mark.at) if self.mark else ():
            sheet.upright(at, 2 * LINE, canvas.height - 2 * LINE, heavy=False)
        return canvas

    def _lines(self, narrow: bool) -> list[Line]:
        """Return what stands on each line, from the top, and its height in inches."""
        lines: list[Line] = [(_no_difference, LINE)]
        lines += [(partial(_marks, self.mark), LINE)] if self.mark else []
        for place, band in enumerate(self.bands):
            lines += self._of_band(band, place == 0, narrow)
        if self.dots is not None:
            lines.append((_nothing, GAP))
            lines += _texts(self.dots.called, narrow)
            lines.append((partial(_pile, self.dots, self.bands[0].best, self.these), PILE + LINE))
        return [*lines, (partial(_axis, self, TICKS[narrow]), LINE), (partial(_sides, self, narrow), LINE)]

    def _of_band(self, band: Band, first: bool, narrow: bool) -> list[Line]:
        height = BAND if first else THIN
        lines = _texts(band.title, narrow)
        lines += [(partial(_best, band.best, self.unit), LINE)] if first else []
        beside = self._room_beside(band, narrow)
        drawn = partial(_band, band, self.unit if beside else None, height)
        lines.append((drawn, max(height, LINE) + GAP / 2))
        return lines if beside or not band.ranges else [*lines, (partial(_ends, band, self.unit), LINE)]

    def _room_beside(self, band: Band, narrow: bool) -> bool:
        """Say whether both ends can stand beside the band, left and right of it."""
        if not band.ranges:
            return False
        half = RuledSheet.half_of(SHARES[narrow])
        low, high = (end / self.reach * half for end in band.ranges[0])
        return low - BESIDE >= -half and high + BESIDE <= half


def _nothing(sheet: RuledSheet, foot: float) -> None:
    """Leave a line empty."""


def _texts(text: str, narrow: bool) -> list[Line]:
    return [(partial(_text, one), LINE) for one in wrapped(opened(text), LETTERS[narrow]).splitlines()]


def _text(text: str, sheet: RuledSheet, foot: float) -> None:
    sheet.write(text, -sheet.half, foot, side="left", bold=True)


def _no_difference(sheet: RuledSheet, foot: float) -> None:
    sheet.write("no difference", 0.0, foot, side="center", colour="text", bold=True)


def _marks(mark: Mark | None, sheet: RuledSheet, foot: float) -> None:
    assert mark is not None
    # Around the lines they belong to, or as near to them as both leave room in the middle.
    away = sheet.place(mark.at) - 0.3
    sheet.write(f"{mark.name} less", -max(away, 0.1), foot, side="right")
    sheet.write(f"{mark.name} more", max(away, 0.1), foot, side="left")


def _best(best: float, unit: Unit, sheet: RuledSheet, foot: float) -> None:
    place = sheet.inside(best)
    side: Side = "right" if place > sheet.half - BESIDE else "left" if place < BESIDE - sheet.half else "center"
    sheet.write(unit.show(best), place, foot, side=side, colour="programme", size="label", bold=True)


def _band(band: Band, unit: Unit | None, height: float, sheet: RuledSheet, foot: float) -> None:
    """Draw the shades, and both ends beside them where their unit is given."""
    for shade, (low, high) in enumerate(band.ranges):
        sheet.bar(low, high, foot, height, shade)
    if abs(band.best) <= sheet.reach:
        sheet.diamond(band.best, foot + height / 2, large=height == BAND)
    if unit is not None:
        low, high = band.ranges[0]
        line = foot + (height - LINE) / 2
        sheet.write(unit.show(low), sheet.place(low) - NEAR, line, side="right")
        sheet.write(unit.show(high), sheet.place(high) + NEAR, line, side="left")


def _ends(band: Band, unit: Unit, sheet: RuledSheet, foot: float) -> None:
    """Write both ends below the band; an end off the axis has an arrow, and both stand together where they must."""
    low, high = (unit.show(end) for end in band.ranges[0])
    left, right = (sheet.place(end) for end in band.ranges[0])
    crowded = sheet.half - BESIDE - 0.2
    if (right > sheet.half and left > crowded) or (left < -sheet.half and right < -crowded):
        side = 1 if right > sheet.half else -1
        sheet.arrow(side, foot + LINE / 2)
        sheet.write(f"{low} to {high}", side * (sheet.half - 0.2), foot, side="right" if side > 0 else "left")
        return
    if right - left < BESIDE and max(right, -left) > sheet.half - BESIDE:
        side = 1 if right > 0 else -1
        sheet.write(f"{low} to {high}", side * sheet.half, foot, side="right" if side > 0 else "left")
        return
    for text, place, outwards in ((low, left, -1), (high, right, 1)):
        if outwards * place > sheet.half:
            sheet.arrow(outwards, foot + LINE / 2)
            sheet.write(text, outwards * (sheet.half - 0.2), foot, side="right" if outwards > 0 else "left")
        else:
            # Away from the other end, or towards it where the sheet ends.
            towards = outwards if sheet.half - outwards * place > BESIDE else -outwards
            sheet.write(text, place, foot, side="left" if towards > 0 else "right")


def _pile(dots: DotPile, best: float, these: str, sheet: RuledSheet, foot: float) -> None:
    """Pile the dots in columns, those studied among them; dots off the axis are counted at its edge."""
    within = np.abs(dots.across) <= sheet.reach
    # As many columns as leave each dot the most room.
    pitch, width, column, level = max(
        (_piled(dots.across[within], columns, sheet) for columns in COLUMNS), key=lambda piled: piled[0]
    )
    for filled in (False, True):
        chosen = dots.as_far[within] == filled
        sheet.dots(column[chosen] * width, foot + (level[chosen] + 0.5) * pitch, pitch, filled=filled)
    for side in (-1, 1):
        if number := int((side * dots.across > sheet.reach).sum()):
            sheet.arrow(side, foot + PILE / 2)
            sheet.write(
                f"{number} off", side * (sheet.half - 0.2), foot + PILE / 2 - LINE / 2, side=("right", "left")[side < 0]
            )
    sheet.pin(best, foot, foot + PILE + LINE / 2, these)


def _piled(across: np.ndarray, columns: int, sheet: RuledSheet) -> tuple[float, float, np.ndarray, np.ndarray]:
    """Return the room of each dot in inches, the width of a column, and the column and level of each dot."""
    width = 2 * sheet.reach / columns
    column = np.round(across / width)
    level = np.zeros(len(column))
    for place, one in enumerate(column):
        level[place] = int((column[:place] == one).sum())
    return min(2 * sheet.half / columns, PILE / (level.max(initial=0) + 1)), width, column, level


def _axis(rows: FrontRows, most: int, sheet: RuledSheet, foot: float) -> None:
    sheet.level(foot + LINE)
    places = ticks(rows.reach, most)
    decimals = next((digits for digits in range(MOST_DECIMALS) if np.allclose(places, np.round(places, digits))), 0)
    for at in places:
        near = abs(sheet.place(at)) > sheet.half - 0.2
        side: Side = ("right" if at > 0 else "left") if near else "center"
        sheet.write(signed(at, decimals), sheet.place(at), foot, side=side)


def _sides(rows: FrontRows, narrow: bool, sheet: RuledSheet, foot: float) -> None:
    sheet.write("less", -sheet.half, foot, side="left")
    sheet.write(scale(rows.unit) if narrow else f"{scale(rows.unit)}, against {rows.like}", 0.0, foot, side="center")
    sheet.write("more", sheet.half, foot, side="right")

"""A drawing ruled in inches: values across, lines down; what a figure needs that is laid out like a page."""

from __future__ import annotations

from typing import Literal

import numpy as np
from matplotlib.patches import Polygon, Rectangle

from evalkit.report.figures.parts.canvas import Canvas
from evalkit.report.theme import theme

Side = Literal["left", "center", "right"]

SIDE, LINE = 0.1, 0.19
# A number beside a mark needs so much room, in inches.
BESIDE = 0.6
POINTS = 72.0
# Names of colours, from the widest range to the narrowest.
SHADES = ("range_wide", "range_middle", "range_inner")


class RuledSheet:
    """The drawing of a sheet, with no difference in its middle.

    Parameters
    ----------
    canvas : Canvas
        The sheet.
    reach : float
        Value at its right edge, and below nought at its left.
    """

    def __init__(self, canvas: Canvas, reach: float) -> None:
        self.reach = reach
        self.half = self.half_of(canvas.width / theme().figure["width"])
        self.axes = canvas.axes(left=SIDE, right=SIDE, bottom=0.0, top=0.0)
        self.axes.set_xlim(-self.half, self.half)
        self.axes.set_ylim(0.0, canvas.height)
        self.axes.axis("off")

    @staticmethod
    def half_of(share: float) -> float:
        """Return half of what is drawn on, in inches, at a share of the full width."""
        return theme().figure["width"] * share / 2 - SIDE

    def place(self, value: float) -> float:
        """Return where a value lies, in inches from the middle."""
        return value / self.reach * self.half

    def inside(self, value: float) -> float:
        """Return where a value lies, or the edge beyond which it lies."""
        return float(np.clip(self.place(value), -self.half, self.half))

    def write(
        self,
        text: str,
        across: float,
        foot: float,
        *,
        side: Side,
        colour: str = "muted",
        size: Literal["small", "label"] = "small",
        bold: bool = False,
    ) -> None:
        """Write a text on the line with this foot, from, around or up to a place."""
        look = theme()
        self.axes.text(
            across, foot + LINE / 2, text, ha=side, va="center_baseline", color=look.colour[colour],
            fontsize=look.size(size), fontweight="bold" if bold else "normal", zorder=6,
            bbox={"facecolor": look.colour["background"], "edgecolor": "none", "pad": 0.4},
        )  # fmt: skip

    def upright(self, value: float, foot: float, top: float, *, heavy: bool) -> None:
        """Draw a line at a value, behind everything."""
        look = theme()
        at, style = self.place(value), "-" if heavy else (0, (4, 3))
        width = look.figure["line"] / 2 if heavy else look.figure["thin"]
        colour = look.colour["text" if heavy else "muted"]
        self.axes.plot([at, at], [foot, top], color=colour, linewidth=width, linestyle=style, zorder=1)

    def level(self, at: float) -> None:
        """Draw the axis."""
        look = theme()
        self.axes.plot([-self.half, self.half], [at, at], color=look.colour["muted"], linewidth=look.figure["thin"])

    def bar(self, low: float, high: float, foot: float, height: float, shade: int) -> None:
        """Draw a range, as far as it lies on the sheet."""
        left, right = self.inside(low), self.inside(high)
        if left < right:
            colour = theme().colour[SHADES[shade]]
            self.axes.add_patch(Rectangle((left, foot), right - left, height, color=colour, linewidth=0, zorder=2))

    def diamond(self, value: float, middle: float, *, large: bool) -> None:
        """Draw the best single figure."""
        self._mark(value, middle, theme().figure["point"] * (1.5 if large else 0.9))

    def pin(self, value: float, foot: float, top: float, name: str) -> None:
        """Draw those studied among the others, with their name beside it; off the sheet, an arrow at its edge."""
        look = theme()
        at = self.inside(value)
        self.axes.plot(
            [at, at], [foot, top], color=look.colour["programme"], linewidth=look.figure["line"] / 1.5, zorder=3
        )
        self._mark(at / self.half * self.reach, top, look.figure["point"] * 1.3)
        side: Side = "right" if at > 0 else "left"
        away = -0.12 if at > 0 else 0.12
        self.write(name, at + away, top - LINE / 2, side=side, colour="programme", bold=True)

    def arrow(self, side: int, middle: float) -> None:
        """Draw an arrow at the left (-1) or right (1) edge: there is more beyond it."""
        edge = side * self.half
        shape = [(edge, middle), (edge - side * 0.13, middle + 0.07), (edge - side * 0.13, middle - 0.07)]
        self.axes.add_patch(Polygon(shape, closed=True, color=theme().colour["accent"], linewidth=0, zorder=6))

    def dots(self, values: np.ndarray, heights: np.ndarray, pitch: float, *, filled: bool) -> None:
        """Draw dots, filled or as rings."""
        look = theme()
        colour = look.colour["accent" if filled else "comparison"]
        self.axes.plot(
            values / self.reach * self.half, heights, "o", markersize=0.8 * pitch * POINTS,
            markerfacecolor=colour if filled else look.colour["background"], markeredgecolor=colour,
            markeredgewidth=look.figure["thin"], zorder=4, linestyle="none",
        )  # fmt: skip

    def _mark(self, value: float, middle: float, size: float) -> None:
        look = theme()
        self.axes.plot(
            self.place(value), middle, "D", markersize=size, color=look.colour["programme"],
            markeredgecolor=look.colour["background"], markeredgewidth=1.2, zorder=7, clip_on=False,
        )  # fmt: skip

"""The look of figures and pages, read from theme.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from evalkit.core.shipped import beside_the_code

FILE = beside_the_code("report/theme.toml")


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours, type and sizes.

    Attributes
    ----------
    colour : dict of str
        Hexadecimal colours by what they are for.
    dark : dict of str
        The same names by night.
    type : dict
        Families, sizes in points and letters to a line.
    figure : dict of float
        Width in inches, dots per inch, line widths and point size in points.
    page : dict of str
        Widths of the page as CSS lengths.
    print : dict of str
        Sizes of running text on paper as CSS lengths, by layer.
    contrasts : tuple of (str, str)
        Names of each text colour and of a colour it stands on.
    apart, shaped : tuple of (str, str)
        Names of colours of marks that colour alone tells apart, and of those that differ in shape too.
    """

    colour: dict[str, str]
    dark: dict[str, str]
    type: dict[str, str | float]
    figure: dict[str, float]
    page: dict[str, str]
    print: dict[str, str]
    contrasts: tuple[tuple[str, str], ...]
    apart: tuple[tuple[str, str], ...]
    shaped: tuple[tuple[str, str], ...]

    def size(self, name: str) -> float:
        """Return a size of type in points."""
        return float(self.type[name])

    def letters(self, name: str) -> int:
        """Return how many letters a line holds."""
        return int(self.type[f"{name}_letters"])


@cache
def theme() -> Theme:
    """Return the one theme."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    pairs = tuple((pair["text"], on) for pair in read["contrast"] for on in pair["on"])
    apart, shaped = (
        tuple(pair for group in read[name] for pair in combinations(group["marks"], 2)) for name in ("apart", "shaped")
    )
    return Theme(
        read["colour"],
        read["dark"],
        read["type"],
        read["figure"],
        read["page"],
        read["print"],
        contrasts=pairs,
        apart=apart,
        shaped=shaped,
    )


def contrast(text: str, background: str) -> float:
    """Return the contrast ratio of two colours by WCAG 2.2, from 1 (none) to 21."""
    brighter, darker = sorted((_luminance(text), _luminance(background)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def readable_on(background: str) -> str:
    """Return which of the colours ``text`` and ``background`` is read better on a hexadecimal colour."""
    names = ("text", "background")
    return max(names, key=lambda name: contrast(theme().colour[name], background))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

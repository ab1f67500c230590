"""How large a drawing is, as it says itself."""

from __future__ import annotations

import math
import re

VIEW = re.compile(r'<svg\b[^>]*?\bviewBox="\s*([^"]*?)\s*"')
BETWEEN = re.compile(r"[\s,]+")


def drawing_size(svg: str) -> tuple[float, float] | None:
    """Return how wide and how high a drawing is, in points; None where it does not say, or has no extent.

    Parameters
    ----------
    svg : str
        The drawing.
    """
    view = VIEW.search(svg)
    try:
        _, _, wide, high = map(float, BETWEEN.split(view[1] if view else ""))
    except ValueError:
        return None
    return (wide, high) if all(math.isfinite(one) and one > 0 for one in (wide, high)) else None


def known_size(svg: str) -> tuple[float, float]:
    """Return the size of a drawing that says it, as every one does that is not refused."""
    size = drawing_size(svg)
    assert size is not None, "a drawing without a size is refused before it is printed"
    return size

"""Whether the people of one meeting are those of the meeting before."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def came_back(present: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """Return how often somebody came after the first meeting, and how often it was somebody of the one before.

    Estimates nothing beyond the meetings given. A meeting that nobody came to is none: the one before it counts.

    Misleads where few come: a team of two that changes one person comes back by half.

    Parameters
    ----------
    present : array of bool, shape (meetings, people)
        In the order of their days.

    Checked against cases worked by hand.
    """
    held = present[present.any(axis=1)]
    return int(held[1:].sum()), int((held[1:] & held[:-1]).sum())

"""How far the people of one meeting are those of the next."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def next_meeting_overlap(present: npt.NDArray[np.bool_]) -> float:
    """Return the share of people in common between each meeting and the next, on average.

    Estimates nothing beyond the meetings given: for each two meetings in a row, people at both divided by people at
    either (Jaccard 1901); the mean over them. NaN where fewer than two meetings had anybody.

    Misleads where meetings are small: one person of two that changes moves it by two thirds.

    Parameters
    ----------
    present : array of bool, shape (meetings, people)
        In the order of their days.

    Checked against cases worked by hand.
    """
    held = present[present.any(axis=1)]
    if len(held) < 2:
        return float("nan")
    both = (held[:-1] & held[1:]).sum(axis=1)
    either = (held[:-1] | held[1:]).sum(axis=1)
    return float((both / either).mean())

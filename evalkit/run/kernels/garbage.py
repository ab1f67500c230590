"""How often a process looks through its memory for what nobody needs any more."""

from __future__ import annotations

import gc

# Objects made before the next look. A comparison lists thousands of schools lost, none of them in a circle; Python's
# own few hundred cost a fifth of the time of a study and free nothing.
MADE_BEFORE_A_LOOK = 200_000


def tidy_seldom() -> None:
    """Leave alone what is loaded by now, and look through the rest seldom; results do not depend on it."""
    gc.freeze()
    gc.set_threshold(MADE_BEFORE_A_LOOK)

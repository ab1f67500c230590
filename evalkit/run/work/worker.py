"""How a worker process begins; it loads nothing, so that a run stopped early is stopped as quietly as a late one."""

from __future__ import annotations

import signal
import sys

from evalkit.run.kernels.garbage import tidy_seldom


def begin_worker() -> None:
    """Let a worker end without a word when somebody stops the run by the keyboard; the run says what there is."""
    signal.signal(signal.SIGINT, lambda number, frame: sys.exit(128 + number))
    tidy_seldom()

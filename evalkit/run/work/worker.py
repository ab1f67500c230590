"""How a worker process begins; it loads nothing, so that a run stopped early is stopped as quietly as a late one."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping

from evalkit.run.kernels.garbage import tidy_seldom


def begin_worker(environment: Mapping[str, str]) -> None:
    """Let a worker end without a word when somebody stops the run by the keyboard; the run says what there is.

    Parameters
    ----------
    environment : mapping of str to str
        Variables of the process that gives it work, which may have been set since the worker's own parent began.
    """
    os.environ.update(environment)
    signal.signal(signal.SIGINT, lambda number, frame: sys.exit(128 + number))
    tidy_seldom()

"""Where workers come from: copies of one process that has loaded every method, or processes of their own."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import forkserver, get_context, set_forkserver_preload

from evalkit.run.work.worker import begin_worker

PARENT, OWN = "forkserver", "spawn"
LOADED = "evalkit.run.work.loaded_worker"


def worker_pool(workers: int) -> ProcessPoolExecutor:
    """Return a pool of workers; they are copies on Linux alone, as kernels are."""
    context = get_context(PARENT if sys.platform == "linux" else OWN)
    return ProcessPoolExecutor(workers, context, initializer=begin_worker, initargs=(dict(os.environ),))


def start_worker_parent() -> None:
    """Let the process of which workers are copies load its methods, while this one goes on."""
    if sys.platform == "linux":
        set_forkserver_preload([LOADED])
        forkserver.ensure_running()

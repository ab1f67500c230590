"""A run that is stopped by the keyboard leaves no traceback of its workers."""

from __future__ import annotations

import subprocess
import sys

STOPPED = """
import os, signal, sys
from evalkit.run.work.worker import begin_worker

print("pandas" in sys.modules, flush=True)
begin_worker({})
os.kill(os.getpid(), signal.SIGINT)
print("went on")
"""


def test_a_worker_that_is_stopped_by_the_keyboard_ends_without_a_word_and_loads_little_before_it_can() -> None:
    ended = subprocess.run([sys.executable, "-c", STOPPED], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "False\n", "")

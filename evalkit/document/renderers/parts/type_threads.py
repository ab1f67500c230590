"""Whether this process has set type: Typst keeps threads then, and a fork of the process would wait for them for ever.

A fork has the memory of those threads and not the threads themselves.
"""

from __future__ import annotations

import os
from functools import cache


@cache
def note_type_threads() -> int:
    """Note that threads of Typst begin in this process; return its id."""
    return os.getpid()


def has_type_threads() -> bool:
    """Say whether threads of Typst have begun in this process, or in the one that it is a fork of."""
    return note_type_threads.cache_info().currsize > 0

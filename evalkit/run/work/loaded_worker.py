"""What workers are copies of: a process that has loaded, by importing this module, stages, pages and every method."""

from __future__ import annotations

from evalkit.run.kernels.method_loading import load_methods
from evalkit.run.pages import execution
from evalkit.run.work import schedule

LOADED = (schedule, execution)
load_methods()

"""What workers are copies of: a process that has loaded, by importing this module, the stages and every method."""

from __future__ import annotations

from evalkit.run.kernels import quick_papermill
from evalkit.run.kernels.method_loading import load_methods
from evalkit.run.work import schedule

LOADED = (schedule, quick_papermill)
load_methods()

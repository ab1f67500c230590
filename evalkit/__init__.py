"""Fair comparisons, honest intervals and readable reports for school improvement programmes.

Public names are resolved on first use, so that importing evalkit costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evalkit.evaluation.from_frame import FrameAnalysis as Analysis
    from evalkit.evaluation.study_opening import open_study
    from evalkit.report.verbs import everything, figure, sentence, table

# Public name: its module, and its name there.
_WHERE = {
    "Analysis": ("evalkit.evaluation.from_frame", "FrameAnalysis"),
    "open_study": ("evalkit.evaluation.study_opening", "open_study"),
    "everything": ("evalkit.report.verbs", "everything"),
    "figure": ("evalkit.report.verbs", "figure"),
    "sentence": ("evalkit.report.verbs", "sentence"),
    "table": ("evalkit.report.verbs", "table"),
}
__version__ = "0.1.0"
__all__ = ["Analysis", "everything", "figure", "open_study", "sentence", "table"]


def __getattr__(name: str) -> object:
    if name in _WHERE:
        module, attribute = _WHERE[name]
        return getattr(import_module(module), attribute)
    message = f"module 'evalkit' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted([*globals(), *_WHERE])

"""Fair comparisons, honest intervals and readable reports for school improvement programmes.

Public names are resolved on first use, so that importing evalkit costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evalkit.evaluation.from_frame import Analysis
    from evalkit.evaluation.opening import open_study
    from evalkit.report.verbs import figure, sentence, table

_WHERE = {
    "Analysis": "evalkit.evaluation.from_frame",
    "open_study": "evalkit.evaluation.opening",
    "figure": "evalkit.report.verbs",
    "sentence": "evalkit.report.verbs",
    "table": "evalkit.report.verbs",
}
__version__ = "0.1.0"
__all__ = ["Analysis", "figure", "open_study", "sentence", "table"]


def __getattr__(name: str) -> object:
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    message = f"module 'evalkit' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted([*globals(), *_WHERE])

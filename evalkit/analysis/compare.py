"""The fair comparison that an analysis asks for: the one thing that inferences, checks and resampling call again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import fields

from evalkit.design import DESIGNS
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Comparison

# Every inference on an estimate asks for the comparison behind it; the last few are kept, the oldest goes first.
_LAST: deque[tuple[Callable[..., object], Analysis, Comparison]] = deque(maxlen=4)


def compare(analysis: Analysis) -> Comparison:
    """Return the comparison made by the analysis's design with its options; nobody may change it."""
    design = DESIGNS.get(analysis.design).run
    for known, before, kept in _LAST:
        if known is design and _same(before, analysis):
            return kept
    comparison = design(analysis, analysis.design_options)
    assert isinstance(comparison, Comparison)
    _LAST.append((design, analysis, comparison))
    return comparison


def _same(one: Analysis, other: Analysis) -> bool:
    """Say whether two analyses are written alike about the very same tables."""
    return one.data is other.data and all(
        getattr(one, field.name) == getattr(other, field.name) for field in fields(one) if field.name != "data"
    )

"""The fair comparison that an analysis asks for."""

from __future__ import annotations

from evalkit.design import DESIGNS
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Comparison


def compare(analysis: Analysis) -> Comparison:
    """Return the comparison made by the analysis's design with its options."""
    comparison = DESIGNS.get(analysis.design).run(analysis, analysis.design_options)
    assert isinstance(comparison, Comparison)
    return comparison

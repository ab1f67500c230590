"""Rules of fidelity count something that evalkit can count."""

from __future__ import annotations

from evalkit.core.errors import Fault
from evalkit.delivery.parts.indicators import INDICATORS
from evalkit.evaluation.bound_options import unknown
from evalkit.study.model import Study


def unknown_indicators(study: Study) -> tuple[Fault, ...]:
    """Return a fault for each rule of fidelity whose indicator nobody knows."""
    return tuple(
        unknown(f"study.toml, [delivery], fidelity {number}, indicator", rule.indicator, tuple(INDICATORS))
        for number, rule in enumerate(study.delivery.fidelity, 1)
        if rule.indicator not in INDICATORS
    )

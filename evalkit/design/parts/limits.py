"""Lifting a design's limits, for refits that are shown beside an estimate rather than reported alone."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from math import inf

from evalkit.records.analysis import Analysis

DESIGN = re.compile(r"^\w+ schools, ")
LIFTED = {"minimum_effective_ratio": 0.0, "largest_smd": inf}


def limits_lifted(analysis: Analysis) -> Analysis:
    """Return the analysis with the limits by which its design refuses an unfair comparison lifted."""
    options = analysis.design_options
    if not is_dataclass(options) or isinstance(options, type):
        return analysis
    known = {field.name for field in fields(options)}
    changed = {name: value for name, value in LIFTED.items() if name in known}
    return analysis.change(design_options=replace(options, **changed))


def without_design(where: str) -> str:
    """Return where a fault stands without the design that found it, so that only the variable or the limit is left."""
    return DESIGN.sub("", where)

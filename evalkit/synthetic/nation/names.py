"""Names that nobody can mistake for a real school's."""

from __future__ import annotations

import re

import numpy as np

FIRST = (
    "Larch",
    "Ember",
    "Quill",
    "Thistle",
    "Copper",
    "Marl",
    "Sorrel",
    "Tansy",
    "Bramble",
    "Flint",
    "Cinder",
    "Chât",
)
LAST = ("field", "wick", "mere", "combe", "hollow", "stead", "reach", "garth", "march", "fold", "barrow")
PATTERN = re.compile(r"Invented (Special |Independent |New )?School \d{4}, [A-Z][a-zâ]+")


def school_names(kind: str, count: int) -> np.ndarray:
    """Return names such as ``Invented School 0123, Larchfield``, in the order of the schools."""
    return np.array([f"{kind} {n:04d}, {place_name(n)}" for n in range(1, count + 1)])


def place_name(number: int) -> str:
    """Return the invented place of a school."""
    return FIRST[number % len(FIRST)] + LAST[number % len(LAST)]

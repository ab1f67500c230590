"""What an inference leaves out, said of every one: no way of judging certainty leaves out nothing."""

from __future__ import annotations

from dataclasses import replace

from evalkit.inference import INFERENCES
from evalkit.records.estimate import UNSAID, Inference


def telling(found: Inference, name: str) -> Inference:
    """Return an inference that says what it leaves out: in its own words, in those of its method, or that nobody said.

    Parameters
    ----------
    found : Inference
        As its method, perhaps one of a partner, returned it.
    name : str
        Registered name of the method.
    """
    return replace(found, ignores=found.ignores or INFERENCES.get(name).ignores or UNSAID)

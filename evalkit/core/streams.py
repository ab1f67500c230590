"""Streams of random numbers that depend on what is drawn, never on the order of the work."""

from __future__ import annotations

from hashlib import sha256

import numpy as np


def stream(seed: int, *keys: str | int) -> np.random.Generator:
    """Return the generator that belongs to a study's seed and the keys of one draw.

    Parameters
    ----------
    seed : int
        The study's seed.
    keys : str or int
        What the draw is for: question, method, number of the draw.
    """
    words = [int.from_bytes(sha256(str(key).encode()).digest()[:4], "big") for key in keys]
    return np.random.default_rng(np.random.SeedSequence([seed, *words]))

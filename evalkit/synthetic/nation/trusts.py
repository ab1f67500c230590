"""Trusts that run invented academies: alone, or several schools of neighbouring areas."""

from __future__ import annotations

import numpy as np

from evalkit.core.streams import stream
from evalkit.synthetic.nation.careers import Careers
from evalkit.synthetic.nation.generator import Nation

FIRST_TRUST = 5001
ACADEMIES = ("converter academy", "sponsored academy", "free school", "university technical college", "studio school")
ALONE = 0.30
LARGEST = 9
# Of academies, how many a year joined their trust, alone until then, and how many came from another trust.
JOINED, CHANGED = 0.03, 0.02
FIRST_TRUST_ALONE = 8001


def trust_of(nation: Nation, careers: Careers) -> dict[int, int]:
    """Return the number of each academy's trust in September 2019, by the position of the school.

    Academies are taken region by region and area by area, so that a trust of several schools lies in one
    area or reaches into the next; three in ten are alone.
    """
    rng = stream(nation.seed, "synthetic", "trusts")
    lives = careers.lives
    academy = np.isin(lives.school_type[:, -1].astype(str), ACADEMIES) & lives.present[:, len(careers.years) - 4]
    rows = np.flatnonzero(academy)
    regions = np.array([area.region for area in nation.areas])[nation.schools.area[rows]]
    rows = rows[np.lexsort((rows, regions))]
    sizes = np.where(rng.random(len(rows)) < ALONE, 1, rng.integers(2, LARGEST + 1, len(rows)))
    number = np.repeat(np.arange(len(rows)), sizes)[: len(rows)]
    return {int(row): FIRST_TRUST + int(trust) for row, trust in zip(rows, number, strict=True)}


def trust_then(trust: int, trusts: list[int], draw: float, years: int) -> int:
    """Return the trust that a school of a trust had some years earlier; ``draw``, from 0 to 1, is the school's own."""
    if trust and draw < JOINED * years:
        return FIRST_TRUST_ALONE + int(draw * 10_000)
    if trust and draw > 1 - CHANGED * years:
        return trusts[(trusts.index(trust) + 1) % len(trusts)]
    return trust

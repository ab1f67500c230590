"""Simulated truth: where nothing is there, five questions together find something in one study of twenty, not in four.

A cut of ``python -m assurance.simulation.several_questions``, in standardised estimates alone: what moves all questions
of an area, small areas that vary more and lack questions, and the programme as one area among them.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from assurance.simulation.several_questions import CELLS, HEADERS, QUESTIONS, answered, page
from evalkit.inference.parts.families import family_of
from evalkit.records.family import QuestionFamily
from tests.unit.inference.test_families import by_areas, codes

DRAWS, AREAS, ASKED = 300, 120, 5
# One small area in four lacks two of the questions, and what it has varies a tenth more.
LACKING, MORE = 30, 1.1
WANTED, REFUSED_AT = 0.93, 0.01


def drawn(rng: np.random.Generator) -> QuestionFamily:
    """Return the joint statement about five questions without an effect, correlated by a half."""
    values = np.sqrt(0.5) * rng.normal(size=(AREAS + 1, 1)) + np.sqrt(0.5) * rng.normal(size=(AREAS + 1, ASKED))
    values[:LACKING] *= MORE
    own, placebos = values[-1], values[:-1]
    found = []
    for place in range(ASKED):
        first = LACKING if place < 2 else 0
        found.append((str(place), by_areas(own[place], 1.0, placebos[first:, place], codes(AREAS - first, first))))
    return family_of("exploratory", found)


def test_joint_intervals_hold_all_truths_at_once() -> None:
    rng = np.random.default_rng(20261128)
    families = [drawn(rng) for _ in range(DRAWS)]
    held = sum(all(one.joint_low <= 0 <= one.joint_high for one in family.members) for family in families)
    alone = sum(all(one.conf_low <= 0 <= one.conf_high for one in family.members) for family in families)
    assert stats.binomtest(held, DRAWS, WANTED, "less").pvalue > REFUSED_AT
    # Five intervals, each for itself, do not.
    assert stats.binomtest(alone, DRAWS, WANTED, "less").pvalue < REFUSED_AT
    stepped = sum(min(one.p_value for one in family.members) <= 0.05 for family in families)
    assert stats.binomtest(stepped, DRAWS, 1 - WANTED, "greater").pvalue > REFUSED_AT


def test_a_draw_of_the_long_run_asks_all_five_of_the_areas_that_have_them() -> None:
    found = answered(next(iter(CELLS)), 0)
    family = family_of("exploratory", found)
    assert tuple(one.finding for one in family.members) == QUESTIONS
    assert {one.judged_by for one in family.members} == {"placebos"}
    assert family.areas > 100
    assert family.set_beside == len(QUESTIONS)


def test_the_page_says_when_what_is_asked_is_not_met() -> None:
    def told(held: int) -> str:
        row = {
            "alone": True,
            "stepped": False,
            "beside": False,
            "wider": 1.3,
            "areas": 147,
            "left_out": 2,
            "rare": False,
        }
        draws = pd.DataFrame([{"cell": "one", "draw": draw, "held": draw < held, **row} for draw in range(100)])
        return page(draws, {"mark": "mark", "planned": 100, "started": "1 May 2026", "minutes": 1.0})

    assert "Met: the smallest share is 95.0 per cent" in told(95)
    assert "Not met: the smallest share is 92.0 per cent" in told(92)
    assert all(header in told(95) for header in HEADERS)

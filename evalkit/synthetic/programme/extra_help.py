"""Extra help for pupils that is to fade as teaching improves."""

from __future__ import annotations

import numpy as np

from evalkit.synthetic.programme.cast import Cast, Row, TwinSchool
from evalkit.synthetic.programme.terms import terms_from

STAGES = ("beginning", "developing", "embedded")
GROUPS = 2
FIRST_SESSIONS = 26
# SD of the sessions of a group in a term about its own line.
NOISE = 1.5


def extra_help_rows(cast: Cast, schools: tuple[TwinSchool, ...]) -> tuple[list[Row], float]:
    """Return groups of pupils by term, and the mean over schools of the expected change from term to term."""
    draws, truth, rows, slopes = cast.draws("extra help"), cast.truth, [], []
    stays = set(draws.choice(len(schools), min(truth.did_not_fade, len(schools)), replace=False).tolist())
    for place, school in enumerate(schools):
        slope = draws.normal(truth.fading, truth.fading_between_schools)
        slopes.append(0.0 if place in stays else float(slope))
        for group in range(GROUPS):
            rows += _group(school, f"{school.name[-1]}{group + 1}", slopes[-1], truth.planned_fading, draws)
    return rows, float(np.mean(slopes)) if slopes else float("nan")


def _group(school: TwinSchool, code: str, slope: float, planned: float, draws: np.random.Generator) -> list[Row]:
    rows: list[Row] = []
    pupils, year_group = int(draws.integers(5, 12)), int(draws.choice([10, 11]))
    for number, term in enumerate(terms_from(school.joined)):
        expected = FIRST_SESSIONS - 2 + slope * number + draws.normal(0, NOISE)
        entry = round(float(draws.normal(34, 4)), 1)
        rows.append(
            {
                "school": school.name,
                "group": code,
                "term": term.name,
                "year_group": year_group,
                "pupils": max(3, pupils + int(draws.integers(-1, 2))),
                "sessions": max(0, int(expected + draws.random())),
                "minutes": 40,
                "planned_sessions": max(0, round(FIRST_SESSIONS + planned * number)),
                "chosen_on": "mock examination" if year_group == 11 else "test at the end of Year 9",
                "entry": entry,
                "exit": round(entry + float(draws.normal(5, 3)), 1),
                "stage": STAGES[min(2, number // 2)] if slope < 0 else STAGES[min(1, number // 3)],
            }
        )
    return rows

"""What is true of the invented schools and stands in no published table; read by tests only."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from evalkit.synthetic.nation.generator import Nation
from evalkit.synthetic.nation.settings import MATHS_SHARE_OF_OVERALL
from evalkit.synthetic.nation.timeline import Timeline


def write_truth(path: Path, time: Timeline, arguments: dict[str, float | int]) -> None:
    """Write effects and area shocks in grades, and how numbers of schools follow one another."""
    _, nation, after = time.eras
    truth = {
        "arguments": arguments,
        "overall_moves_by": MATHS_SHARE_OF_OVERALL,
        "programmes": [_programme(nation, number) for number in range(len(nation.groups))],
        "area_shocks": {
            area.code: dict(zip(map(str, nation.years), map(_digits, row), strict=True))
            for area, row in zip(nation.areas, nation.untreated.shocks, strict=True)
        },
        "after": [_programme(after, number) for number in range(len(after.groups))],
        "numbers": _numbers(time),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((json.dumps(truth, indent=1) + "\n").encode())


def _programme(nation: Nation, number: int) -> dict[str, object]:
    group = nation.groups[number]
    effects = nation.effect[group.rows]
    return {
        "area": group.programme.area,
        "mean_effect": {
            str(year): _digits(float(np.mean(effects[:, column]))) for column, year in enumerate(nation.years)
        },
        "schools": [
            {
                "urn": int(nation.lives.urn[row, -1]),
                "effect": {str(year): _digits(effects[place, column]) for column, year in enumerate(nation.years)},
                "maths_without_programme": {
                    str(year): _digits(nation.untreated.maths[row, column]) for column, year in enumerate(nation.years)
                },
            }
            for place, row in enumerate(group.rows)
        ],
    }


def _numbers(time: Timeline) -> dict[str, object]:
    """Return every change of number, and what became of schools that closed or were divided."""
    ties = time.ties
    return {
        "changes": [[move.old, move.new, move.day] for move in time.careers.moves],
        "told_the_wrong_way": [list(pair) for pair in ties.wrong_way],
        "untold": [list(pair) for pair in ties.untold],
        "joined": {str(old): new for old, new in ties.joined.items()},
        "divided": {str(new): old for new, old in ties.divided.items()},
    }


def _digits(value: float) -> float:
    return float(f"{float(value):.12g}")

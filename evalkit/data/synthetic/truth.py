"""What is true of the invented schools and stands in no published table; read by tests only."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from evalkit.data.synthetic.generator import Nation
from evalkit.data.synthetic.settings import MATHS_SHARE_OF_OVERALL


def write_truth(path: Path, nation: Nation, arguments: dict[str, float | int]) -> None:
    """Write the effect on each treated school and the shock of each area and year, in grades."""
    truth = {
        "arguments": arguments,
        "overall_moves_by": MATHS_SHARE_OF_OVERALL,
        "programmes": [_programme(nation, number) for number in range(len(nation.groups))],
        "area_shocks": {
            area.code: dict(zip(map(str, nation.years), map(_digits, row), strict=True))
            for area, row in zip(nation.areas, nation.untreated.shocks, strict=True)
        },
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


def _digits(value: float) -> float:
    return float(f"{float(value):.12g}")

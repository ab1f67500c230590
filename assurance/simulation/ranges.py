"""Whether ranges of 50 and 80 per cent hold a known truth as often as they say.

``python -m assurance.simulation.ranges [--draws N]`` writes docs/assurance/ranges.md. The invented Englands, the
questions and their placebos are those of ``assurance.simulation.several_questions``, none with an effect; beside them
the same city is judged by variance components, whose range is Student's t. Which draws there are is fixed by the seeds.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

import pandas as pd

from assurance.digest import mark, modules_in_use
from assurance.simulation.several_questions import CELLS, OTHER_SEED, SEED, answered
from assurance.worlds.authorities import exact
from assurance.worlds.prepared import FACTS, city_rows, infer, prepare
from assurance.worlds.simulated import EFFECT, draw_world
from evalkit.core.quantity import MINUS
from evalkit.inference.parts.ranges import range_at
from evalkit.records.estimate import Inference

DRAWS = 200
LEVELS = (0.5, 0.8, 0.95)
OF_VARIANCES = "variance_components"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "assurance" / "ranges.md"


def main() -> None:
    """Draw, look, and write the page."""
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    given = argparse.ArgumentParser(description="Ranges of 50 and 80 per cent")
    given.add_argument("--draws", type=int, default=DRAWS)
    draws, started = given.parse_args().draws, time.time()
    seen = pd.DataFrame([row for draw in range(draws) for cell in CELLS for row in rows_of(cell, draw)])
    minutes, day = (time.time() - started) / 60, time.strftime("%d %B %Y").lstrip("0")
    PAGE.write_text(page(seen, draws, minutes, day), encoding="utf-8")


def rows_of(cell: str, draw: int) -> list[dict[str, object]]:
    """Return which ranges of one draw hold the truth, which is nought once the planted effect is taken off."""
    world = draw_world(SEED, CELLS[cell], draw)
    prepared = prepare(world, city_rows(world), FACTS, seed=draw)
    assert prepared is not None
    by_variances = infer(prepared, OF_VARIANCES)
    assert by_variances is not None
    made = [(name, estimate.inference(), 0.0) for name, estimate in answered(cell, draw)]
    return [_held(cell, *one) for one in [*made, ("all schools", by_variances, EFFECT)]]


def _held(cell: str, question: str, sure: Inference, truth: float) -> dict[str, object]:
    row: dict[str, object] = {"cell": cell, "question": question, "by": sure.name}
    for level in LEVELS:
        found = range_at(sure, level)
        assert found is not None
        row[f"{level:g}"] = found[0] <= truth <= found[1]
    return row


def page(seen: pd.DataFrame, draws: int, minutes: float, day: str) -> str:
    """Return the page, with the digest of the code that it ran."""
    rows = [
        f"| {cell} | {question} | {by} | {' | '.join(_share(found[f'{level:g}']) for level in LEVELS)} |"
        for (cell, question, by), found in seen.groupby(["cell", "question", "by"])
    ]
    head = HEAD.format(day=day, minutes=minutes, draws=draws)
    return "\n".join([head, TABLE, *rows, "", FOOT, mark(modules_in_use()), ""])


def _share(true: pd.Series) -> str:
    low, high = exact(int(true.sum()), len(true))
    return f"{100 * true.mean():.1f} ({100 * low:.1f} to {100 * high:.1f})".replace("-", MINUS)


HEAD = f"""# Ranges of 50 and 80 per cent, and whether they hold the truth

As found on {{day}}; made by `python -m assurance.simulation.ranges` in {{minutes:.0f}} minutes ({{draws}} draws a
row; base seeds {SEED} and {OTHER_SEED}, then the name of the world and the number of the draw from nought).

The front page draws the range of the first inference in three shades. The two inner ones come from the distribution
that the inference itself rests on: order statistics of placebos by the rule of the interval shown, or Student's t.
The worlds and the questions are those of [several questions](several-questions.md). In brackets are exact 95 per cent
intervals of each share; questions of one world are asked of the same draws, so its rows are not independent.
"""
TABLE = f"| world | question | inference | {' | '.join(f'{level:.0%} range holds it (%)' for level in LEVELS)} |\n" + (
    f"|{'---|' * (3 + len(LEVELS))}"
)
FOOT = """## Reading it

- A range of 50 per cent should leave out the truth in half of all draws: the dark part of the picture is not where the
  truth lies, but where half of such ranges would have it.
- Placebos of 150 areas come in steps, and the rule counts a tie against the programme, so shares may lie a little above
  their level.
"""

if __name__ == "__main__":
    main()

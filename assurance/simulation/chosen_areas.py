"""Whether the answer for a city that was picked for standing low holds a known truth.

``python -m assurance.simulation.chosen_areas [--draws N] [--minutes M]`` writes docs/assurance/chosen-areas.md. One
invented England of three years a draw; in it a city is picked at random or by a rule, every school of it has a
programme that adds a known effect, and the library is asked twice: with the rule declared, and with none. Estimate,
intervals and refusals come through the same functions as those of a study.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Iterable, Iterator
from unittest.mock import patch

import numpy as np
import pandas as pd

from assurance.digest import mark, modules_in_use
from assurance.simulation.chosen_areas_page import CELLS, KEPT, Picked, write_page
from assurance.worlds.low_areas import EFFECT, OUTCOME, YEARS, England, analysis_of, draw
from assurance.worlds.prepared import HandedOver
from evalkit.analysis import compare as comparing
from evalkit.analysis.compare import compare
from evalkit.core.errors import DesignError, EstimationError
from evalkit.core.streams import stream
from evalkit.design import DESIGNS
from evalkit.estimators import ESTIMATORS
from evalkit.evaluation.area_answers import answered_for_area
from evalkit.evaluation.bound_options import Bound
from evalkit.evaluation.judgement import sure_estimate
from evalkit.inference import INFERENCES
from evalkit.records.analysis import Analysis, AreaRule
from evalkit.records.estimate import Estimate, Inference
from evalkit.records.standing import LessRise

SEED = 20261128
DRAWS = 1000
BATCH = 10
INFERENCE = "placebo_areas"


def main() -> None:
    """Draw, pick, ask, and write the page."""
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    given = argparse.ArgumentParser(description="Recovery of a known truth where the area was picked for standing low")
    given.add_argument("--draws", type=int, default=DRAWS)
    given.add_argument("--minutes", type=float, default=45.0)
    asked = given.parse_args()
    started, rows = time.time(), []
    about = {"mark": mark(modules_tested()), "planned": asked.draws, "started": time.strftime("%d %B %Y").lstrip("0")}
    KEPT.mkdir(parents=True, exist_ok=True)
    for number in range(asked.draws):
        rows.extend(rows_of(number))
        last = number == asked.draws - 1 or time.time() > started + 60.0 * asked.minutes
        if last or (number + 1) % BATCH == 0:
            about["minutes"] = (time.time() - started) / 60.0
            pd.DataFrame(rows).to_csv(KEPT / "draws.csv.gz", index=False)
            (KEPT / "about.json").write_text(json.dumps(about), encoding="utf-8")
            print(f"{number + 1} draws, {about['minutes']:.1f} minutes", flush=True)
        # The clock looks at no result.
        if last:
            break
    write_page(pd.DataFrame(rows), about)


def modules_tested() -> tuple[str, ...]:
    """Return the tested modules, design, estimator and inference imported."""
    DESIGNS.get("matched")
    ESTIMATORS.get("difference_in_differences")
    INFERENCES.get(INFERENCE)
    return modules_in_use()


def rows_of(number: int, names: Iterable[str] = tuple(CELLS)) -> Iterator[dict[str, object]]:
    """Yield one row for each way of picking a city in one invented England; for all ways where none is named."""
    england, rng = draw(SEED, number), stream(SEED, "which city", number)
    known: dict[int, tuple[Analysis, Estimate | None]] = {}
    # Every cell picks, whichever are asked for, so that each picks the same city in any run.
    cities = {name: picked(england, how, rng) for name, how in CELLS.items()}
    for name in names:
        how, city = CELLS[name], cities[name]
        if city not in known:
            plain = compared_once(analysis_of(england, city))
            known[city] = plain, asked_of(plain)
        plain, beside = known[city]
        offered = beside if how.lowest is None and how.below is None else asked_of(declared(plain, how))
        yield {"cell": name, "draw": number, "city": city, **told(offered, "offered"), **of_plain(beside)}


def picked(england: England, how: Picked, rng: np.random.Generator) -> int:
    """Return the city of one cell, of those with enough schools for a programme."""
    large, means = england.large(), england.means()
    figure = means[:, [YEARS.index(year) for year in how.seen]].mean(axis=1)
    if how.of == "region":
        large = large[england.region[large] == rng.choice(np.unique(england.region[large]))]
    ranked = large[np.argsort(figure[large], kind="stable")]
    if how.below is not None:
        return int(rng.choice(ranked[figure[ranked] < how.below]))
    return int(rng.choice(ranked if how.lowest is None else ranked[: how.lowest]))


def declared(plain: Analysis, how: Picked) -> Analysis:
    """Return the analysis with the rule written down as a study would write it."""
    rule = AreaRule(OUTCOME, how.said, below=how.below, lowest=how.lowest, of=how.of if how.lowest else "")
    return plain.change(chose="area", area_rule=rule)


def compared_once(analysis: Analysis) -> Analysis:
    """Return the analysis with its comparison made, which does not depend on what is declared of the area."""
    return analysis.change(design="as it is", design_options=compare(analysis))


def asked_of(analysis: Analysis) -> Estimate | None:
    """Return the answer as a study gets it; None where it is refused."""
    bound = Bound(((INFERENCE, INFERENCES.get(INFERENCE).options()),), ())
    with patch.object(comparing, "DESIGNS", HandedOver()):
        try:
            return answered_for_area(analysis, sure_estimate(analysis, bound))
        except (DesignError, EstimationError):
            return None


def told(answer: Estimate | None, name: str) -> dict[str, object]:
    """Return error, width and whether the interval held the effect; that it was refused where there is no answer."""
    if answer is None:
        return {f"{name} given": False}
    less = answer.less_rise
    facts = {} if less is None else {"slope": less.slope, "beyond": less.beyond, "areas": len(less.areas)}
    return {f"{name} given": True, **_judged(answer.estimate, answer.inference(), name), **facts}


def of_plain(answer: Estimate | None) -> dict[str, object]:
    """Return the same of the estimate with nothing taken off, and of the other answer that stands beside it."""
    assert answer is not None
    other = answer.if_chosen_low
    given = isinstance(other, LessRise)
    beside: dict[str, object] = {"beside given": given}
    if isinstance(other, LessRise):
        beside |= {**_judged(other.estimate, other, "beside"), "gap": other.gap, "beside slope": other.slope}
    return {**told(answer, "plain"), **beside}


def _judged(value: float, sure: Inference | LessRise, name: str) -> dict[str, object]:
    return {
        f"{name} error": value - EFFECT,
        f"{name} held": sure.conf_low <= EFFECT <= sure.conf_high,
        f"{name} width": sure.conf_high - sure.conf_low,
        f"{name} low": sure.conf_low > EFFECT,
    }


if __name__ == "__main__":
    main()

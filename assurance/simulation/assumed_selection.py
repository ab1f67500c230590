"""Whether the range of assumed selection holds the truth where schools were chosen on an unseen need.

``python -m assurance.simulation.assumed_selection [--draws N] [--minutes M]`` writes
docs/assurance/assumed-selection.md. No school has a programme, so the truth is nought. In one area five schools of 10
to 24 are chosen on a need that no table shows: it follows what lasts in their results and a known share of what passes,
or their last fall. Everything is asked through the registered methods.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Iterator

import numpy as np
import pandas as pd

from assurance.digest import mark, modules_in_use
from assurance.simulation.assumed_selection_page import KEPT, LAST_FALL, NEEDS, PASSING_ALONE, write_page
from assurance.worlds.chosen import CHOSEN_IN, PROCESSES, VOLUNTEERS, YEARS, Schools, draw
from evalkit.analysis.point import point_estimate
from evalkit.core.estimand import Estimand
from evalkit.core.streams import stream
from evalkit.design import DESIGNS
from evalkit.design.matched import Options
from evalkit.design.parts.options import VariableYear
from evalkit.estimators import ESTIMATORS
from evalkit.inference import INFERENCES
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Inference
from evalkit.records.shown import JudgedRefits
from evalkit.sensitivity import CHECKS

SEED = 20261127
DRAWS = 1000
BATCH = 25
HOME = "100"
INFERENCE, CHECK = "placebo_sets", "assumed_selection"
# A review sees a need with an error of its own, in grades.
REVIEW_SD = 0.1
NEAREST = (VariableYear("ks2", CHOSEN_IN), VariableYear("disadvantaged", CHOSEN_IN))


def main() -> None:
    """Draw, ask, and write the page."""
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    given = argparse.ArgumentParser(description="The range of assumed selection")
    given.add_argument("--draws", type=int, default=DRAWS)
    given.add_argument("--minutes", type=float, default=40.0)
    asked = given.parse_args()
    started, rows = time.time(), []
    about = {"mark": mark(modules_tested()), "planned": asked.draws, "started": time.strftime("%d %B %Y").lstrip("0")}
    KEPT.mkdir(parents=True, exist_ok=True)
    for done, found in enumerate(results(asked.draws, started + 60.0 * asked.minutes), 1):
        rows.extend(found)
        if done % BATCH == 0 or done == asked.draws:
            about["minutes"] = (time.time() - started) / 60.0
            pd.DataFrame(rows).to_csv(KEPT / "draws.csv.gz", index=False)
            (KEPT / "about.json").write_text(json.dumps(about), encoding="utf-8")
            print(f"{done} draws, {about['minutes']:.1f} minutes", flush=True)
    write_page(pd.DataFrame(rows), about)


def results(draws: int, stop_at: float) -> Iterator[list[dict[str, object]]]:
    """Yield the rows of each draw of every world in turn until the clock says stop; it looks at no result."""
    for number in range(draws):
        yield rows_of_all(number)
        if time.time() > stop_at:
            return


def modules_tested() -> tuple[str, ...]:
    """Return the tested modules, both methods imported."""
    DESIGNS.get("matched")
    ESTIMATORS.get("difference_in_differences")
    INFERENCES.get(INFERENCE)
    CHECKS.get(CHECK)
    return modules_in_use()


def rows_of_all(number: int) -> list[dict[str, object]]:
    """Return the rows of one draw of every world."""
    return [row for process in PROCESSES for row in rows_of(process, number)]


def rows_of(process: str, number: int) -> Iterator[dict[str, object]]:
    """Yield what the range says for each need in one world."""
    schools = draw(process, SEED + number)
    for need in (*NEEDS, LAST_FALL, PASSING_ALONE):
        treated = chosen(schools, need, stream(SEED, "review", process, number))
        yield {"process": process, "need": need, "draw": number, **ranged(analysis_of(schools, treated))}


def chosen(schools: Schools, need: str, rng: np.random.Generator) -> frozenset[int]:
    """Return the five schools of the first area with the greatest need."""
    lasting, passing = schools.lasting, schools.passing
    if need == LAST_FALL:
        levels = schools.panel.wide("p8_maths")
        score = levels[CHOSEN_IN] - levels[CHOSEN_IN - 1]
    elif need == PASSING_ALONE:
        score = passing
    else:
        score = lasting + NEEDS[need] * passing
    first = schools.panel.frame.drop_duplicates("unit").set_index("unit")["area"]
    seen = (score + REVIEW_SD * rng.normal(size=len(score)))[first.index[first == HOME]]
    return frozenset(int(school) for school in seen.sort_values().index[:VOLUNTEERS])


def analysis_of(schools: Schools, treated: frozenset[int]) -> Analysis:
    """Return the analysis of a question about them; the outcome before the start is not matched on."""
    return Analysis(
        data=schools.panel,
        estimand=Estimand("p8_maths", "all pupils", YEARS[-1], (CHOSEN_IN,), label="progress in maths"),
        treated=treated,
        programme=treated,
        design="matched",
        design_options=Options(nearest=NEAREST, largest_smd=9.0, minimum_effective_ratio=0.0),
        estimator="difference_in_differences",
        inference=(INFERENCE,),
        question="targeted",
    )


def ranged(analysis: Analysis) -> dict[str, object]:
    """Return what the registered check says: the range, and the error of each row of it."""
    method, check = INFERENCES.get(INFERENCE), CHECKS.get(CHECK)
    estimate = point_estimate(analysis)
    sure = method.run(analysis, estimate, point_estimate, method.options())
    assert isinstance(sure, Inference)
    known = estimate.with_inferences((sure,), INFERENCE)
    result = check.run(analysis, known, point_estimate, check.options())
    assert isinstance(result, CheckResult)
    shown = result.shows
    assert isinstance(shown, JudgedRefits)
    low = min(shown.rows, key=lambda row: row.conf_low)
    high = max(shown.rows, key=lambda row: row.conf_high)
    numbers = {one.name: one.value for one in shown.numbers}
    own = len(analysis.treated)
    home = analysis.panel().frame.query("area == @HOME and year == @CHOSEN_IN")
    return {
        "held": low.conf_low <= 0.0 <= high.conf_high,
        "primary held": sure.conf_low <= 0.0 <= sure.conf_high,
        "width": high.conf_high - low.conf_low,
        "primary width": sure.conf_high - sure.conf_low,
        "wider end": max(low.conf_high - low.conf_low, high.conf_high - high.conf_low),
        "ends apart": abs(high.estimate - low.estimate),
        **{f"row {place}": row.estimate for place, row in enumerate(shown.rows)},
        **{f"held {place}": row.conf_low <= 0.0 <= row.conf_high for place, row in enumerate(shown.rows)},
        "gone": numbers["share of it gone by the result"],
        "distance": numbers["distance before the start"],
        # Had the distance been taken from the schools not chosen alone.
        "from the rest": shown.rows[0].estimate
        + (shown.rows[2].estimate - shown.rows[0].estimate) * len(home) / (len(home) - own),
    }


if __name__ == "__main__":
    main()

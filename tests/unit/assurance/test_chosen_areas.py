"""Cities picked for standing low: who is picked, through which door they are asked, and a verdict that can fail."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from assurance.simulation import chosen_areas_page
from assurance.simulation.chosen_areas import asked_of, compared_once, declared, of_plain, picked, told
from assurance.simulation.chosen_areas_page import ANSWERS, BOTH_YEARS, CELLS, MISDECLARED, THRESHOLD, Picked, verdict
from assurance.worlds.low_areas import EFFECT, FEWEST_SCHOOLS, YEARS, England, analysis_of, draw
from evalkit.core.streams import stream
from evalkit.evaluation.area_answers import answered_for_area
from evalkit.evaluation.bound_options import Bound
from evalkit.evaluation.judgement import sure_estimate
from evalkit.inference import INFERENCES

# Sums of a few thousand doubles in another order.
EXACT = 1e-10
LOWEST = CELLS["lowest of all on the baseline year"]


@pytest.fixture(scope="module")
def england() -> England:
    return draw(3, 0)


def test_each_rule_picks_whom_it_names(england: England) -> None:
    means, large = england.means(), england.large()
    assert (np.bincount(england.area)[large] >= FEWEST_SCHOOLS).all()
    for name, how in CELLS.items():
        for number in range(5):
            city = picked(england, how, stream(1, "who", name, number))
            figure = means[:, [YEARS.index(year) for year in how.seen]].mean(axis=1)
            among = large if how.of == "England" else large[england.region[large] == england.region[city]]
            assert city in large
            if how.lowest is not None:
                assert (figure[among] < figure[city]).sum() < how.lowest
            if how.below is not None:
                assert figure[city] < THRESHOLD


def test_a_comparison_made_once_gives_what_the_design_gives(england: England) -> None:
    plain = analysis_of(england, picked(england, LOWEST, stream(1, "one")))
    bound = Bound((("placebo_areas", INFERENCES.get("placebo_areas").options()),), ())
    ruled = declared(plain, LOWEST)
    through = answered_for_area(ruled, sure_estimate(ruled, bound))
    once = asked_of(declared(compared_once(plain), LOWEST))
    assert once is not None
    assert once.less_rise is not None
    assert once.estimate == pytest.approx(through.estimate, abs=EXACT)
    assert once.inference().conf_low == pytest.approx(through.inference().conf_low, abs=EXACT)
    # Declared or not, the year being that of the baseline, the same is taken off; only the place differs.
    beside = of_plain(asked_of(compared_once(plain)))
    offered = told(once, "offered")
    assert beside["beside error"] == pytest.approx(offered["offered error"], abs=EXACT)
    assert beside["plain error"] == pytest.approx(once.less_rise.whole - EFFECT, abs=EXACT)
    assert beside["plain error"] != offered["offered error"]


def test_a_question_refused_gives_a_row_that_says_so() -> None:
    assert told(None, "offered") == {"offered given": False}


def test_the_page_counts_what_was_drawn() -> None:
    rows = pd.DataFrame(list(made(960, 0.002)))
    page = "\n".join(
        (chosen_areas_page.opening(rows, {"started": "1 May 2026", "planned": 1000, "minutes": 3.0}),
         chosen_areas_page.coverage_table(rows), chosen_areas_page.bias_table(rows), chosen_areas_page.gap_table(rows))
    )  # fmt: skip
    assert f"1,000 draws in each of {len(CELLS)} cells" in page
    assert "960 of 1000" in page
    assert "stopped" not in page


@pytest.mark.parametrize(
    ("held", "error", "refused", "said"),
    [
        (960, 0.002, 0, ("in 0 of 7 cells", "+0.002 grade", "at most 0.0 %")),
        (905, 0.002, 0, ("in 7 of 7 cells",)),
        (960, 0.030, 0, ("+0.030 grade", "beyond it in 7 of 7 cells")),
        (960, 0.002, 150, ("at most 15.0 %",)),
    ],
)
def test_the_verdict_can_fail(held: int, error: float, refused: int, said: tuple[str, ...]) -> None:
    text = verdict(pd.DataFrame(list(made(held, error, refused))))
    assert all(words in text for words in said)


def test_a_rule_that_was_not_the_one_used_is_told_and_not_judged() -> None:
    rows = pd.DataFrame(list(made(960, 0.002)))
    rows.loc[rows["cell"] == MISDECLARED, "offered error"] -= 0.5
    assert "is +0.002 grade" in verdict(rows)
    assert f"| {MISDECLARED} | \N{MINUS SIGN}0.4980" in chosen_areas_page.bias_table(rows)


def made(held: int, error: float, refused: int = 0) -> Iterator[dict[str, object]]:
    """Yield a thousand invented rows for each cell."""
    for cell in CELLS:
        for number in range(1000):
            row: dict[str, object] = {"cell": cell, "draw": number, "gap": -0.1, "slope": -0.1, "beyond": 0.0}
            row |= {"areas": 147, "beside slope": -0.12 + 0.01 * (-1) ** number}
            for name in ANSWERS:
                given = number >= refused
                row[f"{name} given"] = given
                row[f"{name} held"] = (number < held) if given else None
                row[f"{name} error"] = error + 0.05 * (-1) ** number if given else None
                row |= {f"{name} low": False, f"{name} width": 0.4}
            yield row


def test_a_rule_is_declared_as_a_study_would_write_it(england: England) -> None:
    plain = analysis_of(england, int(england.large()[0]))
    rule = declared(plain, Picked(lowest=1, of="region", said=(2016,))).area_rule
    assert (rule.years, rule.lowest, rule.of, rule.below) == ((2016,), 1, "region", None)
    assert [name for name, how in CELLS.items() if how.seen != how.said] == [MISDECLARED]
    assert declared(plain, CELLS[BOTH_YEARS]).area_rule.years == (2016, 2017)
    assert declared(plain, Picked(below=-0.1)).area_rule.of == ""

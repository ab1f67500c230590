"""Known truth: where levels pass, return or drift, the mirrored rule protects and other baselines do not.

No school has a programme, so every gain is bias. A cut of ``python -m assurance.simulation.volunteers``.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from assurance.simulation.volunteers import RULES, Bias, bias
from assurance.worlds.chosen import BELOW, PROCESSES, Forward, analysis_of, draw, programme
from evalkit.analysis.point import point_estimate
from evalkit.core.errors import DesignError
from evalkit.sensitivity.regression_to_mean import Options, regression_to_mean

SEEDS = range(1, 21)
# The bar: a hundredth of a grade and two Monte Carlo standard errors.
BAR = 0.01
ERRORS = 2.0
# What another baseline gets wrong is of another size than the bar.
MISLEADS = 0.03
# The variances behind the implied gain come from 1,000 schools; the rule is a threshold, not a line.
IMPLIED = 0.02
FEW = range(1, 9)


@cache
def found(process: str, rule: str) -> Bias:
    return bias(process, RULES[rule], Forward(), SEEDS)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("process", PROCESSES)
def test_the_mirrored_rule_protects(process: str, rule: str) -> None:
    one = found(process, rule)
    assert one.programmes > 800
    for way in ("design", "mirrored"):
        assert abs(one.mean[way]) < BAR + ERRORS * one.error[way], way


def test_under_white_noise_only_an_earlier_year_stands_beside_it() -> None:
    for rule in RULES:
        one = found("white noise", rule)
        assert one.mean["latest"] > one.mean["mean"] > MISLEADS
        assert abs(one.mean["earliest"]) < BAR + ERRORS * one.error["earliest"]


def test_under_a_random_walk_an_earlier_year_makes_schools_seem_to_fall() -> None:
    for rule in RULES:
        one = found("random walk and noise", rule)
        assert one.mean["latest"] > MISLEADS / 2
        assert one.mean["earliest"] < -MISLEADS


def test_under_an_autoregression_no_baseline_protects() -> None:
    for rule in RULES:
        one = found("autoregression", rule)
        assert min(one.mean[way] for way in ("latest", "mean", "earliest")) > MISLEADS


def test_volunteers_who_know_more_than_the_rule_leave_something() -> None:
    """What remains is reported, not claimed away: on lasting quality and on the dip."""
    for forward in (Forward(quality=1.0), Forward(dip=1.0)):
        assert bias("white noise", BELOW, forward, FEW).mean["design"] > MISLEADS


@pytest.mark.parametrize("process", PROCESSES)
def test_the_gain_the_variances_imply_is_the_gain_seen(process: str) -> None:
    seen, implied = [], []
    for seed in FEW:
        schools = draw(process, seed)
        analysis = analysis_of(schools, BELOW, programme(schools, BELOW, "100"))
        table = regression_to_mean(analysis, point_estimate(analysis), point_estimate, Options()).shows.frame()
        seen.append(table["expected"])
        implied.append(table["implied"])
    np.testing.assert_allclose(np.mean(implied, axis=0), np.mean(seen, axis=0), atol=IMPLIED)


def test_where_too_few_schools_share_the_rule_the_answer_is_a_refusal_in_words() -> None:
    schools = draw("white noise", 1, areas=1)
    with pytest.raises(DesignError, match="comparison schools"):
        point_estimate(analysis_of(schools, BELOW, programme(schools, BELOW, "100")))

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import evalkit as ek
from evalkit.analysis.point import point_estimate
from evalkit.core.errors import EstimationError
from evalkit.inference.school_bootstrap import Options, school_bootstrap
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Estimate, Inference
from tests.support.panels import analysis_of, draw_panel

# The error is known from 600 draws a side: three of its own standard errors.
DRAWS = 600
KNOWN = 3 / np.sqrt(4 * DRAWS)


def schools(treated: int = 6, others: int = 9) -> pd.DataFrame:
    rng = np.random.default_rng(5)
    number = treated + others
    rows = pd.DataFrame({"urn": np.arange(number), "treated": np.arange(number) < treated})
    return rows.assign(grade=rng.normal(size=number) * np.where(rows["treated"], 1.0, 2.0))


def record(frame: pd.DataFrame) -> Analysis:
    return ek.Analysis.from_frame(
        frame, outcome="grade", treated="treated", cluster="urn", estimator="least_squares"
    ).record


def means(analysis: Analysis) -> Estimate:
    """Return the difference of means, as any function of the analysis might."""
    frame, roles = analysis.data.frame, analysis.data.roles
    treated, outcome = frame[roles.treated].to_numpy(), frame[roles.outcome].to_numpy()
    return Estimate(
        analysis.estimand, "grade", analysis.estimand.unit, "theirs", "as_given",
        float(outcome[treated].mean() - outcome[~treated].mean()), None,
    )  # fmt: skip


def infer(frame: pd.DataFrame, draws: int = DRAWS) -> Inference:
    made = record(frame)
    return school_bootstrap(made, means(made), means, Options(draws))


def test_a_difference_of_means_has_the_error_of_welch() -> None:
    frame = schools()
    one, other = (frame.loc[frame["treated"] == side, "grade"] for side in (True, False))
    parts = one.var() / 6, other.var() / 9
    found = infer(frame)
    assert found.std_error == pytest.approx(np.sqrt(sum(parts)), rel=KNOWN)
    assert found.df == pytest.approx(sum(parts) ** 2 / (parts[0] ** 2 / 5 + parts[1] ** 2 / 8), rel=2 * KNOWN)
    assert (found.conf_low + found.conf_high) / 2 == pytest.approx(means(record(frame)).estimate)


def test_few_schools_are_said_and_fewer_refused() -> None:
    assert "only 6 schools" in infer(schools(), 5).caveats[0]
    assert infer(schools(12, 12), 5).caveats == ()
    with pytest.raises(EstimationError, match="2 schools on a side"):
        infer(schools(2, 9), 5)


def test_it_says_what_it_leaves_out() -> None:
    assert infer(schools(), 5).ignores == "shocks that schools share, and how they came to take part"


def test_a_school_drawn_twice_stands_there_as_two() -> None:
    frame = pd.concat([schools()] * 3)
    seen = []

    def counting(analysis: Analysis) -> Estimate:
        counts, roles = analysis.data.frame, analysis.data.roles
        seen.append((counts[roles.cluster].nunique(), len(counts), counts[roles.unit].is_unique))
        return means(analysis)

    made = record(frame)
    school_bootstrap(made, means(made), counting, Options(4))
    assert set(seen) == {(14, 42, True)}


def test_an_estimator_that_refuses_many_draws_is_not_judged_and_few_are_counted() -> None:
    frame = schools()
    calls = iter(range(1000))

    def refusing(every: int) -> object:
        def estimated(analysis: Analysis) -> Estimate:
            if next(calls) % every == 0:
                raise EstimationError.one(where="here", found="bad luck", allowed="", next="")
            return means(analysis)

        return estimated

    made = record(frame)
    with pytest.raises(EstimationError, match="draws that the estimator refused"):
        school_bootstrap(made, means(made), refusing(3), Options(20))
    counted = school_bootstrap(made, means(made), refusing(40), Options(60))
    assert any("refused 3 of the draws" in said for said in counted.caveats)


def test_schools_of_a_study_are_refused() -> None:
    study = analysis_of(draw_panel(np.random.default_rng(3)))
    with pytest.raises(EstimationError, match="chosen anew in each draw"):
        school_bootstrap(study, point_estimate(study), point_estimate, Options(2))


def test_units_by_years_are_drawn_with_all_their_years() -> None:
    rows = pd.concat([schools().assign(year=year) for year in (2017, 2019)], ignore_index=True)
    rows["grade"] += np.where(rows["year"] == 2019, rows["grade"] + 0.3 * rows["treated"], 0.0)
    effect = ek.Analysis.from_frame(
        rows, outcome="grade", treated="treated", cluster="urn", period="year", inference="school_bootstrap",
        options={"school_bootstrap": {"draws": 60}},
    ).estimate()  # fmt: skip
    change = rows[rows["year"] == 2019].set_index("urn")["grade"] - rows[rows["year"] == 2017].set_index("urn")["grade"]
    expected = np.sqrt(change[:6].var() / 6 + change[6:].var() / 9)
    assert effect.inference().std_error == pytest.approx(expected, rel=3 / np.sqrt(4 * 60))
    assert effect.estimator == "difference_in_differences"

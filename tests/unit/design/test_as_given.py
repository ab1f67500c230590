import numpy as np
import pandas as pd
import pytest

import evalkit as ek
from evalkit.analysis.compare import compare
from evalkit.core.errors import DataError, DesignError
from evalkit.design.matched import Options
from tests.support.panels import analysis_of, draw_panel


def pupils(rng: np.random.Generator, schools: int = 24, size: int = 30) -> pd.DataFrame:
    urn = np.repeat(np.arange(schools), size)
    ks2, fsm6 = rng.normal(size=len(urn)), rng.random(len(urn)) < 0.27
    treated = urn % 2 == 0
    grade = (
        4.5 + 1.2 * ks2 - 0.4 * fsm6 + 0.3 * treated + 0.3 * rng.normal(size=schools)[urn] + rng.normal(size=len(urn))
    )
    return pd.DataFrame({"urn": urn, "grade": grade, "treated": treated, "ks2_maths": ks2, "fsm6": fsm6.astype(float)})


def analysis(frame: pd.DataFrame, **changes: str) -> ek.Analysis:
    named = {"outcome": "grade", "treated": "treated", "cluster": "urn", **changes}
    return ek.Analysis.from_frame(frame, covariates=["ks2_maths", "fsm6"], estimator="multilevel", **named)


def test_frame_and_roles_pass_through() -> None:
    frame = pupils(np.random.default_rng(1))
    comparison = compare(analysis(frame).record)
    assert comparison.shape == "cross_section"
    assert comparison.roles.covariates == ("ks2_maths", "fsm6")
    assert (comparison.counts.units_treated, comparison.counts.pupils_treated) == (12, 360)
    pd.testing.assert_frame_equal(comparison.frame[list(frame.columns)], frame, check_like=True)


def test_the_printed_example_is_judged_by_the_inference_made_for_its_estimator() -> None:
    effect = analysis(pupils(np.random.default_rng(2))).estimate()
    assert [inference.name for inference in effect.inferences] == ["satterthwaite"]
    assert effect.primary == "satterthwaite"
    assert abs(effect.estimate - 0.3) < 3 * effect.inference().std_error
    assert effect.tidy()["n_pupils"].tolist() == [720]


def test_rows_with_missing_values_are_left_out_and_counted() -> None:
    frame = pupils(np.random.default_rng(3))
    frame.loc[[0, 5, 9], "ks2_maths"] = np.nan
    frame.loc[[5], "fsm6"] = np.nan
    before = frame.copy()
    comparison = compare(analysis(frame).record)
    assert len(comparison.frame) == 717
    assert comparison.caveats == ("3 rows with a missing value were left out.",)
    assert comparison.flow.steps[0].by_reason() == (("no value in column 'ks2_maths'", 3),)
    pd.testing.assert_frame_equal(frame, before)


def test_every_fault_of_a_table_is_named_at_once() -> None:
    frame = pupils(np.random.default_rng(4)).assign(treated="yes", grade="five")
    with pytest.raises(DataError) as refusal:
        analysis(frame, cluster="unit")
    assert len(refusal.value.faults) == 3


def test_a_bare_table_is_refused_by_designs_for_panels_and_the_other_way_round() -> None:
    bare = analysis(pupils(np.random.default_rng(5))).record
    with pytest.raises(DesignError, match="schools by year"):
        compare(bare.change(design="matched", design_options=Options()))
    with pytest.raises(DesignError, match="bare table"):
        compare(analysis_of(draw_panel(np.random.default_rng(6))).change(design="as_given"))

from pathlib import Path

import numpy as np
import pytest

from evalkit.core.overrides import MEASURED_AFTER
from evalkit.core.quantity import POINTS
from evalkit.evaluation import tables
from evalkit.evaluation.plans import bind_study
from evalkit.study.model import Override, Study
from evalkit.study.study_reader import read_study
from evalkit.tables.panel import Panel, Variable
from tests.architecture.files import ROOT
from tests.support.panels import draw_panel


@pytest.fixture
def study() -> Study:
    """Return a study of one question whose outcome is attainment in maths, standardised."""
    read = read_study(ROOT / "studies" / "leicester")
    first = read.question("attainment").model_copy(
        update={"outcome": "a8_maths_z", "design": "weighted", "baseline": (2017,), "cohort": 2019, "options": {}}
    )
    late = Override(rule=MEASURED_AFTER, reason="These tests look at when a figure is read, not at whether it is fair")
    years = read.years.model_copy(update={"others": (), "overrides": (late,)})
    return read.model_copy(update={"questions": (first,), "years": years})


@pytest.fixture(autouse=True)
def small_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few invented schools stand for the folder of tables."""

    def read(folder: Path, files: object, register: object, *, until: int, codes: object) -> Panel:
        drawn = draw_panel(np.random.default_rng(1), areas=4, years=(2016, 2017, 2018, 2019))
        attained = drawn.frame["p8_maths"] * 2 + 9
        return drawn.with_variable(Variable("attainment8_maths", "attainment in maths", POINTS), attained)

    monkeypatch.setattr(tables, "read_panel", read)


def filled(study: Study) -> list[int]:
    plan, faults = bind_study(study)
    assert not faults
    known = tables.read_tables(plan).panel.wide("a8_maths_z").notna().all()
    return [int(year) for year in known.index[known]]


@pytest.mark.parametrize(
    ("options", "years"),
    [
        ({}, [2017, 2019]),
        ({"series": [{"variable": "a8_maths_z", "years": [2016, 2017]}]}, [2016, 2017, 2019]),
        ({"nearest": [{"variable": "a8_maths_z", "year": 2018}]}, [2017, 2018, 2019]),
        ({"nearest": [{"variable": "ks2", "year": 2016}]}, [2017, 2019]),
    ],
)
def test_outcomes_that_a_design_names_are_read_in_the_years_it_names(
    study: Study, options: dict[str, object], years: list[int]
) -> None:
    asked = study.questions[0].model_copy(update={"options": {"weighted": options}})
    assert filled(study.model_copy(update={"questions": (asked,)})) == years


def test_years_averaged_with_the_cohort_are_read(study: Study) -> None:
    asked = study.questions[0].model_copy(update={"averaged": (2018,)})
    assert filled(study.model_copy(update={"questions": (asked,)})) == [2017, 2018, 2019]

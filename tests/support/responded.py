"""Twelve schools of a programme, each with comparison schools of its own, beside what each of them had."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from evalkit.core.quantity import GRADES
from evalkit.delivery import DELIVERY
from evalkit.delivery.parts.account import DeliveryInputs, given
from evalkit.design.parts.pool import FixedDonors
from evalkit.records.comparison import Comparison, Pool
from evalkit.records.delivery.more_with_more import MoreWithMore
from evalkit.records.estimate import Estimate
from evalkit.study.study_reader import read_study
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Panel, Variable
from tests.support.delivered import NAMES, delivered
from tests.support.programme import Row, kept_tables
from tests.unit.report import samples

COUNT, DONORS, EACH = len(NAMES), 24, 3
SIZE = COUNT + DONORS
RNG = np.random.default_rng(11)
CHANGE, BEFORE = RNG.normal(size=SIZE), RNG.normal(size=SIZE)
CHOSEN = np.array([RNG.choice(DONORS, EACH, replace=False) + COUNT for _ in range(COUNT)])


def compared() -> Comparison:
    """Return the twelve schools, each with three donors of its own."""
    treated = np.arange(SIZE) < COUNT
    pool = Pool(
        unit=990001 + np.arange(SIZE),
        area=np.where(treated, 0, 1),
        area_codes=("1", "2"),
        area_names=("One", "Two"),
        pupils=100.0 + np.arange(SIZE),
        change=CHANGE,
        covariates=np.zeros((SIZE, 1)),
        coordinates=np.zeros((SIZE, 1)),
        stratum=np.zeros(SIZE, dtype=np.int64),
        eligible=~treated,
        treated=treated,
        home=treated,
        donors=np.vstack([CHOSEN, np.zeros((DONORS, EACH), dtype=np.int64)]),
        ratio=EACH,
        caliper=None,
        area_sizes=np.array([COUNT, DONORS]),
        minimum_effective_ratio=1.0,
        largest_smd=1.0,
    )
    return replace(samples.comparison(), assignment=FixedDonors(pool))


def responded(comparison: Comparison | None, estimate: Estimate | None = None, **tables: list[Row]) -> MoreWithMore:
    """Return dose and change of the twelve schools, with some of the programme's tables changed."""
    kept = kept_tables(**{**delivered(), **tables})
    inputs = DeliveryInputs(read_study("leicester"), kept, panel(), comparison, estimate)
    result = given(DELIVERY, "more_with_more", inputs)
    assert isinstance(result, MoreWithMore)
    return result


def panel() -> Panel:
    frame = pd.DataFrame({"unit": 990001 + np.arange(SIZE), "year": 2017, "urn": 990001 + np.arange(SIZE)})
    frame = frame.assign(p8_maths=BEFORE)
    reasons = pd.DataFrame(columns=["unit", "year", "variable", "reason"])
    return Panel(frame, reasons, (Variable("p8_maths", "progress in maths", GRADES),), (), Flow(()))

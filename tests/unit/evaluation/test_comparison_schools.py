"""Comparison schools are named with their weight and for whom they stand; schools of the programme are not."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.analysis.compare import compare
from evalkit.description.comparison_schools import comparison_schools, letters
from evalkit.design.weighted import Options as WeightedOptions
from evalkit.evaluation.compared import standing_of
from evalkit.records.analysis import Analysis, DonorPool, DonorRule
from evalkit.records.comparison_schools import ComparisonSchools
from evalkit.report.verbs import table
from evalkit.run.work.stages import write_compared
from evalkit.tables.panel import Variable
from tests.support.panels import NEAREST, analysis_of, draw_panel, with_options

SAME = 1e-12


def named(seed: int = 4) -> Analysis:
    panel = draw_panel(np.random.default_rng(seed))
    names = pd.Series([f"School {unit} of Somewhere" for unit in panel.frame["unit"]], index=panel.frame.index)
    return with_options(analysis_of(panel.with_variable(Variable("name", "name", None), names)), ratio=3)


def listed(analysis: Analysis) -> ComparisonSchools:
    return comparison_schools(analysis, compare(analysis))


def test_each_comparison_school_stands_with_its_name_and_share_beside_those_it_was_matched_to() -> None:
    analysis = named()
    comparison, found = compare(analysis), listed(analysis)
    pool, own = comparison.pool, letters(analysis.programme)
    assert pool is not None
    assert pool.donors is not None
    matched = {
        int(pool.unit[row]): {int(pool.unit[donor]) for donor in pool.donors[row]}
        for row in np.flatnonzero(pool.treated)
    }
    assert len(found.rows) == comparison.counts.units_comparison
    for row in found.rows:
        assert row.name == f"School {row.urn} of Somewhere"
        assert set(row.stands_for) == {own[unit] for unit, donors in matched.items() if row.urn in donors}
        # Three donors each, and every school of the programme counts once.
        assert row.weight == pytest.approx(len(row.stands_for) / (3 * len(matched)), abs=SAME)
    beside = Counter(letter for row in found.rows for letter in row.stands_for)
    assert beside == dict.fromkeys(own.values(), 3)


def test_the_heaviest_come_first_whatever_the_order_of_rows() -> None:
    weights = [row.weight for row in listed(named()).rows]
    assert weights == sorted(weights, reverse=True)
    assert sum(weights) == pytest.approx(1.0)


def test_where_all_are_weighted_together_none_stands_for_a_single_school() -> None:
    analysis = named().change(design="weighted", design_options=WeightedOptions(nearest=NEAREST))
    found = listed(analysis)
    assert not any(row.stands_for for row in found.rows)
    assert "all are weighted together" in table(found).text
    assert len(table(found, "annex").cells) == min(250, len(found.rows))


def test_letters_are_the_same_in_every_question_and_follow_no_number() -> None:
    own = letters(range(100, 140))
    assert sorted(own.values(), key=lambda name: (len(name), name))[24:28] == ["Y", "Z", "AA", "AB"]
    assert [own[unit] for unit in sorted(own)] != sorted(own.values())
    assert letters(reversed(range(100, 140))) == own


def test_no_school_of_the_programme_is_named_in_table_or_file(tmp_path: Path) -> None:
    analysis = named()
    found = listed(analysis)
    write_compared({"attainment": found}, tmp_path / "compared.csv")
    text = (tmp_path / "compared.csv").read_text() + table(found).text + table(found, "annex").text
    assert not analysis.programme & {int(number) for number in re.findall(r"\d{6}", text)}
    with (tmp_path / "compared.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(found.rows)
    assert sum(float(row["weight"]) for row in rows) == pytest.approx(1.0, abs=1e-9)
    assert rows[0]["stands_for"] == " ".join(found.rows[0].stands_for)


def test_schools_of_the_programme_are_counted_once_each_with_why_they_are_not_compared() -> None:
    analysis = named()
    treated = sorted(analysis.treated)
    asked = frozenset(treated[:-2])
    rule = DonorRule("pupils", 2017, at_least=100.0, reason="Small")
    ruled = analysis.change(treated=asked, donors=DonorPool((rule,), own="leave_out"))
    pupils = analysis.panel().frame.drop_duplicates("unit").set_index("unit")["pupils"]
    small = sum(pupils[unit] < 100 for unit in asked)
    standing = standing_of(compare(ruled))
    assert (standing.programme, standing.asked) == (len(treated), len(asked))
    assert standing.lost == (("outside a rule for comparison schools: Small", small),)
    assert standing.compared == len(asked) - small
    kept = standing_of(compare(ruled.change(donors=DonorPool((rule,)))))
    assert (kept.compared, kept.lost, kept.unlike) == (len(asked), (), small)

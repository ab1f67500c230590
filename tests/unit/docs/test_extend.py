"""The page on extending is true to the letter: its examples are taken out of it, put into a package and run."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import evalkit as ek
from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.core.errors import DataError, EstimationError
from evalkit.core.extensions import extensions, unheard
from evalkit.core.quantity import POINTS
from evalkit.core.registry import NoOptions
from evalkit.data.sources import SOURCES
from evalkit.data.text.open_files import open_table
from evalkit.delivery import DELIVERY
from evalkit.delivery.parts.account import DeliveryInputs, given
from evalkit.design import DESIGNS
from evalkit.estimators import ESTIMATORS
from evalkit.evaluation.attachment import sure
from evalkit.evaluation.bound_options import bind
from evalkit.inference import INFERENCES
from evalkit.measures import MEASURES
from evalkit.measures.parts.measure import Request
from evalkit.programme.surveys.opening import opened
from evalkit.programme.surveys.recognition import export_of
from evalkit.records.analysis import Analysis
from evalkit.report.catalogue import account_sentences, answers_in_words
from evalkit.report.verbs import sentence
from evalkit.run.jobs.methods import FAMILIES, methods
from evalkit.sensitivity import CHECKS
from evalkit.study.model import Question
from evalkit.tables.panel import Variable
from tests.hostile.test_frames import by_years
from tests.support.panels import analysis_of, draw_panel
from tests.support.partners import installed
from tests.support.programme import kept_tables
from tests.support.programme_files import reading_of, study_in, whole, workbook
from tests.support.report_folder import write_report
from tests.unit.document.conftest import RECORD
from tests.unit.report import samples

PAGE = Path(__file__).resolve().parents[3] / "docs" / "extend.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"# ([\w/.]+)\n")
BLOCKS = [(language, text, FILE.match(text)) for language, text in BLOCK.findall(PAGE.read_text(encoding="utf-8"))]
NAMED = {named.group(1): text for _, text, named in BLOCKS if named}
MODULES = {Path(name).name: text for name, text in NAMED.items() if name.startswith("our_package/")}
SCRIPTS = [text for language, text, named in BLOCKS if language == "python" and not named]
GROUPS = tomllib.loads(NAMED["pyproject.toml"])["project"]["entry-points"]


@pytest.fixture(autouse=True)
def package(tmp_path: Path) -> Iterator[Path]:
    with installed(tmp_path / "site", "our_package", MODULES, GROUPS) as folder:
        yield folder


@pytest.fixture
def analysis() -> Analysis:
    drawn = analysis_of(draw_panel(np.random.default_rng(31), effect=0.4))
    return drawn.change(
        design="everybody_else",
        design_options=NoOptions(),
        estimator="difference_in_medians",
        estimator_options=ESTIMATORS.get("difference_in_medians").options(),
    )


def changes(analysis: Analysis) -> tuple[pd.Series, pd.Series]:
    """Return the change of each school of the programme, and of each school outside its area."""
    wide = analysis.panel().wide("p8_maths")
    change = wide[2019] - wide[2017]
    ours = change.index.isin(sorted(analysis.treated))
    return change[ours], change[~ours]


def test_the_page_names_every_group_and_every_module_it_shows() -> None:
    groups = {registry.package for _, registry in FAMILIES}
    text = PAGE.read_text(encoding="utf-8")
    assert set(GROUPS) == groups
    assert [group for group in groups if f"| `{group}`" not in text] == []
    parts = {value for names in GROUPS.values() for value in names.values()}
    shown_by = set(DELIVERY.get("books_given").shown_by.values())
    assert {f"{module.split('.')[1]}.py" for module in parts | shown_by} == set(MODULES)
    assert unheard(groups, lambda group: ()) == ()


def test_evalkit_methods_lists_each_part_with_its_summary(capsys: pytest.CaptureFixture[str]) -> None:
    assert methods() == 0
    printed = capsys.readouterr().out
    for names in GROUPS.values():
        for name, module in names.items():
            assert f"  {name}: " in printed and f"    file: {module.replace('.', '/')}.py" in printed
    (found,) = extensions()
    assert (found.package, found.version, found.groups) == ("our_package", "1.0", tuple(sorted(GROUPS)))


def test_the_estimator_and_the_design_give_the_difference_in_medians_of_everybody(analysis: Analysis) -> None:
    ours, others = changes(analysis)
    assert point_estimate(analysis).estimate == pytest.approx(ours.median() - others.median(), abs=1e-12)
    upper = analysis.change(estimator_options=replace(analysis.estimator_options, quantile=0.75))
    expected = ours.quantile(0.75) - others.quantile(0.75)
    assert point_estimate(upper).estimate == pytest.approx(expected, abs=1e-12)
    assert compare(analysis).counts.units_comparison == len(others)
    assert DESIGNS.where("everybody_else") == "our_package.everybody_else"


def test_the_inference_is_the_jackknife_and_refuses_two_schools(analysis: Analysis) -> None:
    mean = analysis.change(
        estimator="difference_in_differences",
        estimator_options=ESTIMATORS.get("difference_in_differences").options(),
    )
    method = INFERENCES.get("jackknife_schools")
    sure = method.run(mean, point_estimate(mean), point_estimate, method.options())
    ours, _ = changes(mean)
    assert sure.std_error == pytest.approx(ours.std(ddof=1) / np.sqrt(len(ours)), abs=1e-12)
    assert sure.conf_low < point_estimate(mean).estimate < sure.conf_high
    two = mean.change(treated=frozenset(sorted(mean.treated)[:2]))
    with pytest.raises(EstimationError, match="2 schools in the programme"):
        method.run(two, point_estimate(two), point_estimate, method.options())


def test_an_inference_that_does_not_call_the_estimator_is_refused_beside_it_and_the_jackknife_is_not(
    analysis: Analysis,
) -> None:
    asked = analysis.change(inference=("placebo_areas",))
    with pytest.raises(EstimationError, match=r"(?s)difference_in_medians, which is not what.*jackknife_schools"):
        sure(asked, lambda name: INFERENCES.get(name).options())
    beside = analysis.change(inference=("jackknife_schools", "variance_components"))
    found = sure(beside, lambda name: INFERENCES.get(name).options())
    assert [one.name for one in found.inferences] == ["jackknife_schools"]
    assert [one.name for one in found.refused] == ["variance_components"]
    assert "area-year shocks" in found.inference().ignores


def test_an_estimator_of_another_package_has_an_interval_of_its_own_on_a_data_frame() -> None:
    effect = ek.Analysis.from_frame(
        by_years(), outcome="grade", treated="treated", cluster="urn", period="year", baseline=2018,
        estimator="difference_in_medians", options={"school_bootstrap": {"draws": 20}},
    ).estimate()  # fmt: skip
    assert [one.name for one in effect.inferences] == ["school_bootstrap"]
    assert effect.inference().conf_low < effect.estimate < effect.inference().conf_high
    with pytest.raises(DataError, match="not what cluster_robust judges"):
        ek.Analysis.from_frame(
            by_years(), outcome="grade", treated="treated", cluster="urn", period="year", baseline=2018,
            estimator="difference_in_medians", inference="cluster_robust",
        )  # fmt: skip


def test_the_check_counts_by_pupils(analysis: Analysis) -> None:
    mean = analysis.change(
        estimator="difference_in_differences",
        estimator_options=ESTIMATORS.get("difference_in_differences").options(),
    )
    result = CHECKS.get("counted_by_pupils").run(mean, point_estimate(mean), point_estimate, NoOptions())
    ours, others = changes(mean)
    pupils = mean.panel().wide("pupils")[2017].reindex(ours.index)
    expected = np.average(ours, weights=pupils) - others.mean()
    assert result.shows.rows[1].estimate == pytest.approx(expected, abs=1e-12)
    assert result.answered and result.answer.startswith("Counted by pupils the estimate is ")


def test_the_outcome_is_the_published_column(analysis: Analysis) -> None:
    panel = analysis.panel()
    points = pd.Series(np.arange(len(panel.frame), dtype=float) % 18, index=panel.frame.index)
    panel = panel.with_variable(Variable("attainment8_maths", "maths slot of Attainment 8", POINTS), points)
    measure, request = MEASURES.get("maths_points"), Request("maths_points", (2017, 2019), {})
    assert measure.refuses(panel, request) == ()
    pd.testing.assert_series_equal(measure.compute(panel, request).values, points, check_names=False)


def test_the_source_reads_its_table_and_is_known_by_its_heading(tmp_path: Path) -> None:
    file = tmp_path / "2018-2019" / "visits.csv"
    file.parent.mkdir()
    file.write_text("URN,Visits\n100001,3\n100002,0\n", encoding="utf-8")
    source = SOURCES.get("visits")
    assert source.recognises(("URN", "Visits")) and not source.recognises(("URN", "Teachers"))
    read = source.read(open_table(file, "2018-2019/visits.csv"), None)
    assert read.frame["visits"].tolist() == [3, 0] and read.frame["year"].tolist() == [2019, 2019]


def test_an_export_of_the_survey_tool_is_recognised_and_drops_who_typed_it() -> None:
    text = b"Form no,Typed by,Typed on,How useful was it?\n7,A. Clerk,16/02/2026,4\n"
    export = export_of(opened(text, "forms.csv"))
    assert (export.tool, export.personal) == ("our agency", ("Typed by",))
    assert [column.words for column in export.columns] == ["How useful was it?"]
    assert export.rows[0].cells == ("7", "", "16/02/2026", "4")
    assert str(export.rows[0].when) == "2026-02-16 00:00:00"


def test_the_table_is_in_the_template_read_back_and_shown_by_the_account(tmp_path: Path) -> None:
    rows = [["School", "Title", "Copies"], ["North School", "Number", 30], ["North School", "Proof", 2]]
    reading = reading_of(tmp_path, workbook({**whole(), "books": rows}))
    assert [str(fault) for fault in reading.faults] == []
    record = given(DELIVERY, "books_given", DeliveryInputs(study_in(tmp_path), reading.kept))
    said, table = ek.everything(record)
    assert said.text == "32 books went to 1 school."
    assert "32" in table.text and "North School" not in table.text
    assert answers_in_words("books_given") and account_sentences("books_given") == ("books",)


def test_an_account_whose_table_nobody_kept_says_so() -> None:
    record = given(DELIVERY, "books_given", DeliveryInputs(samples.study(), kept_tables()))
    (block,) = ek.everything(record)
    assert block.text.startswith("Not recorded: which schools were given books.")


def test_a_study_names_the_parts_and_their_options() -> None:
    (question,) = tomllib.loads(NAMED["study.toml"])["questions"]
    bound = bind(Question.model_validate_json(json.dumps(question)), "the question")
    assert bound.faults == ()
    assert bound.of("difference_in_medians").quantile == 0.5


def test_a_format_of_the_report_stands_beside_the_others(tmp_path: Path) -> None:
    written = write_report(tmp_path, samples.study(), [samples.finding()], RECORD, ("html", "plain_text"))
    assert [file.name for file in written] == ["report.html", "report.txt"]
    told = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert sentence(samples.finding(), "front_answer").text in told


@pytest.mark.parametrize("script", SCRIPTS)
def test_what_is_no_module_runs_with_its_own_imports(script: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(script, str(PAGE), "exec"), {"__name__": "an example"})
    assert capsys.readouterr().out.startswith("Estimate(ATT on grade, ")

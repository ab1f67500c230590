"""A second drawing is made for phones where a reader of the front or the report sees it, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.study_opening import read_plan
from evalkit.report.verbs import figure
from tests.unit.report import samples


def test_only_what_front_or_report_show_of_the_leading_question_is_drawn(tmp_path: Path) -> None:
    plan = read_plan("leicester", None)
    page = Evaluation(plan, page="04-effect", out=tmp_path)
    drawn = replace(figure(samples.finding(), "interval"), findings=(plan.study.leading.id,))
    page.keep(replace(drawn, id="one"), layer="report")
    page.keep(replace(drawn, id="two"))
    page.keep(replace(drawn, id="three", findings=("another",)), layer="report")
    page.keep(replace(drawn, id="four", findings=()), layer="front", part="departments")
    kept = {file.name for file in (tmp_path / "pages" / "04-effect").glob("*.svg")}
    assert {name for name in kept if name.endswith("-narrow.svg")} == {"01-one-narrow.svg", "04-four-narrow.svg"}
    assert len(kept) == 6

"""The shipped studies' checks in one figure: nothing cut, nothing overlapping, on paper and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import evalkit as ek
from evalkit.evaluation.memory import VARIABLE
from evalkit.report.figures.parts.canvas import Canvas
from evalkit.report.sentences.parts.other_plans import PlanPlace, place_among_plans

STUDIES = Path(__file__).resolve().parents[2] / "studies"
# What other plans give beside the plan: of eight each, six lie below Leicester's figure and four below the other's.
PLACES = {"leicester": PlanPlace.HIGHEST, "north-west": PlanPlace.MIDDLE}


@pytest.mark.parametrize("study", PLACES)
def test_the_figures_of_all_checks_and_of_benchmarks_hold_in_both_widths(
    study: str, stations_of_this_run: Path, synthetic_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(stations_of_this_run))
    found: list[tuple[float, list[tuple[str, str]]]] = []
    finish = Canvas.block

    def look_first(self: Canvas, *given: object, phone: Callable[[], Canvas]) -> object:
        found.extend((round(one.width, 2), one.overlaps()) for one in (self, phone()))
        return finish(self, *given, phone=phone)  # type: ignore[arg-type]

    monkeypatch.setattr(Canvas, "block", look_first)
    evaluation = ek.open_study(STUDIES / study, data=synthetic_folder)
    finding = evaluation.finding("attainment")
    assert finding.beside.pupil_sd == evaluation.detectable("attainment").pupil_sd > 1.0
    for part in ("robustness", "benchmarks"):
        block = ek.figure(finding, part)
        assert block.kind == "figure"
        assert block.narrow
    assert found == [(7.2, []), (3.74, []), (7.2, []), (3.74, [])]
    assert place_among_plans(finding) is PLACES[study]
    assert len(ek.table(finding, "summary").cells) <= 12

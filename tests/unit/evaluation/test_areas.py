"""Questions about whole authorities: their own panel, their own notes, one page for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from evalkit.core.errors import DataError
from evalkit.core.quantity import GRADES, PERCENT, PUPILS
from evalkit.evaluation import tables as station
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.outcome_levels import of_areas
from evalkit.evaluation.plans import Asked, analysis_of, estimand
from evalkit.evaluation.study_opening import read_plan
from evalkit.evaluation.tables import Tables, read_tables
from evalkit.report.words import Words
from evalkit.run.pages.catalogue import pages_of
from evalkit.run.places import NOTEBOOKS, STUDIES
from evalkit.run.work.run_order import make_order, page_tasks
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Panel, Variable
from evalkit.tables.provenance import Provenance

LEICESTER = STUDIES / "leicester"
WHITE = "city_white"
YEARS = (2016, 2017, 2018, 2019)
GROUPS = ("progress8_maths_disadvantaged", "progress8_maths_not_disadvantaged")
OUTCOMES = ("progress8_maths", "progress8", "progress8_original", "progress8_ebacc", *GROUPS)
SERIES = "series.csv"
FIGURES = ("AVG_Prog8_Score", "AVG_Prog8_Score_White", "DAP_KS4_Prog8", "AVG_Attain8_Score_White", "DAP_KS4_ATT8")


def schools() -> Panel:
    """Return the programme's nineteen schools in the city, one school elsewhere, and a table that was not read."""
    rows = [
        {"unit": urn, "urn": urn, "year": year, "area": area, "area_name": "City", "pupils": 150.0, "eal": 20.0}
        for urn, area in [*((990000 + number, "856") for number in range(1, 20)), (990100, "855")]
        for year in YEARS
    ]
    frame = pd.DataFrame(rows).assign(**dict.fromkeys(OUTCOMES, 0.1))
    known = [Variable(name, name, None) for name in ("area", "area_name")]
    known += [Variable("pupils", "pupils", PUPILS), Variable("eal", "first language", PERCENT)]
    known += [Variable(name, name, GRADES) for name in OUTCOMES]
    reasons = pd.DataFrame({"unit": [], "year": [], "variable": [], "reason": []})
    record = Provenance(SERIES, "not read", None, "not stated", "", 0, 0, (), (), ())
    return Panel(frame, reasons, tuple(known), (record,), Flow())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder with figures of twenty-five authorities, beside schools made here."""
    made = tmp_path_factory.mktemp("areas")
    lines = ["Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region"]
    lines += [
        f"{name},,{year},Somewhere,{0.01 * (code % 7) + 0.1 * (year % 2):.2f},{code},Midlands"
        for name in FIGURES
        for year in YEARS
        for code in (*range(301, 321), 852, 855, 856, 857, 860)
    ]
    (made / SERIES).write_text("\n".join(lines), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(station, "read_panel", lambda *_, until, codes: schools())
        patched.setattr(station, "with_overlaps", lambda panel, _: (panel, ()))
        yield made


@pytest.fixture(scope="module")
def tables(folder: Path) -> Tables:
    return read_tables(read_plan(LEICESTER, folder))


def test_pages_about_one_question_are_run_for_questions_about_schools_alone(tmp_path: Path) -> None:
    study = read_plan(LEICESTER, None).study
    order = make_order(study, data=None, out=tmp_path, private=tmp_path, environment={})
    tasks = page_tasks(order, pages_of(NOTEBOOKS))
    paged = [task.question for task in tasks if task.page == "04-effect"]
    assert paged == [question.id for question in study.questions if not of_areas(question)]
    assert [task.question for task in tasks if task.page == "06-groups"] == [""]


def test_an_estimand_of_an_authority_says_so() -> None:
    study = read_plan(LEICESTER, None).study
    assert str(estimand(study, study.question(WHITE))).endswith(
        "of White pupils of its authority in 2018/19, relative to 2016/17"
    )


def test_the_programmes_authority_is_treated_and_rules_about_schools_do_not_bind_authorities(
    tables: Tables, folder: Path
) -> None:
    plan = read_plan(LEICESTER, folder)
    analysis = analysis_of(Asked(plan, plan.study.question(WHITE)), tables.panel, tables.areas)
    assert analysis.treated == analysis.programme == frozenset({856})
    assert analysis.donors.rules == ()
    assert analysis.panel() is tables.areas
    assert tables.area_years == YEARS


def test_notes_of_authorities_stand_beside_their_questions_only(tables: Tables) -> None:
    study = read_plan(LEICESTER, None).study
    assert any("authorities" in note for note in tables.notes_of(study.question(WHITE)))
    assert not any("authorities" in note for note in tables.notes_of(study.questions[0]))


def test_tables_of_areas_stand_in_the_record_as_they_were_read(tables: Tables) -> None:
    (record,) = tables.panel.provenance
    assert (record.source, record.rows_kept) == ("authority_series", len(FIGURES) * len(YEARS) * 25)


def test_a_folder_without_tables_of_areas_refuses_in_words_the_questions_about_them_alone(
    folder: Path, tmp_path: Path
) -> None:
    assert folder.is_dir()
    plan = read_plan(LEICESTER, tmp_path)
    tables = read_tables(plan)
    assert tables.areas is None
    with pytest.raises(DataError, match="no table with figures of authorities"):
        tables.refuse_lacking(Asked(plan, plan.study.question(WHITE)))
    tables.refuse_lacking(Asked(plan, plan.study.questions[0]))


def test_a_block_with_nothing_to_say_is_passed_over(tmp_path: Path) -> None:
    evaluation = Evaluation(read_plan(LEICESTER, None), page="06-groups", out=tmp_path)
    evaluation.keep(Words().block("silent", ""), Words().block("said", "Something."))
    assert [file.name for file in (tmp_path / "pages" / "06-groups").glob("*.json")] == ["01-said.json"]

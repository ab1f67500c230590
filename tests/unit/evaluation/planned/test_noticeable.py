"""What a plan would notice is worked out without any result after the baseline: there may be none, or rubbish."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.planned.noticeable import noticeable
from evalkit.evaluation.planned.outcome_files import outcome_files
from evalkit.evaluation.plans import bind_study
from evalkit.evaluation.study_opening import read_plan
from tests.support.locked import study_copy

BEFORE, AFTER = ("2015-2016", "2016-2017"), ("2017-2018", "2018-2019")
RESULTS = "england_ks4final.csv"


def tables_before(synthetic: Path, folder: Path) -> Path:
    """Return a folder with the invented results and registers up to the baseline, and with nothing of later."""
    for name in BEFORE:
        (folder / name).mkdir(parents=True)
        shutil.copy(synthetic / name / RESULTS, folder / name / RESULTS)
    shutil.copytree(synthetic / "register", folder / "register")
    return folder


def damage(synthetic: Path, folder: Path) -> None:
    """Put later results beside them that any reader would refuse: one is no text, of one the header alone is right."""
    for name, rubbish in zip(AFTER, ("\x00\x00", "1,rubbish\n"), strict=True):
        with (synthetic / name / RESULTS).open(encoding="utf-8") as opened:
            header = opened.readline()
        (folder / name).mkdir()
        (folder / name / RESULTS).write_text(f"{header}{rubbish}", encoding="utf-8")


def test_it_is_the_plan_put_to_the_change_before_the_baseline_and_reads_nothing_later(
    synthetic_folder: Path, tmp_path: Path
) -> None:
    tables = tables_before(synthetic_folder, tmp_path / "tables")
    plan = read_plan(study_copy(tmp_path, tables), None)
    study = plan.study
    (question,) = study.questions
    options = {"matched": question.options["matched"]}
    by_hand = study.model_copy(
        update={
            "years": study.years.model_copy(update={"cohort": 2017, "baseline": (2016,), "others": ()}),
            "questions": (question.model_copy(update={"checks": (), "options": options}),),
        }
    )
    wanted = Evaluation(bind_study(by_hand)[0]).detectable("attainment")
    damage(synthetic_folder, tables)
    (one,) = noticeable(plan)
    assert one.detectable is not None
    assert (one.years, one.asked) == ((2016, 2017), (2017, 2019))
    assert one.detectable.smallest == pytest.approx(wanted.smallest, rel=1e-12)
    assert one.detectable.units == 5
    assert one.rule_primary == "placebo_sets"


def test_files_that_may_hold_outcomes_are_told_by_name_and_header_though_their_rows_are_rubbish(
    synthetic_folder: Path, tmp_path: Path
) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    damage(synthetic_folder, tables)
    shutil.copytree(synthetic_folder / "2016-2017", tables / "2016-2017")
    found = {one.file: one for one in outcome_files(read_plan(study_copy(tmp_path, tables), None))}
    assert list(found) == [f"{year}/{RESULTS}" for year in ("2016-2017", *AFTER)]
    assert [one.after for one in found.values()] == [False, True, True]
    assert [str(one.public_by) for one in found.values()] == ["2018-01-25", "None", "2020-02-06"]


def test_without_tables_it_says_why_nothing_can_be_said(tmp_path: Path) -> None:
    (one,) = noticeable(read_plan(study_copy(tmp_path, tmp_path / "nowhere"), None))
    assert one.detectable is None
    assert one.refused == "there is no table of an exam year before 2016/17"

"""Schools in other programmes, and schools that merged: who may still serve as a comparison."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pandas as pd
import pytest

from evalkit.core.errors import StudyFileError
from evalkit.data.lineage.followed_schools import JOINED_SCHOOLS
from evalkit.data.overlaps import NO_PROGRAMME, OTHER_PROGRAMME, exposure_dates, with_overlaps
from evalkit.evaluation.plans import Asked, analysis_of, bind_study
from evalkit.study.model import Overlap, Study
from evalkit.study.study_reader import read_study
from evalkit.study.tables import read_overlaps
from evalkit.tables.lineages import Lineages
from evalkit.tables.panel import Panel, Variable
from tests.support.panels import panel_of

LEICESTER = Path(__file__).resolve().parents[3] / "studies" / "leicester"
INSIDE, OUTSIDE, LATER, MOVED = 990001, 910001, 910002, 910003
NEW = 950003
DURING, AFTERWARDS = (dt.date(2018, 1, 1), dt.date(2018, 12, 31)), (dt.date(2021, 1, 1), dt.date(2021, 12, 31))


def study(**donors: object) -> Study:
    whole = read_study(LEICESTER)
    overlaps = (
        Overlap(urn=INSIDE, programme="Invented Hub", starts=DURING[0], ends=DURING[1]),
        Overlap(urn=OUTSIDE, programme="Invented Hub", starts=DURING[0], ends=DURING[1]),
        Overlap(urn=OUTSIDE, programme="Another", starts=DURING[0], ends=DURING[1]),
        Overlap(urn=LATER, programme="Invented Hub", starts=AFTERWARDS[0], ends=AFTERWARDS[1]),
        Overlap(urn=MOVED, programme="Invented Hub", starts=DURING[0], ends=DURING[1]),
        Overlap(urn=999998, programme="Invented Hub", starts=DURING[0], ends=DURING[1]),
    )
    return whole.model_copy(update={"overlaps": overlaps, "donors": whole.donors.model_copy(update=donors)})


@pytest.fixture
def panel() -> Panel:
    schools = [INSIDE, OUTSIDE, LATER, NEW]
    frame = pd.DataFrame(
        [
            {"unit": school, "year": year, "urn": school, "area": area, "area_name": area, "pupils": 100.0}
            for school, area in zip(schools, ("856", "340", "340", "340"), strict=True)
            for year in (2017, 2019)
        ]
    )
    rows = [(MOVED, NEW, "merged", pd.NaT, "the first number"), (NEW, NEW, "merged", pd.NaT, "link")]
    lineages = Lineages(pd.DataFrame(rows, columns=["urn", "lineage", "kind", "day", "evidence"]))
    made = panel_of(frame)
    mark = pd.Series(["merged" if school == NEW else "one school" for school in made.frame["unit"]], dtype=object)
    variables = (Variable("area", "area", None), Variable("pupils", "pupils", None))
    whole = Panel(made.frame, made.reasons, variables, (), made.flow, lineages)
    return whole.with_variable(Variable(JOINED_SCHOOLS, "joined", None), mark)


def marks(panel: Panel) -> dict[int, str]:
    return dict(panel.frame.drop_duplicates("unit").set_index("unit")[OTHER_PROGRAMME])


def test_dates_that_overlap_mark_a_school_under_every_number_it_had(panel: Panel) -> None:
    found, _ = with_overlaps(panel, study())
    assert marks(found) == {
        INSIDE: "Invented Hub",
        OUTSIDE: "Another; Invented Hub",
        LATER: NO_PROGRAMME,
        NEW: "Invented Hub",
    }


def test_the_exposure_runs_from_the_start_to_the_last_examinations_asked_about() -> None:
    first, last = exposure_dates(study())
    assert (first, last) == (study().programme.starts, dt.date(2019, 6, 30))


def test_what_was_found_is_counted_in_words(panel: Panel) -> None:
    _, notes = with_overlaps(panel, study())
    assert notes[0].startswith("2 schools outside the programme were in another programme")
    assert "they give no comparison" in notes[0]
    assert notes[1:] == (
        "1 school of the programme was in another programme at the same time.",
        "Of the schools listed in other programmes, 1 stand in none of the tables read.",
    )


def test_a_study_without_a_list_leaves_the_panel_as_it_is(panel: Panel) -> None:
    assert with_overlaps(panel, read_study(LEICESTER)) == (panel, ())


def rules(panel: Panel, asked: Study) -> dict[str, tuple[str, ...]]:
    plan, _ = bind_study(asked)
    marked, _ = with_overlaps(panel, asked)
    analysis = analysis_of(Asked(plan, plan.study.questions[0]), marked)
    own = {rule.variable for rule in asked.donors.rules}
    return {rule.variable: rule.among for rule in analysis.donors.rules if rule.variable not in own}


def test_schools_in_other_programmes_and_merged_schools_give_no_donors_unless_the_study_says_so(panel: Panel) -> None:
    assert rules(panel, study()) == {JOINED_SCHOOLS: ("one school",), OTHER_PROGRAMME: (NO_PROGRAMME,)}
    assert rules(panel, study(overlap="count", joined="keep")) == {}


def test_the_list_of_the_programme_follows_a_school_to_its_new_number(panel: Panel) -> None:
    asked = study()
    listed = tuple(school.model_copy(update={"urn": MOVED}) for school in asked.schools.list[:1])
    asked = asked.model_copy(update={"schools": asked.schools.model_copy(update={"list": listed})})
    plan, _ = bind_study(asked)
    assert analysis_of(Asked(plan, plan.study.questions[0]), panel).programme == {NEW}


def test_a_table_of_overlaps_tells_every_fault_at_once(tmp_path: Path) -> None:
    rows = [
        "urn,programme,starts,ends",
        "12345,Hub,2018-01-01,2018-12-31",
        "910001,,2018-01-01,2018-12-31",
        "910002,Hub,soon,2018-12-31",
        "910003,Hub,2018-12-31,2018-01-01",
        "910004,Hub,2018-01-01,2018-12-31",
        "910004,hub,2018-01-01,2019-12-31",
    ]
    (tmp_path / "overlaps.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    found, faults = read_overlaps(tmp_path / "overlaps.csv", "overlaps.csv")
    assert [one.urn for one in found] == [910004, 910004]
    assert [fault.where for fault in faults] == [
        "overlaps.csv, line 2, urn",
        "overlaps.csv, line 3, programme",
        "overlaps.csv, line 4, starts",
        "overlaps.csv, line 5, ends",
        "overlaps.csv, line 7",
    ]


def test_faults_of_the_list_join_the_faults_of_the_study(tmp_path: Path) -> None:
    folder = tmp_path / "leicester"
    shutil.copytree(LEICESTER, folder)
    text = (folder / "study.toml").read_text(encoding="utf-8")
    (folder / "study.toml").write_text(
        text.replace("[donors]", '[donors]\noverlap_file = "others.csv"', 1), encoding="utf-8"
    )
    with pytest.raises(StudyFileError) as error:
        read_study(folder)
    assert [fault.where for fault in error.value.faults] == ["others.csv"]
    (folder / "others.csv").write_text(
        "urn,programme,starts,ends\n910001,Hub,2018-01-01,2018-12-31\n", encoding="utf-8"
    )
    assert [one.urn for one in read_study(folder).overlaps] == [910001]

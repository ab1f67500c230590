"""Folders in which schools change number: from files to a panel of lineages, and on to a question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.data.lineage.evidence import same_figures
from evalkit.data.lineage.followed_schools import JOINED_SCHOOLS, build_lineages
from evalkit.data.lineage.links import trusted_links
from evalkit.data.school_panel import read_panel
from evalkit.study.model import DataFile
from evalkit.tables.missing_reasons import IN_WORDS
from evalkit.tables.panel import Panel
from tests.support.careers import draw_careers, table_of
from tests.support.ks4_files import put

HEADER = "RECTYPE,LEA,ESTAB,URN,SCHNAME,NFTYPE,EGENDER,TPUP,P8PUP,P8MEA,P8CILOW,P8CIUPP,ATT8SCR"
BEFORE = (
    "1,856,4001,900001,Invented School North,CY,MIXED,180,171,-0.25,-0.44,-0.06,46.2",
    "1,856,4002,900002,Invented School South,CY,MIXED,100,90,0.3,0.04,0.56,50",
    "1,856,4003,900003,Invented School West,CY,GIRLS,50,30,-0.1,-0.55,0.35,44",
    "1,340,4004,900004,Invented School East,CY,MIXED,120,110,0.2,-0.04,0.44,47",
)
AFTER = (
    "1,856,4001,940001,Invented Academy North,ACC,MIXED,182,172,-0.15,-0.34,0.04,47",
    "1,856,6901,940002,Invented Academy of Both,AC,MIXED,148,118,0.2,-0.03,0.43,48",
    "1,340,4004,900004,Invented School East,CY,MIXED,121,111,0.1,-0.14,0.34,46",
)
LINKS = (
    "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\n"
    "900001,940001,A,Successor,01-09-2017\n"
    "940001,900001,B,Predecessor,01-09-2017\n"
    "900002,940002,C,Successor - merged,01-09-2017\n"
    "900003,940002,C,Successor - merged,01-09-2017\n"
    "900004,900004,D,Sixth Form Centre Link,\n"
)


def tables(folder: Path, *, links: str = "", before: tuple[str, ...] = BEFORE, after: tuple[str, ...] = AFTER) -> Path:
    put(folder, "\n".join([HEADER, *before]) + "\n", "2016-2017/england_ks4final.csv")
    put(folder, "\n".join([HEADER, *after]) + "\n", "2017-2018/england_ks4final.csv")
    return put(folder, links, "links_edubasealldata20190901.csv") if links else folder


def values(panel: Panel, name: str) -> dict[tuple[int, int], object]:
    return {(int(s), int(y)): v for s, y, v in panel.frame[["unit", "year", name]].itertuples(index=False)}


def test_a_school_keeps_its_results_through_a_change_of_number(tmp_path: Path) -> None:
    panel = read_panel(tables(tmp_path, links=LINKS))
    assert values(panel, "progress8")[940001, 2017] == -0.25
    assert values(panel, "urn")[940001, 2017] == 900001
    assert values(panel, "urn")[940001, 2018] == 940001


def test_schools_that_merged_are_pooled_by_their_pupils(tmp_path: Path) -> None:
    panel = read_panel(tables(tmp_path, links=LINKS))
    assert values(panel, "pupils")[940002, 2017] == 150
    assert values(panel, "p8_pupils")[940002, 2017] == 120
    assert values(panel, "progress8")[940002, 2017] == pytest.approx((90 * 0.3 + 30 * -0.1) / 120, abs=1e-12)
    assert values(panel, "attainment8")[940002, 2017] == pytest.approx((100 * 50 + 50 * 44) / 150, abs=1e-12)
    assert values(panel, "gender")[940002, 2017] == "mixed"
    assert values(panel, "urn")[940002, 2017] == 900002
    marks = panel.frame.drop_duplicates("unit").set_index("unit")[JOINED_SCHOOLS].to_dict()
    assert marks == {900004: "one school", 940001: "one school", 940002: "merged"}


def test_the_result_of_an_amalgamation_is_one_school_with_what_it_joined(tmp_path: Path) -> None:
    links = (
        "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\n940002,900002,C,Result of Amalgamation,\n"
        "940002,900003,D,Result of Amalgamation,01-09-2017\n940001,900001,A,RESULT OF AMALGAMATION,\n"
    )
    panel = read_panel(tables(tmp_path, links=links))
    plain = read_panel(tables(tmp_path / "plain", links=LINKS))
    pd.testing.assert_frame_equal(panel.frame, plain.frame)
    assert values(panel, "pupils")[940002, 2017] == 150


def test_a_school_that_took_in_another_beside_it_is_marked_as_merged(tmp_path: Path) -> None:
    absorbing = "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\n900001,900002,B,{},\n"
    after = (AFTER[0].replace("940001", "900001"), AFTER[2])
    for told, mark in (("Result of Amalgamation", "merged"), ("Predecessor", "one school")):
        panel = read_panel(tables(tmp_path / mark, links=absorbing.format(told), after=after))
        assert values(panel, "pupils")[900001, 2017] == 280
        marks = panel.frame.drop_duplicates("unit").set_index("unit").get(JOINED_SCHOOLS)
        assert ("one school" if marks is None else marks[900001]) == mark


def test_a_school_of_an_authority_that_nobody_knows_is_lost_by_name(tmp_path: Path) -> None:
    register = "URN,LA (code),EstablishmentName,EstablishmentNumber,TypeOfEstablishment (name)\n"
    put(tmp_path, register + "900001,999,A,1,Community school\n900002,856,B,2,Community school\n", "edubasealldata.csv")
    put(tmp_path, "URN,RECTYPE,NFTYPE,P8MEA\n900001,1,CY,0.1\n900002,1,CY,0.2\n", "2018-2019/ks4.csv")
    panel = read_panel(tmp_path)
    assert panel.frame["urn"].tolist() == [900002]
    (step,) = [step for step in panel.flow.steps if step.name == "schools of a local authority that evalkit knows"]
    assert step.by_reason() == (("local authority that evalkit does not know (999)", 1),)


def test_figures_of_merged_schools_are_not_weighed_by_pupils_whom_a_table_does_not_give(tmp_path: Path) -> None:
    """5.0 and 4.0 per cent of schools of 100 and 50 pupils: the mean is not 4.5, and the table cannot tell which."""
    tables(tmp_path, links=LINKS)
    put(tmp_path, "URN,Absence\n900002,5.0\n900003,4.0\n900004,6.0\n", "absence_2017.csv")
    facts = DataFile.model_validate(
        {"file": "absence_2017.csv", "year": 2017, "columns": {"absence": {"column": "Absence"}}}
    )
    names = ("2016-2017/england_ks4final.csv", "2017-2018/england_ks4final.csv", "links_edubasealldata20190901.csv")
    panel = read_panel(tmp_path, (*(DataFile(file=name) for name in names), facts))
    assert np.isnan(float(str(values(panel, "absence")[940002, 2017])))
    assert values(panel, "absence")[900004, 2017] == 6.0
    assert panel.why("absence", 2017, pd.Index([940002])).to_list() == [IN_WORDS["unweighed"]]
    alike = tmp_path / "absence_2017.csv"
    alike.write_text("URN,Absence\n900002,5.0\n900003,5.0\n900004,6.0\n", encoding="utf-8")
    same = read_panel(tmp_path, (*(DataFile(file=name) for name in names), facts))
    assert values(same, "absence")[940002, 2017] == 5.0


def test_limits_of_pooled_results_are_not_made_up_and_say_why(tmp_path: Path) -> None:
    panel = read_panel(tables(tmp_path, links=LINKS))
    assert np.isnan(float(str(values(panel, "progress8_low")[940002, 2017])))
    told = panel.why("progress8_low", 2017, pd.Index([940002]))
    assert told.to_list() == ["not available"]


def test_a_figure_published_for_the_whole_goes_before_one_pooled_of_its_parts(tmp_path: Path) -> None:
    tables(tmp_path, links=LINKS)
    put(tmp_path, "URN,Progress\n940002,0.25\n900004,0.2\n", "whole_2017.csv")
    whole = DataFile.model_validate(
        {"file": "whole_2017.csv", "year": 2017, "columns": {"progress8": {"column": "Progress"}}}
    )
    names = ("2016-2017/england_ks4final.csv", "2017-2018/england_ks4final.csv", "links_edubasealldata20190901.csv")
    panel = read_panel(tmp_path, (*(DataFile(file=name) for name in names), whole))
    assert values(panel, "progress8")[940002, 2017] == 0.25
    assert values(panel, "pupils")[940002, 2017] == 150


def test_every_link_and_every_pooled_row_stands_in_the_ledger(tmp_path: Path) -> None:
    steps = {step.name: step for step in read_panel(tables(tmp_path, links=LINKS)).flow.steps}
    links = steps["links between school numbers"]
    assert (links.entered, links.left) == (5, 3)
    assert dict(links.by_reason()) == {"the same link, told again": 1, "a number linked with itself": 1}
    pooled = steps["one row for each school in 2016-2017/england_ks4final.csv"]
    assert [(loss.urn, loss.year) for loss in pooled.losses] == [(900003, 2017)]


def test_without_links_the_number_in_the_authority_and_the_name_join_a_school(tmp_path: Path) -> None:
    panel = read_panel(tables(tmp_path))
    assert panel.lineages is not None
    assert panel.lineages.of([900001, 900002, 900003]).tolist() == [940001, 900002, 900003]
    evidence = panel.lineages.table.set_index("urn").at[940001, "evidence"]
    assert "the same number in the authority (8564001), the names agree" in str(evidence)
    assert not panel.has(JOINED_SCHOOLS)


def test_another_name_under_the_same_number_in_the_authority_joins_nobody(tmp_path: Path) -> None:
    other = (AFTER[0].replace("Invented Academy North", "Riverside"), *AFTER[1:])
    assert read_panel(tables(tmp_path, after=other)).lineages is None


def test_a_folder_that_tells_of_no_changed_number_is_read_by_numbers_as_before(tmp_path: Path) -> None:
    same = (AFTER[0].replace("940001", "900001"), *AFTER[1:])
    panel = read_panel(tables(tmp_path, after=same))
    assert panel.lineages is None
    assert (panel.frame["unit"] == panel.frame["urn"]).all()
    assert not any(step.unit == "links" for step in panel.flow.steps)


def test_links_that_join_no_school_of_the_tables_change_no_figure(tmp_path: Path) -> None:
    same = (AFTER[0].replace("940001", "900001"), *AFTER[1:])
    plain = read_panel(tables(tmp_path / "plain", after=same))
    linked = read_panel(
        tables(tmp_path / "linked", links=LINKS.splitlines()[0] + "\n970001,970002,A,Successor,\n", after=same)
    )
    pd.testing.assert_frame_equal(plain.frame, linked.frame)
    assert linked.lineages is not None
    assert linked.lineages.elsewhere == 1


def test_a_table_that_is_only_compared_joins_schools_by_equal_figures_and_gives_none(tmp_path: Path) -> None:
    tables(tmp_path)
    rows = ["URN,Pupils,Progress,Attainment", "940001,180,-0.25,46.2", "900002,100,0.9,50", "940077,50,-0.1,44.5"]
    put(tmp_path, "\n".join(rows) + "\n", "other_2017.csv")
    columns = {"pupils": "Pupils", "progress8": "Progress", "attainment8": "Attainment"}
    compared = DataFile.model_validate(
        {
            "file": "other_2017.csv",
            "year": 2017,
            "only_compared": True,
            "columns": {ours: {"column": theirs} for ours, theirs in columns.items()},
        }
    )
    files = (DataFile(file="2016-2017/england_ks4final.csv"), DataFile(file="2017-2018/england_ks4final.csv"), compared)
    panel = read_panel(tmp_path, files)
    assert panel.lineages is not None
    assert panel.lineages.of([900001, 900003, 940077]).tolist() == [940001, 900003, 940077]
    assert "the same 3 figures of 2016/17" in str(panel.lineages.table["evidence"].iloc[-1])
    assert values(panel, "progress8")[900002, 2017] == 0.3


def test_figures_that_two_schools_share_join_nobody() -> None:
    mine = table_of([(1, 100, 0.1, 40.0), (2, 100, 0.1, 40.0)])
    other = table_of([(3, 100, 0.1, 40.0)])
    assert len(same_figures([mine], [other])) == 0
    assert len(same_figures([replace(mine, frame=mine.frame.iloc[:1])], [other])) == 1


@pytest.mark.parametrize("seed", range(12))
def test_lineages_find_the_true_schools_behind_links_with_faults(seed: int) -> None:
    drawn = draw_careers(np.random.default_rng(seed))
    links = trusted_links(drawn.told, drawn.register, drawn.present)
    found = build_lineages(links, drawn.register, drawn.present)
    schools = pd.Series(drawn.truth)
    given = pd.Series(found.of(schools.index.to_numpy()), index=schools.index)
    pairs = pd.DataFrame({"unit": schools, "given": given}).drop_duplicates()
    assert pairs["unit"].is_unique
    assert pairs["given"].is_unique
    assert {drawn.truth[lineage] for lineage in found.joined()} == drawn.joined
    assert links.step.entered == links.step.left + len(links.step.losses)

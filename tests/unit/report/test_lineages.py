"""Lineages as readers see them: a table, a figure and a sentence."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from evalkit.data.lineage.traceability import traced
from evalkit.report.figures.panel import draw
from evalkit.report.verbs import figure, sentence, table
from evalkit.report.words import Words
from evalkit.tables.flow import Flow
from evalkit.tables.lineages import Lineages
from evalkit.tables.panel import Panel

LINEAGES = Lineages(
    pd.DataFrame(
        [
            (1, 11, "became an academy", pd.NaT, "the first number"),
            (11, 11, "became an academy", pd.NaT, "link in links.csv; the number in the authority stayed the same"),
            (3, 13, "merged", pd.NaT, "the first number"),
            (4, 13, "merged", pd.NaT, "the first number"),
            (13, 13, "merged", pd.NaT, "link in links.csv"),
        ],
        columns=["urn", "lineage", "kind", "day", "evidence"],
    )
)


@pytest.fixture
def panel() -> Panel:
    rows = [
        (2, 2017, 2), (2, 2018, 2), (2, 2019, 2),
        (5, 2019, 5), (6, 2017, 6),
        (11, 2017, 1), (11, 2018, 11), (11, 2019, 11),
        (13, 2017, 3), (13, 2018, 13), (13, 2019, 13),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["unit", "year", "urn"])
    reasons = pd.DataFrame({"unit": [], "year": [], "variable": [], "reason": []})
    return Panel(frame, reasons, (), (), Flow(), LINEAGES)


def test_schools_are_traced_by_their_number_by_another_or_not_at_all(panel: Panel) -> None:
    found = traced(panel)
    assert [(one.year, one.own_number, one.other_number, one.absent) for one in found.years] == [
        (2017, 1, 2, 1),
        (2018, 3, 0, 1),
    ]
    assert (found.latest, found.schools, found.left) == (2019, 4, 1)
    assert dict(found.kinds) == {"one number in every year read": 3, "became an academy": 1, "merged": 1}
    assert dict(found.evidence) == {"list of links": 2, "number in the authority stayed the same": 1}


def test_the_table_has_a_row_for_each_earlier_year_and_names_what_links_rest_on(panel: Panel) -> None:
    block = table(panel, "lineages")
    assert block.values[["same", "other", "absent"]].to_numpy().tolist() == [[1, 2, 1], [3, 0, 1]]
    told = " ".join(block.text.split())
    assert "list of links (2)" in told
    assert "merged (1)" in told


def test_the_sentence_says_how_many_would_be_lost(panel: Panel) -> None:
    said = sentence(panel, "lineages").text
    assert said.startswith(
        "Of 4 schools with a row in 2018/19, 1 stand under the same number in 2016/17 and 2 more under the number they "
        "had before a change; 1 have no row there."
    )
    assert "1 school merged or split in these years" in said


def test_a_panel_without_links_says_so(panel: Panel) -> None:
    alone = replace(panel, lineages=None)
    assert sentence(alone, "lineages").text.startswith("No table read tells of changed school numbers")
    assert "each school is known by its own" in table(alone, "lineages").text


def test_the_figure_says_its_message_and_no_text_touches_another(panel: Panel) -> None:
    block = figure(panel, "lineages")
    assert block.title == "2 schools would be missing in 2016/17 if a new number made a new school"
    assert "In 2016/17: 1 under the same number, 2 under another number, 1 not in the tables" in block.text
    assert draw(traced(panel), Words()).overlaps() == []

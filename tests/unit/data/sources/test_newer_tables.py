"""The register and links of 2026, and tables cut down for readers: files that the writers of the readers never had."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.data.lineage.followed_schools import build_lineages
from evalkit.data.lineage.links import trusted_links
from evalkit.data.school_panel import read_panel
from evalkit.study.model import DataFile
from evalkit.tables.panel import Panel
from tests.support import published

REGISTER = "gias/edubasealldata_extract_2026.csv"
LINKS = "gias/links_edubasealldata_extract_2026.csv"
KS4, KS5 = (f"ks4/2018-2019_england_{stage}final_cut_down.csv.gz" for stage in ("ks4", "ks5"))
# Rows and columns as they were counted by other hands.
SIZES = {REGISTER: (1924, 22), LINKS: (1728, 5), KS4: (5516, 24), KS5: (2903, 22)}
LINK_TYPES = {
    ("predecessor", ""): 1599,
    ("successor", ""): 50,
    ("either", "sixth form"): 23,
    # Predecessor - merged 18, Predecessor - amalgamated 15.
    ("predecessor", "merged"): 18 + 15,
    ("predecessor", "amalgamated"): 3,
    ("successor", "split"): 14,
    ("predecessor", "split"): 4,
    # Of mergers that only say that a school grew one, of other links one.
    ("either", "other"): 2,
}


@pytest.fixture(scope="module")
def panel(realdata_newer: Path) -> Panel:
    """Return the schools of the tables cut down, with what the register and the links of 2026 say of them."""
    return read_panel(realdata_newer, tuple(DataFile(file=name) for name in SIZES))


@pytest.mark.parametrize(("name", "size"), SIZES.items())
def test_each_file_is_known_and_has_the_rows_and_columns_that_were_counted(
    realdata_newer: Path, name: str, size: tuple[int, int]
) -> None:
    (table,) = published.identified(realdata_newer, name).tables
    assert (table.rows, table.columns) == size
    read = published.read(realdata_newer, name)
    assert read.provenance.rows_kept == size[0]


def test_every_type_status_and_authority_of_the_register_is_understood(realdata_newer: Path) -> None:
    read = published.read(realdata_newer, REGISTER)
    register = read.register
    assert register is not None
    assert read.provenance.notes == ()
    assert register["school_type"].notna().all()
    assert register["status"].value_counts().to_dict() == {"open": 1885 + 3, "closed": 36}
    divided = register["area"].value_counts()[["940", "941", "942", "943"]]
    assert divided.to_dict() == {"940": 10, "941": 12, "942": 1, "943": 4}
    assert register.loc[136489, ["name", "area"]].tolist() == ["Guilsborough Academy", "941"]
    assert register["urban_rural"].eq("Urban: Nearer to a major town or city").sum() == 1734


def test_links_are_counted_by_what_their_words_mean(realdata_newer: Path) -> None:
    links = published.read(realdata_newer, LINKS).links
    assert links is not None
    assert Counter(zip(links["told"], links["kind"], strict=True)) == LINK_TYPES


def test_a_school_is_the_result_of_amalgamating_another(realdata_newer: Path) -> None:
    links, register = (published.read(realdata_newer, name) for name in (LINKS, REGISTER))
    assert links.links is not None
    assert register.register is not None
    # The same school had been another number of its own before.
    told = links.links[(links.links["after"] == 135973) & (links.links["before"] != 101566)]
    assert told[["before", "told", "kind"]].to_numpy().tolist() == [[135974, "predecessor", "amalgamated"]]
    assert told["day"].tolist() == [pd.Timestamp(2014, 8, 31)]
    both = np.array([135973, 135974])
    beside = frozenset({(135974, 135973)})
    lineages = build_lineages(trusted_links(told, register.register, both), register.register, both, beside)
    assert lineages.of(both.tolist()).tolist() == [135973, 135973]
    assert lineages.kinds()[135973] == "merged"


def test_types_in_words_part_mainstream_schools_from_the_others(panel: Panel) -> None:
    steps = {step.name: step for step in panel.flow.steps}
    mainstream = steps["mainstream state-funded schools"]
    assert dict(mainstream.by_reason()) == {
        "special school": 1206,
        "independent school": 922,
        "further education or sixth form": 17,
    }
    assert set(panel.frame["school_type"]) == {"academy", "maintained school"}
    assert set(panel.frame["school_group"]) == {"academy", "maintained"}
    # Of 163 grammar schools one went into the row of the same school under another number.
    assert panel.frame["selective"].eq("yes").sum() == 162


def test_what_a_table_was_cut_of_is_filled_from_the_register_where_it_can_be(panel: Panel) -> None:
    known = panel.frame["area"].notna()
    assert known.sum() == 1426
    names = panel.frame.loc[panel.frame["area"].isin(["940", "941", "942", "943"]), "area_name"]
    assert set(names) == {"North Northamptonshire", "West Northamptonshire", "Cumberland", "Westmorland and Furness"}
    assert {"progress8", "attainment8", "basics_95", "ks5_a_level_points"} <= set(panel.frame)
    assert "progress8_maths" not in panel.frame


def test_no_register_and_no_table_cut_down_is_left_out_of_the_list(realdata_newer: Path) -> None:
    there = (path.relative_to(realdata_newer).as_posix() for path in realdata_newer.glob("*/*"))
    assert {name for name in there if name.startswith(("gias/", "ks4/"))} == set(SIZES)

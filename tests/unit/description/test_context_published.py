"""Published tables give back the printed figures of authorities, regions and England."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pandas as pd
import pytest

from evalkit.core.streams import stream
from evalkit.data.school_panel import read_panel
from evalkit.description.context import context
from evalkit.measures import MEASURES
from evalkit.measures.parts.added_measure import add_measure
from evalkit.records.context import Context
from evalkit.tables.panel import Panel

# Figures are printed with three decimals.
TOLERANCE = 0.0005
YEAR = 2018
NORTH_WEST = (340, 341, 342, 343, 344, 350, 351, 352, 353, 354, 355, 356, 357, 358, 359, 876, 877, 888, 889, 890, 895)
NORTH_WEST += (896, 909)
# The printed means count fifteen colleges of further education, which are no mainstream schools.
PRINTED = {"England": 0.001, "North West": -0.159, "Leicester": -0.061}
EXACT = 1e-12
SUBSET = "2017-2018_england_ks4_mainstream_subset.csv"


@pytest.fixture(scope="module")
def panel(realdata: Path, tmp_path_factory: pytest.TempPathFactory) -> Panel:
    folder = tmp_path_factory.mktemp("tables")
    copy(realdata / "ks4" / SUBSET, folder)
    made = read_panel(folder)
    for name in ("p8_maths", "p8"):
        made, _ = add_measure(made, name, years=[YEAR], overrides={})
    return made


def of_area(panel: Panel, area: str, outcome: str) -> Context:
    """Return the context of all schools of one authority."""
    programme = frozenset(panel.frame.loc[panel.frame["area"] == area, "unit"].tolist())
    measure = MEASURES.get(outcome)
    return context(panel, programme, (measure.name, measure.label, measure.unit), lambda year: stream(1, year))


def weighted(rows: pd.DataFrame) -> float:
    """Return the mean of maths progress, schools counting by their pupils."""
    return float((rows["P8MEAMAT"] * rows["P8PUP"]).sum() / rows["P8PUP"].sum())


def test_authority_region_and_country_are_as_printed_but_for_colleges(panel: Panel, realdata: Path) -> None:
    raw = pd.read_csv(realdata / "ks4" / SUBSET)
    groups = {"England": raw, "North West": raw[raw["LEA"].isin(NORTH_WEST)], "Leicester": raw[raw["LEA"] == 856]}
    found = {one.name: one.mean for area in ("340", "856") for one in of_area(panel, area, "p8_maths").places}
    for name, rows in groups.items():
        assert weighted(rows) == pytest.approx(PRINTED[name], abs=TOLERANCE)
        assert found[name] == pytest.approx(weighted(rows[rows["NFTYPE"] != "FESI"]), abs=EXACT)


def test_all_but_two_authorities_of_the_north_west_lie_below_nought(panel: Panel) -> None:
    (count,) = of_area(panel, "340", "p8_maths").regions
    assert (count.region, count.below_nought, count.areas) == ("North West", 21, 23)


def test_the_lowest_authority_ranks_near_the_end_whatever_chance_does(panel: Panel) -> None:
    (rank,) = of_area(panel, "340", "p8").ranks
    assert (rank.rank, rank.high, rank.areas) == (150, 150, 150)
    assert 140 <= rank.low <= 150

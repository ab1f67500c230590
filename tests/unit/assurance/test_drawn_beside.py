"""A page of a long run is marked with today's code only where former code and today's draw the same numbers."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest

from assurance.digest import standing
from assurance.simulation import drawn_beside

MARKED = "Digest of the code tested: `0123456789abcdef`, over 1 modules: evalkit.numeric.ranks"
PAGE = f"# A run\n\nMade once.\n\n## Cells\n\n{MARKED}\n"
DRAWS = pd.DataFrame({"cell": [0, 1], "width placebo_areas": [0.31, 0.32], "held placebo_areas": [True, False]})


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "recovery.md").write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(drawn_beside, "ASSURANCE", tmp_path)
    return tmp_path


def files(folder: Path, after: pd.DataFrame, before: pd.DataFrame = DRAWS) -> tuple[Path, Path]:
    before.to_csv(folder / "before.csv", index=False)
    after.to_csv(folder / "after.csv", index=False)
    return folder / "before.csv", folder / "after.csv"


def test_a_page_is_marked_once_and_becomes_current(pages: Path) -> None:
    former = DRAWS.rename(columns=lambda name: f"{name}_reweighted" if "placebo" in name else name)
    for _ in range(2):
        said = drawn_beside.marked("recovery", *files(pages, DRAWS, former))
    text = (pages / "recovery.md").read_text(encoding="utf-8")
    assert "of 6 numbers in 2 rows none differs" in said
    assert text.count("The code was rearranged after this run.") == 1
    assert (standing(PAGE), standing(text)) == ("stale", "current")


def test_the_last_bit_of_a_number_is_counted_and_does_not_hinder(pages: Path) -> None:
    close = DRAWS.assign(**{"width placebo_areas": [0.31, math.nextafter(0.32, 1.0)]})
    assert "1 differ" in drawn_beside.marked("recovery", *files(pages, close))


@pytest.mark.parametrize(
    "other",
    [
        DRAWS.assign(**{"width placebo_areas": [0.31, 0.32 + 1e-9]}),
        DRAWS.assign(**{"held placebo_areas": [True, True]}),
        DRAWS.iloc[:1],
        DRAWS.drop(columns="cell"),
    ],
    ids=["a number", "a verdict", "a row less", "a column less"],
)
def test_a_page_is_left_as_it_is_where_anything_differs(pages: Path, other: pd.DataFrame) -> None:
    with pytest.raises(SystemExit):
        drawn_beside.marked("recovery", *files(pages, other))
    assert (pages / "recovery.md").read_text(encoding="utf-8") == PAGE

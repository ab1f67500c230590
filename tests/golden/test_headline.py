"""The script that a run leaves beside its report computes in base R what evalkit computed."""

from __future__ import annotations

from hashlib import md5
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.findings.finding import Finding
from evalkit.findings.r_export.export import SCRIPT
from tests.golden.make_headlines import CASES, FOLDER, case, stored
from tests.support.exports_for_r import SHIPPED, Tables, frame_of, shipped

HERE = Path(__file__).parent
# The files hold 15 digits; degrees of freedom are ratios of sums of squares, and lose three of them.
TOLERANCE = 1e-9
SAME_EXPORT = 1e-12
MOST_BYTES = 200_000
RESULTS = ("std_error", "df", "conf_low", "conf_high", "p_value")


def made(name: str, memory: Path, tables: Path) -> tuple[Finding, Tables]:
    return case(name, lambda study: shipped(study, memory, tables))


def expected(finding: Finding) -> dict[str, float]:
    """Return the numbers of a headline as evalkit computed them, unrounded."""
    judged = finding.estimate.inference()
    return {"estimate": finding.estimate.estimate, **{name: getattr(judged, name) for name in RESULTS}}


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("name", CASES)
def test_base_r_finds_the_headline_again(name: str, stations_of_this_run: Path, synthetic_folder: Path) -> None:
    finding, tables = made(name, stations_of_this_run, synthetic_folder)
    printed = pd.read_csv(HERE / "headline.out", comment="#").set_index(["case", "name"])["r"]
    headline = frame_of(tables["headline.csv"])
    again = headline.loc[headline["recomputed"] == "yes", "name"].tolist()
    assert printed[name].index.tolist() == again
    ours = {**expected(finding), **finding.estimate.inference().numbers()}
    ours |= {"critical": ours.get("critical value", np.nan), "placebos": ours.get("placebo areas", np.nan)}
    for number in again:
        assert printed[name][number] == pytest.approx(ours[number], rel=TOLERANCE), number


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("name", CASES)
def test_the_stored_export_is_the_one_written_today(
    name: str, stations_of_this_run: Path, synthetic_folder: Path
) -> None:
    _, tables = made(name, stations_of_this_run, synthetic_folder)
    for file, table in tables.items():
        header, *lines = stored(name, file).split("\r\n")
        assert header == table.text().split("\r\n")[0]
        assert len(lines) == len(table.rows) + 1
    for file in set(tables) - {"dictionary.csv"}:
        today, then = frame_of(tables[file]), frame_of(tables[file], stored(name, file))
        for column in today:
            if pd.api.types.is_numeric_dtype(today[column]):
                np.testing.assert_allclose(then[column], today[column], rtol=SAME_EXPORT, atol=SAME_EXPORT)
            elif column != "value":
                assert then[column].tolist() == today[column].tolist()
    assert stored(name, "dictionary.csv") == tables["dictionary.csv"].text()


@pytest.mark.golden(gating=True)
def test_the_output_says_which_version_made_it_and_the_exports_are_small() -> None:
    assert "R version" in (HERE / "headline.out").read_text(encoding="utf-8").splitlines()[0]
    sizes = {name: sum(file.stat().st_size for file in (FOLDER / name).iterdir()) for name in CASES}
    assert max(sizes.values()) < MOST_BYTES
    assert sorted(folder.name for folder in FOLDER.iterdir()) == sorted(CASES)


@pytest.mark.golden(gating=True)
def test_the_script_notices_every_mistake_planted_into_its_files() -> None:
    stored_by = (HERE / "headline_damaged.out").read_text(encoding="utf-8").splitlines()[0]
    assert md5(SCRIPT.read_bytes(), usedforsecurity=False).hexdigest() in stored_by, "make golden was not run since"
    found = pd.read_csv(HERE / "headline_damaged.out", comment="#")
    assert found.groupby("case")["damage"].count().to_dict() == dict.fromkeys(SHIPPED, 14)
    sound = found["damage"] == "nothing"
    assert found.loc[sound, "noticed"].tolist() == ["no", "no"]
    assert found.loc[~sound & (found["noticed"] == "no"), ["case", "damage"]].to_numpy().tolist() == []
    # No number rests on the weight of a later year: that the files contradict one another shows it.
    assert found.loc[found["damage"] == "a weight in one year", "contradictions"].tolist() == [2, 2]

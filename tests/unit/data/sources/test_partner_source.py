"""A partner's source of facts is one file: recognised, read, mapped, listed with its publisher, and looked up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evalkit.core.errors import DataError
from evalkit.data.folder.inventory import inventory
from evalkit.data.publishers import published_in
from evalkit.data.school_panel import read_panel
from evalkit.data.sources import SOURCES
from evalkit.run.commands import app
from evalkit.study.model import DataFile
from tests.support.ks4_files import NAME, put, text

SOURCE = '''"""Exclusions: how many pupils were sent home for a time."""

from evalkit.core.quantity import PERCENT
from evalkit.data.sources.parts.fact_tables import FactTable
from evalkit.data.sources.parts.column import SourceColumn, SourceHeading

SOURCE = FactTable(
    name="exclusions",
    summary="tables of pupils sent home for a time",
    columns=(
        SourceColumn("exclusion_rate", "pupils sent home for a time", "percent", (SourceHeading("PEXCL"),), PERCENT),
    ),
    signs=(("PEXCL",),),
    title="exclusions tables",
    about="exclusions from school",
    publisher="the archive of a partner",
).source()
'''
POINTS = "[evalkit.data.sources]\nexclusions = a_partners_exclusions\n"
FACTS = "URN,PEXCL\n900001,2.5\n900002,4.0\n900009,1.0\n"
FILE = "2018-2019/exclusions.csv"


@pytest.fixture
def partner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Install a package that holds one source and nothing else."""
    place = tmp_path / "installed"
    package = place / "a_partner-1.0.dist-info"
    package.mkdir(parents=True)
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: a-partner\nVersion: 1.0\n")
    (package / "entry_points.txt").write_text(POINTS)
    (place / "a_partners_exclusions.py").write_text(SOURCE)
    monkeypatch.syspath_prepend(str(place))
    vars(SOURCES).pop("_foreign", None)
    yield
    vars(SOURCES).pop("_foreign", None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "tables", text(), NAME)
    put(tmp_path / "tables", FACTS, FILE)
    return tmp_path / "tables"


@pytest.mark.usefixtures("partner")
def test_it_is_recognised_and_read_beside_the_results(folder: Path) -> None:
    panel = read_panel(folder)
    rows = panel.frame.set_index("unit")["exclusion_rate"].dropna()
    assert rows.to_dict() == {900001: 2.5, 900002: 4.0}
    assert panel.variable("exclusion_rate").label == "pupils sent home for a time"
    assert "exclusions" in {record.source for record in panel.provenance}


def test_without_the_partner_the_file_is_not_read(folder: Path) -> None:
    panel = read_panel(folder)
    assert not panel.has("exclusion_rate")
    assert any("no table that evalkit knows" in note for record in panel.provenance for note in record.notes)


@pytest.mark.usefixtures("partner")
def test_a_map_of_columns_knows_its_variable(folder: Path) -> None:
    put(folder, "number,sent home\n900001,0.025\n", "own.csv")
    said = {"file": "own.csv", "year": 2019, "key": "number"}
    entry = {"column": "sent home", "fraction": True}
    results = DataFile(file=NAME)
    panel = read_panel(folder, (results, DataFile.model_validate({**said, "columns": {"exclusion_rate": entry}})))
    assert panel.variable("exclusion_rate").label == "pupils sent home for a time"
    assert panel.frame.set_index("unit")["exclusion_rate"].dropna().to_dict() == {900001: 2.5}
    wrong = DataFile.model_validate({**said, "columns": {"exclusion_rate": {**entry, "unit": "pupils"}}})
    with pytest.raises(DataError, match="unit 'pupils'"):
        read_panel(folder, (results, wrong))


@pytest.mark.usefixtures("partner")
def test_it_is_listed_with_its_publisher(folder: Path) -> None:
    listed = next(one for one in inventory(folder) if one.file == FILE)
    assert (listed.source, listed.gives) == ("exclusions", "facts")
    ended = CliRunner().invoke(app, ["data", "--folder", str(folder)])
    assert ended.exit_code == 0
    assert "where such tables are published: exclusions tables: the archive of a partner" in ended.output
    assert "taken from it: pupils sent home for a time" in ended.output


@pytest.mark.usefixtures("partner")
def test_who_publishes_its_variable_is_looked_up() -> None:
    found = published_in("exclusion_rate")
    assert (found.what, found.publisher) == ("exclusions from school", "exclusions tables: the archive of a partner")


def test_without_the_partner_nobody_is_said_to_publish_it() -> None:
    assert "archive" not in published_in("exclusion_rate").publisher

"""A report stands only while everything it rests on is as it was."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from evalkit.run import current
from evalkit.run.current import REPORT, key_of, stamp, standing_headline
from evalkit.run.order import Order


def test_a_report_stands_while_nothing_changes(made: Order) -> None:
    assert standing_headline(made, key_of(made)) == "It rose."


@pytest.mark.parametrize("changed", ["study/study.toml", "tables/2019/ks4.csv", "own/method.py"])
def test_a_change_in_study_tables_or_sources_ends_it(made: Order, tmp_path: Path, changed: str) -> None:
    (tmp_path / changed).write_text("something else", encoding="utf-8")
    assert standing_headline(made, key_of(made)) == ""


def test_a_new_table_ends_it(made: Order, tmp_path: Path) -> None:
    (tmp_path / "tables" / "more.csv").write_text("", encoding="utf-8")
    assert standing_headline(made, key_of(made)) == ""


def test_a_report_that_was_touched_does_not_stand(made: Order) -> None:
    (made.target / REPORT).write_text("edited", encoding="utf-8")
    assert standing_headline(made, key_of(made)) == ""


def test_a_report_without_a_key_never_stands(made: Order) -> None:
    stamp(made, "", "It rose.")
    assert standing_headline(made, "") == ""


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Order:
    """Return the order of a finished report, with small folders in place of evalkit's own."""
    for name in ("study/study.toml", "tables/2019/ks4.csv", "own/method.py", f"report/{REPORT}"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("as it was", encoding="utf-8")
    monkeypatch.setattr(current, "OWN", (tmp_path / "own",))
    order = Order(
        study="ours",
        folder=tmp_path / "study",
        questions=("attainment",),
        asks=("Did it rise?",),
        data=None,
        tables=tmp_path / "tables",
        target=tmp_path / "report",
        building=tmp_path / "report",
        stations=tmp_path / "stations",
        environment=(),
        started=datetime.now(UTC),
    )
    stamp(order, key_of(order), "It rose.")
    return order

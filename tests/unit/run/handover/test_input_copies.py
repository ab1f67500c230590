"""An evaluator's own copies are found by name and digest; what differs is taken, what is missing is named."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from evalkit.core.errors import DataError
from evalkit.run.handover.input_copies import copies_of, lay_out
from evalkit.run.handover.manifest import InputTold
from tests.support.handed_over import write


def told(file: str, text: str, *, of_programme: bool = False, read: bool = True) -> InputTold:
    value = sha256(text.encode()).hexdigest()
    return InputTold(file=file, of_programme=of_programme, read=read, size=len(text), sha256=value)


def test_a_copy_is_found_at_its_place_elsewhere_by_its_digest_or_as_the_only_one_of_its_name(tmp_path: Path) -> None:
    write(tmp_path / "2019" / "ks4.csv", "other")
    write(tmp_path / "downloads" / "ks4 (1).csv", "earlier")
    write(tmp_path / "downloads" / "census.csv", "newer")
    inputs = (told("2019/ks4.csv", "later"), told("2017/ks4.csv", "earlier"), told("2017/census.csv", "older"))
    copies = copies_of(inputs, tmp_path, "fetch it")
    assert [copy.file.name for copy in copies] == ["ks4.csv", "ks4 (1).csv", "census.csv"]
    assert [copy.differs for copy in copies] == [True, False, True]


def test_of_several_files_of_one_name_none_is_guessed(tmp_path: Path) -> None:
    for year in ("2017", "2018"):
        write(tmp_path / year / "ks4.csv", year)
    with pytest.raises(DataError) as refused:
        copies_of((told("2019/ks4.csv", "later"),), tmp_path, "fetch it")
    assert [fault.next for fault in refused.value.faults] == ["fetch it"]


def test_the_copy_of_another_input_never_stands_in_for_a_missing_one(tmp_path: Path) -> None:
    write(tmp_path / "2017" / "ks4.csv", "earlier, and changed since")
    write(tmp_path / "loose" / "census.csv", "older")
    inputs = (told("2017/ks4.csv", "earlier"), told("2019/ks4.csv", "later"))
    inputs += (told("2017/census.csv", "older"), told("2019/census.csv", "newer"))
    with pytest.raises(DataError) as refused:
        copies_of(inputs, tmp_path, "fetch it")
    assert [fault.where.rpartition(", ")[2] for fault in refused.value.faults] == ["2019/ks4.csv", "2019/census.csv"]


def test_every_missing_input_that_was_read_is_named_and_no_other(tmp_path: Path) -> None:
    inputs = (told("a.csv", "a"), told("b.csv", "b", of_programme=True), told("c.csv", "c", read=False))
    with pytest.raises(DataError) as refused:
        copies_of(inputs, tmp_path, "fetch it")
    assert [fault.where.rpartition(", ")[2] for fault in refused.value.faults] == ["a.csv", "b.csv"]
    assert "ask the project lead" in refused.value.faults[1].next


def test_copies_lie_where_the_study_reads_them(tmp_path: Path) -> None:
    write(tmp_path / "theirs" / "programme" / "meetings.csv", "m")
    write(tmp_path / "theirs" / "flat.csv", "t")
    inputs = (told("2019/flat.csv", "t"), told("programme/meetings.csv", "m", of_programme=True))
    lay_out(copies_of(inputs, tmp_path / "theirs", ""), tmp_path / "tables", tmp_path / "study")
    assert (tmp_path / "tables" / "2019" / "flat.csv").read_text(encoding="utf-8") == "t"
    assert (tmp_path / "study" / "programme" / "meetings.csv").read_text(encoding="utf-8") == "m"

"""What is remembered is the same as what would be computed, or it is computed."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.inputs import StudyInputs
from evalkit.evaluation.key import Key
from evalkit.evaluation.memory import (
    AS_IT_WAS,
    COMPUTED,
    DAMAGED,
    ENDING,
    FIRST,
    RESTS_ON,
    REUSED,
    VARIANTS,
    Memory,
    Stations,
    memory_folder,
    memory_of_the_run,
)
from evalkit.evaluation.station_keys import Keys
from evalkit.evaluation.study_opening import read_plan

KEY = Key("estimate", "attainment", (("code", "a"), ("options of matched", "b")))
RESULT = {"estimate": 0.1}


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    """Return a memory that holds one result."""
    made = Memory(tmp_path)
    made.keep(KEY, RESULT)
    return made


def the_file(memory: Memory) -> Path:
    assert memory.folder is not None
    (file,) = memory.folder.glob(f"*{ENDING}")
    return file


def test_a_result_comes_back_under_its_key(memory: Memory) -> None:
    assert memory.recall(KEY) == (RESULT, "")


def test_nothing_half_written_is_left_beside_it(memory: Memory) -> None:
    assert memory.folder is not None
    assert not [file for file in memory.folder.iterdir() if file.name.startswith(".")]


def test_another_key_names_the_input_that_changed(memory: Memory) -> None:
    assert memory.recall(replace(KEY, inputs=(("code", "a"), ("options of matched", "c")))) == (
        None,
        "options of matched",
    )
    assert memory.recall(replace(KEY, question="targeted")) == (None, FIRST)


@pytest.mark.parametrize("damage", [b"", b"half of", b"\x00" * 200])
def test_a_damaged_file_is_as_good_as_none(memory: Memory, damage: bytes) -> None:
    the_file(memory).write_bytes(damage)
    assert memory.recall(KEY) == (None, DAMAGED)


def test_a_file_cut_short_or_changed_by_one_letter_is_never_loaded(memory: Memory) -> None:
    whole = the_file(memory).read_bytes()
    for damaged in (whole[:-1], whole[:-3] + b"x" + whole[-2:]):
        the_file(memory).write_bytes(damaged)
        assert memory.recall(KEY) == (None, DAMAGED)


def test_a_file_of_another_key_is_not_taken_for_this_one(memory: Memory) -> None:
    other = replace(KEY, inputs=(("code", "other"),))
    memory.keep(other, "other")
    assert memory.folder is not None
    mine, foreign = sorted(memory.folder.glob(f"*{ENDING}"), key=lambda file: KEY.digest[:32] not in file.name)
    mine.write_bytes(foreign.read_bytes())
    assert memory.recall(KEY) == (None, DAMAGED)


def test_a_memory_that_cannot_be_written_remembers_nothing_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    Memory(tmp_path / "file" / "below").keep(KEY, RESULT)
    assert Memory(tmp_path / "file" / "below").recall(KEY)[0] is None
    assert Memory(None).recall(KEY) == (None, FIRST)


def test_old_variants_are_let_go(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    keys = [replace(KEY, inputs=(("code", str(number)),)) for number in range(VARIANTS + 3)]
    for number, key in enumerate(keys):
        memory.keep(key, number)
        for file in tmp_path.glob(f"*{key.digest[:32]}{ENDING}"):
            os.utime(file, (number, number))
    memory.prune()
    assert [memory.recall(key)[0] for key in keys] == [None] * 3 + list(range(3, VARIANTS + 3))


def test_stations_are_computed_once_then_reused_and_say_why(tmp_path: Path) -> None:
    first, second = (Stations(lambda: KeysOfOne(), Memory(tmp_path)) for _ in range(2))
    assert (
        first.recall_or_compute("estimate", "attainment", lambda: 1)
        == first.recall_or_compute("estimate", "attainment", lambda: 2)
        == 1
    )
    assert second.recall_or_compute("estimate", "attainment", lambda: 3) == 1
    assert [(told.made, told.why) for told in (*first.told, *second.told)] == [(COMPUTED, FIRST), (REUSED, AS_IT_WAS)]


def test_a_page_notes_what_it_asked_for_and_not_what_that_asked_for(tmp_path: Path) -> None:
    stations = Stations(lambda: KeysOfOne(), Memory(tmp_path))
    stations.recall_or_compute(
        "finding", "attainment", lambda: stations.recall_or_compute("estimate", "attainment", lambda: 1)
    )
    stations.use("study")
    stations.note(tmp_path)
    assert '[["finding", "attainment", ' in (tmp_path / RESTS_ON).read_text(encoding="utf-8")
    assert "estimate" not in (tmp_path / RESTS_ON).read_text(encoding="utf-8")


def test_opened_by_hand_nothing_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EVALKIT_MEMORY", raising=False)
    assert memory_of_the_run().folder is None


def test_the_memory_lies_beside_the_study_and_git_leaves_it_out(tmp_path: Path) -> None:
    assert memory_folder(tmp_path) == tmp_path / ".evalkit" / "memory"
    assert memory_folder(tmp_path / "no such study") is None
    ignored = (Path(__file__).resolve().parents[3] / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert ".evalkit/" in ignored


def test_an_evaluation_recalls_its_stations_across_processes(tmp_path: Path) -> None:
    plan = read_plan("leicester", None)
    evaluation = Evaluation(plan, Memory(tmp_path))
    evaluation.stations = Stations(lambda: Keys(plan, StudyInputs((("code", "a"),), ())), Memory(tmp_path))
    key = evaluation.stations.keys.of("estimate", "attainment")
    Memory(tmp_path).keep(key, "an estimate")
    assert evaluation.estimate("attainment") == "an estimate"


class KeysOfOne(Keys):
    """Keys that rest on nothing but names."""

    def __init__(self) -> None:
        super().__init__(read_plan("leicester", None), StudyInputs((("code", "a"),), ()))

    def of(self, station: str, question: str) -> Key:
        """Return a key of the name alone."""
        return Key(station, question, ())

"""The theory of change is read with every fault at once, each with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.core.errors import Fault
from evalkit.study.study_reader import inspect_study, read_study
from evalkit.study.theory_of_change import TheoryOfChange
from evalkit.study.theory_reader import read_theory

STEPS = """
[[steps]]
id = "grant"
level = "inputs"
says = "A grant"

[[steps]]
id = "course"
level = "activities"
says = "A course"

[[steps]]
id = "results"
level = "pupils"
says = "Better results"
"""
ARROWS = """
[[arrows]]
from = "grant"
to = "course"
indicator = "delivery:courses.conversion"

[[arrows]]
from = "course"
to = "results"
indicator = "finding:attainment"
shows = "Key Stage 4 results of 2019, in words alone"
"""


def read(folder: Path, text: str | bytes) -> tuple[TheoryOfChange | None, list[Fault]]:
    """Return what is read from a file with this text."""
    data = text if isinstance(text, bytes) else text.encode()
    (folder / "theory_of_change.toml").write_bytes(data)
    return read_theory(folder, ("attainment", "gap"))


def test_without_the_file_there_is_no_theory_and_no_fault(tmp_path: Path) -> None:
    assert read_theory(tmp_path, ()) == (None, [])


def test_steps_arrows_and_what_tests_them_are_read(tmp_path: Path) -> None:
    theory, faults = read(tmp_path, STEPS + ARROWS)
    assert faults == []
    assert theory is not None
    assert [step.level for step in theory.steps] == ["inputs", "activities", "pupils"]
    assert (theory.indicators("delivery"), theory.indicators("finding")) == (("courses",), ("attainment",))
    assert theory.arrows[0].tested_by("part") == "conversion"


def test_a_file_of_windows_is_read_alike(tmp_path: Path) -> None:
    unix, _ = read(tmp_path, STEPS + ARROWS)
    windows, faults = read(tmp_path, b"\xef\xbb\xbf" + (STEPS + ARROWS).replace("\n", "\r\n").encode())
    assert (windows, faults) == (unix, [])


@pytest.mark.parametrize(
    ("text", "where", "found"),
    [
        (b"\xff\xfe", "theory_of_change.toml", "another encoding"),
        ("[[steps]\n", "theory_of_change.toml", "line 1"),
        (ARROWS, "[[steps]]", "nothing"),
        (STEPS, "[[arrows]]", "nothing"),
        (STEPS + ARROWS + "\n[other]\na = 1\n", "[[other]]", "a table with a"),
        (STEPS.replace('"pupils"', '"parents"') + ARROWS, "[[steps]] 3, level", '"parents"'),
        (STEPS.replace("A grant", "x" * 65) + ARROWS, "[[steps]] 1, says", "xxx"),
        (STEPS.replace('says = "A course"', "") + ARROWS, "[[steps]] 2, says", "nothing"),
        (STEPS + ARROWS.replace("shows", "showed"), "[[arrows]] 2, showed", "in words alone"),
        (STEPS.replace('id = "grant"', "id = 7") + ARROWS, "[[steps]] 1, id", "7"),
        (STEPS + ARROWS.replace('"grant"', '"grants"'), "[[arrows]] 1 (grants to course)", "no step grants"),
        (STEPS.replace('"course"', '"grant"') + ARROWS, "[[steps]]", "the id grant 2 times"),
        (STEPS + ARROWS + '[[arrows]]\nfrom = "results"\nto = "grant"\n', "[[arrows]] 3", "from pupils to inputs"),
        (STEPS + ARROWS + '[[arrows]]\nfrom = "grant"\nto = "course"\n', "[[arrows]] 3", "the same arrow twice"),
        (STEPS + ARROWS.split("\n\n")[0], "[[steps]] 3 (results)", "no arrow leaves or reaches"),
        (STEPS + ARROWS.replace("finding:att", "findings:att"), "[[arrows]] 2", '"findings:attainment"'),
        (STEPS + ARROWS.replace("attainment", "attainments"), "[[arrows]] 2", "no question attainments"),
        (STEPS + ARROWS.replace("in words alone", "up 0.21"), "[[arrows]] 2", "the number 0.21"),
        (STEPS + ARROWS.replace("in words alone", "up 12%"), "shows", "the number 12%"),
    ],
)
def test_each_fault_says_where_and_what(tmp_path: Path, text: str | bytes, where: str, found: str) -> None:
    _, faults = read(tmp_path, text)
    assert any(where in fault.where and found in fault.found for fault in faults), [str(fault) for fault in faults]
    assert all(fault.allowed and fault.next for fault in faults)


def test_a_name_that_is_nearly_right_is_suggested(tmp_path: Path) -> None:
    _, faults = read(tmp_path, STEPS + ARROWS.replace('"grant"', '"grants"').replace("attainment", "attainmet"))
    assert {"did you mean grant?", "did you mean attainment?"} <= {fault.next for fault in faults}


@pytest.mark.parametrize("study", ["leicester", "north-west"])
def test_shipped_studies_have_a_theory_with_steps_of_every_level(study: str) -> None:
    theory = read_study(study).theory
    assert theory is not None
    assert len({step.level for step in theory.steps}) == 6


def test_faults_of_the_theory_stand_beside_those_of_the_study(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text("title = 1\n", encoding="utf-8")
    (tmp_path / "theory_of_change.toml").write_text("[[steps]\n", encoding="utf-8")
    places = {fault.where for fault in inspect_study(tmp_path).faults}
    assert "theory_of_change.toml" in places
    assert any(place.startswith("study.toml") for place in places)

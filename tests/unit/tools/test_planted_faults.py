"""The table of planted faults fits the tree: each place is there once, each package has faults, each test is a file."""

from __future__ import annotations

import pytest

from tools.planted_faults import ROOT, TABLE, Planted, listed

FAULTS = listed(TABLE.read_text(encoding="utf-8"))
FEWEST = 40
ONE = Planted("evalkit/core/years.py", "year - 1", "year", ("tests/specs/test_sentences.py",))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.file}: {fault.old}")
def test_each_fault_has_one_place_and_tests_that_are_there(fault: Planted) -> None:
    sound = (ROOT / fault.file).read_text(encoding="utf-8")
    faulty = fault.planted_in(sound)
    assert faulty is not None, f"mend the row of docs/tests.md: {fault.old} is not found once in {fault.file}"
    assert faulty != sound
    assert fault.tests
    assert [test for test in fault.tests if not (ROOT / test).is_file()] == []


def test_every_row_of_the_table_is_a_fault_and_every_package_has_one() -> None:
    rows = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| `evalkit/")]
    assert len(rows) == len(FAULTS) >= FEWEST
    packages = {folder.parent.name for folder in (ROOT / "evalkit").glob("*/__init__.py")}
    assert {fault.package for fault in FAULTS} == packages


def test_white_space_does_not_count_and_a_place_found_twice_is_none() -> None:
    assert ONE.planted_in("a = year  -\n    1\n") == "a = year\n"
    assert ONE.planted_in("year - 1 + year - 1") is None
    assert ONE.planted_in("year + 1") is None

"""The list of planted faults fits the tree: each can be planted, and the tests named beside it are there."""

from __future__ import annotations

import pytest

from tools.planted_faults import ROOT, TABLE, Planted, listed

FAULTS = listed(TABLE.read_text(encoding="utf-8"))


def test_there_are_forty() -> None:
    assert len(FAULTS) == 40


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.file}: {fault.old}")
def test_the_place_of_a_fault_is_found_once_and_its_tests_are_there(fault: Planted) -> None:
    planted = fault.planted_in((ROOT / fault.file).read_text(encoding="utf-8"))
    assert planted is not None
    assert fault.new in planted
    assert fault.tests
    assert [test for test in fault.tests if not (ROOT / test).is_file()] == []

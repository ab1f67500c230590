"""An account says which tables it would need, and that there is nobody whom the programme was there to reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import evalkit as ek
from evalkit.core.errors import ExtensionError
from evalkit.delivery import DELIVERY
from evalkit.delivery.parts.account import DeliveryInputs, given
from evalkit.programme.kept import KeptTables
from evalkit.records.delivery.record import DeliveryRecord, NotKept
from evalkit.report.verbs import everything
from evalkit.study.study_reader import read_study
from tests.support.delivered import delivered
from tests.support.partners import installed
from tests.support.programme import account, kept_tables

Given = Callable[..., DeliveryRecord]
OF_SCHOOLS_REACHED = [name for name in DELIVERY.own_names() if DELIVERY.get(name).to_reach]
RECORD = """
from dataclasses import dataclass
from typing import ClassVar
from evalkit.delivery.parts.account import Account
from evalkit.records.delivery.record import DeliveryRecord

@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs(DeliveryRecord):
    kind: ClassVar[str] = "{kind}"

ACCOUNT = Account(summary="theirs", run=lambda inputs: {made}, needs={needs}, shown_by={{"sentence": "theirs.words"}})
"""
WORDS = {
    "fails": ('PARTS = ("said",)\ndef said(record):\n    return 1 / 0\n', "ZeroDivisionError"),
    "gives no block": ('PARTS = ("said",)\ndef said(record):\n    return "words"\n', "said returned str"),
    "names no parts": ("def said(record):\n    return None\n", "no PARTS in theirs.words"),
    "names a part that is not there": ('PARTS = ("said",)\n', "no function said in theirs.words"),
    "cannot be imported": ("import nowhere_at_all\n", "No module named 'nowhere_at_all'"),
}
ACCOUNTS = {
    "needs a table that is none": ({"kind": "theirs", "made": "Theirs()", "needs": ("no_table",)}, "needs no_table"),
    "gives a record of another kind": ({"kind": "other", "made": "Theirs()", "needs": ()}, "of the kind 'other'"),
    "gives no record": ({"kind": "theirs", "made": "3", "needs": ()}, "returned int"),
}


@pytest.mark.parametrize("name", OF_SCHOOLS_REACHED)
def test_without_a_school_to_reach_an_account_says_so(name: str) -> None:
    rows = delivered()
    rows["schools"] = [{**row, "role": "partner"} for row in rows["schools"]]
    record = account(name, kept_tables(**rows))
    assert isinstance(record, NotKept)
    assert "participant or targeted" in ek.sentence(record).text


def test_whoever_looks_at_schools_reached_says_so() -> None:
    assert {"reach", "not_reached", "dose", "actual_exposure"} <= set(OF_SCHOOLS_REACHED)


@pytest.fixture
def given_of(tmp_path: Path) -> Iterator[Given]:
    """Return what gives the record of an account that a package of another makes, while it is installed."""
    with ExitStack() as stack:

        def made(account_text: str, words: str = "") -> DeliveryRecord:
            files = {"made.py": account_text, "words.py": words}
            entries = {"evalkit.delivery": {"theirs": "theirs.made"}}
            stack.enter_context(installed(tmp_path / "site", "theirs", files, entries))
            return given(DELIVERY, "theirs", DeliveryInputs(read_study("leicester"), KeptTables()))

        yield made


@pytest.mark.parametrize("kind", WORDS)
def test_a_module_of_another_package_that_shows_an_account_wrongly_is_told_as_its_fault(
    kind: str, given_of: Given
) -> None:
    words, found = WORDS[kind]
    record = given_of(RECORD.format(kind="theirs", made="Theirs()", needs="()"), words)
    with pytest.raises(ExtensionError, match="package theirs, entry point theirs") as told:
        everything(record)
    assert found in str(told.value)


@pytest.mark.parametrize("kind", ACCOUNTS)
def test_an_account_of_another_package_that_is_none_is_told_as_its_fault(kind: str, given_of: Given) -> None:
    parts, found = ACCOUNTS[kind]
    with pytest.raises(ExtensionError, match="package theirs, entry point theirs") as told:
        given_of(RECORD.format(**parts))
    assert found in str(told.value)

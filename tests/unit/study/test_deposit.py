"""A deposit is an address and a day; whatever else is written is refused in words."""

from __future__ import annotations

import datetime as dt

import pytest

from evalkit.study.deposit import deposit_of

TODAY = dt.date(2026, 11, 27)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://osf.io/ab12c", "https://osf.io/ab12c"),
        (" http://registry.example.org:8080/plans?id=3 ", "http://registry.example.org:8080/plans?id=3"),
        ("10.17605/OSF.IO/AB12C", "https://doi.org/10.17605/OSF.IO/AB12C"),
        ("doi: 10.5281/zenodo.12345", "https://doi.org/10.5281/zenodo.12345"),
    ],
)
def test_an_address_or_a_doi_is_taken(written: str, address: str) -> None:
    assert deposit_of(written, "", TODAY) == (address, TODAY, ())


@pytest.mark.parametrize(
    "written", ["osf", "osf.io/ab12c", "https://", "https://local", "ftp://osf.io/a", "https://osf.io/<b>a", "a plan"]
)
def test_what_is_no_address_is_a_fault_with_its_four_fields(written: str) -> None:
    (fault,) = deposit_of(written, "", TODAY)[2]
    assert fault.where == "the deposit of the plan"
    assert fault.found == written
    assert "https://" in fault.allowed
    assert "--deposit" in fault.next


def test_the_day_may_be_written_as_people_write_it_and_may_not_lie_ahead() -> None:
    assert deposit_of("https://osf.io/a", "20/11/2026", TODAY)[1] == dt.date(2026, 11, 20)
    for day in ("28/11/2026", "yesterday", "31/2/2026"):
        (fault,) = deposit_of("https://osf.io/a", day, TODAY)[2]
        assert (fault.where, fault.found) == ("the day of the deposit", day)


def test_every_fault_is_told_at_once_and_a_day_without_an_address_is_one() -> None:
    assert len(deposit_of("osf", "tomorrow", TODAY)[2]) == 2
    (fault,) = deposit_of("", "2026-11-20", TODAY)[2]
    assert fault.found == "a day without an address"
    assert deposit_of("", "", TODAY) == ("", None, ())

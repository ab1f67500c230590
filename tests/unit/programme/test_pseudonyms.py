"""A code is the same for one person under one secret, differs from every other, and says nothing without the secret."""

from __future__ import annotations

import hmac
from hashlib import sha256

import pytest

from evalkit.programme import pseudonyms
from evalkit.programme.persons import persons_in
from evalkit.programme.pseudonyms import LONGEST, SHORTEST, SIGNS, coded, compared
from evalkit.programme.tables import programme_tables

SECRET, OTHER = b"a" * 32, b"b" * 32
PEOPLE = [(f"Person {number}",) for number in range(3000)]


def test_a_code_is_the_beginning_of_the_keyed_digest() -> None:
    """Worked by hand: the digest as a number, written in the base of the signs, the last figure first."""
    digest = int.from_bytes(hmac.new(SECRET, b"example person", sha256).digest(), "big")
    figures = [SIGNS[digest // len(SIGNS) ** place % len(SIGNS)] for place in range(SHORTEST)]
    assert coded([("Example", "Person")], SECRET, "T", {}).codes == (f"T{''.join(figures)}",)


def test_one_person_has_one_code_whatever_the_capitals_blanks_and_order_with_a_comma() -> None:
    ways = [("Example", "Person"), ("  EXAMPLE ", "person"), ("Person,  Example",), ("Example\xa0Person",)]
    made = coded(ways, SECRET, "T", {})
    assert len(set(made.codes)) == 1
    assert (len(made.persons), made.new, made.alike) == (1, 1, 1)


def test_nobody_has_no_code() -> None:
    assert coded([("", " ")], SECRET, "T", {}).codes == ("",)
    assert compared(["", " "]) == ""


def test_a_second_run_gives_the_same_codes_and_another_secret_gives_others() -> None:
    first = coded(PEOPLE, SECRET, "T", {})
    again = coded(PEOPLE[::-1], SECRET, "T", first.persons)
    assert again.codes[::-1] == first.codes
    assert again.new == 0
    assert set(coded(PEOPLE, OTHER, "T", {}).codes).isdisjoint(first.codes)


def test_no_two_persons_share_a_code_even_where_digests_begin_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pseudonyms, "SHORTEST", 1)
    crowded = coded(PEOPLE, SECRET, "", {})
    assert len(set(crowded.codes)) == len(PEOPLE)
    assert max(map(len, crowded.codes)) < LONGEST
    later = coded([*PEOPLE, ("Somebody", "New")], SECRET, "", crowded.persons)
    assert later.codes[:-1] == crowded.codes
    assert later.codes[-1] not in crowded.codes


def test_no_code_is_taken_for_a_person_by_whoever_reads_the_tables() -> None:
    column = programme_tables()["attendance"].column("person")
    for prefix in ("T", "", "LEI"):
        assert [code for code in coded(PEOPLE, SECRET, prefix, {}).codes if persons_in(code, column=column)] == []

"""The register, its links and the tables tell one story of when schools came, went and changed their numbers."""

from __future__ import annotations

from collections import Counter

import pytest

from evalkit.synthetic.nation.settings import LEICESTER, NORTH_WEST, YEARS_AFTER, YEARS_BEFORE
from tests.unit.synthetic.conftest import Written, read, rows

FOLDER, REGISTER, LINKS = "register", "edubasealldata20190901.csv", "links_edubasealldata20190901.csv"
YEARS = (*YEARS_BEFORE, 2016, 2017, 2018, 2019, *YEARS_AFTER)
NOT_IN_TABLES = ("Sixth form centres",)


@pytest.fixture(scope="module")
def register(written: Written) -> dict[int, dict[str, str]]:
    return {int(row["URN"]): row for row in rows(written.folder / FOLDER / REGISTER, "cp1252")}


@pytest.fixture(scope="module")
def links(written: Written) -> list[dict[str, str]]:
    return rows(written.folder / FOLDER / LINKS, "cp1252")


def day(text: str) -> str:
    """Return a printed day so that days sort."""
    return "-".join(reversed(text.split("-")))


def schools(written: Written, year: int) -> list[int]:
    table = read(written.folder, year, ("RECTYPE", "URN"))
    return [int(urn) for urn in table.loc[table["RECTYPE"].isin(["1", "2"]), "URN"]]


@pytest.mark.parametrize("year", YEARS)
def test_every_school_of_a_table_was_open_in_the_summer_of_its_year(
    written: Written, register: dict[int, dict[str, str]], year: int
) -> None:
    exams = f"{year}-05-31"
    there = [register[urn] for urn in schools(written, year)]
    assert [row["URN"] for row in there if row["OpenDate"] and day(row["OpenDate"]) > exams] == []
    assert [row["URN"] for row in there if row["CloseDate"] and day(row["CloseDate"]) <= exams] == []


def test_every_open_school_of_the_register_stands_in_the_last_table_before_it_or_in_the_next(
    written: Written, register: dict[int, dict[str, str]]
) -> None:
    listed = {*schools(written, 2019), *schools(written, 2022)}
    unseen = [row for urn, row in register.items() if row["EstablishmentStatus (name)"] == "Open" and urn not in listed]
    assert {row["TypeOfEstablishment (name)"] for row in unseen} == set(NOT_IN_TABLES)


def test_schools_that_are_to_close_are_gone_from_the_next_table(
    written: Written, register: dict[int, dict[str, str]]
) -> None:
    closing = {urn for urn, row in register.items() if row["EstablishmentStatus (code)"] == "3"}
    assert len(closing) >= 5
    assert closing <= set(schools(written, 2019))
    assert not closing & set(schools(written, 2022))


def test_proposed_schools_stand_in_no_table(written: Written, register: dict[int, dict[str, str]]) -> None:
    proposed = {urn for urn, row in register.items() if row["EstablishmentStatus (code)"] == "4"}
    assert proposed
    assert not any(proposed & set(schools(written, year)) for year in YEARS)


def test_each_change_of_number_is_told_but_for_those_the_truth_says_are_not(
    written: Written, links: list[dict[str, str]]
) -> None:
    told = {(int(row["URN"]), int(row["LinkURN"]), row["LinkType"]) for row in links}
    numbers = written.truth["numbers"]
    wrong, untold = (set(map(tuple, numbers[name])) for name in ("told_the_wrong_way", "untold"))
    assert len(wrong) >= 5
    assert len(untold) >= 5
    for old, new, _ in numbers["changes"]:
        right = {(old, new, "Successor"), (new, old, "Predecessor")}
        swapped = {(new, old, "Successor"), (old, new, "Predecessor")}
        if (old, new) in untold:
            assert not told & (right | swapped)
        elif (old, new) in wrong:
            assert swapped <= told
            assert not told & right
        else:
            assert told & right
            assert not told & swapped


def test_a_change_of_number_keeps_the_place_and_one_number_opens_as_the_other_closes(
    written: Written, register: dict[int, dict[str, str]]
) -> None:
    for old, new, opened in written.truth["numbers"]["changes"]:
        before, after = register[old], register[new]
        assert before["EstablishmentNumber"] == after["EstablishmentNumber"]
        assert before["LA (code)"] == after["LA (code)"]
        assert day(after["OpenDate"]) == opened
        assert day(before["CloseDate"]) < opened


def test_links_are_of_all_kinds_and_join_numbers_of_the_register(
    links: list[dict[str, str]], register: dict[int, dict[str, str]]
) -> None:
    kinds = Counter(row["LinkType"] for row in links)
    assert {
        "Predecessor", "Successor", "Predecessor - merged", "Successor - merged", "Predecessor - Split School",
        "Successor - Split School", "Sixth Form Centre Link", "Sixth Form Centre School",
    } <= set(kinds)  # fmt: skip
    assert all(int(row["URN"]) in register and int(row["LinkURN"]) in register for row in links)


def test_joined_schools_close_and_divided_ones_stay_open(written: Written, register: dict[int, dict[str, str]]) -> None:
    numbers = written.truth["numbers"]
    assert numbers["joined"]
    assert numbers["divided"]
    assert all(register[int(old)]["EstablishmentStatus (name)"] == "Closed" for old in numbers["joined"])
    assert all(register[int(new)]["EstablishmentStatus (name)"] == "Open" for new in numbers["divided"])


def test_programme_schools_change_their_numbers_only_as_their_story_tells(
    written: Written, links: list[dict[str, str]]
) -> None:
    since = [change for change in written.truth["numbers"]["changes"] if change[2] >= "2016"]
    mine = {*LEICESTER.urns, *NORTH_WEST.urns}
    assert [change for change in since if change[1] in mine] == [[990101, 990003, "2016-09-01"]]
    assert {row["LinkType"] for row in links if row["URN"] == "990101"} == {"Successor"}


def test_the_register_is_in_windows_1252(written: Written) -> None:
    raw = (written.folder / FOLDER / REGISTER).read_bytes()
    assert b"\x92" in raw
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    assert len(raw.split(b"\r\n")[0].split(b",")) == 134


@pytest.mark.parametrize("when", ["2016-09-01", "2018-09-01"])
def test_earlier_registers_know_nothing_of_what_came_later(written: Written, when: str) -> None:
    earlier = rows(written.folder / FOLDER / f"edubasealldata{when.replace('-', '')}.csv", "cp1252")
    assert all(not row["OpenDate"] or day(row["OpenDate"]) <= when for row in earlier)
    assert all(not row["CloseDate"] or day(row["CloseDate"]) < when for row in earlier)


def test_trusts_run_academies_only_and_some_schools_change_theirs(
    written: Written, register: dict[int, dict[str, str]]
) -> None:
    groups = {row["EstablishmentTypeGroup (name)"] for row in register.values() if row["Trusts (code)"]}
    assert groups <= {"Academies", "Free Schools"}
    earlier = rows(written.folder / FOLDER / "edubasealldata20160901.csv", "cp1252")
    both = [(row["Trusts (code)"], register[int(row["URN"])]["Trusts (code)"]) for row in earlier]
    changed = [pair for pair in both if all(pair) and pair[0] != pair[1]]
    assert 0.05 < len(changed) / sum(all(pair) for pair in both) < 0.25
    sizes = Counter(row["Trusts (code)"] for row in register.values() if row["Trusts (code)"])
    assert min(sizes.values()) == 1
    assert max(sizes.values()) >= 5
    mine = [row["Trusts (code)"] for row in register.values() if row["LA (code)"] == LEICESTER.area]
    assert max(Counter(filter(None, mine)).values()) >= 2

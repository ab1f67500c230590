"""Which numbers are one school: links of every kind, and what they make."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evalkit.data.lineage.followed_schools import build_lineages
from evalkit.data.lineage.links import (
    BOTH_OPEN,
    CIRCLE,
    NO_DIRECTION,
    NOT_A_SUCCESSION,
    NOT_YET_OPEN,
    SELF,
    SIXTH_FORM_LINK,
    TOLD_TWICE,
    Links,
    trusted_links,
)
from evalkit.tables.lineages import CONVERTED, MERGED, RENUMBERED, SPLIT, Lineages

OLD, NEW, THIRD, FOURTH = 100001, 140001, 140002, 140003
OPEN, CLOSED, PROPOSED = "open", "closed", "proposed to open"


def register_of(*rows: tuple[int, str, str, str, str]) -> pd.DataFrame:
    """Return a register of (number, opened, closed, status, kind of school)."""
    frame = pd.DataFrame(rows, columns=["urn", "opens", "closes", "status", "school_type"]).set_index("urn")
    days = {name: pd.to_datetime(frame[name].replace("", None)) for name in ("opens", "closes")}
    return frame.assign(**days, laestab=[8_564_000.0 + number % 1000 for number in range(len(frame))])


def told(*rows: tuple[int, int, str, str]) -> pd.DataFrame:
    """Return links of (before, after, told as, kind)."""
    frame = pd.DataFrame(rows, columns=["before", "after", "told", "kind"])
    return frame.assign(day=pd.Series(pd.NaT, index=frame.index, dtype="datetime64[s]"), evidence="link in links.csv")


def reasons(links: Links) -> dict[str, int]:
    return dict(links.step.by_reason())


def lineages_of(
    links: pd.DataFrame, register: pd.DataFrame | None = None, present: tuple[int, ...] = (OLD, NEW)
) -> Lineages:
    register = register_of() if register is None else register
    numbers = np.array(present)
    return build_lineages(trusted_links(links, register, numbers), register, numbers)


def test_one_number_after_another_is_one_school_known_by_its_latest() -> None:
    register = register_of(
        (OLD, "", "2016-12-31", CLOSED, "community"), (NEW, "2017-01-01", "", OPEN, "sponsored academy")
    )
    found = lineages_of(told((OLD, NEW, "successor", "")), register)
    assert found.of([OLD, NEW, 999]).tolist() == [NEW, NEW, 999]
    assert found.kinds() == {NEW: CONVERTED}
    rows = found.table.set_index("urn")
    assert str(rows.at[NEW, "day"].date()) == "2017-01-01"
    assert rows.at[NEW, "evidence"] == "link in links.csv"
    assert found.joined() == frozenset()


def test_a_new_number_without_a_new_kind_of_school_is_told_as_such() -> None:
    register = register_of((OLD, "", "", CLOSED, "foundation"), (NEW, "2017-01-01", "", OPEN, "voluntary aided"))
    assert lineages_of(told((OLD, NEW, "successor", "")), register).kinds() == {NEW: RENUMBERED}


def test_the_same_link_told_from_both_ends_counts_once() -> None:
    links = told((OLD, NEW, "successor", ""), (OLD, NEW, "predecessor", ""))
    found = trusted_links(links, register_of(), np.array([OLD, NEW]))
    assert (found.step.entered, found.step.left, reasons(found)) == (2, 1, {TOLD_TWICE: 1})


def test_a_link_in_the_wrong_direction_is_turned_round_by_the_dates() -> None:
    register = register_of((OLD, "", "2016-12-31", CLOSED, ""), (NEW, "2017-01-01", "", OPEN, ""))
    found = trusted_links(told((NEW, OLD, "successor", "")), register, np.array([OLD, NEW]))
    assert found.edges[["before", "after"]].to_numpy().tolist() == [[OLD, NEW]]
    assert found.turned == 1


def test_a_register_that_tells_no_direction_is_put_in_order_by_its_dates() -> None:
    register = register_of((OLD, "", "2016-12-31", CLOSED, ""), (NEW, "2017-01-01", "", OPEN, ""))
    links = told((NEW, OLD, "either", ""), (OLD, NEW, "either", ""))
    found = trusted_links(links, register, np.array([OLD, NEW]))
    assert found.edges[["before", "after"]].to_numpy().tolist() == [[OLD, NEW]]
    assert found.turned == 0


@pytest.mark.parametrize(
    ("links", "register", "why"),
    [
        (told((OLD, NEW, "either", "sixth form")), None, SIXTH_FORM_LINK),
        (told((OLD, NEW, "either", "other")), None, NOT_A_SUCCESSION),
        (told((OLD, OLD, "successor", "")), None, SELF),
        (
            told((OLD, NEW, "successor", "")),
            register_of((OLD, "", "", OPEN, ""), (NEW, "", "", PROPOSED, "")),
            NOT_YET_OPEN,
        ),
        (told((OLD, NEW, "successor", "")), register_of((OLD, "", "", OPEN, ""), (NEW, "", "", OPEN, "")), BOTH_OPEN),
    ],
    ids=["sixth form", "says nothing of who followed", "itself", "proposed to open", "both open"],
)
def test_links_that_are_no_succession_are_left_out_and_counted(
    links: pd.DataFrame, register: pd.DataFrame | None, why: str
) -> None:
    found = lineages_of(links, register)
    assert dict(found.steps[0].by_reason()) == {why: 1}
    assert found.of([OLD, NEW]).tolist() == [OLD, NEW]


def test_two_directions_that_no_date_settles_are_both_left_out() -> None:
    found = trusted_links(
        told((OLD, NEW, "successor", ""), (NEW, OLD, "successor", "")), register_of(), np.array([OLD, NEW])
    )
    assert reasons(found) == {NO_DIRECTION: 2}


def test_a_circle_of_links_is_left_out_whole() -> None:
    links = told((OLD, NEW, "successor", ""), (NEW, THIRD, "successor", ""), (THIRD, OLD, "successor", ""))
    found = trusted_links(links, register_of(), np.array([OLD, NEW, THIRD]))
    assert reasons(found) == {CIRCLE: 3}


def test_two_schools_that_become_one_are_one_lineage_marked_as_merged() -> None:
    links = told((OLD, THIRD, "successor", "merged"), (NEW, THIRD, "successor", "merged"))
    found = lineages_of(links, present=(OLD, NEW, THIRD))
    assert found.kinds() == {THIRD: MERGED}
    assert set(found.of([OLD, NEW, THIRD])) == {THIRD} == set(found.joined())


def test_a_school_that_becomes_two_is_one_lineage_marked_as_split() -> None:
    links = told((OLD, NEW, "successor", "split"), (OLD, THIRD, "successor", "split"))
    found = lineages_of(links, present=(OLD, NEW, THIRD))
    assert found.kinds() == {THIRD: SPLIT}


def test_a_split_whose_first_school_stays_open_is_kept() -> None:
    register = register_of(
        (OLD, "", "", OPEN, ""), (NEW, "2017-09-01", "", OPEN, ""), (THIRD, "2017-09-01", "", OPEN, "")
    )
    links = told((OLD, NEW, "successor", "split"), (OLD, THIRD, "successor", "split"))
    assert lineages_of(links, register, (OLD, NEW, THIRD)).kinds() == {THIRD: SPLIT}


def test_a_primary_school_that_joins_a_secondary_school_is_no_merger_of_results() -> None:
    links = told((OLD, THIRD, "successor", "merged"), (NEW, THIRD, "successor", "merged"))
    found = lineages_of(links, present=(OLD, THIRD))
    assert found.kinds() == {THIRD: RENUMBERED}


def test_schools_that_merge_after_the_last_table_stay_two() -> None:
    links = told((OLD, THIRD, "successor", "merged"), (NEW, THIRD, "successor", "merged"))
    assert lineages_of(links).of([OLD, NEW]).tolist() == [OLD, NEW]


def test_a_number_later_than_every_table_still_leads_to_its_school() -> None:
    links = told((OLD, NEW, "successor", ""), (NEW, THIRD, "successor", ""))
    assert set(lineages_of(links, present=(OLD,)).of([OLD, NEW, THIRD])) == {THIRD}


def test_an_older_number_without_results_still_leads_to_its_school() -> None:
    links = told((OLD, NEW, "successor", ""))
    assert set(lineages_of(links, present=(NEW,)).of([OLD, NEW])) == {NEW}


def test_a_chain_over_a_number_without_results_is_one_school() -> None:
    links = told((OLD, NEW, "successor", ""), (NEW, THIRD, "successor", ""))
    assert set(lineages_of(links, present=(OLD, THIRD)).of([OLD, THIRD])) == {THIRD}


def test_links_of_schools_in_no_table_are_counted_apart() -> None:
    found = lineages_of(told((OLD, NEW, "successor", ""), (THIRD, FOURTH, "successor", "")))
    assert (found.steps[0].entered, found.elsewhere) == (1, 1)
    assert found.of([THIRD]).tolist() == [THIRD]


def test_the_number_in_the_authority_stands_beside_a_link_that_it_supports() -> None:
    register = register_of((OLD, "", "2016-12-31", CLOSED, ""), (NEW, "2017-01-01", "", OPEN, "")).assign(
        laestab=8564244.0
    )
    found = lineages_of(told((OLD, NEW, "successor", "")), register).table.set_index("urn")
    assert found.at[NEW, "evidence"] == "link in links.csv; the number in the authority stayed the same"

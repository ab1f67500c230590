"""Every number of a report that is another, gone or new is told; the noise of arithmetic is not."""

from __future__ import annotations

from pathlib import Path

from evalkit.run.handover.moved_numbers import moved_numbers

HEAD = "place,text,number,value,name,finding,block,rows,files"
ROWS = [
    "front,It is 0.18.,0.18,0.18123,estimate,attainment,,a row,every table read",
    "front,It is 0.18.,0.18,0.18123,estimate,attainment,,a row,every table read",
    "a-1,Two schools,2,2.0,schools,,flow,row 1,every table read",
    "a-2,in 2018/19,2018/19,never a number,year,,,row 2,every table read",
]


def lists(folder: Path, changed: dict[int, str | None], added: str = "") -> tuple[Path, Path]:
    rows = [changed.get(place, row) for place, row in enumerate(ROWS)]
    for name, kept in (("a.csv", ROWS), ("b.csv", [*(row for row in rows if row), *([added] if added else [])])):
        (folder / name).write_text("\n".join([HEAD, *kept]) + "\n", encoding="utf-8")
    return folder / "a.csv", folder / "b.csv"


def test_the_same_list_has_nothing_that_moved(tmp_path: Path) -> None:
    found = moved_numbers(*lists(tmp_path, {}))
    assert (found.count, found.moved) == (4, ())


def test_the_last_digits_of_a_sum_do_not_move_and_a_shown_digit_does(tmp_path: Path) -> None:
    noise = ROWS[0].replace("0.18123", "0.181230000000001")
    assert moved_numbers(*lists(tmp_path, {0: noise})).moved == ()
    shown = ROWS[0].replace("0.18,0.18123", "0.19,0.18123")
    assert len(moved_numbers(*lists(tmp_path, {0: shown})).moved) == 1


def test_a_number_that_moved_is_told_with_both_values_and_by_how_much(tmp_path: Path) -> None:
    (one,) = moved_numbers(*lists(tmp_path, {1: ROWS[1].replace("0.18123", "-0.5")})).moved
    assert one.line() == "estimate (front): 0.18123, then \u22120.5, by \u22120.68123"


def test_numbers_that_are_gone_or_new_are_told_as_such(tmp_path: Path) -> None:
    added = "a-3,Three,3,3.0,schools,,flow,row 9,every table read"
    gone, new = moved_numbers(*lists(tmp_path, {2: None}, added)).moved
    assert gone.line() == "schools (a-1): 2.0, then not there"
    assert new.line() == "schools (a-3): not there, then 3.0"


def test_what_is_no_number_is_compared_as_it_is_written(tmp_path: Path) -> None:
    (one,) = moved_numbers(*lists(tmp_path, {3: ROWS[3].replace("never a number", "another")})).moved
    assert (one.before, one.after) == ("never a number", "another")


def test_the_clock_and_the_versions_of_a_run_are_left_out(tmp_path: Path) -> None:
    clock = "annex-rerun-run,2026-11-28,28,28.0,Entry,,annex-rerun-run,row 4,every table read"
    first, second = lists(tmp_path, {}, clock)
    assert moved_numbers(first, second).moved == ()
    assert moved_numbers(second, first).count == len(ROWS)

"""The order in which schools are shown."""

from __future__ import annotations

from evalkit.delivery.parts.shown_schools import in_order_of_labels


def test_codes_stand_by_their_number_and_names_by_their_letters() -> None:
    codes = {"Alder": "School 10", "Beech": "School 2", "Cedar": "School 1"}
    assert in_order_of_labels(codes) == ["Cedar", "Beech", "Alder"]
    names = {"Cedar": "Cedar", "Alder": "Alder"}
    assert in_order_of_labels(names) == ["Alder", "Cedar"]


def test_of_those_asked_for_only_schools_that_may_be_shown_are_listed() -> None:
    codes = {"Alder": "School 30", "Beech": "School 20", "Cedar": "School 10"}
    assert in_order_of_labels(codes, ("Alder", "Beech", "Dale")) == ["Beech", "Alder"]

"""One place per fact: the numbers by which the house is measured stay where they were brought."""

from __future__ import annotations

from tools.structure import class_clashes, largest_package, names_outside_their_file

LARGEST_SHARE = 0.2


def test_a_registered_name_stands_in_the_file_of_that_name_alone() -> None:
    assert names_outside_their_file() == ()


def test_no_two_classes_of_the_library_have_one_name() -> None:
    assert class_clashes() == {}


def test_no_package_holds_more_than_a_fifth_of_the_library() -> None:
    package, share = largest_package()
    assert share <= LARGEST_SHARE, package

"""Who was not reached."""

from __future__ import annotations

import evalkit as ek
from evalkit.records.delivery.not_reached import NotReached, TraitBeside
from tests.support.delivered import NAMES, delivered
from tests.support.programme import Row, account, kept_tables, schools


def not_reached(tables: dict[str, list[Row]]) -> NotReached:
    result = account("not_reached", kept_tables(**tables))
    assert isinstance(result, NotReached)
    return result


def test_schools_teachers_and_strands_that_were_missed_are_counted() -> None:
    result = not_reached(delivered())
    assert (result.schools, result.nobody, result.counted) == (12, 1, 12)
    # Four of eight teachers of eleven schools, and all eight of the last.
    assert result.posts_unmet == 11 * 4 + 8
    missed = {one.strand: (one.offered, one.missed) for one in result.strands if one.registered}
    assert missed == {
        "Maths leadership": (12, 1),
        "Numeracy across the curriculum": (12, 6),
        "Bespoke support": (3, 2),
    }


def test_a_strand_without_a_register_misses_nobody_and_is_named() -> None:
    result = not_reached(delivered())
    conversion = next(one for one in result.strands if one.strand == "Conversion course")
    assert (conversion.registered, conversion.missed) == (False, 0)
    assert "Nobody kept a register of Departmental maths review and Conversion course" in ek.sentence(result).text


def test_both_sides_are_set_beside_each_other_in_exact_counts() -> None:
    result = not_reached(delivered())
    # The first six came to both courses; of them the fifth is targeted and had no coaching.
    assert (result.all_taken, result.some_missed) == (5, 7)
    assert result.traits[0] == TraitBeside(
        trait="targeted by the programme", all_taken=1, all_known=5, some_missed=2, some_known=7
    )


def test_without_reviews_and_headcounts_only_the_role_is_compared() -> None:
    tables = delivered()
    del tables["reviews"], tables["departments"]
    result = not_reached(tables)
    assert [one.trait for one in result.traits] == ["targeted by the programme"]
    assert "stand in no register" not in ek.sentence(result).text


def test_what_no_school_has_is_set_beside_nothing() -> None:
    tables = delivered()
    tables["schools"] = [{**row, "role": "participant"} for row in tables["schools"]]
    assert not [one for one in not_reached(tables).traits if one.trait == "targeted by the programme"]


def test_support_set_up_for_a_school_was_offered_to_it_whatever_it_is_called() -> None:
    tables = delivered()
    own = {"activity": "C", "kind": "coaching", "strand": "bespoke", "starts": "2018-02-01", "planned": 1, "held": 0}
    tables["activities"] = [*tables["activities"], {**own, "school": NAMES[10]}]
    strands = {one.strand: (one.offered, one.missed) for one in not_reached(tables).strands}
    assert strands["Bespoke support"] == (4, 3)


def test_a_strand_that_only_other_schools_came_to_was_not_for_those_to_reach() -> None:
    tables = delivered()
    tables["schools"] = [*tables["schools"], *schools("Helped")]
    tables["schools"][-1] = {**tables["schools"][-1], "role": "partner"}
    shared = {"activity": "S", "kind": "work group", "strand": "conversion", "starts": "2019-02-01", "hours": 2.0}
    tables["activities"] = [*tables["activities"], {**shared, "planned": 1, "held": 1}]
    came: Row = {"activity": "S", "date": "2019-02-01", "school": "Helped", "person": "H1", "status": "attended"}
    tables["attendance"] = [*tables["attendance"], came]
    result = not_reached(tables)
    strand = next(one for one in result.strands if one.strand == "Conversion course")
    assert (strand.registered, strand.offered, strand.missed) == (True, 0, 0)
    assert "Conversion course" not in ek.sentence(result).text

"""How far a school is named."""

from __future__ import annotations

from evalkit.programme.naming import school_labels
from tests.support.programme import kept_tables, schools


def test_reviews_show_codes_and_activities_names() -> None:
    kept = kept_tables(schools=schools("A", "B", "C"))
    assert school_labels(kept, "activities", {}, 1) == {"A": "A", "B": "B", "C": "C"}
    assert sorted(school_labels(kept, "reviews", {}, 1).values()) == ["School 1", "School 2", "School 3"]


def test_the_study_may_name_what_its_table_would_not_and_the_reverse() -> None:
    kept = kept_tables(schools=schools("A", "B"))
    assert school_labels(kept, "reviews", {"reviews": "public"}, 1) == {"A": "A", "B": "B"}
    assert school_labels(kept, "activities", {"activities": "not shown"}, 1) == {}


def test_of_table_and_school_the_one_that_says_less_wins() -> None:
    public = kept_tables(schools=schools("A", shown_as="public"))
    hidden = kept_tables(schools=schools("A", shown_as="not shown"))
    assert school_labels(public, "reviews", {}, 1) == {"A": "School 1"}
    assert school_labels(hidden, "activities", {}, 1) == {}


def test_one_school_has_one_code_in_every_table() -> None:
    kept = kept_tables(schools=schools("A", "B", "C"))
    assert school_labels(kept, "reviews", {}, 5) == school_labels(kept, "observations", {}, 5)

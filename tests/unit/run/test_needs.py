"""What a study still needs is what nobody gave it."""

from __future__ import annotations

from evalkit.evaluation.study_opening import inspect_plan
from evalkit.run.needs import DONE_NEEDED, PUPILS_NEEDED, REST_NEEDED, needs
from tests.support.programme import kept_tables, schools


def test_what_was_done_is_asked_for_only_where_no_table_says_it() -> None:
    plan = inspect_plan("leicester", None).plan
    assert plan is not None
    without, named = needs(plan, kept_tables()), needs(plan, kept_tables(schools=schools("A")))
    told = needs(plan, kept_tables(reviews=[{"school": "A", "area": "teaching", "rating": "2"}]))
    assert [line.strip() for line in without[-3:]] == [PUPILS_NEEDED, DONE_NEEDED, REST_NEEDED]
    assert named == without
    assert [line for line in without if line not in told] == [f"  {DONE_NEEDED}"]

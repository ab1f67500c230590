"""Rules of fidelity over the schools."""

from __future__ import annotations

import evalkit as ek
from evalkit.records.delivery.fidelity import Fidelity
from evalkit.study.delivery import Delivery, FidelityRule
from tests.support.delivered import delivered
from tests.support.programme import account, kept_tables


def judged(*rules: tuple[str, str, float]) -> Fidelity:
    written = [
        {"dimension": side, "indicator": indicator, "at_least": float(least), "what": f"Rule of {indicator}"}
        for side, indicator, least in rules
    ]
    delivery = Delivery().model_copy(update={"fidelity": tuple(map(rule, written))})
    result = account("fidelity", kept_tables(**delivered()), delivery=delivery)
    assert isinstance(result, Fidelity)
    return result


def rule(written: dict[str, object]) -> FidelityRule:
    return FidelityRule.model_validate(written)


def test_schools_are_counted_that_keep_break_and_cannot_be_judged() -> None:
    result = judged(("exposure", "hours_per_teacher", 6), ("adherence", "review_before_first_course", 1))
    counts = [(one.kept, one.broken, one.unknown) for one in result.rules]
    assert counts == [(6, 6, 0), (11, 0, 1)]
    assert (result.total, result.all_kept) == (12, 6)


def test_a_value_just_at_the_limit_keeps_the_rule() -> None:
    # The third school had six hours a teacher of twenty-four offered.
    assert judged(("responsiveness", "attended_of_offered", 0.25)).rules[0].kept == 9


def test_each_school_shows_which_rules_it_kept() -> None:
    result = judged(("exposure", "hours_per_teacher", 6), ("adherence", "review_before_first_course", 1))
    rows = {one.kept for one in result.schools}
    assert rows == {("kept", "kept"), ("not kept", "kept"), ("not kept", "not known")}
    assert "6 of 12 schools kept every one of the 2 rules" in ek.sentence(result).text


def test_without_a_rule_nothing_is_judged() -> None:
    result = judged()
    assert (result.rules, result.all_kept) == ((), 0)
    assert "fixed no rule" in ek.sentence(result).text

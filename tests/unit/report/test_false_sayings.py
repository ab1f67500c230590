"""Answers in one line and what may be said: printed with numbers for which it is true, and not with others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evalkit.findings.finding import Finding
from evalkit.records.estimate import Refusal
from tests.unit.report.false_samples import HELD, NAN, SENTENCE, UP, Kind, changed, finding, needed, picked, said
from tests.unit.report.family_samples import family


def asked(joint: tuple[float, float], by: str = "placebos", other: tuple[float, float] = (NAN, NAN)) -> Finding:
    """Return a question whose own interval leaves out 0, one of four, with what the others make of it."""
    made = family(joint, by)
    first = replace(made.members[0], other_low=other[0], other_high=other[1])
    return replace(UP, status="exploratory", family=replace(made, members=(first, *made.members[1:])))


KINDS: dict[str, Kind] = {
    "answer: cannot tell": (SENTENCE, "answer", "We cannot tell whether progress in maths rose or fell", HELD, (UP,)),
    "answer: rose": (SENTENCE, "answer", "Progress in maths rose beside", UP, (HELD, needed(-0.03, 0.53))),
    "can say: cannot tell": (SENTENCE, "you_can_say", "We cannot tell whether", HELD, (UP,)),
    "can say: rose": (SENTENCE, "you_can_say", "The results suggest that progress in maths rose", UP, (HELD,)),
    "can say: own range": (
        SENTENCE,
        "you_can_say",
        "is fair, anything from 0.05 of a grade less to 0.67 more",
        HELD,
        (UP, needed(-0.03, 0.53)),
    ),
    "can say: the range of the need": (
        SENTENCE,
        "you_can_say",
        "followed their earlier results, anything from 0.03 of a grade less to 0.55 more",
        needed(-0.03, 0.53),
        (needed(0.03, 0.53), HELD),
    ),
    "can say: as it stood": (
        SENTENCE,
        "you_can_say",
        "before the start, anything from 0.10 of a grade less to 0.40 more",
        changed(UP, if_chosen_low=picked(-0.1, 0.4)),
        (UP, changed(UP, if_chosen_low=picked(0.1, 0.4))),
    ),
    "can say: not worked out": (
        SENTENCE,
        "you_can_say",
        "cannot be worked out",
        changed(UP, if_chosen_low=Refusal("", "too far")),
        (UP,),
    ),
    "can say: no range": (SENTENCE, "you_can_say", "no range can be given", finding(0.1, NAN, NAN), (HELD, UP)),
    "can say: association": (SENTENCE, "you_can_say", "is an association", UP, (HELD,)),
    "cannot say: raised": (
        SENTENCE,
        "you_cannot_say",
        "“The programme raised progress in maths by 0.11",
        finding(),
        (finding(-0.11), finding(0.002)),
    ),
    "cannot say: not known": (SENTENCE, "you_cannot_say", "Not being able to tell", HELD, (UP,)),
    "cannot say: left out": (SENTENCE, "you_cannot_say", "does not include that", UP, (HELD, needed(-0.03, 0.53))),
    "can say: others counted in": (
        SENTENCE,
        "you_can_say",
        "anything from 0.06 of a grade less to 0.68 more fits the results once all questions",
        asked((-0.06, 0.68)),
        (asked((0.01, 0.61)), asked((-0.06, 0.68), ""), UP),
    ),
    "can say: the other answer, others counted in": (
        SENTENCE,
        "you_can_say",
        "anything from 0.03 of a grade less to 0.40 more fits the results once all questions",
        asked((0.01, 0.61), other=(-0.03, 0.4)),
        (asked((0.01, 0.61), other=(0.02, 0.4)),),
    ),
    "can say: nothing counts them": (
        SENTENCE,
        "you_can_say",
        "but nothing shows how often one of so many does so by chance",
        asked((NAN, NAN), ""),
        (asked((-0.06, 0.68)), UP),
    ),
    "can say: a range that could not be worked out": (
        SENTENCE,
        "you_can_say",
        "moves it could not be worked out",
        replace(needed(-0.03, 0.53), checks=()),
        (needed(-0.03, 0.53),),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_may_be_said_is_printed_where_it_is_true(kind: str) -> None:
    _, _, words, thing, _ = KINDS[kind]
    assert words in said(KINDS[kind], thing)


@pytest.mark.parametrize("kind", KINDS)
def test_what_may_be_said_is_not_printed_where_it_would_be_false(kind: str) -> None:
    _, _, words, _, others = KINDS[kind]
    assert others
    assert not [one for one in others if words in said(KINDS[kind], one)]

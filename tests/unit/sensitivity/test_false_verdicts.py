"""Each kind of sentence that a check says: told with numbers for which it is true, and not with others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from math import nan

import pandas as pd
import pytest

from evalkit.core.quantity import GRADES
from evalkit.records.shown import (
    BaselineGain,
    JudgedRefit,
    OutcomeShift,
    Refitted,
    SupportShare,
    TiedGroup,
    WithoutArea,
)
from evalkit.records.standing import LessRise
from evalkit.sensitivity import (
    area_selection,
    attenuation,
    leave_one_donor_area_out,
    placebo_years,
    regression_to_mean,
    spill_over,
    suppressed_cells,
)
from evalkit.sensitivity import falsification_outcomes as falsification
from evalkit.sensitivity import maths_minus_english as english
from evalkit.sensitivity.parts.moves import by_other_choices, without_one
from evalkit.sensitivity.parts.noughts import Unseen, could_go_unseen
from evalkit.sensitivity.parts.standing import Nought, Yardstick
from tests.unit.report import samples
from tests.unit.sensitivity.hand import worked

UNIT = GRADES.difference()
SURE, WIDE = Yardstick(0.40, 0.20, 0.60, UNIT), Yardstick(0.20, -0.1, 0.5, UNIT)
ESTIMATE, ANALYSIS = samples.estimate(), worked()


def shift(low: float, high: float) -> OutcomeShift:
    """Return an outcome that should not have moved, with this interval."""
    return OutcomeShift("intake", "ks2", "points", 1, (low + high) / 2, low, high)


def fell(rows: list[OutcomeShift], raised: bool | None) -> str:
    """Return what is said of outcomes that should not have moved."""
    return " ".join(falsification._opening(rows, raised))


def tied(low: float, high: float, raised: bool | None = False) -> str:
    """Return what is said of a group with ties to the programme, with this interval."""
    return " ".join(spill_over._said(ESTIMATE, (TiedGroup("schools", "trust", 0.1, low, high, 7),), raised))


def before(contrasts: int, raised: bool | None) -> str:
    """Return what is said of so many contrasts before the start."""
    return " ".join(placebo_years._opening(["+0.10 grades"], contrasts, raised))


def supported(low: float, high: float) -> str:
    """Return what is said of similar support elsewhere, with this interval."""
    rows = tuple(
        SupportShare(f"{share}", share, 1 / (1 - share / 100), 0.2, low, high, declared=not share) for share in (0, 10)
    )
    return attenuation._result(ESTIMATE, rows).answer


def filled(low: float, high: float, hidden: int = 3) -> str:
    """Return what is said of hidden numbers that leave the estimate between these ends."""
    own = Refitted("left out", 0.11, declared=True, schools=19)
    pair = [Refitted("lowest", low, schools=19), Refitted("highest", high, schools=19)]
    return suppressed_cells._result(ESTIMATE, own, {"seen": pair, "possible": pair} if hidden else {}, hidden).answer


def line(**more: object) -> LessRise:
    """Return what is left once what areas that stood so rise by themselves is taken off."""
    none = pd.DataFrame({"area": [], "area_name": [], "size": [], "gap": []})
    made = LessRise(
        "p8_maths", (2017,), False, 0.2, 0.1, -0.1, 0.3, 0.95, 0.05, 0.03,
        0.0, -0.1, 0.05, -0.2, -0.4, 0.4, 0.0, True, -0.2, none,
    )  # fmt: skip
    return replace(made, **more)


def learned(**more: object) -> str:
    """Return what is said of the line through untreated areas."""
    return " ".join(area_selection._learned(ESTIMATE, line(**more), ()))


def why(chose: str, middling: bool = True, declared: bool = False) -> str:
    """Return why one answer or two stand in the headline."""
    estimate = replace(ESTIMATE, less_rise=line()) if declared else ESTIMATE
    return area_selection._why(ANALYSIS.change(chose=chose), estimate, line(middling=middling))


def by_itself(naive: float, expected: float) -> str:
    """Return how much of a gain came by itself elsewhere."""
    return regression_to_mean._share(BaselineGain("2016/17", "latest", naive - expected, naive, expected, None))


def picked(chose: str) -> str:
    """Return what is known of a rise that was to be expected."""
    return regression_to_mean._of_the_area(ANALYSIS.change(chose=chose))


def beside_english(low: float, high: float, *early: tuple[float, float]) -> str:
    """Return what is said of maths less English, with this interval and these contrasts before the start."""
    rows = [JudgedRefit("x", (one + two) / 2, one, two, cohort=2017) for one, two in early]
    own = JudgedRefit("maths minus English", (low + high) / 2, low, high)
    return english._verdict(SURE, own, rows, english._passed(SURE, own, rows))


def unseen(far: float, passed: bool | None, seen: float = 0.05) -> str:
    """Return what could have gone unseen in a contrast whose interval reaches so far."""
    one = Unseen("intake", UNIT, far, Nought(seen, -far, far), same=True)
    return " ".join(could_go_unseen(SURE, [one], passed, what="movement"))


def left_out(infeasible: int) -> str:
    """Return what is said where so many areas could not be left out."""
    rows = (WithoutArea("1", "A", 50.0, 0.10), WithoutArea("2", "B", 50.0, 0.12))
    options = leave_one_donor_area_out.Options()
    return leave_one_donor_area_out._result(ESTIMATE, rows, infeasible, options).answer


def carried(yard: Yardstick, *refits: float) -> str:
    """Return whether one of these schools carries the estimate."""
    return without_one(yard, refits, 0.5, "schools").words


def depends(yard: Yardstick, fair: tuple[float, ...], unfair: tuple[float, ...] = ()) -> str:
    """Return whether the answer depends on these other choices."""
    return by_other_choices(yard, fair, unfair).words


Told = Callable[[], str]
# kind: the sentence; numbers for which it is true, and numbers for which it would be false.
KINDS: dict[str, tuple[str, Told, tuple[Told, ...]]] = {
    "nothing seen to move": (
        "None of 2 intervals leaves out 0, which does not show",
        partial(fell, [shift(-1, 1), shift(-1, 2)], False),
        (partial(fell, [shift(0.1, 1), shift(-1, 2)], False), partial(fell, [shift(-1, 1)], False)),
    ),
    "one outcome not seen to move": (
        "Its interval holds 0, which does not show",
        partial(fell, [shift(-1, 1)], False),
        (partial(fell, [shift(0.1, 1)], True),),
    ),
    "an outcome moved": (
        "moved by more than chance may move it: 1 of 2 intervals leaves out 0",
        partial(fell, [shift(0.1, 1), shift(-1, 2)], False),
        (partial(fell, [shift(-1, 1), shift(-1, 2)], False), partial(fell, [shift(0.1, 1), shift(0.1, 2)], True)),
    ),
    "outcomes moved together": (
        "moved by more than chance does",
        partial(fell, [shift(0.1, 1), shift(-1, 2)], True),
        (partial(fell, [shift(0.1, 1), shift(-1, 2)], False),),
    ),
    "nothing to judge outcomes by": (
        "no interval to judge",
        partial(fell, [shift(nan, nan)], None),
        (partial(fell, [shift(-1, 1)], False),),
    ),
    "groups with ties": (
        "changed too cannot be told from chance",
        partial(tied, -0.1, 0.3),
        (partial(tied, 0.1, 0.3), partial(tied, nan, nan, None)),
    ),
    "a group with ties changed": (
        "Schools changed by more than chance may move them",
        partial(tied, 0.1, 0.3),
        (partial(tied, -0.1, 0.3), partial(tied, nan, nan, None)),
    ),
    "moved apart before": (
        "moved apart more than chance may move them",
        partial(before, 3, True),
        (partial(before, 3, False), partial(before, 3, None)),
    ),
    "not told from chance before": (
        "cannot be told from chance: 3 contrasts",
        partial(before, 3, False),
        (partial(before, 3, True), partial(before, 3, None), partial(before, 1, False)),
    ),
    "one contrast before": (
        "which cannot be told from chance",
        partial(before, 1, False),
        (partial(before, 1, True), partial(before, 1, None)),
    ),
    "no way to judge before": (
        "no way to judge 3 contrasts",
        partial(before, 3, None),
        (partial(before, 3, False), partial(before, 3, True)),
    ),
    "support: wider intervals hold nought": (
        "hold nought too",
        partial(supported, -0.1, 0.5),
        (partial(supported, 0.1, 0.5), partial(supported, nan, nan)),
    ),
    "support: nought left out": (
        "leave nought out as before",
        partial(supported, 0.1, 0.5),
        (partial(supported, -0.1, 0.5), partial(supported, nan, nan)),
    ),
    "hidden numbers move nothing": (
        "filled in at either end, it stays the same",
        partial(filled, 0.11, 0.11),
        (partial(filled, 0.05, 0.2), partial(filled, 0.11, 0.11, 0)),
    ),
    "hidden numbers move it": (
        "would lie between +0.05 and +0.20",
        partial(filled, 0.05, 0.2),
        (partial(filled, 0.11, 0.11),),
    ),
    "no hidden number": (
        "No number of this outcome is hidden",
        partial(filled, 0.11, 0.11, 0),
        (partial(filled, 0.11, 0.11),),
    ),
    "area outside all others": ("it lies outside them", partial(learned, beyond=0.5), (partial(learned, beyond=0.0),)),
    "area picked by a declared rule": (
        "is declared, so what is left is the answer",
        partial(why, "area", declared=True),
        (partial(why, "area"), partial(why, "schools")),
    ),
    "area picked, no rule": (
        "No rule by which the area was picked",
        partial(why, "area"),
        (partial(why, "area", declared=True), partial(why, "schools"), partial(why, "volunteers", middling=False)),
    ),
    "area stood apart": (
        "No area was picked, but this one stood apart",
        partial(why, "schools", middling=False),
        (partial(why, "schools"), partial(why, "unknown", middling=False)),
    ),
    "area as most": (
        "stood as most do",
        partial(why, "schools"),
        (partial(why, "schools", middling=False), partial(why, "area")),
    ),
    "less than half came by itself": (
        "Less than half",
        partial(by_itself, 0.3, 0.1),
        (partial(by_itself, 0.3, 0.2), partial(by_itself, -0.1, -0.2)),
    ),
    "half or more came by itself": (
        "Half or more",
        partial(by_itself, 0.3, 0.2),
        (partial(by_itself, 0.3, 0.1), partial(by_itself, -0.1, 0.2)),
    ),
    "their area was picked": ("their area was picked", partial(picked, "area"), (partial(picked, "unknown"),)),
    "nobody declared what was picked": (
        "Nobody declared what was picked",
        partial(picked, "unknown"),
        (partial(picked, "area"), partial(picked, "schools")),
    ),
    "maths moved more than the school": (
        "Maths moved more than the school as a whole",
        partial(beside_english, 0.1, 0.5),
        (partial(beside_english, -0.1, 0.5), partial(beside_english, 0.1, 0.5, (0.1, 0.3))),
    ),
    "maths moved less": (
        "Maths moved less than English",
        partial(beside_english, -0.5, -0.1),
        (partial(beside_english, 0.1, 0.5), partial(beside_english, -0.5, 0.1)),
    ),
    "maths had moved before": (
        "had already moved apart from English",
        partial(beside_english, 0.1, 0.5, (0.1, 0.3)),
        (partial(beside_english, 0.1, 0.5, (-0.1, 0.3)),),
    ),
    "half the estimate would have been seen": (
        "half as large as the estimate would have been seen",
        partial(unseen, 0.1, True),
        (partial(unseen, 0.5, None), partial(unseen, 0.5, False)),
    ),
    "could not tell": (
        "this check could not tell",
        partial(unseen, 0.5, None),
        (partial(unseen, 0.1, True), partial(unseen, 0.5, False)),
    ),
    "as large as the estimate": (
        "as large as the estimate itself",
        partial(unseen, 0.9, False, 0.41),
        (partial(unseen, 0.9, False, 0.3), partial(unseen, 0.9, None, 0.3)),
    ),
    "areas not left out": (
        "Too few comparison schools would be left without some areas: 2 areas are not shown",
        partial(left_out, 2),
        (partial(left_out, 0), partial(left_out, 1)),
    ),
    "nobody carries it": (
        "none of 2 schools carries half",
        partial(carried, SURE, 0.35, 0.42),
        (partial(carried, SURE, 0.15, 0.42),),
    ),
    "one carries it": (
        "one of 2 schools carries 60 per cent of it",
        partial(carried, SURE, 0.15, 0.42),
        (partial(carried, SURE, 0.35, 0.42), partial(carried, SURE, 0.75, 0.42)),
    ),
    "depends on the choice": (
        "The answer depends on the choice",
        partial(depends, SURE, (0.1,)),
        (partial(depends, SURE, (0.35,)), partial(depends, SURE, (0.35,), (0.1,))),
    ),
    "no choice takes half of it": (
        "None of these choices takes away half",
        partial(depends, SURE, (0.35,)),
        (partial(depends, SURE, (0.1,)), partial(depends, SURE, (0.35,), (0.1,)), partial(depends, SURE, ())),
    ),
    "unfair choices cannot decide": (
        "but compares less fairly",
        partial(depends, SURE, (0.35,), (0.1,)),
        (partial(depends, SURE, (0.1,)), partial(depends, SURE, (0.35,), (0.38,))),
    ),
    "too near 0 for a choice to take it": (
        "lies too near 0",
        partial(depends, Yardstick(0.02, -0.3, 0.34, UNIT), (0.05,)),
        (partial(depends, WIDE, (0.18,)),),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_verdict_is_told_where_it_is_true_and_not_where_it_would_be_false(kind: str) -> None:
    words, true, others = KINDS[kind]
    assert words in true()
    assert others
    assert not [told() for told in others if words in told()]

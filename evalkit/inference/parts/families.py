"""Several questions of one study judged together, so that asking more often finds no more where nothing is.

Questions of one status form a family: those planned, and those added later. A family is not a matter of choice, as a
study could else take a question out of the count by naming a family for it alone.

Estimates
    For each question an interval that holds its true difference at once with those of all questions of its family, and
    a step-down p-value. Where untreated areas took the programme's place, every question is asked of each area, and
    the largest standardised difference of an area is what the programme's must pass. A question that is judged
    otherwise, by a t statistic, has its interval widened for the number of questions (Bonferroni) and its p-value
    stepped down (Holm). Where another answer stands
    beside an estimate, for an area that may have been picked for how it stood, its interval is widened in the same
    measure. Where a declared rule picks areas, only those that it would have picked are counted.
Assumes
    What each question's own way of judging certainty assumes, and that the questions of an untreated area move together
    as those of the programme's area do.
When it misleads
    Where few questions are asked of many areas that lack them: an area is judged by the questions it has. Estimates
    year by year and checks are not counted.
Reference
    Romano and Wolf (2005), Econometrica 73; Conley and Taber (2011), Review of Economics and Statistics 93;
    Holm (1979), Scandinavian Journal of Statistics 6.
Checked against
    ``tests/unit/numeric/test_max_z.py`` (the maximum of equicorrelated normals, brute force),
    ``tests/unit/inference/test_families.py``, ``tests/recovery/test_several_questions.py`` (simulated truth).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import stdtrit

from evalkit.numeric.max_z import Floats, Together, holm, share_with_as_many, single_step, step_down, together
from evalkit.numeric.placebo import level_is_offered
from evalkit.records.details import PlaceboAreas, PlaceboSets
from evalkit.records.estimate import Estimate, Inference
from evalkit.records.family import FamilyMember, QuestionFamily
from evalkit.records.standing import LessRise

USUAL_LEVEL = 0.95
FEWEST_AREAS = 39
# Two ways of judging certainty with one predicted SD differ by no more.
SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Placed:
    """One question among untreated areas.

    Attributes
    ----------
    place : int
        Its place among the members of the family.
    centre, sd : float
        What its interval is laid around, and the predicted SD that the interval is made of.
    critical : float
        Standardised size beyond which its own interval leaves out nought.
    p_value : float
        As if no other question had been asked.
    areas : mapping of str to float array
        By code of the area, the standardised estimate of each draw; of one where nothing is drawn.
    """

    place: int
    centre: float
    sd: float
    critical: float
    p_value: float
    areas: Mapping[str, Floats]


def family_of(status: str, answered: Sequence[tuple[str, Estimate]], unanswered: int = 0) -> QuestionFamily:
    """Return the questions of one status, judged together.

    Parameters
    ----------
    status : str
        ``planned`` or ``exploratory``.
    answered : sequence of (str, Estimate)
        Id and estimate of every question that was answered, in the order of the study.
    unanswered : int
        How many were refused.
    """
    members = tuple(_alone(identifier, estimate) for identifier, estimate in answered)
    levels = [sure.conf_level for _, estimate in answered if (sure := _primary(estimate))]
    family = QuestionFamily(status, members, unanswered, max(levels, default=USUAL_LEVEL))
    if not family.several:
        return replace(family, members=tuple(_as_it_is(one, answered[0][1]) for one in members))
    placed = [found for place, (_, estimate) in enumerate(answered) if (found := _placed(place, estimate))]
    placed = _among_picked(placed, [estimate for _, estimate in answered])
    if placed:
        family = _beside_areas(family, placed)
    widened = (_by_number(family, one, told) for one, (_, told) in zip(family.members, answered, strict=True))
    both = [_with_other(one, told) for one, (_, told) in zip(widened, answered, strict=True)]
    return replace(family, members=_stepped_down(both, answered))


def _primary(estimate: Estimate) -> Inference | None:
    return next((one for one in estimate.inferences if one.name == estimate.primary), None)


def _alone(identifier: str, estimate: Estimate) -> FamilyMember:
    sure = _primary(estimate)
    low, high = (sure.conf_low, sure.conf_high) if sure else (math.nan, math.nan)
    return FamilyMember(identifier, estimate.outcome, estimate.unit, estimate.estimate, low, high)


def _as_it_is(member: FamilyMember, estimate: Estimate) -> FamilyMember:
    """Return a question that is alone in its family: its own interval is the joint one."""
    sure = _primary(estimate)
    p_value = sure.p_value if sure else math.nan
    return replace(member, joint_low=member.conf_low, joint_high=member.conf_high, p_value=p_value)


def _placed(place: int, estimate: Estimate) -> Placed | None:
    """Return a question among untreated areas; None where its primary inference has no scale in common with them."""
    primary = _primary(estimate)
    if primary is None:
        return None
    for one in (primary, *estimate.inferences):
        shown = _areas_of(one)
        if shown is None or not _alike(one, primary):
            continue
        areas, critical = shown
        sd = (one.conf_high - one.conf_low) / 2 / critical
        half = (primary.conf_high - primary.conf_low) / 2
        return Placed(place, (one.conf_low + one.conf_high) / 2, sd, half / sd, primary.p_value, areas)
    return None


def _among_picked(placed: list[Placed], estimates: Sequence[Estimate]) -> list[Placed]:
    """Return questions among areas that the declared rule would have picked, where one is judged by those alone.

    Areas that the rule would not have picked lack such a question by the plan and not by chance: counted, they would
    show how the largest of fewer questions behaves.
    """
    picked = {
        code
        for one in placed
        if (less := estimates[one.place].less_rise) and less.mirrored
        for code in less.areas["area"].astype(str)
    }
    if not picked:
        return placed
    return [replace(one, areas={code: draws for code, draws in one.areas.items() if code in picked}) for one in placed]


def _areas_of(inference: Inference) -> tuple[Mapping[str, Floats], float] | None:
    """Return the standardised estimates of untreated areas by code, and the inference's critical value."""
    areas, sets = inference.detail(PlaceboAreas), inference.detail(PlaceboSets)
    if areas is not None:
        values = areas.table["standardised"].to_numpy(dtype=float)
        return dict(zip(areas.table["area"].astype(str), values[:, None], strict=True)), areas.critical
    if sets is not None and sets.shared:
        return dict(zip(sets.table["area"].astype(str), sets.shared, strict=True)), sets.critical
    return None


def _alike(one: Inference, primary: Inference) -> bool:
    """Say whether two inferences lay their intervals around one value and measure them by one predicted SD."""
    middles = ((sure.conf_low + sure.conf_high) / 2 for sure in (one, primary))
    return one is primary or (
        math.isclose(*middles, rel_tol=0.0, abs_tol=SAME)
        and math.isclose(one.std_error, primary.std_error, rel_tol=SAME, abs_tol=0.0)
    )


def _beside_areas(family: QuestionFamily, placed: Sequence[Placed]) -> QuestionFamily:
    """Return the family with those questions judged together that were asked of untreated areas."""
    every = sorted({code for one in placed for code in one.areas})
    placebos = together([_draws(code, placed) for code in every])
    number = len(placed)
    areas = placebos.areas(range(number))
    critical = np.array([one.critical for one in placed])
    beyond = sum(family.members[one.place].stands_out for one in placed)
    told = replace(
        family,
        areas=areas,
        left_out=len(every) - areas,
        set_beside=number,
        by_chance=share_with_as_many(beyond, placebos, critical),
    )
    # What may go wrong is shared out: to these questions together in the measure of their number.
    level = family.level if number == len(family.members) else 1 - (1 - family.level) * number / len(family.members)
    if areas < FEWEST_AREAS or not level_is_offered(areas, level):
        return told
    return _widened(told, placed, placebos, level)


def _draws(code: str, placed: Sequence[Placed]) -> Floats:
    """Return the draws of one area, a column for each question: NaN where it has none, a constant where none vary."""
    columns = [one.areas.get(code, np.array([np.nan])) for one in placed]
    return np.column_stack(np.broadcast_arrays(*columns))


def _widened(family: QuestionFamily, placed: Sequence[Placed], placebos: Together, level: float) -> QuestionFamily:
    size = single_step(placebos, level)
    share = len(placed) / len(family.members)
    p_values = step_down(np.array([one.centre / one.sd for one in placed]), placebos) / share
    members = list(family.members)
    for one, p_value in zip(placed, p_values.tolist(), strict=True):
        alone = members[one.place]
        # Areas left out, or other draws, must not make the interval narrower than if nothing else had been asked.
        members[one.place] = replace(
            alone,
            joint_low=min(alone.conf_low, one.centre - one.sd * size),
            joint_high=max(alone.conf_high, one.centre + one.sd * size),
            p_value=min(1.0, max(p_value, one.p_value)),
            judged_by="placebos",
        )
    return replace(family, members=tuple(members))


def _by_number(family: QuestionFamily, member: FamilyMember, estimate: Estimate) -> FamilyMember:
    """Return a question whose interval is made from a t statistic with the interval widened for the number asked."""
    sure = _primary(estimate)
    if member.judged_by or sure is None or not (math.isfinite(sure.std_error) and math.isfinite(sure.df)):
        return member
    number = len(family.members)
    half = sure.std_error * float(stdtrit(sure.df, 1 - (1 - family.level) / (2 * number)))
    middle = (sure.conf_low + sure.conf_high) / 2
    return replace(
        member,
        joint_low=middle - half,
        joint_high=middle + half,
        judged_by="number",
    )


def _stepped_down(members: list[FamilyMember], answered: Sequence[tuple[str, Estimate]]) -> tuple[FamilyMember, ...]:
    """Return the members with Holm's p-values where no areas tell and the number of questions alone is counted.

    What may go wrong is shared out as for the intervals: to these questions together in the measure of their number.
    """
    counted = [place for place, one in enumerate(members) if one.judged_by == "number"]
    own = [sure.p_value for place in counted if (sure := _primary(answered[place][1]))]
    share = len(counted) / len(members)
    found = dict(zip(counted, holm(np.array(own)) / share if counted else (), strict=True))
    return tuple(
        replace(one, p_value=min(1.0, float(found[place]))) if place in found else one
        for place, one in enumerate(members)
    )


def _with_other(member: FamilyMember, estimate: Estimate) -> FamilyMember:
    """Return a question with its other answer widened as its own interval is.

    An area picked for how it stood has the rise of that in every question, so the other answer guards each direction
    that is told and must count the questions too. In simulation (area picked among the lowest tenth, no effect, ten
    questions) a direction is told in 6 to 9 per cent of studies where it does not, and in 3 to 4 where it does.
    """
    other = estimate.if_chosen_low
    own = member.conf_high - member.conf_low
    if not isinstance(other, LessRise) or not member.judged_by or not own > 0.0:
        return member
    half = (other.conf_high - other.conf_low) / 2 * (member.joint_high - member.joint_low) / own
    return replace(member, other_low=other.estimate - half, other_high=other.estimate + half)

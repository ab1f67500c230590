"""Spill-over: whether schools that had no programme, but had to do with it, changed too.

Estimates
    The same contrast for each group of such schools as if they had had the programme: the other schools of its
    authorities, schools of the same trusts elsewhere, and schools of neighbouring authorities. Each is held against
    similar schools that belong to no such group, with an interval by variance components.
Assumes
    What the estimate assumes, of these schools. The programme's own rule of selection is put to neither side,
    because these schools were not chosen by it.
Standing
    Raises doubt where the groups together leave out nought, or where one changed as much as an estimate that tells a
    direction. Holds where no group's interval reaches half of the estimate and every group that there is was compared.
    Could not tell elsewhere.
When it misleads
    A group that changed alike does not say why: the programme may have reached it, or something else happened to
    the area or the trust that was no part of it. A group that stayed still is no proof that nothing reached it,
    least of all with few schools. Where schools were chosen for low results, those left over in the authority are
    the others, which fall back a little by themselves.
Reference
    Sobel (2006), Journal of the American Statistical Association 101, on what interference does to a comparison;
    Angelucci and Di Maro (2016), Journal of Development Effectiveness 8, on groups compared as if treated.
Checked against
    ``tests/unit/sensitivity/test_spill_over.py`` (each group planned by hand, and a known truth by simulation).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isnan, nan

from evalkit.core.assumption import Assumption
from evalkit.core.estimand import Estimand
from evalkit.core.looks import Look
from evalkit.core.registry import Method
from evalkit.core.wanted import Wanted
from evalkit.inference import INFERENCES
from evalkit.inference.parts.roles import VARIANCES
from evalkit.inference.parts.trusts import TRUST
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Estimate, Inference
from evalkit.records.shown import TiedGroup, TiedGroups
from evalkit.sensitivity.parts.jointly import ALARM, Judged, alarm
from evalkit.sensitivity.parts.noughts import could_go_unseen, unseen
from evalkit.sensitivity.parts.refits import Point, judged, leaves_out_nought, refit, unanswered
from evalkit.sensitivity.parts.standing import passed_by_noughts, yardstick
from evalkit.sensitivity.parts.ties import NEIGHBOURS, TRUSTS, Tied, tied
from evalkit.tables.panel import Panel

NAME = "spill_over"
ASKS = "Did schools change too that had no programme but had to do with it?"
MEANS = {
    "authority": "the programme may have reached them, or what changed is not the programme's but the authority's",
    "trust": "the trusts may have carried the programme on, or be behind the change themselves",
    "neighbours": "the programme may have reached over the border, or the change is the wider area's",
}


@dataclass(frozen=True, slots=True)
class Options:
    """Options of spill-over.

    Attributes
    ----------
    neighbours : tuple of str
        Codes of the authorities next to the programme's; without them, those of the shipped list.
    fewest_schools : int
        A group of fewer schools is not compared. Five, as for an untreated area in the programme's place: of
        fewer, single schools decide.
    """

    neighbours: tuple[str, ...] = ()
    fewest_schools: int = 5


@dataclass(frozen=True, slots=True)
class GroupsCompared:
    """Groups with ties to the programme: those compared, and those that could not be.

    Attributes
    ----------
    rows : tuple of TiedGroup
        Those compared.
    found : tuple of Judged
        The contrast of each, and how sure.
    missing : tuple of str
        Why others were not, in words.
    wanted : tuple of Wanted
        What would tell them.
    all_seen : bool
        Whether every group that has schools, or may have, was compared.
    """

    rows: tuple[TiedGroup, ...]
    found: tuple[Judged, ...]
    missing: tuple[str, ...]
    wanted: tuple[Wanted, ...]
    all_seen: bool


def spill_over(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: Options) -> CheckResult:
    """Return the contrast of each group with ties to the programme, compared as if treated."""
    if not isinstance(analysis.data, Panel):
        return unanswered(
            NAME, ASKS, "The table holds no schools elsewhere; schools by year of all areas would do.", (TRUSTS,)
        )
    compared = _compared(analysis, estimate, point_estimate, options)
    if not compared.rows:
        missing = compared.missing
        reason = (
            f"No such group can be compared. {_capital('; '.join(missing))}." if missing else "No schools elsewhere."
        )
        return unanswered(NAME, ASKS, reason, compared.wanted or (TRUSTS, NEIGHBOURS))
    raised, yard = alarm(compared.found, ALARM), yardstick(estimate)
    pairs = zip(compared.rows, compared.found, strict=True)
    contrasts = [unseen(row.label, one, analysis, analysis) for row, one in pairs]
    passed = passed_by_noughts(yard, [one.nought for one in contrasts], alarm=raised, all_seen=compared.all_seen)
    said = [*_said(estimate, compared.rows, raised), *could_go_unseen(yard, contrasts, passed, what="change")]
    said += [f"Could not be compared: {'; '.join(compared.missing)}."] if compared.missing else []
    return CheckResult(
        check=NAME,
        asks=ASKS,
        passed=passed,
        answered=True,
        answer=" ".join(said),
        unit=estimate.unit.name,
        shows=TiedGroups((_own(estimate), *compared.rows)),
        wanted=compared.wanted,
    )


def looks_at(asked: Estimand, years: tuple[int, ...], options: Options) -> tuple[Look, ...]:
    """Return the trust of each school before the start."""
    return (Look(TRUST, max(asked.baseline), NAME, needed=False),)


METHOD = Method(
    summary="Neighbours, schools of the same trusts and the authority's other schools, each compared as if treated",
    run=spill_over,
    options=Options,
    words="schools that had to do with the programme without being in it",
    looks_at=looks_at,
    shapes=("panel",),
    speaks_to=(Assumption.APART,),
    checked_against=(
        "tests/unit/sensitivity/test_spill_over.py::test_each_group_equals_planning_it",
        "tests/unit/sensitivity/test_spill_over.py::test_a_planted_spill_over_is_found_where_it_was_planted",
    ),
    rests_on=(TRUSTS, NEIGHBOURS),
)


def as_if_treated(analysis: Analysis, group: Tied, groups: tuple[Tied, ...]) -> Analysis:
    """Return the analysis of one group; no school of any group, nor of the programme's areas, is a donor."""
    others = frozenset().union(*(one.schools for one in groups)) | analysis.programme
    donors = replace(analysis.donors, exclude_schools=analysis.donors.exclude_schools | others)
    return analysis.change(treated=group.schools, donors=donors, selection=None)


def _compared(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: Options) -> GroupsCompared:
    groups = tied(analysis, options.neighbours)
    rows, found = list[TiedGroup](), list[Judged]()
    missing, wanted, all_seen = list[str](), list[Wanted](), True
    for group in groups:
        planned = as_if_treated(analysis, group, groups)
        few = len(group.schools) < options.fewest_schools
        done = None if few else refit(planned, point_estimate)
        if done is None or done.estimate is None:
            missing.append(f"{group.label}: {group.reason or _few(group) if done is None else done.remark}")
            wanted.extend(group.wanted)
            all_seen &= not (group.schools or group.wanted)
            continue
        sure = judged(planned, done.estimate, estimate, point_estimate, by=INFERENCES.playing(VARIANCES))
        one, schools = Judged(done.estimate, sure, sure), done.estimate.counts.units_treated
        found.append(one)
        value, unfair = done.estimate.estimate, bool(done.remark)
        rows.append(TiedGroup(group.label, group.name, value, *one.ends(), schools, less_fair=unfair))
    return GroupsCompared(tuple(rows), tuple(found), tuple(missing), tuple(wanted), all_seen)


def _own(estimate: Estimate) -> TiedGroup:
    low, high = _ends(estimate.inference() if estimate.primary else None)
    schools = estimate.counts.units_treated
    return TiedGroup("schools of the programme", "programme", estimate.estimate, low, high, schools, declared=True)


def _ends(sure: Inference | None) -> tuple[float, float]:
    return (sure.conf_low, sure.conf_high) if sure else (nan, nan)


def _said(estimate: Estimate, others: tuple[TiedGroup, ...], raised: bool | None) -> tuple[str, ...]:
    """Return what the groups say together, then each."""
    show = estimate.unit.difference().show
    told = [f"the {row.schools} {row.label} changed by {show(row.estimate)}{_between(row, show)}" for row in others]
    each = f"Beside comparison schools without such ties, {_listed(told)}, in {estimate.unit.name}."
    moved = [row for row in others if leaves_out_nought(row.conf_low, row.conf_high)]
    if all(isnan(row.conf_low) for row in others):
        return ("Schools with ties to the programme are shown without an interval to judge them by.", each)
    if not moved:
        return ("Whether schools with ties to the programme changed too cannot be told from chance.", each)
    together = f"Taken together, {len(others)} groups changed by no more than chance may do." if raised is False else ""
    return (*(_moved(row.group, row.label) for row in moved), *([together] if together else []), each)


def _between(row: TiedGroup, show: Callable[[float], str]) -> str:
    return "" if isnan(row.conf_low) else f" (interval {show(row.conf_low)} to {show(row.conf_high)})"


def _moved(group: str, label: str) -> str:
    return f"{_capital(label)} changed by more than chance may move them: {MEANS[group]}."


def _few(group: Tied) -> str:
    return f"{len(group.schools)} {'school' if len(group.schools) == 1 else 'schools'}, too few to compare"


def _listed(told: list[str]) -> str:
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""Why two estimates differ: from one specification to another, one change at a time.

What a change contributes depends on what was changed before it. So each contribution is taken twice:
in the order given, and in the opposite one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import pairwise
from typing import Any

from evalkit.core.errors import DesignError
from evalkit.design import DESIGNS
from evalkit.design.parts.options import VariableYear
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Estimate
from evalkit.records.shown import PathStep
from evalkit.sensitivity.parts.refits import Point, refit

WHOLE = ("data", "treated", "programme", "selection")
WORDS = {
    "data": "other data",
    "treated": "other schools counted as treated",
    "programme": "other schools of the programme",
    "selection": "another rule of selection mirrored",
    "cohort": "another exam year",
    "baseline": "another baseline",
    "weighting": "schools weighted otherwise",
    "outcome": "another outcome",
    "exclude_areas": "other areas left out",
    "exclude_schools": "other schools left out",
    "rules": "other rules for comparison schools",
    "exact": "other categories that must agree",
    "nearest": "other variables matched on",
    "ratio": "another number of comparison schools",
    "caliper": "another largest distance",
    "replacement": "schools free, or not, to serve twice",
    "scale": "distance scaled otherwise",
}
DESIGN = "design"
# Called alike wherever it is the choice, so that the same choice is known for the same.
MATCHED_ON = "results before the start matched on"
NOT_MATCHED_ON = "results before the start not matched on"
SCALE_LABEL = {
    "strata": "likeness measured within groups of schools",
    "all": "likeness measured over all schools",
}
# What cannot be changed alone without leaving a specification that nobody would plan.
OUTCOME = ("outcome", "population", "label", "unit")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two specifications.

    Attributes
    ----------
    label : str
        In words.
    part : str
        Field of the analysis in which it lies; ``design`` for another design with the options both have.
    values : tuple of (str, object)
        Fields of that part with their new values; for a part changed as a whole, the part itself.
    """

    label: str
    part: str
    values: tuple[tuple[str, object], ...]

    def put_to(self, analysis: Analysis) -> Analysis:
        """Return the analysis with this change made."""
        new = dict(self.values)
        if self.part == DESIGN:
            return _in_design(analysis, str(new[DESIGN]))
        if set(new) == {self.part} or self.part == "":
            return analysis.change(**new)
        current: Any = getattr(analysis, self.part)
        # What one design leaves open another may not.
        known = {field.name for field in fields(current)}
        meant = {name: value for name, value in new.items() if name in known}
        return analysis.change(**{self.part: replace(current, **meant)}) if meant else analysis


def changes_between(one: Analysis, other: Analysis, labels: Mapping[str, str] | None = None) -> tuple[Change, ...]:
    """Return every difference between two analyses, each as one change, in the order of the record.

    Parameters
    ----------
    one, other : Analysis
        The two specifications.
    labels : mapping of str to str
        Words for the change of a field, by its name.
    """
    words = {**WORDS, **(labels or {})}
    found = [
        Change(words[name], name, ((name, getattr(other, name)),))
        for name in WHOLE
        if getattr(one, name) is not getattr(other, name) and not _same(getattr(one, name), getattr(other, name))
    ]
    found += _inside("estimand", one.estimand, other.estimand, words)
    found += _inside("donors", one.donors, other.donors, words)
    for name in ("design", "estimator"):
        options = f"{name}_options"
        mine, theirs = getattr(one, options), getattr(other, options)
        if getattr(one, name) != getattr(other, name) or type(mine) is not type(theirs):
            both = ((name, getattr(other, name)), (options, theirs))
            found.append(Change(f"the {name} {getattr(other, name).replace('_', ' ')}", "", both))
        else:
            found += _inside(options, mine, theirs, words)
    return tuple(found)


def path(
    analysis: Analysis, estimate: Estimate, changes: tuple[Change, ...], point_estimate: Point
) -> tuple[tuple[PathStep, ...], dict[str, str]]:
    """Return the estimate after each change is added to those before it, and what was less fair on the way.

    Parameters
    ----------
    analysis : Analysis
        Where the path begins.
    estimate : Estimate
        Its estimate.
    changes : tuple of Change
        In the order in which they are to be made. One that cannot be made alone is made with the next.
    point_estimate : callable
        Estimates an analysis.

    Returns
    -------
    tuple of PathStep
        The declared one first.
    dict of str to str
        In what a step is less fair than the plan allows, by its label.

    Raises
    ------
    DesignError
        If the specification at the end cannot be estimated at all.
    """
    steps, remarks = _walk(analysis, estimate.estimate, changes, point_estimate)
    labels = [label for label, _ in steps]
    found = [estimate.estimate, *(value for _, value in steps)]
    back = _backwards(analysis, _merged(labels, changes), found[-1], estimate.estimate, point_estimate)
    first = PathStep("as planned", estimate.estimate, 0.0, 0.0, declared=True)
    made = zip(labels, pairwise(found), back, strict=True)
    rows = (
        PathStep(label, after, after - before, other, declared=False, less_fair=label in remarks)
        for label, (before, after), other in made
    )
    return (first, *rows), remarks


def matched_on(nearest: tuple[VariableYear, ...], item: VariableYear, *, wanted: bool) -> tuple[VariableYear, ...]:
    """Return the variables matched on with one of them in or out."""
    others = tuple(one for one in nearest if one != item)
    return (*others, item) if wanted else others


def carried(options: object, kind: type) -> object:
    """Return options of another kind of design with the values of all that both have."""
    assert is_dataclass(options)
    shared = {field.name for field in fields(options)} & {field.name for field in fields(kind)}
    return kind(**{name: getattr(options, name) for name in sorted(shared)})


def _in_design(analysis: Analysis, name: str) -> Analysis:
    kind = DESIGNS.get(name).options
    return analysis.change(design=name, design_options=carried(analysis.design_options, kind))


def _walk(
    analysis: Analysis, start: float, changes: tuple[Change, ...], point_estimate: Point
) -> tuple[list[tuple[str, float]], dict[str, str]]:
    steps: list[tuple[str, float]] = []
    waiting: list[str] = []
    remarks: dict[str, str] = {}
    now = analysis
    for change in changes:
        now = change.put_to(now)
        done = refit(now, point_estimate)
        waiting.append(change.label)
        if done.estimate is None:
            continue
        if done.remark:
            remarks[" and ".join(waiting)] = f"{change.label}, {done.remark}"
        steps.append((" and ".join(waiting), done.estimate.estimate))
        waiting = []
    if waiting:
        raise DesignError.one(
            where="the path between two specifications",
            found=f"no estimate after the change: {' and '.join(waiting)}",
            allowed="a last specification that can be estimated",
            next="choose an alternative that finds similar schools",
        )
    return steps, remarks


def _merged(labels: list[str], changes: tuple[Change, ...]) -> list[list[Change]]:
    groups: list[list[Change]] = []
    rest = list(changes)
    for label in labels:
        group = [rest.pop(0)]
        while " and ".join(change.label for change in group) != label:
            group.append(rest.pop(0))
        groups.append(group)
    return groups


def _backwards(
    analysis: Analysis, groups: list[list[Change]], end: float, start: float, point_estimate: Point
) -> list[float]:
    """Return each step's contribution when the last one is made first; NaN where a step cannot be made."""
    now, before, found = analysis, start, []
    for place, group in enumerate(reversed(groups)):
        for change in group:
            now = change.put_to(now)
        last = place == len(groups) - 1
        done = None if last else refit(now, point_estimate).estimate
        after = end if last else (float("nan") if done is None else done.estimate)
        found.append(after - before)
        before = after
    return list(reversed(found))


def _inside(part: str, one: object, other: object, words: Mapping[str, str]) -> list[Change]:
    assert is_dataclass(one)
    names = [field.name for field in fields(one) if not _same(getattr(one, field.name), getattr(other, field.name))]
    if part == "estimand" and "outcome" in names:
        together = tuple((name, getattr(other, name)) for name in names if name in OUTCOME)
        rest = [name for name in names if name not in OUTCOME]
        first = [Change(words["outcome"], part, together)]
    else:
        rest, first = names, []
    return first + [
        Change(words.get(name, name.replace("_", " ")), part, ((name, getattr(other, name)),)) for name in rest
    ]


def _same(one: object, other: object) -> bool:
    return one is other or (not hasattr(one, "frame") and bool(one == other))

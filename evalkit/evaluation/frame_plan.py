"""From the arguments of a bare table to the methods that answer it: defaults by what there is, every fault at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from evalkit.core.errors import DataError, Fault
from evalkit.core.registry import MethodRegistry
from evalkit.estimators import ESTIMATORS
from evalkit.estimators.parts.roles import LEAST_SQUARES
from evalkit.evaluation.bound_options import options_from, unknown
from evalkit.inference import INFERENCES
from evalkit.inference.parts.offered import not_offered

BARE, BY_YEARS = "cross_section", "panel"
LEVEL = "conf_level"
Options = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class FrameRequest:
    """What was asked of a bare table, beside its columns.

    Attributes
    ----------
    outcome : str
        As faults name the question.
    by_years : bool
        Whether units are seen in several years.
    line : bool
        Whether only a line will do: there are weights, no clusters, or no treatment.
    estimator : str or None
        Registered name, if one was named.
    inference : tuple of str
        Registered names; empty where none was named.
    conf_level : float
        Level of every interval.
    options : mapping
        Options of methods by their registered names.
    """

    outcome: str
    by_years: bool
    line: bool
    estimator: str | None
    inference: tuple[str, ...]
    conf_level: float
    options: Options


@dataclass(frozen=True, slots=True)
class FramePlan:
    """The methods of a bare table with their options.

    Attributes
    ----------
    estimator : str
        Registered name.
    inference : tuple of str
        Registered names, the primary first.
    options : tuple of (str, object)
        Registered name and bound options of each.
    """

    estimator: str
    inference: tuple[str, ...]
    options: tuple[tuple[str, object], ...]

    def of(self, name: str) -> object:
        """Return the bound options of the method called ``name``."""
        return dict(self.options)[name]


def frame_plan(wanted: FrameRequest) -> FramePlan:
    """Return the methods for a bare table, or everything that is wrong with what was asked."""
    faults = _level(wanted.conf_level)
    estimator = wanted.estimator or _estimator(wanted)
    faults += _names("estimator", (estimator,), ESTIMATORS) + _names("inference", wanted.inference, INFERENCES)
    if not isinstance(wanted.options, Mapping) or not all(isinstance(one, Mapping) for one in wanted.options.values()):
        allowed = "options by the name of their method, such as {'least_squares': {'effects': 'school'}}"
        faults.append(Fault("the argument options", repr(wanted.options)[:80], allowed, "write them as shown"))
    if faults:
        raise DataError(faults)
    shape = BY_YEARS if wanted.by_years else BARE
    if shape not in ESTIMATORS.get(estimator).shapes:
        known = [name for name in ESTIMATORS.names() if shape in ESTIMATORS.get(name).shapes]
        taken = "units by years" if wanted.by_years else "a table without years"
        faults.append(
            Fault(
                "the argument estimator", f"{estimator}, which does not take {taken}", ", ".join(known), "name another"
            )
        )
    options, wrong = _bound("estimator", estimator, ESTIMATORS, wanted)
    faults += wrong
    inference = wanted.inference or _inferences(estimator, options, shape)
    bound: list[tuple[str, object]] = [(estimator, options)]
    for name in inference:
        one, wrong = _bound("inference", name, INFERENCES, wanted)
        bound.append((name, one))
        faults += wrong
        fault = None if faults else not_offered(wanted.outcome, name, estimator, options)
        faults += [fault] if fault else []
    faults += [
        Fault(f"options of {name}", "a method that is not used", ", ".join([estimator, *inference]), "leave them out")
        for name in wanted.options
        if name not in (estimator, *inference)
    ]
    if faults:
        raise DataError(faults)
    return FramePlan(estimator, inference, tuple(bound))


def _level(level: object) -> list[Fault]:
    if isinstance(level, int | float) and not isinstance(level, bool) and 0.5 <= level < 1:
        return []
    return [Fault("the argument conf_level", repr(level), "a share from 0.5 to below 1, such as 0.95", "write 0.95")]


def _estimator(wanted: FrameRequest) -> str:
    """Return the estimator that takes what there is: a line with weights, without clusters or without a treatment."""
    if wanted.by_years:
        return ESTIMATORS.default(BY_YEARS)
    return ESTIMATORS.playing(LEAST_SQUARES) if wanted.line else ESTIMATORS.default(BARE)


def _inferences(estimator: str, options: object, shape: str) -> tuple[str, ...]:
    """Return how sure: by the inference made for this estimator, or else by the one that calls it again.

    Where several are made for it, the one that any table of this shape is judged by.
    """
    role = ESTIMATORS.get(estimator).role_with(options)
    made = [name for name in INFERENCES.names() if role and role in INFERENCES.get(name).roles_judged()]
    usual = INFERENCES.default(shape)
    again = [name for name in INFERENCES.own_names() if not INFERENCES.get(name).roles_judged()]
    return (usual,) if usual in made else (*made, *again)[:1]


def _names(part: str, names: Sequence[object], registry: MethodRegistry) -> list[Fault]:
    known = registry.names()
    where = f"the argument {part}"
    return [unknown(where, str(name), known) for name in names if name not in known]


def _bound(part: str, name: str, registry: MethodRegistry, wanted: FrameRequest) -> tuple[object, list[Fault]]:
    kind = registry.get(name).options
    own = {field.name for field in fields(kind)}
    level = {LEVEL: wanted.conf_level} if part == "inference" and LEVEL in own else {}
    bound, faults = options_from(kind, {**level, **wanted.options.get(name, {})}, f"options of {name}")
    if part == "inference" and LEVEL not in own and wanted.conf_level != 0.95:
        faults.append(
            Fault(f"inference {name}", f"the level {wanted.conf_level:g}", "its own level", "leave conf_level out")
        )
    return bound, faults

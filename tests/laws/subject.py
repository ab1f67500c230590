"""A method on trial, the line it stands in, and what it did in many draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache, lru_cache
from unittest.mock import patch

import numpy as np
import pandas as pd

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.core.estimand import Weighting
from evalkit.core.registry import Method, Registry
from evalkit.design import DESIGNS
from evalkit.estimators import ESTIMATORS
from evalkit.inference import INFERENCES
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Comparison
from evalkit.records.estimate import Estimate, Inference
from evalkit.sensitivity import CHECKS
from tests.laws import worlds

REGISTRIES: dict[str, Registry[Method]] = {
    "design": DESIGNS,
    "estimator": ESTIMATORS,
    "inference": INFERENCES,
    "check": CHECKS,
}
KINDS = ("design", "estimator", "inference")
WORLDS: dict[str, Callable[..., Analysis]] = {"panel": worlds.city, "cross_section": worlds.trial}
# Inferences for other designs than a whole city, and checks that ask for more than its two years and one outcome.
WORLDS_OF: dict[str, Callable[..., Analysis]] = {
    "placebo_sets": worlds.volunteers,
    "cluster_robust_by_area": worlds.cities,
    "cluster_robust_by_trust": worlds.trusts,
    "spill_over": worlds.joined,
    "independent_rows": worlds.lone_pupils,
    **dict.fromkeys(("similar_areas", "placebo_authorities"), worlds.authorities),
    # Few schools have few donor areas, each of which is a refit.
    "leave_one_donor_area_out": worlds.volunteers,
    # It asks how some of the schools of an area stood beside the others.
    "assumed_selection": worlds.volunteers,
    **dict.fromkeys(
        ("other_donor_pools", "maths_minus_english", "falsification_outcomes", "placebo_years"), worlds.told_city
    ),
}
# Who stands beside the method on trial.
PARTNERS = {
    "panel": ("matched", "difference_in_differences", "placebo_areas"),
    "cross_section": ("as_given", "multilevel", "satterthwaite"),
}
# Whole authorities have a design and an inference of their own, which stand together.
OWN_DESIGN = {"placebo_authorities": "similar_areas"}
OWN_INFERENCE = {"similar_areas": "placebo_authorities"}
# Whole authorities are their own world, with losses too.
GAPS_OF: dict[str, Callable[[int], Analysis]] = {"similar_areas": worlds.authorities_with_gaps}
# The model-based interval belongs to its model; a line through a bare table is judged by clusters.
FOR_LINES = "cluster_robust"
# Inferences of a line stand beside one.
OWN_ESTIMATOR = dict.fromkeys(("cluster_robust", "independent_rows", "school_bootstrap"), "least_squares")
# Each draw of schools is a refit: laws ask for so few, whose error is large for one analysis and small for 150.
FEW_DRAWS = 3


class LawBroken(AssertionError):
    """A method does not obey a law."""


def require(holds: bool | np.bool_, otherwise: str) -> None:
    """Raise with what is wrong, in words, unless it holds."""
    if not holds:
        raise LawBroken(otherwise)


@dataclass(frozen=True)
class Subject:
    """A method on trial: where it is registered, under which name, on data of which shape."""

    kind: str
    name: str
    shape: str
    method: Method
    # Options of the design other than those that fit, as pairs of name and value.
    design_options: tuple[tuple[str, object], ...] = ()
    weighting: Weighting = "schools"
    # Design beside the method, where it is another than usual.
    beside: str = ""

    def line(self, data: Analysis) -> Analysis:
        """Return the analysis of some data with this method in its place and fitting partners."""
        design, estimator, inference = PARTNERS[self.shape]
        design = self.name if self.kind == "design" else self.beside or OWN_DESIGN.get(self.name, design)
        inference = OWN_INFERENCE.get(design, inference)
        estimator = self.name if self.kind == "estimator" else estimator
        if self.shape == "cross_section":
            estimator = OWN_ESTIMATOR.get(self.name, estimator)
            inference = inference if estimator in PARTNERS[self.shape] else FOR_LINES
        fitting = worlds.options_that_fit(self._method("design", design).options)
        return data.change(
            estimand=replace(data.estimand, weighting=self.weighting),
            design=design,
            design_options=replace(fitting, **dict(self.design_options)) if self.design_options else fitting,
            estimator=estimator,
            estimator_options=self._method("estimator", estimator).options(),
            inference=(self.name if self.kind == "inference" else inference,),
        )

    def world(self, seed: int = 1, **settings: float) -> Analysis:
        """Return one draw of the world that fits, ready to run."""
        return self.line(self.maker(seed, **settings))

    @property
    def maker(self) -> Callable[..., Analysis]:
        """Return what draws the world that fits."""
        return WORLDS_OF.get(self.name, WORLDS[self.shape])

    def methods(self, analysis: Analysis) -> tuple[Method, Method, Method]:
        """Return design, estimator and inference of the line, with this method in its place."""
        return (
            self._method("design", analysis.design),
            self._method("estimator", analysis.estimator),
            self._method("inference", analysis.inference[0]),
        )

    def _method(self, kind: str, name: str) -> Method:
        return self.method if (kind, name) == (self.kind, self.name) else REGISTRIES[kind].get(name)


@dataclass(frozen=True)
class Result:
    """What the stations of the line gave."""

    comparison: Comparison
    estimate: Estimate
    check: CheckResult | None

    @property
    def inference(self) -> Inference:
        """Return how sure the line is."""
        return self.estimate.inference()


@contextmanager
def standing(kind: str, name: str, method: Method) -> Iterator[None]:
    """Let a method stand in its registry under a name, as if its file lay there."""
    registry = REGISTRIES[kind]
    found = registry.get
    with patch.object(registry, "get", lambda wanted: method if wanted == name else found(wanted)):
        yield


def run(subject: Subject, analysis: Analysis) -> Result:
    """Run the whole line with the subject in its place."""
    with standing(subject.kind, subject.name, subject.method):
        comparison = compare(analysis)
        estimate = infer(analysis, point_estimate(analysis))
        check = None
        if subject.kind == "check":
            found = subject.method.run(analysis, estimate, point_estimate, subject.method.options())
            require(isinstance(found, CheckResult), "a check returns a CheckResult")
            check = found
    return Result(comparison, estimate, check)


def infer(analysis: Analysis, point: Estimate) -> Estimate:
    """Return the estimate with the inference of the line attached under its registered name."""
    method = INFERENCES.get(analysis.inference[0])
    found = method.run(analysis, point, point_estimate, quick(method))
    require(isinstance(found, Inference), "an inference returns an Inference")
    return point.with_inferences((found,), found.name)


def quick(method: Method) -> object:
    """Return the options of an inference, with few draws of schools where it draws any."""
    options = method.options()
    return replace(options, draws=FEW_DRAWS) if draws_schools(method) else options


def draws_schools(method: Method) -> bool:
    """Say whether an inference draws schools anew, so that its error is that of its draws."""
    return "draws" in getattr(method.options, "__dataclass_fields__", {})


@dataclass(frozen=True)
class Draws:
    """Many draws of one line, in grades around the planted effect; one entry a draw."""

    error: np.ndarray
    std_error: np.ndarray
    half_width: np.ndarray
    df: np.ndarray
    conf_level: float


def draws(subject: Subject, world: Callable[..., Analysis], number: int, effect: float) -> Draws:
    """Return what the subject's line did in draws of a world, with the seeds 1, 2, 3 and so on.

    A method that says it ignores shocks is given a world without them: that it is right there is all it claims.
    """
    probe = subject.line(world(0))
    with standing(subject.kind, subject.name, subject.method):
        blind = "area-year shocks" in infer(probe, point_estimate(probe)).inference().ignores
    names = (probe.design, probe.estimator, probe.inference[0])
    settings = {"effect": effect, "area_sd": 0.0} if blind and subject.shape == "panel" else {"effect": effect}
    return _draws(names, subject.methods(probe), world, number, tuple(settings.items()))


@cache
def _draws(
    names: tuple[str, str, str],
    methods: tuple[Method, Method, Method],
    world: Callable[..., Analysis],
    number: int,
    settings: tuple[tuple[str, float], ...],
) -> Draws:
    effect = dict(settings)["effect"]
    rows = []
    for drawn, comparison, point in _points(names[:2], methods[:2], world, number, settings):
        analysis = drawn.change(inference=names[2:])
        design = replace(methods[0], run=known_or(comparison, analysis, methods[0]))
        with ExitStack() as stack:
            for kind, name, method in zip(KINDS, names, (design, *methods[1:]), strict=True):
                stack.enter_context(standing(kind, name, method))
            found = infer(analysis, point).inference()
        centre = (found.conf_low + found.conf_high) / 2
        rows.append((centre - effect, found.std_error, (found.conf_high - found.conf_low) / 2, found.df))
    return Draws(*np.array(rows).T, conf_level=found.conf_level)


# A few worlds at a time: inferences on one design share its comparisons and estimates.
@lru_cache(maxsize=6)
def _points(
    names: tuple[str, str],
    methods: tuple[Method, Method],
    world: Callable[..., Analysis],
    number: int,
    settings: tuple[tuple[str, float], ...],
) -> tuple[tuple[Analysis, object, Estimate], ...]:
    """Return each draw with its comparison and its point estimate, which no inference may change."""
    (design, estimator), made = methods, []
    with standing("design", names[0], design), standing("estimator", names[1], estimator):
        for seed in range(1, number + 1):
            analysis = world(seed, **dict(settings)).change(
                design=names[0],
                design_options=worlds.options_that_fit(design.options),
                estimator=names[1],
                estimator_options=estimator.options(),
            )
            made.append((analysis, compare(analysis), point_estimate(analysis)))
    return tuple(made)


def known_or(comparison: object, analysis: Analysis, design: Method) -> Callable[[Analysis, object], object]:
    """Return a design that hands out a comparison it knows, and makes any other."""

    def made(asked: Analysis, options: object) -> object:
        return comparison if asked is analysis else design.run(asked, options)

    return made


def remembering(design: Method) -> Method:
    """Return the design with a memory of its last comparison, which an inference asks for again."""
    last: list[tuple[Analysis, object]] = []

    def remembered(analysis: Analysis, options: object) -> object:
        if not last or last[0][0] is not analysis:
            last[:] = [(analysis, design.run(analysis, options))]
        return last[0][1]

    return replace(design, run=remembered)


def exactly(thing: object) -> tuple[object, ...]:
    """Return everything in a result or an input to the last bit, in a form that can be compared."""
    if isinstance(thing, pd.DataFrame):
        return ("frame", *((str(name), *map(_atom, thing[name].tolist())) for name in thing.columns))
    if isinstance(thing, pd.Series):
        return ("series", *map(_atom, thing.tolist()))
    if isinstance(thing, np.ndarray):
        return ("array", str(thing.dtype), thing.shape, thing.tobytes())
    if is_dataclass(thing):
        return (type(thing).__name__, *((field.name, exactly(getattr(thing, field.name))) for field in fields(thing)))
    if isinstance(thing, frozenset | set):
        return ("set", *sorted(map(_atom, thing)))
    if isinstance(thing, tuple | list):
        return ("list", *map(exactly, thing))
    return (_atom(thing),)


def numbers(thing: object) -> list[float]:
    """Return every number of a result that is not whole, in order: what must not hang on names."""
    if isinstance(thing, pd.DataFrame):
        return [value for name in thing.columns if thing[name].dtype == float for value in thing[name].tolist()]
    if is_dataclass(thing):
        return [value for field in fields(thing) for value in numbers(getattr(thing, field.name))]
    if isinstance(thing, tuple | list):
        return [value for part in thing for value in numbers(part)]
    return [float(thing)] if isinstance(thing, float) else []


def _atom(value: object) -> str:
    return value.hex() if isinstance(value, float) else repr(value)

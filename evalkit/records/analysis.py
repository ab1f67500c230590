"""One analysis, written down: data, estimand, who was treated, and how it is to be estimated."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from evalkit.core.errors import DesignError
from evalkit.core.estimand import Estimand
from evalkit.core.registry import NoOptions
from evalkit.records.own_schools import Handling
from evalkit.records.units import Units
from evalkit.tables.panel import Panel


@dataclass(frozen=True, slots=True)
class SelectionRule:
    """How schools were chosen on an outcome, so that the same rule can be mirrored on donors.

    Attributes
    ----------
    variable : str
        Variable of the panel on which schools were chosen.
    year : int
        Year whose value was looked at.
    below, above : float or None
        Threshold rule: chosen when strictly below, or at or above.
    lowest : int or None
        Rank rule: the so many lowest of their area.
    unmet : {"refuse", "leave_out"}
        What is done where a school of the programme does not meet the rule.
    """

    variable: str
    year: int
    below: float | None = None
    above: float | None = None
    lowest: int | None = None
    unmet: Literal["refuse", "leave_out"] = "refuse"


@dataclass(frozen=True, slots=True)
class AreaRule:
    """How the programme's area was picked on a figure; its own is the mean over its schools.

    Attributes
    ----------
    variable : str
        Variable of the panel whose mean over an area's schools was looked at.
    years : tuple of int
        Year whose value was looked at, or the years whose mean was.
    below : float or None
        Threshold rule: picked when the mean lay strictly below.
    lowest : int or None
        Rank rule: among the so many lowest.
    of : str
        Of what, for a rank: ``region`` or ``England``.
    """

    variable: str
    years: tuple[int, ...]
    below: float | None = None
    lowest: int | None = None
    of: str = ""


@dataclass(frozen=True, slots=True)
class DonorRule:
    """One rule that a comparison school must pass.

    Attributes
    ----------
    variable : str
        Variable of the panel.
    year : int or None
        Year of its value; None for the year of the latest baseline.
    among : tuple of str
        Categories allowed; empty when the rule is numeric.
    at_least, at_most : float or None
        Bounds allowed, both included.
    reason : str
        Why, as the report prints it.
    """

    variable: str
    year: int | None = None
    among: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DonorPool:
    """Who may serve as a comparison.

    Attributes
    ----------
    rules : tuple of DonorRule
        All must hold. They bind donors and placebos; what is done with schools of the programme that do not pass
        them is said by ``own``.
    exclude_areas : tuple of str
        Area codes that give no donors, besides the programme's own.
    exclude_schools : frozenset of int
        Schools that give no donors, for instance because another programme worked there.
    own : {"keep", "leave_out", "match"}
        Schools of the programme that do not pass a rule are kept with a caveat, left out, or compared only with
        schools that fail it in the same way.
    """

    rules: tuple[DonorRule, ...] = ()
    exclude_areas: tuple[str, ...] = ()
    exclude_schools: frozenset[int] = frozenset()
    own: Handling = "keep"


@dataclass(frozen=True, slots=True, repr=False)
class Analysis:
    """A record; `change` makes another.

    Attributes
    ----------
    data : Panel or Units
        Schools by year with outcomes already added, or a bare table of units.
    estimand : Estimand
        What is estimated.
    treated : frozenset of int
        Schools of the programme that count in this question.
    programme : frozenset of int
        All schools of the programme; their areas give no donors. Includes ``treated``.
    donors : DonorPool
        Rules for comparison schools.
    selection : SelectionRule or None
        Set when schools were chosen on an outcome; mirrored on donors and placebos.
    chose : str
        What was picked: ``area``, ``schools``, ``volunteers``, or ``unknown`` where nobody said.
    area_rule : AreaRule or None
        Set when the area was picked on a figure by a rule that is known, and the question is about a whole area; its
        estimate is then less what areas that stood so rise by themselves.
    design, estimator : str
        Registered names.
    design_options, estimator_options : object
        Their bound options.
    inference : tuple of str
        Registered names, the declared primary first.
    seed : int
        The study's seed.
    question : str
        Id of the question; a key of every random stream.
    """

    data: Panel | Units
    estimand: Estimand
    treated: frozenset[int]
    programme: frozenset[int]
    donors: DonorPool = field(default_factory=DonorPool)
    selection: SelectionRule | None = None
    chose: str = "unknown"
    area_rule: AreaRule | None = None
    design: str = field(kw_only=True)
    design_options: object = field(default_factory=NoOptions)
    estimator: str = field(kw_only=True)
    estimator_options: object = field(default_factory=NoOptions)
    inference: tuple[str, ...] = field(kw_only=True)
    seed: int = 0
    question: str = ""

    def __repr__(self) -> str:
        told = self.estimand.label or self.estimand.outcome
        return f"Analysis({' '.join(told.split())}: {self.design}, {self.estimator}, {', '.join(self.inference)})"

    def panel(self) -> Panel:
        """Return the schools by year; a bare table is refused."""
        if isinstance(self.data, Panel):
            return self.data
        raise DesignError.one(
            where=f"question {self.question!r}, design {self.design}",
            found="a bare table of units",
            allowed="schools by year from a study's tables",
            next="use the design as_given for a bare table",
        )

    def change(self, **fields: Any) -> Analysis:
        """Return the same analysis with some fields changed."""
        return replace(self, **fields)

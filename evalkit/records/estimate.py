"""An estimate with its counts and every statement of how sure it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

import pandas as pd

from evalkit.core.errors import EstimationError
from evalkit.core.estimand import Estimand
from evalkit.core.quantity import Unit
from evalkit.records.coefficients import Coefficients, FittedLine
from evalkit.records.comparison import Counts
from evalkit.records.details import Detail
from evalkit.records.standing import LessRise

Shown = TypeVar("Shown", bound=Detail)
# Said of a way of judging certainty whose makers say nothing of what it leaves out; none leaves out nothing.
UNSAID = "whatever else happened to those studied alone; its makers have not said what more"


@dataclass(frozen=True, slots=True, repr=False)
class Inference:
    """How sure, by one method.

    Attributes
    ----------
    name : str
        Registered name.
    std_error : float
        On the estimate's scale; NaN where the method has none.
    df : float
        Degrees of freedom; NaN where the method has none.
    conf_low, conf_high : float
        Interval at ``conf_level``.
    conf_level : float
        Such as 0.95.
    p_value : float
        Two-sided, for no effect.
    assumes : str
        One sentence.
    ignores : str
        What the method leaves out, such as ``area-year shocks``; where it is empty, readers are told that nobody said.
    details : tuple of Detail
        What it shows beside the interval, such as untreated areas in the programme's place; one record for each kind.
    caveats : tuple of str
        Sentences the report must print beside the interval.
    """

    name: str
    std_error: float
    df: float
    conf_low: float
    conf_high: float
    conf_level: float
    p_value: float
    assumes: str
    ignores: str
    details: tuple[Detail, ...] = ()
    caveats: tuple[str, ...] = ()

    def __repr__(self) -> str:
        level = f"{100 * self.conf_level:g} per cent"
        return f"Inference({self.name}: {self.conf_low:.4g} to {self.conf_high:.4g}, {level})"

    def detail(self, kind: type[Shown]) -> Shown | None:
        """Return what it shows of one kind; None where it shows nothing of it."""
        return next((shown for shown in self.details if isinstance(shown, kind)), None)

    def numbers(self) -> dict[str, float]:
        """Return the further numbers of all it shows, by name, as the findings file holds them."""
        return {name: value for shown in self.details for name, value in shown.named()}


@dataclass(frozen=True, slots=True)
class Refusal:
    """An inference that was declared beside the primary one and cannot be computed.

    Attributes
    ----------
    name : str
        Registered name.
    reason : str
        Why, such as ``one treated area``.
    """

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """What every estimator returns.

    Attributes
    ----------
    estimand : Estimand
        What is estimated.
    outcome : str
        Outcome in words.
    unit : Unit
        Unit of the estimate.
    estimator, design : str
        Registered names.
    estimate : float
        In ``unit``.
    counts : Counts
        Whom it rests on.
    diagnostics : tuple of (str, float)
        Further numbers by name.
    caveats : tuple of str
        Sentences the report must print.
    inferences : tuple of Inference
        Attached by the evaluation, the declared primary first.
    primary : str
        Name of the primary inference; empty while none is attached.
    refused : tuple of Refusal
        Declared beside the primary one, and not to be had.
    less_rise : LessRise or None
        What was taken off, where the rule by which the area was picked is declared: ``estimate`` is what is left.
    if_chosen_low : LessRise, Refusal or None
        The other answer, where nobody declared how the area was picked or it stands apart: what would be left of the
        estimate had the area been picked for how it stood; or why that cannot be said. None where it is not needed.
    line : FittedLine or None
        The whole line, where the estimate is one coefficient of least squares.
    """

    estimand: Estimand
    outcome: str
    unit: Unit
    estimator: str
    design: str
    estimate: float
    counts: Counts
    diagnostics: tuple[tuple[str, float], ...] = ()
    caveats: tuple[str, ...] = ()
    inferences: tuple[Inference, ...] = ()
    primary: str = ""
    refused: tuple[Refusal, ...] = ()
    less_rise: LessRise | None = None
    if_chosen_low: LessRise | Refusal | None = None
    line: FittedLine | None = None

    def with_inferences(
        self, inferences: tuple[Inference, ...], primary: str, refused: tuple[Refusal, ...] = ()
    ) -> Estimate:
        """Return the estimate with its inferences attached."""
        return replace(self, inferences=inferences, primary=primary, refused=refused)

    def inference(self, name: str = "") -> Inference:
        """Return the inference of that name, or the primary one."""
        wanted = name or self.primary
        for one in self.inferences:
            if one.name == wanted:
                return one
        raise EstimationError.one(
            where=f"the estimate of {self.outcome}",
            found=f"no inference {wanted!r}" if wanted else "no inference attached",
            allowed=", ".join(one.name for one in self.inferences) or "an estimate with its inferences",
            next="name it where the analysis is planned; evalkit methods lists what each judges",
        )

    def coefficients(self, inference: str = "") -> pd.DataFrame:
        """Return one row for each coefficient of the model behind the estimate, intercept and covariates among them.

        Parameters
        ----------
        inference : str
            By which they are judged; the primary one when left out. Empty table where it judges the estimate alone.
        """
        sure = self.inference(inference)
        shown = sure.detail(Coefficients)
        return (
            (shown or Coefficients(()))
            .table()
            .assign(conf_level=sure.conf_level, inference=sure.name, unit=self.unit.name)
        )

    def tidy(self) -> pd.DataFrame:
        """Return one row per inference with the columns every estimator shares, and which inference it is."""
        return pd.DataFrame(
            [
                {
                    "estimand": str(self.estimand),
                    "outcome": self.outcome,
                    "population": self.estimand.population,
                    "estimator": self.estimator,
                    "estimate": self.estimate,
                    "std_error": inference.std_error,
                    "conf_low": inference.conf_low,
                    "conf_high": inference.conf_high,
                    "conf_level": inference.conf_level,
                    "p_value": inference.p_value,
                    "n_schools_treated": self.counts.units_treated,
                    "n_schools_comparison": self.counts.units_comparison,
                    "n_pupils": self.counts.pupils,
                    "inference": inference.name,
                    "unit": self.unit.name,
                    "counted": self.counts.units(),
                    "n_on_both_sides": self.counts.on_both_sides,
                }
                for inference in self.inferences
            ]
        )

    def __repr__(self) -> str:
        counts = self.counts
        both = f", {counts.on_both_sides} of them on both sides" if counts.on_both_sides else ""
        versus = f"{counts.units_treated} v {counts.units_comparison} {counts.units()}{both}"
        show = self.unit.difference().show
        interval = ""
        if self.primary:
            sure = self.inference()
            interval = f" [{show(sure.conf_low)}, {show(sure.conf_high)}]"
        return f"Estimate(ATT on {' '.join(self.outcome.split())}, {versus}: {show(self.estimate)}{interval})"

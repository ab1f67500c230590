"""The coefficients of a model, each with how sure it is: beside an effect, or of a model without a treatment."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

import pandas as pd

from evalkit.core.quantity import Unit
from evalkit.numeric.line import Line
from evalkit.records.details import Detail, Named

INTERCEPT = "(intercept)"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One coefficient.

    Attributes
    ----------
    name : str
        Column of the table, or ``(intercept)``.
    estimate, std_error : float
        In units of outcome per unit of the column.
    df : float
        Degrees of freedom.
    conf_low, conf_high : float
        Interval at the level of the inference.
    p_value : float
        Two-sided, for a coefficient of nought.
    """

    name: str
    estimate: float
    std_error: float
    df: float
    conf_low: float
    conf_high: float
    p_value: float


@dataclass(frozen=True, slots=True)
class Coefficients(Detail):
    """Every coefficient of a model as one inference judges it.

    Attributes
    ----------
    rows : tuple of Coefficient
        The effect first, where there is one.
    """

    rows: tuple[Coefficient, ...]

    def named(self) -> Named:
        """Return how many there are."""
        return (("coefficients", float(len(self.rows))),)

    def table(self) -> pd.DataFrame:
        """Return one row for each coefficient."""
        columns = [field.name for field in fields(Coefficient)]
        return pd.DataFrame([asdict(row) for row in self.rows], columns=columns)


@dataclass(frozen=True, slots=True)
class FittedLine:
    """Least squares behind an estimate: whose coefficients they are, and what was taken off.

    Attributes
    ----------
    names : tuple of str
        Of the coefficients, in the order of ``fit``.
    fit : Line
        As the engine fitted it.
    effects : str or None
        Column whose levels each have an effect of their own; None where there is an intercept.
    """

    names: tuple[str, ...]
    fit: Line
    effects: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Model:
    """A fitted model as a whole, with or without a treatment.

    Attributes
    ----------
    outcome : str
        Outcome in words.
    unit : Unit
        Unit of the outcome.
    estimator, inference : str
        Registered names.
    conf_level : float
        Level of the intervals.
    coefficients : tuple of Coefficient
        One for each column, and for the intercept.
    rows, clusters : int
        Rows fitted, and the clusters they lie in.
    called : str
        What clusters are, in the plural.
    explained : float
        Share of the variance of the outcome that the model explains; NaN where the estimator does not say.
    caveats : tuple of str
        Sentences to be read beside it.
    """

    outcome: str
    unit: Unit
    estimator: str
    inference: str
    conf_level: float
    coefficients: tuple[Coefficient, ...]
    rows: int
    clusters: int
    called: str
    explained: float
    caveats: tuple[str, ...] = ()

    def tidy(self) -> pd.DataFrame:
        """Return one row for each coefficient, with who judges it and in which unit."""
        return (
            Coefficients(self.coefficients)
            .table()
            .assign(
                conf_level=self.conf_level,
                outcome=self.outcome,
                unit=self.unit.name,
                estimator=self.estimator,
                inference=self.inference,
                n_rows=self.rows,
                n_clusters=self.clusters,
            )
        )

    def __repr__(self) -> str:
        names = " and ".join(row.name for row in self.coefficients)
        return f"Model({' '.join(self.outcome.split())} on {names}: {self.rows} rows in {self.clusters} {self.called})"

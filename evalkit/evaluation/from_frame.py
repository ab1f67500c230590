"""The door for a partner with a data frame and no study folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evalkit.analysis.point import point_estimate
from evalkit.core.estimand import Estimand
from evalkit.core.registry import NoOptions
from evalkit.design import DESIGNS
from evalkit.estimators import ESTIMATORS
from evalkit.inference import INFERENCES
from evalkit.inference.parts.left_out import telling
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Estimate, Inference
from evalkit.records.units import Frame, units_from_frame

SHAPE = "cross_section"


@dataclass(frozen=True, slots=True)
class FrameAnalysis:
    """One analysis of a bare table.

    Attributes
    ----------
    record : Analysis
        The analysis, written down as for any study.
    """

    record: Analysis

    @classmethod
    def from_frame(
        cls,
        frame: Frame,
        *,
        outcome: str,
        treated: str,
        cluster: str,
        covariates: Sequence[str] = (),
        weight: str | None = None,
        estimator: str | None = None,
    ) -> FrameAnalysis:
        """Return an analysis of a data frame.

        Parameters
        ----------
        frame : DataFrame
            One row per pupil or school; rows with a missing value are left out and counted.
        outcome, treated, cluster : str
            Columns: a number, a yes/no, and the school each row belongs to.
        covariates : sequence of str
            Numeric columns to adjust for.
        weight : str or None
            Column of positive weights.
        estimator : str or None
            Registered name; ``evalkit methods`` lists them. None for the default of a bare table, a multilevel model.

        Raises
        ------
        DataError
            With every fault of the table.
        """
        units = units_from_frame(
            frame, outcome=outcome, treated=treated, cluster=cluster, covariates=covariates, weight=weight
        )
        name = estimator or ESTIMATORS.default(SHAPE)
        return cls(
            Analysis(
                data=units,
                estimand=Estimand(outcome, "the units in the table", 0, (), label=outcome, unit=units.unit),
                treated=frozenset(),
                programme=frozenset(),
                design=DESIGNS.default(SHAPE),
                estimator=name,
                estimator_options=ESTIMATORS.get(name).options(),
                inference=_inferences(name),
                question=outcome,
            )
        )

    def estimate(self) -> Estimate:
        """Return the estimate with its inferences, the first of them primary."""
        point = point_estimate(self.record)
        found = [
            INFERENCES.get(name).run(self.record, point, point_estimate, _options(name))
            for name in self.record.inference
        ]
        names = self.record.inference
        inferences = tuple(
            telling(one, name) for one, name in zip(found, names, strict=True) if isinstance(one, Inference)
        )
        return point.with_inferences(inferences, inferences[0].name)


def _inferences(estimator: str) -> tuple[str, ...]:
    """Return how sure: by the inferences made for this estimator, beside them the one that judges any.

    Where the estimator is a model its own interval comes first, and the other stands there as a check on the model.
    """
    role = ESTIMATORS.get(estimator).role_with(ESTIMATORS.get(estimator).options())
    own = [name for name in INFERENCES.names() if role and INFERENCES.get(name).judges == role]
    return (*own, INFERENCES.default(SHAPE))


def _options(name: str) -> object:
    kind = INFERENCES.get(name).options
    return NoOptions() if kind is NoOptions else kind()

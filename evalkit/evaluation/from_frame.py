"""The door for a partner with a data frame and no study folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import ClassVar

from evalkit.core.errors import DataError, EstimationError, EvalkitError
from evalkit.core.estimand import Estimand
from evalkit.core.quantity import Unit
from evalkit.design import DESIGNS
from evalkit.evaluation.attachment import sure
from evalkit.evaluation.covariate_dates import covariates_after
from evalkit.evaluation.frame_arguments import names_in, wrong_names, wrong_words, years_in
from evalkit.evaluation.frame_plan import BARE, FramePlan, FrameRequest, Options, frame_plan
from evalkit.records.analysis import Analysis
from evalkit.records.coefficients import Coefficients, Model
from evalkit.records.estimate import Estimate
from evalkit.records.units import Frame, TableNotes, Units, units_from_frame


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FrameAnalysis:
    """One analysis of a bare table: ``ek.Analysis.from_frame(frame, outcome=..., ...)``.

    Every fault of the table, and of what is asked of it, is raised at once, as a `DataError`.

    Attributes
    ----------
    frame : DataFrame
        One row per pupil or school; with a period, one per school and year. It is not changed. Rows with a missing
        value are left out and counted.
    outcome : str
        Column of numbers.
    treated : str or None
        Column of yes and no (booleans, or 0 and 1), or of arms. None for a model without a treatment.
    cluster : str or None
        Column of the school each row belongs to. None where each row stands for itself.
    covariates : sequence of str
        Numeric columns to adjust for.
    weight : str or None
        Column of weights, none below nought; rows of weight 0 are left out and counted.
    estimator : str or None
        Registered name; ``evalkit methods`` lists them. None for difference in differences where there is a period, for
        least squares where there are weights, no cluster or no treatment, and for a multilevel model otherwise.
    inference : str or sequence of str
        Registered names, the first primary. Empty for the one made for the estimator, or one that calls it again.
    conf_level : float
        Level of every interval.
    unit : str
        Unit of the outcome in the plural, such as ``grades``.
    decimals : int
        Decimals with which estimates are shown.
    cluster_name : str
        What clusters are, in the plural, such as ``classes``.
    period : str or None
        Column of years.
    cohort : int or None
        The year in which the programme shows; None for the last.
    baseline : int or sequence of int
        The years before the start; may be left out where there are two years.
    arms : (object, object) or None
        Two values of the column ``treated``: the arm compared with, and the programme's. Rows of other arms are left
        out and counted.
    options : mapping
        Options by the name of their method, such as ``{"least_squares": {"effects": "school"}}``.
    seed : int
        For inferences that draw.
    starts : date or str or None
        First day of the programme, against which ``measured`` is held.
    measured : mapping
        Day on which each covariate was measured, by its name; one measured on or after the start is refused, as the
        programme may have moved it. A covariate that is not named is taken as given.
    record : Analysis
        The analysis, written down as for any study.
    from_frame : type
        What makes one. It is the class itself: its fields are the arguments.
    """

    frame: Frame
    _: KW_ONLY
    outcome: str
    treated: str | None = None
    cluster: str | None = None
    covariates: Sequence[str] = ()
    weight: str | None = None
    estimator: str | None = None
    inference: str | Sequence[str] = ()
    conf_level: float = 0.95
    unit: str = "points"
    decimals: int = 2
    cluster_name: str = "schools"
    period: str | None = None
    cohort: int | None = None
    baseline: int | Sequence[int] = ()
    arms: tuple[object, object] | None = None
    options: Options = field(default_factory=dict)
    seed: int = 0
    starts: dt.date | str | None = None
    measured: Mapping[str, dt.date | str] = field(default_factory=dict)
    record: Analysis = field(init=False)
    from_frame: ClassVar[type[FrameAnalysis]]
    _plan: FramePlan = field(init=False)

    def __post_init__(self) -> None:
        """Read the table and choose the methods; what is wrong with either is told together."""
        faults = wrong_words(self.unit, self.cluster_name, self.decimals, self.seed)
        plan = units = None
        for make in (self._units, self._planned):
            try:
                made = make()
                plan, units = (made, units) if isinstance(made, FramePlan) else (plan, made)
            except EvalkitError as refusal:
                faults.extend(refusal.faults)
        if faults or not isinstance(plan, FramePlan) or not isinstance(units, Units):
            raise DataError(faults)
        object.__setattr__(self, "_plan", plan)
        object.__setattr__(self, "record", self._recorded(units, plan))

    def estimate(self) -> Estimate:
        """Return the estimate with its inferences, the first of them primary."""
        if self.treated is None:
            raise EstimationError.one(
                where=f"the analysis of {self.outcome!r}",
                found="no treatment, and so no effect",
                allowed="a column of who was treated",
                next="ask for .model(), or name the column as treated",
            )
        return sure(self.record, self._plan.of)

    def model(self) -> Model:
        """Return the whole model behind the estimate: every coefficient with its interval."""
        found = sure(self.record, self._plan.of)
        judged, units = found.inference(), self.record.data
        shown = judged.detail(Coefficients)
        if shown is None or not isinstance(units, Units):
            raise EstimationError.one(
                where=f"the analysis of {self.outcome!r}, inference {judged.name}",
                found="an inference of the estimate alone",
                allowed="the inference made for the estimator, which judges every coefficient",
                next="leave the inference out, or ask for .estimate()",
            )
        return Model(
            outcome=found.outcome,
            unit=found.unit,
            estimator=found.estimator,
            inference=judged.name,
            conf_level=judged.conf_level,
            coefficients=shown.rows,
            rows=len(units.frame),
            clusters=int(units.frame[units.roles.cluster].nunique()),
            called=units.called,
            explained=found.line.fit.explained if found.line else float("nan"),
            caveats=(*found.caveats, *judged.caveats),
        )

    def __repr__(self) -> str:
        units = self.record.data
        assert isinstance(units, Units)
        named = [name for name in (units.roles.treated, *units.roles.covariates) if name]
        words = " ".join(f"{self.outcome} on {' and '.join(named) or 'a constant'}".split())
        return f"Analysis({words}: {self.record.estimator}, {len(units.frame)} rows)"

    def _units(self) -> Units:
        columns = {name: getattr(self, name) for name in ("treated", "cluster", "weight", "period")}
        covariates, wrong = names_in("covariates", self.covariates)
        cohort, baseline, wrong_years = years_in(self.cohort, self.baseline, self.period)
        after = covariates_after(self.starts, self.measured, covariates)
        if faults := [*wrong_names(self.outcome, columns), *wrong, *wrong_years, *after]:
            raise DataError(faults)
        return units_from_frame(
            self.frame,
            outcome=self.outcome,
            treated=self.treated,
            cluster=self.cluster,
            covariates=covariates,
            weight=self.weight,
            beside=TableNotes(
                unit=Unit(self.unit, self.decimals),
                called=self.cluster_name,
                arms=self.arms,
                period=self.period,
                cohort=cohort,
                baseline=baseline,
            ),
        )

    def _planned(self) -> FramePlan:
        named, faults = names_in("inference", () if self.inference is None else self.inference)
        if faults:
            raise DataError(faults)
        return frame_plan(
            FrameRequest(
                outcome=str(self.outcome),
                by_years=self.period is not None,
                line=self.weight is not None or self.cluster is None or self.treated is None,
                estimator=self.estimator,
                inference=tuple(dict.fromkeys(named)),
                conf_level=self.conf_level,
                options=self.options,
            )
        )

    def _recorded(self, units: Units, plan: FramePlan) -> Analysis:
        years = units.years
        return Analysis(
            data=units,
            estimand=Estimand(
                self.outcome,
                "the units in the table",
                years.cohort,
                years.baseline,
                label=self.outcome,
                unit=units.unit,
            ),
            treated=frozenset(),
            programme=frozenset(),
            design=DESIGNS.default(BARE),
            estimator=plan.estimator,
            estimator_options=plan.of(plan.estimator),
            inference=plan.inference,
            seed=self.seed,
            question=self.outcome,
        )


# Partners call it so; an argument more is a field more.
FrameAnalysis.from_frame = FrameAnalysis

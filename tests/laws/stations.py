"""Laws of one kind of method: designs keep their ledger, estimators use their weights, checks leave out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from evalkit.analysis.compare import compare
from evalkit.core.errors import EstimationError
from evalkit.records.analysis import Analysis, SelectionRule
from evalkit.records.comparison import Comparison
from evalkit.records.shown import AreasLeftOut, SchoolsLeftOut
from tests.laws import changes, worlds
from tests.laws.subject import GAPS_OF, Subject, exactly, require, run, standing

# Sums of a few hundred shares in double precision.
ROUNDING = 1e-10
# The same sums in another order, as a share of their size.
FOLLOWED = 1e-9
SEEDS = (1, 2, 3)
BY = 5.0


def check_every_school_is_kept_or_listed(subject: Subject) -> None:
    """Each school is in the comparison or listed once as lost; at every step in = out + lost."""
    for analysis in _with_losses(subject):
        comparison = _compared(subject, analysis)
        if subject.shape == "cross_section":
            unit = comparison.roles.unit
            kept, given = comparison.frame[unit].tolist(), analysis.data.frame[unit].tolist()
            require(sorted(kept) == sorted(given), "a row of the table is neither kept nor listed")
            continue
        _steps_follow(comparison, analysis)
        lost = [loss.urn for step in comparison.flow.steps for loss in step.losses]
        given = analysis.panel().frame
        kept = set(given.loc[given["unit"].isin(comparison.frame["unit"]), "urn"])
        everyone = set(given["urn"])
        require(len(lost) == len(set(lost)), "a school is listed as lost twice")
        require(not kept & set(lost), "a school is both kept and lost")
        require(kept | set(lost) == everyone, f"{len(everyone - kept - set(lost))} schools are nowhere")


def check_counts_agree(subject: Subject) -> None:
    """Counts of schools, and of areas where there are any, are those of the frame and of the ledger."""
    for analysis in _with_losses(subject):
        comparison = _compared(subject, analysis)
        frame, roles, counts = comparison.frame, comparison.roles, comparison.counts
        treated = frame[roles.treated].to_numpy(dtype=bool)
        sides = {"programme": frame[treated], "comparison": frame[~treated]}
        schools = {name: side[roles.cluster].nunique() for name, side in sides.items()}
        claimed = {"programme": counts.units_treated, "comparison": counts.units_comparison}
        require(schools == claimed, f"counts say {claimed}, the frame has {schools}")
        for step in comparison.flow.steps:
            if step.group in claimed:
                claimed[step.group] = step.left
        require(schools == claimed, f"the ledger ends with {claimed}, the frame has {schools}")
        if roles.area:
            areas = [side[roles.area].nunique() for side in sides.values()]
            require(areas == [counts.areas_treated, counts.areas_comparison], "counts of areas differ from the frame")


def check_weights_sum_to_one(subject: Subject) -> None:
    """On each side, in each year, weights are positive and sum to one; a year's weights are every year's."""
    for weighting in ("schools", "pupils"):
        analysis = subject.world()
        analysis = analysis.change(estimand=replace(analysis.estimand, weighting=weighting))
        comparison = _compared(subject, analysis)
        frame, roles = comparison.frame, comparison.roles
        sums = frame.groupby([roles.treated, roles.period])[roles.weight].sum()
        require((frame[roles.weight] > 0).all(), "a weight is not positive")
        require(bool((abs(sums - 1) < ROUNDING).all()), f"weights sum to {sums.min():.6g} or {sums.max():.6g}")
        require((frame.groupby(roles.unit)[roles.weight].nunique() == 1).all(), "a school's weight changes over years")


def check_design_never_sees_the_cohort(subject: Subject) -> None:
    """Other outcomes in the cohort leave schools, sides, weights and balance as they were."""
    analysis = subject.world()
    rng = np.random.default_rng(5)

    def drawn(rows: changes.Rows) -> np.ndarray:
        return np.where(rows.cohort, rng.normal(0, 3, len(rows.outcome)), rows.outcome)

    one, two = (_compared(subject, made) for made in (analysis, changes.with_outcome(analysis, drawn)))
    outcome = one.roles.outcome
    require(
        exactly(one.frame.drop(columns=outcome)) == exactly(two.frame.drop(columns=outcome)),
        "who is compared with whom, or with which weight, hangs on the cohort's outcomes",
    )
    require(exactly((one.counts, one.balance, one.flow)) == exactly((two.counts, two.balance, two.flow)), "balance")


def check_areas_of_the_programme_give_no_donors(subject: Subject) -> None:
    """No comparison school lies in an area of the programme, even where only one school takes part."""
    analysis = subject.world()
    frame = analysis.panel().frame
    volunteer = int(frame.loc[~frame["unit"].isin(analysis.programme), "unit"].max())
    wider = analysis.change(treated=analysis.treated | {volunteer}, programme=analysis.programme | {volunteer})
    first = (frame["unit"] == volunteer) & (frame["year"] == 2017)
    lacking = changes.with_frame(wider, lambda rows: rows[~first].reset_index(drop=True))
    closed = set(frame.loc[frame["unit"].isin(wider.programme), "area"])
    for made in (wider, lacking):
        comparison = _compared(subject, made)
        sides, roles = comparison.frame, comparison.roles
        used = set(sides.loc[~sides[roles.treated], roles.area])
        require(not used & closed, f"areas {', '.join(sorted(used & closed))} of the programme give donors")
        pool = comparison.pool
        if pool is not None:
            free = {pool.area_codes[number] for number in pool.area[pool.eligible]}
            require(not free & closed, f"areas {', '.join(sorted(free & closed))} of the programme may give donors")


def check_balance_table_is_what_is_left(subject: Subject) -> None:
    """What follows a number of the balance table in a straight line moves the estimate by what the table says is left.

    Where a comparison says how much it allowed, no number balanced is further apart than that.
    """
    analysis = subject.world()
    first = run(subject, analysis)
    balance, frame = first.comparison.balance, analysis.panel().frame
    for row in balance.rows if balance else ():
        name, _, year = row.variable.rpartition(" ")
        if name not in frame:
            continue
        number = frame["unit"].map(analysis.panel().wide(name)[int(year)]).to_numpy()

        def followed(rows: changes.Rows, number: np.ndarray = number) -> np.ndarray:
            return np.where(rows.cohort, rows.outcome + number, rows.outcome)

        moved = run(subject, changes.with_outcome(analysis, followed)).estimate.estimate - first.estimate.estimate
        left = row.treated - row.after
        require(
            abs(moved - left) < FOLLOWED * max(1.0, abs(row.before)), f"{row.variable}: {moved:.4g}, table {left:.4g}"
        )
        allowed = first.comparison.tolerance
        met = allowed is None or not row.matched_on or abs(row.smd_after) <= allowed + ROUNDING
        require(met, f"{row.variable}: {row.smd_after:.2g} SD apart where {allowed} was allowed")


def check_weights_count_or_are_refused(subject: Subject) -> None:
    """A comparison school split into two of half its weight changes nothing, and its outcome counts by its weight."""
    comparison = _uneven(run(subject, subject.world()).comparison)
    options = subject.method.options()
    try:
        whole = subject.method.run(comparison, options)
        parts = subject.method.run(_split(comparison), options)
    except EstimationError as refused:
        require("weight" in str(refused), f"refused, but not for its weights: {refused}")
        return
    require(abs(whole.estimate - parts.estimate) < ROUNDING, f"{whole.estimate:.4g} whole, {parts.estimate:.4g} split")


def check_a_school_left_out_is_left_out(subject: Subject) -> None:
    """A refit without a school does not depend on that school's outcome; the refits with it do."""
    analysis = subject.world()
    first = run(subject, analysis).check
    if first is None or not isinstance(first.shows, SchoolsLeftOut):
        return
    refits = first.shows.frame().set_index("school")["estimate"]
    for school in refits.index[:2]:
        moved = run(subject, changes.move_school(analysis, int(school), BY)).check
        assert moved is not None
        assert moved.shows is not None
        again = moved.shows.frame().set_index("school")["estimate"]
        require(abs(again[school] - refits[school]) < ROUNDING, f"the refit without {school} hangs on its outcome")
        others = refits.index != school
        require((abs(again[refits.index] - refits)[others] > ROUNDING).all(), "refits with the school ignore it")


def check_an_area_left_out_is_left_out(subject: Subject) -> None:
    """A refit without an area does not depend on the outcomes of its schools; the estimate does."""
    analysis = subject.world()
    first = run(subject, analysis)
    if first.check is None or not isinstance(first.check.shows, AreasLeftOut):
        return
    refits = first.check.shows.frame().set_index("area")["estimate"]
    for area in refits.index[:2]:
        inside = (analysis.panel().frame["area"] == area).to_numpy()

        def other(rows: changes.Rows, inside: np.ndarray = inside) -> np.ndarray:
            return rows.outcome + BY * (inside & rows.cohort)

        moved = run(subject, changes.with_outcome(analysis, other))
        assert moved.check is not None
        assert moved.check.shows is not None
        again = moved.check.shows.frame().set_index("area")["estimate"]
        require(abs(again[area] - refits[area]) < ROUNDING, f"the refit without area {area} hangs on its outcomes")
        require(abs(moved.estimate.estimate - first.estimate.estimate) > ROUNDING, f"area {area} lends no school")


def check_declared_choice_is_the_estimate(subject: Subject) -> None:
    """Where a check sets the declared choice beside others, it shows the estimate it was given, and once."""
    result = run(subject, subject.world())
    if result.check is None or result.check.shows is None:
        return
    rows = result.check.shows.frame()
    if "declared" not in rows:
        return
    declared = rows.loc[rows["declared"], "estimate"].tolist()
    require(declared == [result.estimate.estimate], f"declared {declared}, estimate {result.estimate.estimate}")


def _compared(subject: Subject, analysis: Analysis) -> Comparison:
    with standing(subject.kind, subject.name, subject.method):
        return compare(analysis)


def _with_losses(subject: Subject) -> list[Analysis]:
    if subject.shape == "cross_section":
        return [subject.world(seed) for seed in SEEDS]
    gaps = GAPS_OF.get(subject.name, worlds.city_with_gaps)
    plain = [subject.world(SEEDS[0]), *(subject.line(gaps(seed)) for seed in SEEDS)]
    near = plain[-1]
    # A rule that most of the programme meets, and one authority alone.
    of_2017 = near.panel().wide(near.estimand.outcome)[2017].reindex(sorted(near.treated))
    limit = float(of_2017.quantile(0.8)) + 1e-6
    plain.append(near.change(selection=SelectionRule(near.estimand.outcome, 2017, below=limit, unmet="leave_out")))
    if hasattr(near.design_options, "caliper"):
        plain.append(near.change(design_options=replace(near.design_options, caliper=0.35)))
    return plain


def _steps_follow(comparison: Comparison, analysis: Analysis) -> None:
    entered = {
        "programme": len(analysis.treated),
        "comparison": len(set(analysis.panel().frame["unit"]) - analysis.programme),
    }
    for step in comparison.flow.steps:
        require(step.entered == step.left + len(step.losses), f"step {step.name!r}: in is not out + lost")
        require(all(loss.reason for loss in step.losses), f"step {step.name!r}: a loss without a reason")
        expected = entered.get(step.group, step.entered)
        require(step.entered == expected, f"step {step.name!r}: {step.entered} came in, {expected} were left before")
        entered[step.group] = step.left


def _uneven(comparison: Comparison) -> Comparison:
    """Return the comparison with weights that differ within each side, where they were all alike."""
    frame, roles = comparison.frame, comparison.roles
    if frame.loc[~frame[roles.treated], roles.weight].nunique() > 1:
        return comparison
    bump = frame[roles.unit].rank(method="dense") % 3 + 1
    return replace(comparison, frame=frame.assign(**{roles.weight: frame[roles.weight] * bump}))


def _split(comparison: Comparison) -> Comparison:
    frame, roles = comparison.frame, comparison.roles
    others = frame[~frame[roles.treated]]
    heaviest = others.loc[others[roles.weight].idxmax(), roles.unit]
    mine = frame[roles.unit] == heaviest
    halved = frame.assign(**{roles.weight: np.where(mine, frame[roles.weight] / 2, frame[roles.weight])})
    twin = halved[mine].assign(**{roles.unit: int(frame[roles.unit].max()) + 1})
    return replace(comparison, frame=pd.concat([halved, twin], ignore_index=True))

"""Placebo years: contrasts between years before the start, when there was nothing to find.

Estimates
    The same estimate with the latest baseline year in the cohort's place and each earlier year as its
    baseline, with the interval of the primary inference: of the question's own outcome, and of any measure
    that reaches further back. Variables matched on stay as planned. All contrasts are judged together.
Assumes
    That nothing of the programme had begun in any of these years.
Standing
    Raises doubt where the contrasts together leave out nought, or where one is as large as an estimate that tells a
    direction. Holds where no interval reaches half of the estimate, a movement over fewer years than those until the
    result being carried on at its pace, and every year could be looked at. Could not tell elsewhere.
When it misleads
    Contrasts that hold nought are no proof that both sides would have gone on alike: with few schools
    they would hold nought anyway, so what could have gone unseen is said beside the estimate. A longer measure is
    another outcome, brought to the question's by how far schools lie apart in each. Where schools were chosen, or
    matched, on the latest baseline year, that year is the end of every contrast.
Reference
    Roth (2022), American Economic Review: Insights 4; Bilinski and Hatfield (2018) on tests of parallel
    trends that cannot fail; Romano and Wolf (2005), Econometrica 73, on the largest of several statistics.
Checked against
    ``tests/unit/sensitivity/test_placebo_years.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isnan

from evalkit.core.assumption import Assumption
from evalkit.core.estimand import Estimand
from evalkit.core.looks import Look
from evalkit.core.registry import Method
from evalkit.core.wanted import Wanted
from evalkit.core.years import FIRST_PROGRESS8, PANDEMIC_BASELINE, academic_year, examined
from evalkit.measures import MEASURES
from evalkit.measures.parts.breaks import break_notes
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Estimate
from evalkit.records.shown import YearContrast, YearContrasts
from evalkit.sensitivity.parts.jointly import ALARM, Judged, alarm, judge
from evalkit.sensitivity.parts.noughts import UNITS, before_the_start, could_go_unseen
from evalkit.sensitivity.parts.outcomes import with_outcome
from evalkit.sensitivity.parts.refits import Point, refit, unanswered
from evalkit.sensitivity.parts.standing import passed_by_noughts, yardstick
from evalkit.tables.panel import Panel

NAME = "placebo_years"
ASKS = "Did the two sides already move apart before the start?"
YEARS_BEFORE = Wanted(
    f"results of the same schools before {academic_year(FIRST_PROGRESS8)}",
    "Department for Education, school performance tables of earlier years, Key Stage 4",
)
# A few contrasts are told one by one, more by how far they reach.
TOLD = 2


@dataclass(frozen=True, slots=True)
class Options:
    """Options of placebo years.

    Attributes
    ----------
    longer : tuple of str
        Registered measures of the same schools that reach further back than the question's outcome.
    alarm : float
        The alarm is raised when the contrasts together would come up less often than this by chance. One in
        twenty, as for the interval; with a single contrast it is the interval that leaves out nought.
    """

    longer: tuple[str, ...] = ()
    alarm: float = ALARM


@dataclass(frozen=True, slots=True)
class Before:
    """One contrast between two years before the start.

    Attributes
    ----------
    outcome : str
        By registered name.
    year : int
        Exam year in which it begins.
    judged : Judged
        What was found, and how sure.
    planned : Analysis
        How it was asked.
    less_fair : bool
        Whether its comparison is less fair than the plan allows.
    """

    outcome: str
    year: int
    judged: Judged
    planned: Analysis
    less_fair: bool = False

    @property
    def estimate(self) -> Estimate:
        """What was found."""
        return self.judged.estimate


def placebo_years(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: Options) -> CheckResult:
    """Return the contrast of the latest baseline year with each earlier year."""
    if not isinstance(analysis.data, Panel):
        return unanswered(
            NAME, ASKS, "The table holds no years; results of two years before the start are needed.", (YEARS_BEFORE,)
        )
    last = max(analysis.estimand.baseline)
    found: list[Before] = []
    missing: list[str] = []
    notes: dict[str, None] = {}
    for name in dict.fromkeys((analysis.estimand.outcome, *options.longer)):
        for year in _years(analysis, name, last):
            one = _contrast(analysis, name, year, estimate, point_estimate)
            if isinstance(one, str):
                missing.append(one)
                continue
            found.append(one[0])
            notes.update(dict.fromkeys(one[1]))
    if not found and not missing:
        return unanswered(
            NAME,
            ASKS,
            f"No results from before {academic_year(last)} were read; those of an earlier year would do.",
            (YEARS_BEFORE,),
        )
    if not found:
        reason = f"The earlier years cannot be compared. {'; '.join(missing)}."
        return unanswered(NAME, ASKS, reason, (YEARS_BEFORE,))
    return _result(analysis, estimate, found, (missing, list(notes)), options)


def looks_at(asked: Estimand, years: tuple[int, ...], options: Options) -> tuple[Look, ...]:
    """Return earlier years than the latest baseline: of the outcome those named, of longer measures all there are."""
    last = max(asked.baseline)
    own = (Look(asked.outcome, year, NAME, needed=False) for year in years if year < last)
    known = [MEASURES.get(name) for name in options.longer if name in MEASURES.names()]
    reach = (
        (one.name, year)
        for one in known
        for year in filter(examined, range(one.first_year, last))
        if _same_side(year, last)
    )
    return (*own, *(Look(name, year, NAME, needed=False) for name, year in reach))


METHOD = Method(
    summary="The same contrast between years before the start, when there was nothing to find",
    run=placebo_years,
    options=Options,
    words="the years before the start",
    looks_at=looks_at,
    shapes=("panel",),
    speaks_to=(Assumption.ALIKE,),
    checked_against=(
        "tests/unit/sensitivity/test_placebo_years.py::test_equals_planning_the_years_before",
        "tests/unit/sensitivity/test_placebo_years.py::test_several_years_raise_no_more_false_alarms_than_one",
    ),
    rests_on=(YEARS_BEFORE,),
)


def _years(analysis: Analysis, name: str, last: int) -> list[int]:
    """Return the years before the latest baseline year in which an outcome may be looked at, ascending."""
    frame = analysis.panel().frame
    held = sorted({int(year) for year in frame["year"].unique() if year < last})
    if name == analysis.estimand.outcome:
        known = set(frame.loc[frame[name].notna(), "year"])
        held = [year for year in held if year in known]
    if name in MEASURES.names():
        held = [year for year in held if year >= MEASURES.get(name).first_year]
    return [year for year in held if _same_side(year, last)]


def _same_side(year: int, last: int) -> bool:
    return (year >= PANDEMIC_BASELINE) == (last >= PANDEMIC_BASELINE)


def _contrast(
    analysis: Analysis, name: str, year: int, estimate: Estimate, point_estimate: Point
) -> tuple[Before, tuple[str, ...]] | str:
    """Return one contrast and what must be said of it, or why there is none."""
    last = max(analysis.estimand.baseline)
    planned = analysis.change(estimand=replace(analysis.estimand, cohort=last, baseline=(year,)))
    notes: tuple[str, ...] = ()
    if name != analysis.estimand.outcome:
        other = with_outcome(planned, name)
        if other.analysis is None:
            return f"{academic_year(year)}: {other.reason}"
        told = break_notes(MEASURES.get(name).breaks, (year, last)) if name in MEASURES.names() else ()
        planned, notes = other.analysis, tuple(note for note in other.notes if note not in told)
    done = refit(planned, point_estimate)
    if done.estimate is None:
        return f"{academic_year(year)}: {done.remark}"
    found = judge(planned, done.estimate, estimate, point_estimate)
    return Before(name, year, found, planned, bool(done.remark)), notes


def _result(
    analysis: Analysis,
    estimate: Estimate,
    found: list[Before],
    said_of_years: tuple[list[str], list[str]],
    options: Options,
) -> CheckResult:
    missing, notes = said_of_years
    yard, raised = yardstick(estimate), alarm([one.judged for one in found], options.alarm)
    contrasts = [before_the_start(_brief(one), one.judged, one.planned, analysis, one.year) for one in found]
    passed = passed_by_noughts(yard, [one.nought for one in contrasts], alarm=raised, all_seen=not missing)
    outcomes = list(dict.fromkeys(one.outcome for one in found))
    several = len(outcomes) > 1
    told = [_told([one for one in found if one.outcome == name], analysis) for name in outcomes]
    short = bool(options.longer) and min(one.year for one in found) >= FIRST_PROGRESS8
    said = [
        *_opening(told, len(found), raised),
        *could_go_unseen(yard, contrasts, passed, what="movement", units=UNITS[analysis.estimand.level]),
        _chosen(analysis),
        *(_breaks([one for one in found if one.outcome == name]) for name in outcomes),
        *notes,
        f"Could not be compared: {'; '.join(missing)}." if missing else "",
        f"Not asked: years before {academic_year(FIRST_PROGRESS8)}, of which no results were read." if short else "",
    ]
    return CheckResult(
        check=NAME,
        asks=ASKS,
        passed=passed,
        answered=True,
        answer=" ".join(text for text in said if text),
        unit="" if several else found[0].estimate.unit.name,
        shows=YearContrasts(tuple(_row(one, several=several) for one in found)),
        wanted=(YEARS_BEFORE,) if missing or short else (),
    )


def _opening(told: list[str], contrasts: int, raised: bool | None) -> tuple[str, ...]:
    """Return the first sentence; of several contrasts what they say together comes before each."""
    if contrasts == 1:
        what = "more than chance may move them" if raised else "which cannot be told from chance"
        end = "" if raised is None else f"{':' if raised else ','} {what}"
        return (f"Before the start the two sides moved apart by {told[0]}{end}.",)
    all_of_them = f"{contrasts} contrasts taken together"
    listed = f"They moved apart by {'; '.join(told)}."
    if raised is None:
        return (f"Before the start there is no way to judge {contrasts} contrasts between years together.", listed)
    if raised:
        return (f"Before the start the two sides moved apart more than chance may move them: {all_of_them}.", listed)
    return (f"Whether the two sides moved apart before the start cannot be told from chance: {all_of_them}.", listed)


def _row(one: Before, *, several: bool) -> YearContrast:
    last = one.estimate.estimand.cohort
    years = f"{academic_year(one.year)} to {academic_year(last)}"
    low, high = one.judged.ends()
    return YearContrast(
        label=f"{_brief(one)}, {years}" if several else years,
        outcome=one.outcome,
        series=_brief(one),
        before=one.year,
        cohort=last,
        unit=one.estimate.unit.difference().name,
        decimals=one.estimate.unit.decimals,
        estimate=one.estimate.estimate,
        conf_low=low,
        conf_high=high,
        schools=one.estimate.counts.units_treated,
        less_fair=one.less_fair,
    )


def _told(found: list[Before], analysis: Analysis) -> str:
    """Return how far one outcome moved, year by year where they are few."""
    unit = found[0].estimate.unit
    show, last = unit.difference().show, academic_year(max(analysis.estimand.baseline))
    if len(found) <= TOLD:
        return " and ".join(
            f"{show(one.estimate.estimate)} {unit.name} from {academic_year(one.year)} to {last}{_between(one)}"
            for one in found
        )
    values = [one.estimate.estimate for one in found]
    return (
        f"{show(min(values))} to {show(max(values))} {unit.name} in {_brief(found[0])}, counted to {last} from each of "
        f"the {len(found)} years since {academic_year(found[0].year)}"
    )


def _breaks(found: list[Before]) -> str:
    """Return, once for all its contrasts, in which years what an outcome counts was changed."""
    one = found[0]
    if one.outcome not in MEASURES.names():
        return ""
    first, last = min(each.year for each in found), one.estimate.estimand.cohort
    changed = [academic_year(year) for year in MEASURES.get(one.outcome).breaks if first < year <= last]
    if not changed:
        return ""
    return (
        f"What counts in {_brief(one)} changed in {_listed(changed)}, so schools are held against others of the same "
        "year and not against their own earlier results."
    )


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _between(one: Before) -> str:
    low, high = one.judged.ends()
    show = one.estimate.unit.difference().show
    return "" if isnan(low) else f" (interval {show(low)} to {show(high)})"


def _brief(one: Before) -> str:
    return one.estimate.estimand.label.split(" (", 1)[0] or one.outcome


def _chosen(analysis: Analysis) -> str:
    rule, last = analysis.selection, max(analysis.estimand.baseline)
    if rule is None or rule.year != last:
        return ""
    return (
        f"Schools were chosen on results of {academic_year(last)}, the end of each contrast; the same rule is put to "
        "both sides, and the test is weaker for it."
    )

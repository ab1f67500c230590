"""What an evaluator asks first of the comparison: donors, balance, clusters, years before the start, who was lost."""

from __future__ import annotations

import math

from evalkit.core.quantity import GRADES, Unit
from evalkit.document.annex.audited_run import AuditedRun
from evalkit.document.annex.reply import Reply, not_known, shown_by
from evalkit.findings.finding import Finding
from evalkit.report.sentences.parts.estimate_words import kind_of
from evalkit.report.words import listed, named

# What Works Clearinghouse: up to 0.05 alike as it is, up to 0.25 alike after adjustment, not alike beyond.
FINE, ADJUSTABLE = 0.05, 0.25
SD = Unit("SD", 2)
DF = Unit("number", 1)
SDS = "standard deviation"
NONE_ANSWERED = "No question was answered"
CLUSTERS = (("grounds", "table", "What certainty rests on"), ("inferences", "table", "Every way of judging it"))


def pool(held: AuditedRun) -> Reply:
    """Whether schools that had a programme themselves can stand in the comparison."""
    donors, first = held.study.donors, held.study.leading.id
    parts = (("comparison-schools", "table", "Which schools they are"), ("flow", "table", "Who was left out, and why"))
    own = "Schools of the programme and of its areas are never used"
    listed_out = len(set(held.study.excluded) | set(donors.exclude_schools))
    told = [f"{listed_out} listed schools are left out" if listed_out else "no other school is listed to be left out"]
    links = shown_by(held, first, *parts)
    if not held.study.overlaps:
        told.append("which schools were in other programmes is not known: donors.overlap_file names them")
        return Reply(f"{own}; {'; '.join(told)}.", links)
    others = {one.programme for one in held.study.overlaps}
    handled = "left out where their dates overlap" if donors.overlap == "exclude" else "counted, and not left out"
    told.append(f"schools of {listed(sorted(others))} are {handled}")
    return Reply(f"{own}; {'; '.join(told)}.", links)


def alike(held: AuditedRun) -> Reply:
    """The largest difference before the start, by the bands of the What Works Clearinghouse."""
    if not held.foremost:
        return not_known(NONE_ANSWERED)
    told = [f"{one.id}: {_balance(one)}" for one in held.foremost]
    parts = (("balance", "table", "Balance, item by item"), ("balance", "figure", "The same, drawn"))
    return Reply(f"{'; '.join(told)}.", shown_by(held, held.foremost[0].id, *parts))


def _balance(finding: Finding) -> str:
    rows = finding.balance.rows if finding.balance is not None else ()
    sizes = {row.label: row.smd_after for row in rows if not math.isnan(row.smd_after)}
    if not sizes:
        return "not known, as no balance was made"
    worst = max(sizes, key=lambda label: abs(sizes[label]))
    fine, bad = (
        sum(abs(size) <= FINE for size in sizes.values()),
        sum(abs(size) > ADJUSTABLE for size in sizes.values()),
    )
    between = len(sizes) - fine - bad
    return (
        f"of {len(sizes)} characteristics {fine} differ by at most {FINE:g} of a {SDS}, {between} by up to "
        f"{ADJUSTABLE:g}, {bad} by more; furthest apart is {worst} ({SD.difference().show(sizes[worst])})"
    )


def clusters(held: AuditedRun) -> Reply:
    """How many clusters there are, and by what certainty is judged."""
    if not held.foremost:
        return not_known(NONE_ANSWERED)
    told = [f"{one.id}: {_clusters(one)}" for one in held.foremost]
    return Reply(f"{'; '.join(told)}.", shown_by(held, held.foremost[0].id, *CLUSTERS))


def _clusters(finding: Finding) -> str:
    result, counts = finding.estimate, finding.estimate.counts
    kind = kind_of(result)
    sides = f"{counts.units_treated} {kind.many if counts.units_treated != 1 else kind.one}"
    areas = (
        f" in {counts.areas_treated} area{'' if counts.areas_treated == 1 else 's'}" if kind.many == "schools" else ""
    )
    against = f"{counts.units_comparison} comparison {kind.many}"
    if not result.primary:
        return f"{sides}{areas}, {against}; no way of judging certainty could be had"
    sure = result.inference()
    freedom = f", {DF.show(sure.df)} degrees of freedom" if math.isfinite(sure.df) else ""
    why = f", because {finding.rule_reason}" if finding.rule_reason and sure.name == finding.rule_primary else ""
    return f"{sides}{areas}, {against}; judged by {named(sure.name)}{freedom}{why}"


def trends(held: AuditedRun) -> Reply:
    """How many years before the baseline are shown with an interval."""
    if not held.foremost:
        return not_known(NONE_ANSWERED)
    first = held.foremost[0]
    kept = held.kept(f"{first.id}-event-study", "table") or held.kept("event-study", "table")
    if kept is None:
        return not_known("No page kept the estimate year by year")
    values, before = kept.block.values, min(first.estimate.estimand.baseline)
    earlier = values[(values["year"].map(_year) < before) & values["low"].notna() & values["high"].notna()]
    parts = (("event-study", "table", "The estimate year by year"), ("event-study", "figure", "The same, drawn"))
    links = shown_by(held, first.id, *parts)
    if earlier.empty:
        return not_known(f"{first.id}: no year before the baseline has an interval", *links)
    drawn = len(earlier)
    years = f"{drawn} year{'' if drawn == 1 else 's'} before the baseline"
    return Reply(f"{first.id}: {years} shown with an interval; what each can tell stands beside it.", links)


def _year(shown: object) -> int:
    """Return the exam year of a cell: the calendar year it ends in."""
    return int(str(shown)[:4]) + ("/" in str(shown))


def lost(held: AuditedRun) -> Reply:
    """How many schools of the programme have no comparison, and why."""
    standing = next((one.standing for one in held.foremost if one.standing is not None), None)
    parts = (("lineages", "table", "Schools through changes of number"), ("flow", "table", "Who was lost, and why"))
    links = shown_by(held, held.study.leading.id, *parts)
    if standing is None:
        return not_known("Nobody counted the programme's schools against the tables", *links)
    why = "; ".join(f"{count} {reason}" for reason, count in standing.lost)
    told = f"Of {standing.asked} asked about, {standing.compared} are compared{f' ({why})' if why else ''}"
    return Reply(f"{told}. Both sides are followed through links between numbers, and losses counted by step.", links)


def certainty(held: AuditedRun) -> Reply:
    """In which units intervals are given."""
    if not held.foremost:
        return not_known(NONE_ANSWERED)
    first = held.foremost[0]
    if not first.estimate.primary:
        return not_known(f"{first.id}: no interval could be had")
    unit = first.estimate.unit
    own = "grades" if unit.name == GRADES.name else unit.name
    told = f"In {own}: yes"
    parts = (("inferences", "table", "Every interval"), ("summary", "table", "The answer"))
    return Reply(f"{told}. In {SDS}s of pupils: {_in_sds(held, first)}.", shown_by(held, first.id, *parts))


def _in_sds(held: AuditedRun, finding: Finding) -> str:
    """Say whether a table of this finding gives a column or a row in standard deviations of pupils."""
    tables = [one.block for one in held.blocks if one.block.kind == "table" and finding.id in one.block.findings]
    written = (text for block in tables for text in (*block.columns, *(cell for row in block.cells for cell in row)))
    return "yes" if any(SDS in text.lower() and "pupil" in text.lower() for text in written) else "not known"

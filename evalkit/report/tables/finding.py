"""A finding as tables: the number, every way of judging certainty, every check."""

from __future__ import annotations

import math
from functools import singledispatch

from evalkit.core.quantity import Unit
from evalkit.findings.finding import Finding
from evalkit.records.check import CheckStanding
from evalkit.records.details import Clusters, Detail, ModelClusters, PlaceboAreas, PlaceboSets, VarianceShares
from evalkit.records.estimate import Estimate, Inference, Shown
from evalkit.records.standing import LessRise
from evalkit.report.block import Block
from evalkit.report.sentences.parts.estimate_words import SCHOOLS, kind_of, read_estimate, side_of
from evalkit.report.sentences.standings import NOT_PASSED
from evalkit.report.table_cells import NOT_APPLICABLE, Column, table_block
from evalkit.report.tables.quotable import quotable as quotable
from evalkit.report.tables.robustness import robustness as robustness
from evalkit.report.tables.summary import summary as summary
from evalkit.report.tables.threats import threats as threats
from evalkit.report.words import named, opened, plain, unit_heading

P_VALUE = Unit("no unit", 3)
COUNT = Unit("number", 0)
COUNTED = Unit("number", 1)
SHARE = Unit("per cent", 1)
# What clustering by school cannot see.
WIDER_THAN_A_SCHOOL = ("area-year shocks",)
# Filled in with what is counted: areas and schools, or authorities.
IN_ITS_PLACE = "untreated {areas} in the place of the {these}"
NOT_ANSWERED = "could not tell: not answered"


def inferences(finding: Finding) -> Block:
    """Every way of judging certainty, with what it leaves out."""
    return _inferences(finding.estimate, f"{finding.id}-inferences", (finding.id,), _marks(finding))


def grounds(finding: Finding) -> Block:
    """On how many schools, areas and clusters each way of judging certainty rests; an authority is its own area."""
    result, kind = finding.estimate, kind_of(finding.estimate)
    studied = side_of(kind.one, "programme", result.counts.units_treated)
    words = {"areas": "areas" if kind is SCHOOLS else kind.many, "these": studied}
    rows: list[dict[str, object]] = _units_and_areas(finding, studied)
    for one in result.inferences:
        way = opened(named(one.name))
        rows += [
            {"what": f"{way}: {what.format(**words) if what.startswith('untreated') else what}", "number": number}
            for shown in one.details
            for what, number in rests_on(shown)
        ]
        rows += [{"what": f"{way}: degrees of freedom", "number": one.df}] if math.isfinite(one.df) else []
    if (last := _first(finding, VarianceShares, latest=True)) is not None:
        rows += [
            {"what": "Untreated areas behind the variances", "number": last.areas},
            {"what": "Their schools behind the variances", "number": last.schools},
        ]
    columns = (Column("what", "What"), Column("number", "How many (number)", COUNTED))
    return table_block(f"{finding.id}-grounds", "What certainty rests on", columns, rows, findings=(finding.id,))


def _units_and_areas(finding: Finding, studied: str) -> list[dict[str, object]]:
    counts, balance, kind = finding.estimate.counts, finding.balance, kind_of(finding.estimate)
    several = kind is SCHOOLS
    rows: list[dict[str, object]] = [{"what": opened(studied), "number": int(counts.units_treated)}]
    rows += [{"what": f"Areas of the {studied}", "number": int(counts.areas_treated)}] if several else []
    rows += [{"what": f"Comparison {kind.many}", "number": int(counts.units_comparison)}]
    rows += [{"what": "Comparison areas", "number": int(counts.areas_comparison)}] if several else []
    if balance is not None:
        alike = "were all to weigh alike"
        rows += [{"what": f"Comparison {kind.many}, {alike}", "number": float(balance.effective_units)}]
        rows += [{"what": f"Comparison areas, {alike}", "number": float(balance.effective_areas)}] if several else []
    return rows


@singledispatch
def rests_on(shown: Detail) -> tuple[tuple[str, float], ...]:
    """Return what a reader is told of what an inference rests on; a kind that says nothing here rests on no count."""
    return ()


@rests_on.register
def _(shown: Clusters) -> tuple[tuple[str, float], ...]:
    return (
        ("clusters", len(shown.table)),
        ("clusters studied", shown.treated),
        ("largest leverage of one cluster", shown.largest_leverage),
    )


@rests_on.register
def _(shown: ModelClusters) -> tuple[tuple[str, float], ...]:
    return (("clusters", shown.clusters), ("clusters studied", shown.treated))


@rests_on.register
def _(shown: PlaceboAreas) -> tuple[tuple[str, float], ...]:
    return ((IN_ITS_PLACE, len(shown.table)),)


@rests_on.register
def _(shown: PlaceboSets) -> tuple[tuple[str, float], ...]:
    return ((IN_ITS_PLACE, len(shown.table)), ("sets of schools in their place", int(shown.table["sets"].sum())))


def variance(finding: Finding) -> Block:
    """How much of the doubt comes from areas and how much from schools, on both sides."""
    shown, unit = _first(finding, VarianceShares), finding.estimate.unit
    rows: list[dict[str, object]] = [{"term": "not divided by any way used here", "share": None}]
    notes = []
    if shown is not None:
        rows = [{"term": opened(name), "share": 100 * value} for name, value in shown.shares]
        notes.append(
            f"Standard deviation of the change, in {unit_heading(unit)}: {unit.show(shown.area_sd)} shared by the "
            f"schools of an area, {unit.show(shown.school_sd)} of a school's own, from {shown.schools:,} schools in "
            f"{shown.areas:,} areas without the programme."
        )
        if shown.truncated:
            notes.append("Areas varied no more than their schools let one expect, so the part of areas was set to 0.")
    columns = (Column("term", "Doubt from"), Column("share", "Share of the variance (per cent)", SHARE))
    title = "Where the doubt comes from"
    return table_block(f"{finding.id}-variance", title, columns, rows, notes=notes, findings=(finding.id,))


def leverage(finding: Finding) -> Block:
    """How much each school counts; schools that count alike share a line."""
    shown = _first(finding, Clusters)
    rows: list[dict[str, object]] = [{"side": "not told by any way used here", "schools": "", "share": None}]
    notes: list[str] = []
    if shown is not None:
        table = shown.table
        alike = table.assign(share=(100 * table["share"]).round(SHARE.decimals), leverage=table["leverage"].round(2))
        counted = alike.groupby(["treated", "share", "leverage"]).size().reset_index(name="schools")
        counted = counted.sort_values(["treated", "share", "leverage"], ascending=False, kind="stable")
        parts = (counted[name].tolist() for name in ("treated", "schools", "share", "leverage"))
        rows = [
            {"side": "studied" if treated else "comparison", "schools": schools, "share": share, "leverage": alone}
            for treated, schools, share, alone in zip(*parts, strict=True)
        ]
        notes.append(
            "Share: of all that tells the two sides apart. Leverage: how much of the fit hangs on this school; its own "
            "level alone counts 1. Schools that count alike stand on one line; none is named."
        )
    columns = (
        Column("side", "Side"),
        Column("schools", "Schools (number)", COUNT),
        Column("share", "Share of each (per cent)", SHARE),
        Column("leverage", "Leverage of each (no unit)", Unit("no unit", 2)),
    )
    title = "How much each school counts"
    return table_block(f"{finding.id}-leverage", title, columns, rows, notes=notes, findings=(finding.id,))


def checks(finding: Finding) -> Block:
    """What every check asks and what it leaves of the estimate, the unanswered first; its sentence answers."""
    ordered = sorted(finding.checks, key=lambda check: check.answered)
    rows = [
        {"asks": check.asks, "verdict": check.standing.value if check.answered else NOT_ANSWERED} for check in ordered
    ]
    rows = rows or [{"asks": "The plan asks for no check.", "verdict": "none"}]
    columns = (Column("asks", "Question"), Column("verdict", "Verdict"))
    left_open = any(check.standing is CheckStanding.COULD_NOT_TELL for check in finding.checks)
    title, notes = "How easily it could be wrong", (NOT_PASSED,) if left_open else ()
    return table_block(f"{finding.id}-checks", title, columns, rows, notes=notes, findings=(finding.id,))


def wanted(finding: Finding) -> Block:
    """What would answer the checks, or parts of them, that were left open, and who publishes it."""
    asking: dict[tuple[str, str], dict[str, None]] = {}
    for check in finding.checks:
        for one in check.wanted:
            asking.setdefault((one.data, one.publisher), {})[named(check.check)] = None
    rows = [
        {"data": opened(data), "publisher": publisher, "asked": opened(", ".join(who))}
        for (data, publisher), who in asking.items()
    ]
    rows = rows or [{"data": "Nothing", "publisher": "nobody", "asked": "no check was left open for lack of data"}]
    columns = (Column("data", "What would answer it"), Column("publisher", "Who has it"), Column("asked", "Asked by"))
    return table_block(f"{finding.id}-wanted", "What was left open for lack of data", columns, rows)


def estimate(result: Estimate) -> Block:
    """Every way of judging certainty of an estimate that belongs to no study."""
    return _inferences(result, "estimate-inferences", (), {})


def _inferences(result: Estimate, identifier: str, findings: tuple[str, ...], marks: dict[str, str]) -> Block:
    unit = result.unit.difference()
    heading = unit_heading(unit)
    rows = [
        {
            "name": f"{named(one.name)}{marks.get(one.name, '')}",
            "estimate": result.estimate,
            "low": one.conf_low,
            "high": one.conf_high,
            "level": 100 * one.conf_level,
            "p": one.p_value,
            "df": one.df,
            "ignores": plain(one.ignores),
        }
        for one in result.inferences
    ]
    rows += _if_picked(result)
    rows += [
        {
            "name": named(refusal.name),
            "estimate": result.estimate,
            "ignores": f"cannot be computed: {refusal.reason}",
        }
        for refusal in result.refused
    ]
    columns = (
        Column("name", "How sure, by"),
        Column("estimate", f"Estimate ({heading})", unit),
        Column("low", f"From ({heading})", unit),
        Column("high", f"To ({heading})", unit),
        Column("level", "Level (%)", COUNT),
        Column("p", "p (no unit)", P_VALUE, missing=NOT_APPLICABLE),
        Column("df", "df (number)", Unit("number", 1), missing=NOT_APPLICABLE),
        Column("ignores", "Leaves out"),
    )
    assumed = (f"{opened(named(one.name))} assumes that {one.assumes}." for one in result.inferences if one.assumes)
    narrower = [one for one in result.inferences if _narrower(one, result)]
    least = [_least_doubt(min(narrower, key=_width), result)] if narrower else []
    notes = tuple(dict.fromkeys((*assumed, *least, *(caveat for one in result.inferences for caveat in one.caveats))))
    title = f"{opened(result.outcome)}: the estimate and how sure it is, by every way"
    return table_block(identifier, title, columns, rows, notes=notes, findings=findings)


def _narrower(one: Inference, result: Estimate) -> bool:
    """Say whether a way that cannot see beyond a school has a narrower interval than the primary, at its level.

    What it leaves out can only add doubt. Where it is wider all the same, it is no least doubt.
    """
    sure = read_estimate(result).inference
    if sure is None or one.ignores not in WIDER_THAN_A_SCHOOL or one.conf_level != sure.conf_level:
        return False
    return _width(one) < _width(sure)


def _width(one: Inference) -> float:
    return one.conf_high - one.conf_low


def _least_doubt(one: Inference, result: Estimate) -> str:
    return (
        f"{opened(named(one.name))} shows the least doubt there can be: its interval is narrower than that of "
        f"{named(result.primary)}, and it leaves out {plain(one.ignores)}."
    )


def _if_picked(result: Estimate) -> list[dict[str, object]]:
    """Return the row of the other answer; none where it is not asked."""
    other = result.if_chosen_low
    if not isinstance(other, LessRise):
        return []
    numbers = {"estimate": other.estimate, "low": other.conf_low, "high": other.conf_high, "p": other.p_value}
    return [
        {
            "name": "placebo areas, if the area was picked for how it stood",
            **numbers,
            "level": 100 * other.conf_level,
            "df": math.nan,
            "ignores": "whatever else made the area be picked than how it stood",
        }
    ]


def _marks(finding: Finding) -> dict[str, str]:
    shown = read_estimate(finding.estimate).inference
    return {shown.name: " (shown first)"} if shown else {}


def _first(finding: Finding, kind: type[Shown], *, latest: bool = False) -> Shown | None:
    """Return what the first inference that shows such a thing shows of it, or the latest one."""
    found = [shown for one in finding.estimate.inferences if (shown := one.detail(kind)) is not None]
    return found[-1 if latest else 0] if found else None

"""Findings with every kind of record that checks show, for the figure that holds them all."""

from __future__ import annotations

from dataclasses import replace

from evalkit.core.quantity import Unit
from evalkit.findings.finding import Finding
from evalkit.records.check import CheckResult
from evalkit.records.shown import (
    AreasLeftOut,
    ChangePath,
    GainsByBaseline,
    HiddenNumbers,
    JudgedRefit,
    JudgedRefits,
    OutcomeShift,
    OutcomeShifts,
    PathStep,
    Refits,
    Refitted,
    Shown,
    SupportShare,
    SupportShares,
    TiedGroup,
    TiedGroups,
    WithoutArea,
    YearContrast,
    YearContrasts,
)
from tests.unit.report import samples
from tests.unit.report.false_samples import finding

NAN = float("nan")
NONE = JudgedRefits(())


def check(name: str, shows: Shown | None, asks: str = "", unit: str = "grades", **fields: object) -> CheckResult:
    """Return a check of any name that shows this."""
    told: dict[str, object] = {"passed": None, "answered": True, "answer": "An answer.", "unit": unit}
    return CheckResult(name, asks or f"What does {name} ask?", **{**told, **fields}, shows=shows)  # type: ignore[arg-type]


def plans(*values: float, planned: float = 0.11, less_fair: int = 0) -> CheckResult:
    """Return refits under other plans beside the plan's own; the first few are less fair."""
    others = (
        Refitted(f"plan number {place}", value, less_fair=place < less_fair) for place, value in enumerate(values)
    )
    return check("other_choices", Refits((Refitted("as planned", planned, declared=True), *others)))


def path(*steps: tuple[str, float], planned: float = 0.11) -> CheckResult:
    """Return a path from the plan."""
    rows = [PathStep("as planned", planned, 0.0, 0.0, declared=True)]
    rows += [PathStep(label, value, 0.0, 0.0, declared=False) for label, value in steps]
    return check("a_path", ChangePath(tuple(rows)))


def left_out(*values: float) -> CheckResult:
    """Return areas left out in turn."""
    rows = tuple(WithoutArea(str(place), f"Area {place}", 5.0, value) for place, value in enumerate(values))
    return check("areas", AreasLeftOut(rows, 0.11, min(values), max(values), 0.05, 0.26))


def subjects(*rows: JudgedRefit, asks: str = "Did maths change more than English?") -> CheckResult:
    """Return refits with intervals, the question's own first."""
    own = JudgedRefit("maths", 0.11, -0.15, 0.37, declared=True, outcome="p8_maths", cohort=2019)
    return check("subjects", JudgedRefits((own, *rows)), asks)


def english(label: str, estimate: float, low: float, high: float, cohort: int = 2019) -> JudgedRefit:
    """Return a refit of another outcome."""
    return JudgedRefit(label, estimate, low, high, outcome="p8_maths_minus_english", cohort=cohort)


def years(*rows: tuple[float, float, float], unit: str = "grades") -> CheckResult:
    """Return contrasts before the start."""
    made = tuple(
        YearContrast(f"contrast {place}", "p8_maths", "maths", 2016, 2017, unit, 2, *row)
        for place, row in enumerate(rows)
    )
    return check("years_before", YearContrasts(made), unit="")


def ties(*rows: tuple[str, float, float, float]) -> CheckResult:
    """Return groups with ties beside the programme's schools."""
    own = TiedGroup("schools of the programme", "programme", 0.11, -0.15, 0.37, 19, declared=True)
    return check("ties", TiedGroups((own, *(TiedGroup(label, label, *row, 12) for label, *row in rows))))


def outcomes(*rows: tuple[str, str, float, float, float]) -> CheckResult:
    """Return other outcomes in units of their own."""
    made = tuple(OutcomeShift(label, label, unit, 1, *row) for label, unit, *row in rows)
    return check("outcomes", OutcomeShifts(made, len(made), 0), unit="")


def support() -> CheckResult:
    """Return what like support elsewhere would hide."""
    rows = (
        SupportShare("none", 0.0, 1.0, 0.11, -0.15, 0.37, declared=True),
        SupportShare("40 in 100", 40.0, 1.67, 0.18, -0.25, 0.62, declared=False),
    )
    return check("support", SupportShares(rows))


def hidden() -> CheckResult:
    """Return hidden numbers at both ends."""
    rows = (Refitted("left out", 0.11, declared=True), Refitted("lowest", 0.02), Refitted("highest", 0.21))
    return check("hidden", HiddenNumbers(rows, 12, 1), "Could hidden numbers change it?")


def gains(chosen_in: int | None = None) -> CheckResult:
    """Return gains by themselves."""
    shown = samples.risen().shows
    assert isinstance(shown, GainsByBaseline)
    return check("gains", replace(shown, chosen_in=chosen_in))


def full(**fields: object) -> Finding:
    """Return a finding to which every kind of check was put."""
    checks = (
        samples.check(),
        left_out(0.08, 0.14),
        plans(0.04, 0.06, 0.13, less_fair=1),
        path(("results before the start matched on", 0.05), ("10 comparison schools each", 0.02)),
        subjects(english("English", 0.07, -0.1, 0.3), english("maths minus English, before", 0.2, 0.06, 0.31, 2017)),
        years((-0.05, -0.24, 0.14)),
        years((0.3, 0.1, 0.5), (-0.1, -0.4, 0.2), unit="school standard deviations"),
        ties(("schools of neighbouring authorities", -0.09, -0.27, 0.09)),
        outcomes(("sessions missed", "per cent", 0.4, 0.1, 0.7), ("a mark in grades", "grades", 0.02, -0.1, 0.2)),
        support(),
        hidden(),
        gains(),
        check("open", None, answered=False),
    )
    return finding(checks=checks, **fields)


def in_unit(name: str, decimals: int, factor: float, checks: tuple[CheckResult, ...]) -> Finding:
    """Return a finding in another unit."""
    made = finding(0.11 * factor, -0.15 * factor, 0.37 * factor, checks=checks)
    return replace(made, estimate=replace(made.estimate, unit=Unit(name, decimals)))

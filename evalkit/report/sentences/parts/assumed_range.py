"""The range of assumed selection, as a finding carries it, and whether a direction survives it."""

from __future__ import annotations

from evalkit.core.quantity import holds_nought
from evalkit.findings.finding import Finding
from evalkit.records.check import CheckResult
from evalkit.records.shown import JudgedRefits
from evalkit.sensitivity import CHECKS
from evalkit.sensitivity.parts.roles import UNSEEN_NEED


def check_of(finding: Finding) -> CheckResult | None:
    """Return the check that asks for the range of a question whose schools were chosen on an unseen need."""
    if not finding.unobserved_need:
        return None
    name = CHECKS.playing(UNSEEN_NEED)
    return next((one for one in finding.checks if one.check == name), None)


def readings_of(finding: Finding) -> JudgedRefits | None:
    """Return the difference under each reading of the need; None where it could not be worked out."""
    found = check_of(finding)
    return found.shows if found is not None and isinstance(found.shows, JudgedRefits) else None


def range_of(finding: Finding) -> tuple[float, float] | None:
    """Return both ends of the range, in the outcome's unit; None where it could not be worked out."""
    shown = readings_of(finding)
    if shown is None:
        return None
    return min(row.conf_low for row in shown.rows), max(row.conf_high for row in shown.rows)


def bears_out(finding: Finding, direction: str) -> bool:
    """Say whether a direction read from the interval alone still holds with whatever the need may have done.

    Parameters
    ----------
    finding : Finding
        Any; one whose schools were chosen on no such need bears out what its interval says.
    direction : str
        ``up`` or ``down``.
    """
    if not finding.unobserved_need:
        return True
    ends = range_of(finding)
    if ends is None or holds_nought(*ends, finding.estimate.unit):
        return False
    return (ends[0] > 0) == (direction == "up")

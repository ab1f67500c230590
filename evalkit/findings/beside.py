"""What stands beside the number of a finding: how many it is about, what it could notice, what is ruled out."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

from evalkit.core.quantity import twelve_digits
from evalkit.records.description import ExposureRow
from evalkit.records.margin import Margin


@dataclass(frozen=True, slots=True)
class Beside:
    """What a reader needs beside an estimate, and what none of its inferences says.

    Attributes
    ----------
    asked : int
        Schools, or authorities, that the question is about, before any was lost; 0 where that is not known.
    targeted : bool
        Whether those are the targeted schools of the programme and not all of them.
    smallest, power : float
        Smallest difference that would be noticed, in the unit of the outcome, and how often; NaN where it cannot be
        said. No result of the schools studied after the start enters.
    margin : Margin or None
        The smallest difference of interest with its tests; None where the study declares none.
    dose : tuple of ExposureRow
        How much of their courses the pupils behind the estimate had after the start, by wave; empty where not told.
    pupil_sd : float
        Standard deviation of the outcome between all pupils in England in the latest baseline year, in its own unit;
        NaN where the tables do not tell.
    """

    asked: int = 0
    targeted: bool = False
    smallest: float = nan
    power: float = nan
    margin: Margin | None = None
    dose: tuple[ExposureRow, ...] = ()
    pupil_sd: float = nan


NOTHING_BESIDE = Beside()


def content(beside: Beside) -> dict[str, object]:
    """Return it as plain content of the findings file; what is not known is left out."""
    told: dict[str, object] = {}
    if beside.asked:
        told["asked"] = beside.asked
    if (smallest := twelve_digits(beside.smallest)) is not None:
        told["noticed"] = {"smallest": smallest, "power": twelve_digits(beside.power)}
    if (spread := twelve_digits(beside.pupil_sd)) is not None:
        told["pupil_sd"] = spread
    if beside.margin is not None:
        told["of_interest"] = {
            "margin": twelve_digits(beside.margin.size),
            "p_rise": twelve_digits(beside.margin.rise),
            "p_fall": twelve_digits(beside.margin.fall),
            "inference": beside.margin.inference,
            "ruled_out": beside.margin.ruled_out,
        }
    if beside.dose:
        told["dose"] = [
            {"wave": row.wave, "schools": row.schools, "share": twelve_digits(row.share)} for row in beside.dose
        ]
    return told

"""Placebos adjusted for how low each stood before the start, so that an area chosen for standing low is judged fairly.

An area that was chosen because it stood low will mostly rise towards the others by itself, and untreated areas that
were not chosen so do not show it. How much they rise for each unit that they stand below their own donors is
learned from all of them together, and taken off the programme's estimate; what is then left of each placebo, with
itself left out of the fit, is what the programme is ranked among.

With z = θ/s, x = (1/s, g/s) and no constant: β from least squares of z on x over all placebos;
d_a = (z_a - x_a'β₍₋ₐ₎) / √(1 + x_a'(X'X)₍₋ₐ₎⁻¹x_a), which is e_a / √(1 - h_a) with e_a the residual and h_a the
leverage in the whole fit; for the programme d = (z - x'β) / √(1 + x'(X'X)⁻¹x). No residual SD stands in d, since z is
already in predicted SDs. Conley and Taber (2011) and Ferman and Pinto (2019) for placebos by rank; the closed form is
that of deleted residuals, Cook and Weisberg (1982), equation 2.2.8.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evalkit.numeric.placebo import placebo_interval

Floats = NDArray[np.float64]

# A slope is learned only from gaps that differ by more than rounding.
LEAST_SPREAD = 1e-6
MIDDLE = (0.1, 0.9)


@dataclass(frozen=True, slots=True)
class StoodBefore:
    """Placebos with how each stood before the start.

    Attributes
    ----------
    estimate : (A,) array
        The estimate with each in the programme's place, in the outcome's unit.
    sd : (A,) array
        Predicted standard deviation of each, in the same unit.
    gap : (A,) array
        Each one's own side less its donors before the start, under the weights of its estimate, in any unit.
    """

    estimate: Floats
    sd: Floats
    gap: Floats

    def spread(self) -> float:
        """Return the SD of the gaps."""
        return float(self.gap.std(ddof=1))

    def tell(self) -> bool:
        """Say whether gaps differ, so that a slope can be learned from them; balanced away, they do not."""
        return self.spread() > LEAST_SPREAD * max(1.0, float(np.abs(self.gap).max()))

    def beyond(self, gap: float) -> float:
        """Return how far a gap lies outside the range of theirs, in SDs of theirs; 0 inside it."""
        outside = max(float(self.gap.min()) - gap, gap - float(self.gap.max()), 0.0)
        return outside / self.spread() if outside > 0.0 else 0.0

    def middling(self, gap: float) -> bool:
        """Say whether a gap lies within the middle 80 per cent of theirs."""
        low, high = np.quantile(self.gap, MIDDLE)
        return bool(low <= gap <= high)


@dataclass(frozen=True, slots=True)
class Adjusted:
    """An estimate less what placebos like it show without a programme, and its place among them.

    Attributes
    ----------
    centre : float
        What placebos show that stand where their donors do (a), in the outcome's unit.
    slope, slope_error : float
        What they show more for one unit of gap (b), and its standard error with the residual SD as least squares
        gives it; NaN where no gap is looked at.
    leverage : float
        How far the programme lies from what the placebos are like (h).
    standardised : float
        The programme's own d.
    placebos : (A,) array
        Each placebo's d, with itself left out of the fit.
    leverages : (A,) array
        How far each placebo lies from what all are like; 0 to 1.
    estimate : float
        The estimate less centre and slope times gap, in the outcome's unit.
    sd : float
        Its predicted standard deviation, the fit's doubt counted.
    p_value : float
        Two-sided, from ranks of |d|.
    critical : float
        |d| beyond which the interval leaves out nought.
    conf_low, conf_high : float
        Interval at the level asked for; it leaves out nought exactly where p is at most 1 less the level.
    """

    centre: float
    slope: float
    slope_error: float
    leverage: float
    standardised: float
    placebos: Floats
    leverages: Floats
    estimate: float
    sd: float
    p_value: float
    critical: float
    conf_low: float
    conf_high: float


def gap_adjusted(estimate: float, sd: float, gap: float, placebos: StoodBefore, conf_level: float) -> Adjusted:
    """Return the estimate adjusted for how low the area stood, among all placebos adjusted alike.

    Parameters
    ----------
    estimate, sd, gap : float
        The programme's, as those of the placebos.
    placebos : StoodBefore
        At least three, whose gaps differ.
    conf_level : float
        Such as 0.95; taken as the decimal fraction it is written as.
    """
    columns = np.column_stack([1.0 / placebos.sd, placebos.gap / placebos.sd])
    return _adjusted(estimate, sd, np.array([1.0, gap]) / sd, placebos, columns, conf_level)


def centred(estimate: float, sd: float, placebos: StoodBefore, conf_level: float) -> Adjusted:
    """Return the estimate less what placebos chosen by the programme's own rule show on average.

    Mirrored placebos stood as low as the programme and rise by themselves as it would. Ranked among them without
    taking their mean off, the middle of the interval still carries that rise. In simulation (4,000 draws, chosen
    below a threshold, slope -0.12, no effect) the plain estimate is 0.037 too high, this one 0.000, and 95.7 per
    cent of intervals hold the truth: ``tests/unit/numeric/test_gap_adjusted.py``, which repeats 400 of them.

    Parameters
    ----------
    estimate, sd : float
        The programme's, as those of the placebos.
    placebos : StoodBefore
        Those that the rule would have chosen, at least two; their gaps are not looked at.
    conf_level : float
        Such as 0.95; taken as the decimal fraction it is written as.
    """
    columns = (1.0 / placebos.sd)[:, None]
    return _adjusted(estimate, sd, np.array([1.0 / sd]), placebos, columns, conf_level)


def _adjusted(
    estimate: float, sd: float, own: Floats, placebos: StoodBefore, columns: Floats, conf_level: float
) -> Adjusted:
    standardised = placebos.estimate / placebos.sd
    vectors, upper = np.linalg.qr(columns)
    beta = np.linalg.solve(upper, vectors.T @ standardised)
    residual = standardised - columns @ beta
    leverages = (vectors**2).sum(axis=1)
    left_out = residual / np.sqrt(1.0 - leverages)
    inverse = np.linalg.inv(upper)
    variance = float(residual @ residual) / (len(residual) - columns.shape[1])
    errors = np.sqrt(variance * (inverse**2).sum(axis=1))
    leverage = float(((own @ inverse) ** 2).sum())
    adjusted, wide = estimate - sd * float(own @ beta), sd * float(np.sqrt(1.0 + leverage))
    found = placebo_interval(adjusted, wide, left_out, conf_level)
    sloped = len(beta) > 1
    return Adjusted(
        centre=float(beta[0]),
        slope=float(beta[1]) if sloped else float("nan"),
        slope_error=float(errors[1]) if sloped else float("nan"),
        leverage=leverage,
        standardised=adjusted / wide,
        placebos=left_out,
        leverages=leverages,
        estimate=adjusted,
        sd=wide,
        p_value=found.p_value,
        critical=found.critical,
        conf_low=found.conf_low,
        conf_high=found.conf_high,
    )

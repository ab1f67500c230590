"""An estimate less what areas that stood as the programme's did before the start rise by themselves."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True, slots=True)
class LessRise:
    """The answer for an area that was picked for how it stood, with what was taken off and how that was learned.

    Attributes
    ----------
    figure : str
        Variable by which areas are told apart.
    years : tuple of int
        Its year, or the years whose mean it is.
    mirrored : bool
        Whether only areas that the declared rule would have picked stand in the programme's place, their mean taken
        off; else all do, each judged by its gap.
    whole : float
        The estimate with nothing taken off, in the outcome's unit.
    estimate, conf_low, conf_high : float
        What is left of it, with its interval.
    conf_level : float
        Level of the interval.
    std_error : float
        Predicted SD of what is left, the doubt of what was taken off counted.
    p_value : float
        Two-sided, from ranks.
    centre : float
        What untreated areas show that stand where their donors do; where mirrored, those of the rule on average.
    slope, slope_error : float
        What they show more for one unit of gap, and its standard error; NaN where mirrored.
    gap : float
        The programme's side less its donors in ``figure``, in that figure's unit.
    lowest, highest : float
        Smallest and largest gap of untreated areas.
    beyond : float
        How far the programme's gap lies outside them, in SDs of theirs; 0 inside.
    middling : bool
        Whether it lies within the middle 80 per cent of theirs.
    own_mean : float
        Mean of the figure over the schools of the programme's area that take part.
    areas : DataFrame
        One row for each untreated area: ``area``, ``area_name``, ``size`` (schools, or pupils of an authority),
        ``gap``, ``estimate`` (with it left out of the fit), ``predicted_sd``, ``standardised``.
    """

    figure: str
    years: tuple[int, ...]
    mirrored: bool
    whole: float
    estimate: float
    conf_low: float
    conf_high: float
    conf_level: float
    std_error: float
    p_value: float
    centre: float
    slope: float
    slope_error: float
    gap: float
    lowest: float
    highest: float
    beyond: float
    middling: bool
    own_mean: float
    areas: pd.DataFrame = field(repr=False)

    @property
    def taken_off(self) -> float:
        """What such areas rise by themselves, in the outcome's unit; below nought for a fall."""
        return self.whole - self.estimate

    def among(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return placebo areas judged as this answer judges them, those left out that it does not use.

        Parameters
        ----------
        table : DataFrame
            Placebo areas with ``area``, ``estimate``, ``predicted_sd`` and ``standardised``.
        """
        judged = self.areas.set_index("area")
        kept = table[table["area"].isin(judged.index)].reset_index(drop=True)
        names = ["estimate", "predicted_sd", "standardised"]
        return kept.assign(**{name: judged.loc[kept["area"], name].to_numpy() for name in names})

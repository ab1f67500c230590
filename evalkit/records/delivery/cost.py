"""What the programme cost, in money and, apart from it, in days of staff."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord

# Money that stands beside no strand.
WHOLE = "the programme as a whole"


@dataclass(frozen=True, slots=True)
class CostShare:
    """Costs of one strand, category, payer or year.

    Attributes
    ----------
    name : str
        What they have in common.
    budget, actual : float
        Pounds in cash, planned and spent; what was given back is taken off. A budget that nobody wrote is NaN.
    forecast : float
        Pounds last forecast, over the rows with a forecast; NaN without one.
    expected : float
        Pounds by the end: of each row what was spent, else its forecast, else its plan.
    """

    name: str
    budget: float
    forecast: float
    expected: float
    actual: float


@dataclass(frozen=True, slots=True)
class CostPerPupil:
    """Pounds for one pupil and year, averaged over three years, as one way of counting has it.

    Attributes
    ----------
    how : str
        The way of counting.
    pounds : float
        For one pupil and year.
    band : str
        Its band.
    """

    how: str
    pounds: float
    band: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost(DeliveryRecord):
    """Costs.

    Attributes
    ----------
    cash, in_kind : float
        Pounds spent, and the value put on time and rooms given free.
    once, recurring : float
        Of the cash, what need not be paid again and what must; costs that say nothing count as recurring.
    unsaid : int
        Rows that do not say which.
    days : float
        Days of staff time; they are never turned into money.
    unknown : int
        Rows whose actual cost is not known yet; they count nowhere.
    past_forecast : float
        Pounds spent beyond the last forecast, over the cash that has both; NaN without one.
    years : int
        Years in which a recurring cost arose.
    schools : int
        Schools that took part.
    pupils : float
        Pupils of one year among whom the cost of that year is shared; NaN where no table says.
    pupils_in_words : str
        Who they are.
    strands, categories, payers, by_year : tuple of CostShare
        The cash in each way of cutting it, largest first, years in order.
    per_pupil : tuple of CostPerPupil
        The main way of counting first, then what other ways give; empty where the pupils are not known.
    band_source : str
        Where the bands are from.
    bands_checked : date
        When they were last held to it.
    """

    kind: ClassVar[str] = "cost"
    cash: float
    in_kind: float
    once: float
    recurring: float
    unsaid: int
    days: float
    unknown: int
    past_forecast: float
    years: int
    schools: int
    pupils: float
    pupils_in_words: str
    strands: tuple[CostShare, ...]
    categories: tuple[CostShare, ...]
    payers: tuple[CostShare, ...]
    by_year: tuple[CostShare, ...]
    per_pupil: tuple[CostPerPupil, ...]
    band_source: str
    bands_checked: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueForMoney(DeliveryRecord):
    """What the difference would be worth beside what it cost, for one pupil over the two years of Key Stage 4.

    Attributes
    ----------
    cost, cost_low, cost_high : float
        Pounds for one pupil over two years: as counted, and the least and most of other ways of counting.
    gain, gain_low, gain_high : float
        The estimate of the leading question in grades, with the interval that the report quotes.
    value_of_tenth : float
        Pounds that a tenth of a grade is said to be worth; NaN where the study says nothing.
    value_source : str
        Where that value is from.
    outcome : str
        In words.
    """

    kind: ClassVar[str] = "value_for_money"
    cost: float
    cost_low: float
    cost_high: float
    gain: float
    gain_low: float
    gain_high: float
    value_of_tenth: float
    value_source: str
    outcome: str

    def net(self, gain: float) -> float:
        """Return pounds by which a gain is worth more than it cost; the cost is taken as known."""
        return self.net_with(gain, self.cost)

    def net_with(self, gain: float, cost: float) -> float:
        """Return pounds by which a gain is worth more than a cost."""
        return 10 * gain * self.value_of_tenth - cost

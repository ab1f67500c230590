"""Whether schools met one provider at a time, and whether the launch came first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class YearOfProviders:
    """School-weeks of one school year.

    Attributes
    ----------
    year : str
        Such as ``2017/18``.
    one, several : int
        Weeks of schools in which they met one provider, and two or more.
    """

    year: str
    one: int
    several: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePlan(DeliveryRecord):
    """Providers that schools met week by week, and the launch.

    Attributes
    ----------
    years : tuple of YearOfProviders
        In order.
    schools, schools_several : int
        Schools that met any provider, and those that ever met two or more in one week.
    providers : tuple of int
        How many schools met one provider over the whole programme, two, three and so on.
    launch : str
        Day of the first launch held, as an ISO date; empty where none is recorded.
    launch_first, launch_later, launch_never : int
        Schools by whether anybody came to a launch before the school met anything else, on the day at the latest; only
        afterwards; or never.
    unnamed : int
        Days on which schools met an activity whose provider is not named; they count for none.
    """

    kind: ClassVar[str] = "one_plan"
    years: tuple[YearOfProviders, ...]
    schools: int
    schools_several: int
    providers: tuple[int, ...]
    launch: str
    launch_first: int
    launch_later: int
    launch_never: int
    unnamed: int

    @property
    def weeks(self) -> int:
        """Weeks in which a school met any provider, over all schools."""
        return sum(one.one + one.several for one in self.years)

    @property
    def weeks_several(self) -> int:
        """Of these, those with two or more."""
        return sum(one.several for one in self.years)

"""All years of an invented nation's tables: its own, those before and those after, each with its schools by kind."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from evalkit.synthetic.nation.areas import NationArea, areas_in, code_in
from evalkit.synthetic.nation.careers import Careers, draw_careers
from evalkit.synthetic.nation.eras import earlier_years, later_years
from evalkit.synthetic.nation.figures import Records, mainstream_records
from evalkit.synthetic.nation.generator import Nation
from evalkit.synthetic.nation.groups import PupilGroups, groups_of, special_groups
from evalkit.synthetic.nation.links import Ties, draw_ties
from evalkit.synthetic.nation.newcomers import newcomers
from evalkit.synthetic.nation.others import independent_records, new_records, opening_days, special_records
from evalkit.synthetic.nation.school_facts import destination_figures


@dataclass(frozen=True, slots=True)
class Year:
    """One year's schools, before anything is printed of them.

    Attributes
    ----------
    year : int
        Exam year.
    areas : tuple of NationArea
        The areas of that year.
    schools : dict of Records
        ``mainstream``, ``grown`` (opened since 2015, with results), ``new`` (without), ``special`` and
        ``independent`` schools.
    groups : dict of PupilGroups
        Groups of pupils of those kinds that count in figures of areas.
    """

    year: int
    areas: tuple[NationArea, ...]
    schools: dict[str, Records]
    groups: dict[str, PupilGroups]

    @property
    def state(self) -> tuple[Records, ...]:
        """Return the state-funded schools with results."""
        return tuple(self.schools[kind] for kind in ("mainstream", "grown", "special") if kind in self.schools)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A nation through all its years.

    Attributes
    ----------
    eras : tuple of Nation
        The years before, its own, and those after.
    careers : Careers
        Numbers of the schools in all years.
    opened : dict
        Days on which new schools opened, by number.
    ties : Ties
        Links between numbers as a register tells them.
    years : dict of Year
        Each year with tables.
    """

    eras: tuple[Nation, Nation, Nation]
    careers: Careers
    opened: dict[int, str]
    ties: Ties
    years: dict[int, Year]


def all_years(nation: Nation) -> Timeline:
    """Return a nation's schools in all years."""
    careers = draw_careers(nation)
    before, after = earlier_years(nation, careers), later_years(nation, careers)
    opened = opening_days(nation)
    made = {year: _year(before, year, {}) for year in before.years}
    made |= {year: _year(nation, year, {"new": new_records(nation, year)}) for year in nation.years}
    latest = made[max(nation.years)].schools["new"]
    young, by_year = newcomers(after, latest, opened)
    for year, (grown, new) in by_year.items():
        made[year] = _year(after, year, {"grown": grown, "new": new})
        made[year].groups["grown"] = groups_of(young, year, grown)
    texts = latest.texts
    places = zip(texts["urn"].tolist(), texts["area"].tolist(), strict=True)
    ties = draw_ties(nation, careers, tuple((int(urn), str(area), opened[int(urn)]) for urn, area in places))
    return Timeline((before, nation, after), careers, opened, ties, made)


def _year(nation: Nation, year: int, young: dict[str, Records]) -> Year:
    mainstream = _with_leavers(mainstream_records(nation, year), nation.seed, year)
    schools = {"mainstream": mainstream, **young}
    if "grown" in young:
        schools["grown"] = _with_leavers(young["grown"], nation.seed, year)
    schools |= {"special": special_records(nation, year), "independent": independent_records(nation, year)}
    groups = {"mainstream": groups_of(nation, year, mainstream), "special": special_groups(schools["special"])}
    schools = {kind: _divided(records, year) for kind, records in schools.items()}
    return Year(year, areas_in(nation.areas, year), schools, groups)


def _with_leavers(records: Records, seed: int, year: int) -> Records:
    """Return records with where the cohort was a year later."""
    return replace(records, numbers=records.numbers | destination_figures(seed, year, records))


def _divided(records: Records, year: int) -> Records:
    """Return records with the codes of their areas in that year's tables."""
    texts = records.texts
    pairs = zip(texts["area"].tolist(), texts["establishment"].tolist(), strict=True)
    area = np.array([code_in(code, int(number), year) for code, number in pairs], dtype=texts["area"].dtype)
    return replace(records, texts=texts | {"area": area})

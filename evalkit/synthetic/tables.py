"""The synthetic tables in a folder: made from a seed, an effect and the size of area shocks."""

from __future__ import annotations

from pathlib import Path

from evalkit.synthetic.files.area_files import write_series
from evalkit.synthetic.files.ks4_files import reference_rows, write_table
from evalkit.synthetic.files.register_files import write_links, write_register
from evalkit.synthetic.files.school_files import (
    write_absence,
    write_census,
    write_leavers,
    write_post_16,
    write_workforce,
)
from evalkit.synthetic.files.tidy_files import write_tidy_areas, write_tidy_schools
from evalkit.synthetic.nation.area_figures import AreaYear, area_year
from evalkit.synthetic.nation.areas import SCHOOLS_BY_AREA, NationArea, every_area
from evalkit.synthetic.nation.census import census_of
from evalkit.synthetic.nation.figures import with_earlier
from evalkit.synthetic.nation.generator import invent
from evalkit.synthetic.nation.institutions import DAY, EARLIER_DAYS, as_it_stood, register_of
from evalkit.synthetic.nation.school_facts import absence_figures, sixth_form_figures, workforce_figures
from evalkit.synthetic.nation.timeline import Timeline, Year, all_years
from evalkit.synthetic.nation.totals import authority_records, national_records
from evalkit.synthetic.nation.truth import write_truth

STAMP = "made-from.json"
COPIES = {2018: (2016, 2017), 2019: (2017, 2018), 2023: (2022,), 2024: (2022, 2023)}
SERIES = "local-authorities/lait_ks4_la.csv"
# The two years without exams have a row with a dash for each area.
SERIES_YEARS = range(2016, 2025)
TIDY_AREAS = "explore-education-statistics/202324_la_char_data_revised.csv"
TIDY_SCHOOLS = "explore-education-statistics/202324_performance_tables_schools_revised.csv"
TIDY_YEARS = range(2019, 2025)
TIDY_SCHOOL_YEARS = (2024,)
# Cohorts of whose leavers there is a table, in the folder of two years later.
LEAVERS_OF = (2016, 2017, 2018, 2019, 2022)


def write_tables(folder: Path, *, seed: int, effect: float, area_sd: float) -> None:
    """Write the tables of an invented nation in the publishers' layouts; docs/synthetic.md lists them.

    Parameters
    ----------
    folder : Path
        Where to write; results are ``2015-2016/england_ks4final.csv`` and so on, and the truth behind them
        is ``truth/truth.json``.
    seed : int
        Seed of all draws; the same arguments give the same bytes.
    effect : float
        Mean effect of each programme on maths progress of cohort 2019 in its schools, in grades; half of
        it has reached cohort 2018, and all of it every later one.
    area_sd : float
        SD of what happens to all schools of an area in one year, in grades.
    """
    nation = invent(known_areas(), seed=seed, effect=effect, area_sd=area_sd)
    time = all_years(nation)
    write_all(folder, time)
    arguments = {"seed": seed, "effect": effect, "area_sd": area_sd}
    write_truth(folder / "truth" / "truth.json", time, arguments)


def write_all(folder: Path, time: Timeline) -> None:
    """Write all tables: a folder for each year, one for areas, one for the register."""
    nation = time.eras[1]
    for year in time.years.values():
        place = folder / _folder(year.year)
        write_results(place / "england_ks4final.csv", time, year)
        if year.year >= min(nation.years):
            census = census_of(nation.seed, year.year, year.schools, time.opened)
            write_census(place / "england_census.csv", year.year, census)
            write_facts(place, time, year)
    for cohort in LEAVERS_OF:
        path = folder / _folder(cohort + 2) / "england_ks4-pupdest.csv"
        write_leavers(path, cohort + 2, time.years[cohort].schools["mainstream"])
    figures = area_years(time)
    areas = every_area(nation.areas)
    write_series(folder / SERIES, {year: figures.get(year) for year in SERIES_YEARS}, areas)
    write_tidy_areas(folder / TIDY_AREAS, {year: figures.get(year) for year in TIDY_YEARS}, areas)
    write_tidy_schools(folder / TIDY_SCHOOLS, [time.years[year] for year in TIDY_SCHOOL_YEARS])
    write_registers(folder / "register", time)


def write_results(path: Path, time: Timeline, year: Year) -> None:
    """Write one year's Key Stage 4 table."""
    schools = dict(year.schools)
    for earlier in COPIES.get(year.year, ()):
        schools["mainstream"] = with_earlier(schools["mainstream"], time.years[earlier].schools["mainstream"], earlier)
    totals = (
        authority_records(year.areas, year.state),
        *national_records(year.state, (schools["independent"],)),
    )
    write_table(path, year.year, (*schools.values(), *totals))


def write_facts(place: Path, time: Timeline, year: Year) -> None:
    """Write what else is known of one year's schools: absence, workforce, and sixth forms up to 2019."""
    seed, schools = time.eras[1].seed, year.schools["mainstream"]
    write_absence(place / "england_abs.csv", year.year, schools, absence_figures(seed, year.year, schools))
    staff = workforce_figures(seed, year.year, schools, year.areas)
    write_workforce(place / "england_swf.csv", year.year, schools, staff)
    if year.year in time.eras[1].years:
        write_post_16(place / "england_ks5final.csv", schools, sixth_form_figures(seed, year.year, schools))


def area_years(time: Timeline) -> dict[int, AreaYear]:
    """Return figures of areas: means over the pupils of their state-funded schools, and of groups of them."""
    codes = [area.code for area in every_area(time.eras[1].areas)]
    return {
        year: area_year(codes, [(made.schools[kind], groups) for kind, groups in made.groups.items()])
        for year, made in time.years.items()
        if year >= min(SERIES_YEARS)
    }


def write_registers(folder: Path, time: Timeline) -> None:
    """Write the register of September 2019, its links, and two earlier registers."""
    nation = time.eras[1]
    latest = time.years[max(nation.years)].schools
    others = tuple((latest[kind], time.opened) for kind in ("new", "special", "independent"))
    rows = register_of(nation, time.careers, time.ties, others)
    for day in EARLIER_DAYS:
        write_register(folder, day, as_it_stood(rows, nation.seed, day), nation.areas, _rolls(time, int(day[:4])))
    write_register(folder, DAY, rows, nation.areas, _rolls(time, int(DAY[:4])))
    write_links(folder, DAY, time.ties.links, rows)


def _rolls(time: Timeline, year: int) -> dict[int, int]:
    """Return the pupils on roll of each school in a year's census."""
    if year not in time.years:
        return {}
    census = census_of(time.eras[1].seed, year, time.years[year].schools, time.opened)
    return {int(urn): int(roll) for part in census for urn, roll in zip(part.urn, part.counts["roll"], strict=True)}


def _folder(year: int) -> str:
    return f"{year - 1}-{year}"


def known_areas() -> tuple[NationArea, ...]:
    """Return the authorities that have secondary schools, from the reference table."""
    rows = reference_rows("local_authorities.csv")
    return tuple(
        NationArea(row["code"], row["name"], row["region"], SCHOOLS_BY_AREA[row["code"]])
        for row in rows
        if row["code"] in SCHOOLS_BY_AREA
    )

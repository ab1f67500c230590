"""A small invented panel in our own vocabulary, for tests that need many of them quickly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from evalkit.synthetic.nation.areas import NationArea
from evalkit.synthetic.nation.figures import FIRST_ADJUSTED, Records, mainstream_records
from evalkit.synthetic.nation.generator import Nation, invent_settled
from evalkit.synthetic.nation.names import school_names
from evalkit.synthetic.nation.settings import LEICESTER, YEARS, InventedProgramme

ACADEMIES = ("converter academy", "sponsored academy", "free school", "university technical college", "studio school")
# Our name of a column, and the generator's name of the figure.
FIGURES = {
    "pupils": "pupils",
    "p8_pupils": "progress_pupils",
    "coverage": "coverage",
    "disadvantaged": "disadvantaged_share",
    "eal": "eal_share",
    "girls": "girls_share",
    "progress8": "progress8",
    "progress8_original": "progress8_original",
    "progress8_low": "progress8_low",
    "progress8_high": "progress8_high",
    "progress8_maths": "progress8_maths",
    "progress8_maths_low": "progress8_maths_low",
    "progress8_maths_high": "progress8_maths_high",
    "progress8_english": "progress8_english",
    "progress8_maths_disadvantaged": "progress8_maths_disadvantaged",
    "progress8_maths_not_disadvantaged": "progress8_maths_not_disadvantaged",
    "attainment8": "attainment8",
    "attainment8_maths": "attainment8_maths",
    "basics_94": "basics_94",
    "basics_95": "basics_95",
}


def small_panel(
    rng: np.random.Generator,
    *,
    areas: int,
    schools_per_area: int | Sequence[int],
    effect: float,
    area_sd: float,
    treated_area: int = 0,
    years: tuple[int, ...] = YEARS,
) -> pd.DataFrame:
    """Return invented schools by year, one row each, sorted by school and year, nothing missing.

    Every school of one area is treated; column ``treated`` says which. Three areas of four lie outside
    conurbations, every fourth is metropolitan. Scores of 2016 are in the smaller unit of the old grades.

    Parameters
    ----------
    rng : Generator
        Gives the seed of all draws.
    areas : int
        How many areas, at most 90.
    schools_per_area : int or sequence of int
        How many schools in each area.
    effect : float
        Mean over the treated schools of the change in maths progress of cohort 2019, in grades; exact.
    area_sd : float
        SD of what happens to all schools of an area in one year, in grades.
    treated_area : int
        Position of the treated area.
    years : tuple of int
        Exam years in order; they include 2017.
    """
    sizes = [schools_per_area] * areas if isinstance(schools_per_area, int) else list(schools_per_area)
    places = tuple(_area(position, size, treated_area) for position, size in enumerate(sizes))
    code, count = places[treated_area].code, sizes[treated_area]
    programme = InventedProgramme(code, count, tuple(range(1, count + 1)), LEICESTER.untreated_level)
    nation = invent_settled(
        places,
        seed=int(rng.integers(2**32)),
        effect=effect,
        area_sd=area_sd,
        years=years,
        programmes=(programme,),
    )
    frame = pd.concat([_year(nation, year) for year in years], ignore_index=True)
    return frame.sort_values(["unit", "year"], ignore_index=True)


def _area(position: int, schools: int, treated: int) -> NationArea:
    """Return an area; the treated one lies outside conurbations whatever its position."""
    metropolitan = position % 4 == 3 and position != treated
    code = 330 + position // 4 if metropolitan else 901 + position
    return NationArea(
        str(code), f"Invented Authority {position:02d}", "North West" if metropolitan else "East Midlands", schools
    )


def _year(nation: Nation, year: int) -> pd.DataFrame:
    records = mainstream_records(nation, year)
    area = [nation.areas[position] for position in nation.schools.area]
    urn = records.texts["urn"].astype(int)
    treated = np.isin(np.arange(len(urn)), nation.groups[0].rows)
    frame = pd.DataFrame(
        {
            "unit": urn,
            "year": year,
            "urn": urn,
            "name": school_names("Invented School", len(urn)),
            "area": [place.code for place in area],
            "area_name": [place.name for place in area],
            "region": [place.region for place in area],
            "area_type": [place.area_type for place in area],
            "school_type": records.texts["school_type"],
            "school_group": np.where(np.isin(records.texts["school_type"], ACADEMIES), "academy", "maintained"),
            "gender": records.texts["gender"],
            "selective": records.texts["selective"],
            "record_type": "mainstream",
            "treated": treated,
        }
    )
    ks2 = nation.cohorts.ks2[:, nation.years.index(year)]
    return frame.assign(ks2=ks2, **_figures(records, year))


def _figures(records: Records, year: int) -> dict[str, np.ndarray]:
    """Return the figures; progress before adjustment exists from the year in which adjustment began."""
    figures = {ours: records.numbers[name] for ours, name in FIGURES.items()}
    if year < FIRST_ADJUSTED:
        figures["progress8_original"] = np.full(len(records), np.nan)
    return figures

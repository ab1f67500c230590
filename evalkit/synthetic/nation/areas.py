"""The areas that invented schools lie in: real codes of local authorities, realistic numbers of schools."""

from __future__ import annotations

from dataclasses import dataclass

# How many mainstream state secondary schools each authority had in the published tables of 2017/18.
# Contains public sector information licensed under the Open Government Licence v3.0, Department for
# Education. Dorset (838) and Bournemouth, Christchurch and Poole (839) as they were formed in 2019.
# fmt: off
SCHOOLS_BY_AREA: dict[str, int] = {
    "202": 10, "203": 12, "204": 14, "205": 10, "206": 10, "207": 5, "208": 17, "209": 14, "210": 17, "211": 16,
    "212": 11, "213": 10, "301": 11, "302": 24, "303": 16, "304": 13, "305": 18, "306": 21, "307": 14, "308": 19,
    "309": 11, "310": 11, "311": 18, "312": 22, "313": 16, "314": 10, "315": 8, "316": 19, "317": 18, "318": 9,
    "319": 14, "320": 17, "330": 80, "331": 20, "332": 19, "333": 18, "334": 15, "335": 19, "336": 19, "340": 6,
    "341": 32, "342": 10, "343": 19, "344": 21, "350": 19, "351": 12, "352": 26, "353": 12, "354": 12, "355": 15,
    "356": 13, "357": 15, "358": 19, "359": 20, "370": 10, "371": 17, "372": 16, "373": 27, "380": 31, "381": 13,
    "382": 26, "383": 40, "384": 18, "390": 10, "391": 12, "392": 12, "393": 10, "394": 18, "420": 1, "800": 16,
    "801": 21, "802": 11, "803": 17, "805": 5, "806": 8, "807": 10, "808": 12, "810": 13, "811": 18, "812": 11,
    "813": 15, "815": 42, "816": 9, "821": 12, "822": 8, "823": 12, "825": 37, "826": 12, "830": 45, "831": 15,
    "838": 20, "839": 22, "840": 32, "841": 8, "845": 29, "846": 10, "850": 68, "851": 10, "852": 12, "855": 39,
    "856": 19, "857": 3, "860": 55, "861": 16, "865": 30, "866": 12, "867": 6, "868": 10, "869": 11, "870": 8,
    "871": 11, "872": 9, "873": 32, "874": 13, "876": 8, "877": 13, "878": 41, "879": 18, "880": 9, "881": 75,
    "882": 12, "883": 10, "884": 16, "885": 30, "886": 98, "887": 18, "888": 81, "889": 12, "890": 7, "891": 44,
    "892": 16, "893": 20, "894": 13, "895": 23, "896": 19, "908": 31, "909": 38, "916": 39, "919": 78, "921": 7,
    "925": 55, "926": 52, "928": 40, "929": 17, "931": 38, "933": 29, "935": 43, "936": 53, "937": 35, "938": 37,
}
# fmt: on

COUNTY_SIZE = 25
# Counties divided into two authorities, with the first table in which the new ones stand.
DIVIDED: dict[str, tuple[int, tuple[tuple[str, str], tuple[str, str]]]] = {
    "928": (2021, (("940", "North Northamptonshire"), ("941", "West Northamptonshire"))),
    "909": (2023, (("942", "Cumberland"), ("943", "Westmorland and Furness"))),
}


@dataclass(frozen=True, slots=True)
class NationArea:
    """One local authority.

    Attributes
    ----------
    code : str
        Three-digit code.
    name, region : str
        In words.
    schools : int
        How many mainstream state schools to invent there.
    """

    code: str
    name: str
    region: str
    schools: int

    @property
    def area_type(self) -> str:
        """Return ``London``, ``metropolitan`` or ``other``, as the code says."""
        number = int(self.code)
        if 201 <= number <= 213 or 301 <= number <= 320:
            return "London"
        return "metropolitan" if 330 <= number <= 394 else "other"

    @property
    def county(self) -> bool:
        """Say whether the area is as large as a shire county."""
        return self.area_type == "other" and self.schools >= COUNTY_SIZE


def areas_in(areas: tuple[NationArea, ...], year: int) -> tuple[NationArea, ...]:
    """Return the areas as they are in a year's tables: a divided county gives way to what it was divided into."""
    found: list[NationArea] = []
    for area in areas:
        first, parts = DIVIDED.get(area.code, (year + 1, ()))
        if year < first:
            found.append(area)
        else:
            found += [NationArea(code, name, area.region, area.schools // 2) for code, name in parts]
    return tuple(found)


def every_area(areas: tuple[NationArea, ...]) -> tuple[NationArea, ...]:
    """Return the areas of all years: those there were, and what divided counties became."""
    last = max(first for first, _ in DIVIDED.values())
    return (*areas, *[area for area in areas_in(areas, last) if area not in areas])


def code_in(code: str, establishment: int, year: int) -> str:
    """Return the code of a school's area in a year's tables; odd numbers of a divided county go to its first part.

    Examples
    --------
    >>> code_in("928", 4001, 2019), code_in("928", 4001, 2022), code_in("928", 4002, 2022), code_in("856", 4001, 2022)
    ('928', '940', '941', '856')
    """
    first, parts = DIVIDED.get(code, (year + 1, ()))
    return code if year < first else parts[establishment % 2 == 0][0]

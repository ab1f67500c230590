"""Small studies that a run refuses for a reason known before it, and some beside them that it rightly accepts."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from evalkit.places.authorities import authorities
from evalkit.study.story import CLOSING

YEARS = (2016, 2017, 2018, 2019, 2022, 2023)
HOME, OTHERS = "856", tuple(str(code) for code in range(201, 213))
PROGRAMME = tuple(range(990001, 990007))
ELSEWHERE, SPECIAL, INDEPENDENT, CLOSED = 900001, 960001, 970001, 930001
FIGURES = ("AVG_Prog8_Score", "AVG_Attain8_Score")
AUTHORITIES = (*map(int, sorted(authorities())[:60]), 856)
DATA = 'folder = "tables"\nsynthetic = true'
DONORS = '{ variable = "selective", among = ["no"], reason = "Selective schools choose their pupils" }'
NEAREST = '{ variable = "pupils", year = 2017 }, { variable = "disadvantaged", year = 2017 }'
PARTS = {
    "starts": "2017-09-01",
    "ends": "2019-07-31",
    "schools": f"list = [{', '.join(f'{{ urn = {urn} }}' for urn in PROGRAMME)}]",
    "chosen": "",
    "data": DATA,
    "cohort": "2019",
    "baseline": "[2017]",
    "donors": f"rules = [{DONORS}]",
    "outcome": "p8_maths",
    "inference": '"cluster_robust"',
    "question": "",
    "exact": '"gender"',
    "nearest": NEAREST,
    "design": "",
    "more": "",
}
STUDY = """
title = "A small programme"
[programme]
name = "Small"
place = "Leicester"
fund = "Nobody"
starts = {starts}
ends = {ends}
aims = ["Raise results"]
summary = "A programme that never was."
[schools]
{schools}
[selection]
by = "Nobody"
when = "Never"
how = "By lot"
figure = "None"
declined = "None"
{chosen}
[data]
{data}
[years]
cohort = {cohort}
baseline = {baseline}
[donors]
{donors}
[[questions]]
id = "main"
asks = "Did it change more than elsewhere?"
status = "planned"
outcome = "{outcome}"
inference = [{inference}]
{question}
[questions.options.matched]
exact = [{exact}]
nearest = [{nearest}]
ratio = 1
largest_smd = 99.0
minimum_effective_ratio = 0.1
{design}
{more}
"""
AREA = """
[[questions]]
id = "city"
asks = "Did the whole city change more?"
status = "planned"
outcome = "{outcome}"
design = "similar_areas"
inference = ["placebo_authorities"]
[questions.options.similar_areas]
nearest = [{{ variable = "{outcome}", year = 2017 }}]
largest_smd = 99.0
"""

Rows = list[dict[str, str]]
Spoil = Callable[[Path], None]


@dataclass(frozen=True)
class Variant:
    """One study: what differs from the sound one, and the words by which it is refused; none where it is sound."""

    words: tuple[str, ...]
    parts: Mapping[str, str] = field(default_factory=dict)
    spoil: Spoil = lambda tables: None
    schools: tuple[int, ...] = PROGRAMME
    text: str = ""


def write_study(folder: Path, variant: Variant) -> Path:
    """Write the study and its tables; return its folder."""
    folder.mkdir(parents=True)
    listed = f"list = [{', '.join(f'{{ urn = {urn} }}' for urn in variant.schools)}]"
    text = variant.text or STUDY.format(**{**PARTS, "schools": listed, **variant.parts})
    (folder / "study.toml").write_text(text, encoding="utf-8")
    story = "\n\n".join(f"## {title}\n\nNothing happened." for title in CLOSING)
    (folder / "story.md").write_text(story, encoding="utf-8")
    for year in YEARS:
        put(folder / "tables", name_of(year), rows_of(year))
    variant.spoil(folder / "tables")
    return folder


def rows_of(year: int) -> Rows:
    """Return one year's schools: the programme's, five in each other authority, and some that are not mainstream."""
    numbers = [(urn, HOME, "1", "ACC") for urn in PROGRAMME]
    numbers += [(ELSEWHERE + place, OTHERS[place // 5], "1", "CY") for place in range(5 * len(OTHERS))]
    numbers += [(SPECIAL + place, HOME, "2", "CYS") for place in range(2)]
    numbers += [(INDEPENDENT + place, HOME, "1", "IND") for place in range(2)]
    numbers += [(CLOSED, HOME, "1", "CY")] if year == YEARS[0] else []
    return [_row(urn, area, kind, year) for urn, *kind in numbers for area, *kind in [kind]]


def _row(urn: int, area: str, kind: list[str], year: int) -> dict[str, str]:
    draw = (urn * 7919 + year * 104729) % 1000 / 1000
    row = {
        "RECTYPE": kind[0],
        "LEA": area,
        "ESTAB": str(4000 + urn % 1000),
        "URN": str(urn),
        "SCHNAME": f"Invented School {urn}",
        "NFTYPE": kind[1],
        "ADMPOL": "COMP",
        "EGENDER": "MIXED",
        "TPUP": str(100 + urn % 90),
        "PTFSM6CLA1A": f"{20 + urn % 37}%",
        "KS2APS": "28.1" if year < 2020 else "NA",
        "P8PUP": str(90 + urn % 90),
        "P8MEA": f"{draw - 0.5:.2f}",
        "P8MEAMAT": f"{draw - 0.4:.2f}",
        "P8MEAENG": f"{0.3 - draw:.2f}",
        "ATT8SCR": f"{40 + 10 * draw:.1f}",
        "ATT8SCRMAT": f"{8 + draw:.1f}",
    }
    return row | ({"P8MEA_ORIG": row["P8MEA"]} if year >= 2018 else {})


def name_of(year: int) -> str:
    """Return the name of one year's table."""
    return f"{year - 1}-{year}/england_ks4final.csv"


def put(tables: Path, name: str, rows: Rows) -> None:
    """Write a table."""
    (tables / name).parent.mkdir(parents=True, exist_ok=True)
    with (tables / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def changed(change: Callable[[dict[str, str], int], None], years: tuple[int, ...] = YEARS) -> Spoil:
    """Return what changes every row of the tables of some years."""

    def spoil(tables: Path) -> None:
        for year in years:
            rows = rows_of(year)
            for row in rows:
                change(row, year)
            put(tables, name_of(year), rows)

    return spoil


def without(*columns: str, years: tuple[int, ...] = YEARS) -> Spoil:
    """Return what takes columns out of the tables of some years."""
    return changed(lambda row, _: [row.pop(column, "") for column in columns] and None, years)


def removed(*years: int) -> Spoil:
    """Return what takes the tables of some years away."""
    return lambda tables: [(tables / name_of(year)).unlink() for year in years] and None


def cell(column: str, text: str) -> Spoil:
    """Return what puts one text into a column of every school of 2019."""
    return changed(lambda row, _: row.update({column: text}), (2019,))


def with_areas(figures: tuple[str, ...] = FIGURES, years: tuple[int, ...] = YEARS) -> Spoil:
    """Return what adds a table with figures of authorities."""

    def spoil(tables: Path) -> None:
        lines = ["Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region"]
        lines += [
            f"{name},,{year},Somewhere,{base + (code * 7919 + year * 104729) % 1000 / 1000:.2f},{code},Midlands"
            for name, base in zip(figures, (-0.5, 40), strict=False)
            for year in years
            for code in AUTHORITIES
        ]
        (tables / "areas.csv").write_text("\n".join(lines), encoding="utf-8")

    return spoil


def beside(name: str, text: str) -> Spoil:
    """Return what puts another file into the folder of tables."""
    return lambda tables: (tables / name).write_text(text, encoding="utf-8") and None


def nothing(tables: Path) -> None:
    """Take every table away, and leave the folder."""
    removed(*YEARS)(tables)


def no_folder(tables: Path) -> None:
    """Take the folder away."""
    nothing(tables)
    tables.rename(tables.with_name("elsewhere"))


def contradicting(tables: Path) -> None:
    """Add a second table of 2019 with other results."""
    rows = rows_of(2019)
    for row in rows:
        row["P8MEAMAT"] = "1.11"
    put(tables, "2018-2019/again.csv", rows)


def as_given(tables: Path) -> None:
    """Give every school a number as they are really given."""
    for year in YEARS:
        rows = rows_of(year)
        for row in rows:
            row.update(URN=str(int(row["URN"]) - 800_000), SCHNAME=f"School {row['ESTAB']}")
        put(tables, name_of(year), rows)


def mapped(columns: str, key: str = "Number") -> Mapping[str, str]:
    """Return the parts of a study that maps the columns of a table of its own."""
    files = ", ".join(f'{{ file = "{name_of(year)}" }}' for year in YEARS)
    own = f'{{ file = "own.csv", year = 2019, key = "{key}", columns = {{ {columns} }} }}'
    return {"data": f"{DATA}\nfiles = [{files}, {own}]"}


OWN = beside("own.csv", "Number,Hours\n" + "".join(f"{urn},5\n" for urn in PROGRAMME))
CONSTITUENCY = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,pcon_code,"
    "pcon_name,version,establishment_type_group,breakdown_topic,breakdown,sex,pupil_count,attainment8_average\n"
    "201819,Academic year,Parliamentary constituency,E92000001,England,E12000004,East Midlands,E14001327,"
    "Leicester East,Revised,All state-funded,Total,Total,Total,1100,46.1\n"
)
ONE_AREA = STUDY[: STUDY.index("[[questions]]")]
AREAS_ALONE = ONE_AREA.format(**PARTS) + AREA.format(outcome="area_p8")
LATER = {"starts": "2022-09-01", "ends": "2023-07-31", "cohort": "2023", "baseline": "[2022]"}
NOBODY = "no school of the programme"

VARIANTS: dict[str, Variant] = {
    "a sound study": Variant(()),
    "the authority by its name": Variant((), {"schools": 'rule = { areas = ["Leicester"] }'}),
    "dates as they are said": Variant((), {"starts": "1/9/2017", "ends": '"31 July 2019"'}),
    "names beside numbers, and semicolons": Variant(
        (), {"schools": f'list = ["{"; ".join(f"{urn} Some School" for urn in PROGRAMME)}"]'}
    ),
    "one school that is special": Variant((), schools=(*PROGRAMME, SPECIAL)),
    "one school in another authority": Variant((), schools=(*PROGRAMME[:5], ELSEWHERE)),
    "a check that lacks its figures": Variant(
        (),
        {
            "question": 'checks = ["falsification_outcomes"]',
            "more": '[questions.options.falsification_outcomes]\noutcomes = ["absence"]',
        },
    ),
    "a further inference that lacks its figures": Variant(
        (), {"inference": '"cluster_robust", "cluster_robust_by_trust"'}
    ),
    "a question about an authority with its table": Variant((), {}, with_areas(), text=AREAS_ALONE),
    "no Progress 8 of 2025": Variant(
        ("2025", "no Key Stage 2 tests"),
        {"starts": "2024-09-01", "ends": "2025-07-31", "cohort": "2025", "baseline": "[2023]"},
    ),
    "a cohort without examinations": Variant(("2020", "cancelled"), {"cohort": "2020"}),
    "a baseline without examinations": Variant(("2021", "cancelled"), {**LATER, "baseline": "[2021]"}),
    "a year before the outcome": Variant(("does not exist before 2015/16",), {"baseline": "[2015]"}),
    "a year after the outcome": Variant(("ends with",), {"outcome": "maths_c_rank"}),
    "years on both sides of the pandemic": Variant(
        ("not both",), {"starts": "2021-09-01", "ends": "2023-07-31", "cohort": "2023", "baseline": "[2019]"}
    ),
    "an outcome that no table gives": Variant(("p8_ebacc",), {"outcome": "p8_ebacc"}),
    "an outcome that one year lacks": Variant(
        ("no school has progress8_maths in 2017",), {}, without("P8MEAMAT", years=(2017,))
    ),
    "a table that is not there": Variant(("2017",), {}, removed(2017)),
    "an outcome that a later year lacks": Variant(("in 2023",), LATER, without("P8MEAMAT", years=(2023,))),
    "a variable of matching that no table gives": Variant(
        ("census_eal", "2016/17"), {"nearest": '{ variable = "census_eal", year = 2017 }'}
    ),
    "a variable of matching misspelt": Variant(
        ("did you mean disadvantaged?",), {"nearest": '{ variable = "disadvantaeged", year = 2017 }'}
    ),
    "a variable of matching in a year without tables": Variant(
        ("disadvantaged in 2013/14", "2015/16"), {"nearest": '{ variable = "disadvantaged", year = 2014 }'}
    ),
    "a variable of matching in a year after the start": Variant(
        ("ks2 of 2022/23", "2017 or earlier"), {"nearest": '{ variable = "ks2", year = 2023 }'}
    ),
    "a category that no table gives": Variant(("faith",), {"exact": '"faith"'}),
    "something to show that no table gives": Variant(
        ("ofsted",), {"design": 'also_show = [{ variable = "ofsted", year = 2017 }]'}
    ),
    "a donor rule on what no table gives": Variant(
        ("ofsted",), {"donors": 'rules = [{ variable = "ofsted", at_most = 2, reason = "Good schools" }]'}
    ),
    "a donor rule in a year without tables": Variant(
        ("pupils in 2011/12",),
        {"donors": 'rules = [{ variable = "pupils", year = 2012, at_least = 60, reason = "Small" }]'},
    ),
    "a donor rule that no school passes": Variant(
        ("Choosy",), {"donors": 'rules = [{ variable = "selective", among = ["maybe"], reason = "Choosy" }]'}
    ),
    "a donor rule beyond every school": Variant(
        ("Huge",), {"donors": 'rules = [{ variable = "pupils", at_least = 5000, reason = "Huge" }]'}
    ),
    "every other authority left out": Variant(
        ("area left out by the study",), {"donors": f"exclude_areas = {list(OTHERS)}"}
    ),
    "chosen on what no table gives": Variant(
        ("ofsted",), {"chosen": 'chosen_on = { variable = "ofsted", year = 2017, below = 3 }'}
    ),
    "chosen on a year before the figure": Variant(
        ("does not exist before 2015/16",), {"chosen": 'chosen_on = { variable = "p8_maths", year = 2014, below = 0 }'}
    ),
    "a question about an authority alone": Variant(("no table with figures of authorities", "city"), text=AREAS_ALONE),
    "a question about an authority first": Variant(
        ("no table with figures of authorities", "city"),
        text=AREAS_ALONE + STUDY[STUDY.index("[[questions]]") :].format(**PARTS),
    ),
    "a question about an authority last": Variant(
        ("no table with figures of authorities", "city"), {"more": AREA.format(outcome="area_p8")}
    ),
    "a group that no table of authorities gives": Variant(
        ("area_p8_white",), {"more": AREA.format(outcome="area_p8_white")}, with_areas()
    ),
    "a year that no table of authorities gives": Variant(
        ("in 2017",), {"more": AREA.format(outcome="area_p8")}, with_areas(years=(2016, 2018, 2019))
    ),
    "a mistyped school number": Variant(
        ("school 990010", "stands in no table", "990001 Invented School 990001, Leicester"),
        schools=(*PROGRAMME, 990010),
    ),
    "a list of special schools": Variant((NOBODY,), schools=(SPECIAL, SPECIAL + 1)),
    "a list of independent schools": Variant((NOBODY,), schools=(INDEPENDENT, INDEPENDENT + 1)),
    "a list of closed schools": Variant((NOBODY,), schools=(CLOSED,)),
    "an authority that is none": Variant(
        ("no local authority of England", "did you mean Leicester"), {"schools": 'rule = { areas = ["Leicestre"] }'}
    ),
    "an authority without a school in the tables": Variant((NOBODY,), {"schools": 'rule = { areas = ["857"] }'}),
    "tables that contradict each other": Variant(("differ in",), {}, contradicting),
    "no pupils where weights need them": Variant(
        ("pupils in 2016/17",), {"nearest": "", "question": 'weighting = "pupils"'}, without("TPUP")
    ),
    "no pupils where counts need them": Variant(("pupils in 2016/17",), {"nearest": ""}, without("TPUP")),
    "no type of school": Variant(("type",), {}, without("NFTYPE")),
    "a trust where no register is": Variant(("trust",), {"inference": '"cluster_robust_by_trust"'}),
    "a mapped table without the column": Variant(
        ("Days",), mapped('hours = { column = "Days", year = 2019, unit = "hours" }'), OWN
    ),
    "a mapped table without the key": Variant(
        ("Nummer",), mapped('hours = { column = "Hours", year = 2019, unit = "hours" }', "Nummer"), OWN
    ),
    "a named table that is not there": Variant(
        ("own.csv", "no such file"), mapped('hours = { column = "Hours", year = 2019, unit = "hours" }')
    ),
    "a register that is not there": Variant(
        ("register.csv", "no such file"), {"data": f'{DATA}\nregister_file = "register.csv"'}
    ),
    "a cell that is no number": Variant(("nought",), {}, cell("P8MEAMAT", "nought")),
    "invented tables called published": Variant(
        ("synthetic", "which belong to no school"), {"data": 'folder = "tables"\nsynthetic = false'}
    ),
    "published tables called invented": Variant(
        ("synthetic", "as they are really given"), {}, as_given, tuple(urn - 800_000 for urn in PROGRAMME)
    ),
    "no folder of tables": Variant(("no such folder",), {}, no_folder),
    "no table in the folder": Variant(("no table",), {}, nothing),
    "a table of constituencies in the folder": Variant((), {}, beside("201819_constituency.csv", CONSTITUENCY)),
    "targeted schools where there are none": Variant(("targeted",), {"question": 'schools = "targeted"'}),
    "an outcome nobody knows": Variant(("p8_math", "did you mean p8_maths?"), {"outcome": "p8_math"}),
    "an option nobody knows": Variant(("ratoi",), {"design": "ratoi = 2"}),
    "a line that is no TOML": Variant(("line 7", "starts"), {"starts": "soon"}),
}

"""The synthetic tables in a folder: made from a seed, an effect and the size of area shocks."""

from __future__ import annotations

import csv
import json
from hashlib import sha256
from pathlib import Path

from evalkit.data.synthetic.areas import SCHOOLS_BY_AREA, Area
from evalkit.data.synthetic.figures import Records, mainstream_records, with_earlier
from evalkit.data.synthetic.generator import Nation, invent
from evalkit.data.synthetic.others import (
    authority_records,
    independent_records,
    national_records,
    new_records,
    special_records,
)
from evalkit.data.synthetic.truth import write_truth
from evalkit.data.synthetic.writer import REFERENCE, write_table

STAMP = "made-from.json"
REFERENCES = ("ks4_columns.csv", "local_authorities.csv", "synthetic_codes.csv", "synthetic_columns.csv")
COPIES = {2018: (2016, 2017), 2019: (2017, 2018)}


def write_tables(folder: Path, *, seed: int, effect: float, area_sd: float) -> None:
    """Write the Key Stage 4 tables of an invented nation, 2015/16 to 2018/19, in the publisher's layout.

    Parameters
    ----------
    folder : Path
        Where to write; files are ``2015-2016/england_ks4final.csv`` and so on, and ``truth/truth.json``.
    seed : int
        Seed of all draws; the same arguments give the same bytes.
    effect : float
        Mean effect of each programme on maths progress of cohort 2019 in its schools, in grades; half of
        it has reached cohort 2018.
    area_sd : float
        SD of what happens to all schools of an area in one year, in grades.
    """
    (folder / STAMP).unlink(missing_ok=True)
    nation = invent(known_areas(), seed=seed, effect=effect, area_sd=area_sd)
    write_nation(folder, nation)
    arguments = {"seed": seed, "effect": effect, "area_sd": area_sd}
    write_truth(folder / "truth" / "truth.json", nation, arguments)
    (folder / STAMP).write_text(_stamp(folder, seed, effect, area_sd), encoding="utf-8")


def is_current(folder: Path, seed: int, effect: float, area_sd: float) -> bool:
    """Say whether the folder holds all tables of these arguments, made by the generator as it is now."""
    stamp = folder / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == _stamp(folder, seed, effect, area_sd)


def write_nation(folder: Path, nation: Nation) -> None:
    """Write the tables of any invented nation, one folder for each year."""
    schools: dict[int, Records] = {}
    for year in nation.years:
        schools[year] = mainstream_records(nation, year)
        copied = schools[year]
        for earlier in COPIES.get(year, ()):
            if earlier in schools:
                copied = with_earlier(copied, schools[earlier], earlier)
        special, independent = special_records(nation, year), independent_records(nation, year)
        totals = (
            authority_records(nation, schools[year], special),
            *national_records(schools[year], special, independent),
        )
        path = folder / f"{year - 1}-{year}" / "england_ks4final.csv"
        write_table(path, year, (copied, new_records(nation, year), special, independent, *totals))


def known_areas() -> tuple[Area, ...]:
    """Return the authorities that have secondary schools, from the reference table."""
    with (REFERENCE / "local_authorities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Area(row["code"], row["name"], row["region"], SCHOOLS_BY_AREA[row["code"]])
        for row in rows
        if row["code"] in SCHOOLS_BY_AREA
    )


def _stamp(folder: Path, seed: int, effect: float, area_sd: float) -> str:
    """Return the arguments, a digest of everything that decides the bytes, and the size of each file."""
    digest = sha256()
    for path in (*sorted(Path(__file__).parent.glob("*.py")), *(REFERENCE / name for name in REFERENCES)):
        digest.update(path.name.encode() + path.read_bytes())
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != STAMP)
    stamp = {
        "seed": seed,
        "effect": effect,
        "area_sd": area_sd,
        "generator": digest.hexdigest(),
        "files": {path.relative_to(folder).as_posix(): path.stat().st_size for path in files},
    }
    return json.dumps(stamp, indent=1) + "\n"

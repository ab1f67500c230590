"""Make the invented tables, or leave them when they are current."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from evalkit.core.errors import DataError
from evalkit.core.shipped import PACKAGE, shipped
from evalkit.data.folder.invented import STAMP
from evalkit.run.places import shown
from evalkit.synthetic.tables import write_tables

# Named as they stand in a clone, so that tables made there are current for a wheel of the same code.
MADE_BY = (
    "evalkit/synthetic/tables.py",
    "evalkit/synthetic/files",
    "evalkit/synthetic/nation",
    "evalkit/data/sources",
    "evalkit/core",
    "data/reference",
)


def tables(folder: Path, *, seed: int, effect: float, area_sd: float, force: bool) -> int:
    """Write the tables and a stamp that says what they were made from."""
    stamp = {"seed": seed, "effect": effect, "area_sd": area_sd, "made_by": _digest()}
    file = folder / STAMP
    if not force and _current(file, stamp):
        print(f"synthetic tables in {shown(folder)} are current")
        return 0
    if not file.exists() and any(folder.glob("*")):
        raise DataError.one(
            where=shown(folder),
            found="a folder with files that were not made by this command",
            allowed="an empty or a new folder, or one this command made",
            next="choose another folder with --out",
        )
    file.unlink(missing_ok=True)
    write_tables(folder, seed=seed, effect=effect, area_sd=area_sd)
    file.write_text(json.dumps({**stamp, "files": _sizes(folder)}, indent=2) + "\n", encoding="utf-8")
    print(f"synthetic tables written to {shown(folder)} (seed {seed}, effect {effect:g}, area SD {area_sd:g})")
    return 0


def _current(file: Path, stamp: dict[str, object]) -> bool:
    if not file.exists():
        return False
    return bool(json.loads(file.read_text(encoding="utf-8")) == {**stamp, "files": _sizes(file.parent)})


def _sizes(folder: Path) -> dict[str, int]:
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name != STAMP)
    return {file.relative_to(folder).as_posix(): file.stat().st_size for file in files}


def _digest() -> str:
    digest = sha256()
    for place in MADE_BY:
        folder = PACKAGE.parent / place if place.startswith(PACKAGE.name) else shipped(place)
        for file in [folder] if folder.is_file() else sorted(folder.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{place}/{file.relative_to(folder).as_posix()}".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


JOB = tables

"""Whether a report still stands: nothing it rests on has changed since the run that made it.

The key covers every source file of evalkit, the pages, the study's own files, the tables and the reference
tables, the locked packages, and the version of Python. Where methods of other packages are installed, a report
is always made anew, since their files are not known here.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import entry_points
from pathlib import Path

from evalkit.run.order import Order
from evalkit.run.places import HOME, NOTEBOOKS

STAMP = ".stands-on.json"
REPORT = "report.html"
OWN = (HOME / "evalkit", NOTEBOOKS, HOME / "data" / "reference", HOME / "requirements.lock")
EXTENSIONS = "evalkit."


def key_of(order: Order) -> str:
    """Return the digest of everything the report rests on; empty where that cannot be known."""
    if any(group.startswith(EXTENSIONS) for group in entry_points().groups):
        return ""
    digest = sha256(platform.python_version().encode())
    for folder in (*OWN, order.folder, order.tables):
        for file in _files(folder):
            digest.update(f"{folder.name}/{file.relative_to(folder.parent).as_posix()}\n".encode())
            digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def stamp(order: Order, key: str, headline: str) -> None:
    """Note in the finished report what it stands on and what it says first."""
    content = {"key": key, "report": _digest(order.building / REPORT), "headline": headline}
    (order.building / STAMP).write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def standing_headline(order: Order, key: str) -> str:
    """Return the headline of a report that still stands; empty where there is none."""
    file, report = order.target / STAMP, order.target / REPORT
    if not key or not file.is_file() or not report.is_file():
        return ""
    noted = json.loads(file.read_text(encoding="utf-8"))
    return str(noted["headline"]) if noted["key"] == key and noted["report"] == _digest(report) else ""


def _files(place: Path) -> Iterable[Path]:
    if place.is_file():
        return (place,)
    found = (file for file in place.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return sorted(file for file in found if not file.name.startswith("."))


def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()

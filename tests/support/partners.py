"""Packages of partners, made here, and seen by Python as if they were installed."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from evalkit.run.jobs.methods import FAMILIES


@contextmanager
def installed(
    folder: Path, package: str, files: Mapping[str, str], groups: Mapping[str, Mapping[str, str]]
) -> Iterator[Path]:
    """Let a package be installed while this context lasts.

    Parameters
    ----------
    folder : Path
        An empty one, which becomes a place where packages lie.
    package : str
        Name of the package.
    files : mapping of str to str
        What its modules hold, by file name.
    groups : mapping
        For each group of entry points the modules by the names they have in it.
    """
    own = folder / package
    own.mkdir(parents=True)
    for name, text in {"__init__.py": "", **files}.items():
        (own / name).write_text(text, encoding="utf-8")
    told = folder / f"{package}-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", encoding="utf-8")
    lines = [
        line for group, names in groups.items() for line in (f"[{group}]", *(f"{n} = {m}" for n, m in names.items()))
    ]
    (told / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    _forget(package)
    try:
        yield own
    finally:
        sys.path.remove(str(folder))
        _forget(package)


def _forget(package: str) -> None:
    """Let every registry look for entry points anew, and Python for the modules."""
    for _, registry in FAMILIES:
        vars(registry).pop("_foreign", None)
    for name in [name for name in sys.modules if name.split(".")[0] == package]:
        del sys.modules[name]

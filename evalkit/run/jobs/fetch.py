"""List what the public interface offers, or fetch one of its tables into the data folder."""

from __future__ import annotations

from pathlib import Path

from evalkit.run.places import shown
from evalkit.run.public_tables import DataSet, fetch, search


def fetch_tables(identifiers: tuple[str, ...], *, words: str, folder: Path, server: str) -> int:
    """Print the data sets that fit ``words``, or fetch those asked for by id."""
    if not identifiers:
        found = search(words, server)
        print(f"{len(found)} data set{'s' if len(found) != 1 else ''} for {words!r}")
        for one in found:
            print("\n" + "\n".join(_lines(one)))
        if found:
            print("\nevalkit data fetch ID puts one of them into the data folder.")
        return 0
    for identifier in identifiers:
        print(shown(fetch(identifier, folder, server)))
    return 0


def _lines(one: DataSet) -> list[str]:
    about = [part for part in (one.years, ", ".join(one.levels), f"version {one.version}" * bool(one.version)) if part]
    return [f"  {one.title}", f"    {one.publication}", f"    {'; '.join(about)}", f"    ID {one.id}"]


JOB = fetch_tables

"""Write headline/: `python -m tests.golden.make_headlines` from the repository's root, after `make tables`.

What a run leaves for R, of the leading questions of both shipped studies and of invented schools judged in other ways.
A file that is long is kept compressed.
"""

from __future__ import annotations

import bz2
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from evalkit.findings.finding import Finding
from tests.support.exports_for_r import SHIPPED, Tables, invented, shipped

HERE = Path(__file__).parent
FOLDER = HERE / "headline"
SYNTHETIC = HERE.parents[1] / "data" / "synthetic"
LONG, COMPRESSED = 20_000, ".bz2"
# Each goes through a part of the script that the shipped studies do not need.
INVENTED = {
    "areas-by-pupils": "areas",
    "areas-less-rise": "areas less what such areas rise",
    "variances": "variances",
    "clusters": "clusters",
    "clusters-of-areas": "clusters of areas",
    "trusts": "trusts",
}
CASES = (*SHIPPED, *INVENTED)


def case(name: str, of_shipped: Callable[[str], tuple[Finding, Tables]]) -> tuple[Finding, Tables]:
    """Return the finding and the tables of a case.

    Parameters
    ----------
    name : str
        One of ``CASES``.
    of_shipped : callable
        Returns those of a shipped study.
    """
    return of_shipped(name) if name in SHIPPED else invented(INVENTED[name])


def stored(name: str, file: str) -> str:
    """Return the text of a stored file."""
    path = FOLDER / name / file
    long = path.with_name(path.name + COMPRESSED)
    return (bz2.decompress(long.read_bytes()) if long.exists() else path.read_bytes()).decode("utf-8")


def write(name: str, tables: Tables) -> None:
    """Store the tables of a case."""
    (FOLDER / name).mkdir(parents=True, exist_ok=True)
    for file in (FOLDER / name).iterdir():
        file.unlink()
    for file, table in tables.items():
        content = table.text().encode("utf-8")
        if len(content) > LONG:
            (FOLDER / name / f"{file}{COMPRESSED}").write_bytes(bz2.compress(content))
        else:
            (FOLDER / name / file).write_bytes(content)


if __name__ == "__main__":
    with TemporaryDirectory() as memory:
        for one in CASES:
            write(one, case(one, lambda study: shipped(study, Path(memory), SYNTHETIC))[1])

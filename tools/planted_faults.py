"""Plant known faults, one at a time, in a copy of the tree and see whether the tests named beside them notice.

The faults are the table in ``docs/tests.md``. A fault is one piece of code and what is put in its place; white space
does not count, so that laying a file out anew moves no fault. Run as ``python -m tools.planted_faults [PACKAGE ...]``;
it takes some minutes and is no part of ``make test``. It ends as a failure where a fault is not caught, or where
its piece of code is no longer there once.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "tests.md"
ROW = re.compile(r"^\| `(?P<file>evalkit/[^`]+)` \| `(?P<old>[^`]+)` \| `(?P<new>[^`]*)` \| (?P<tests>[^|]+) \|$", re.M)
COPIED = ("assurance", "benchmarks", "data", "docs", "evalkit", "notebooks", "studies", "tests", "tools")
LEFT_OUT = shutil.ignore_patterns(".evalkit", "__pycache__")
FAILED = 1


@dataclass(frozen=True)
class Planted:
    """One fault.

    Attributes
    ----------
    file : str
        Module, from the top of the tree.
    old, new : str
        A piece of its code, and the faulty one.
    tests : tuple of str
        Files of tests that must fail.
    """

    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    @property
    def package(self) -> str:
        """The package of evalkit in which the fault lies."""
        return self.file.split("/")[1]

    def planted_in(self, text: str) -> str | None:
        """Return the code with the fault, or None where its place is not found once."""
        pattern = r"\s*".join(re.escape(part) for part in re.findall(r"\w+|[^\w\s]", self.old))
        found = list(re.finditer(pattern, text))
        if len(found) != 1:
            return None
        return text[: found[0].start()] + self.new + text[found[0].end() :]


def main(packages: list[str]) -> int:
    """Plant each fault, print what became of it, and return 1 unless every one was caught."""
    faults = [fault for fault in listed(TABLE.read_text(encoding="utf-8")) if not packages or fault.package in packages]
    with TemporaryDirectory(prefix="evalkit-faults-") as place:
        copy = Path(place) / "tree"
        for folder in COPIED:
            shutil.copytree(ROOT / folder, copy / folder, ignore=LEFT_OUT)
        for file in (each for each in ROOT.iterdir() if each.is_file()):
            shutil.copy(file, copy)
        sound = run(copy, sorted({test for fault in faults for test in fault.tests}))
        if sound.returncode:
            print(sound.stdout[-2000:], sound.stderr[-2000:])
            print("The tests named do not pass as they are; mend them first.")
            return 1
        results = [(fault, outcome(copy, fault)) for fault in faults]
    missed = [fault for fault, said in results if not said.startswith("caught")]
    print(f"{len(faults) - len(missed)} of {len(faults)} faults were caught.")
    return 1 if missed else 0


def listed(text: str) -> list[Planted]:
    """Return the faults of the table."""
    return [
        Planted(row["file"], row["old"], row["new"], tuple(re.findall(r"`([^`]+)`", row["tests"])))
        for row in ROW.finditer(text)
    ]


def outcome(copy: Path, fault: Planted) -> str:
    """Plant one fault, run its tests, take it out again, and say what happened."""
    file, started = copy / fault.file, perf_counter()
    sound = file.read_text(encoding="utf-8")
    faulty = fault.planted_in(sound)
    if faulty is None:
        said = "its place is not found once"
    else:
        file.write_text(faulty, encoding="utf-8")
        code = run(copy, list(fault.tests)).returncode
        file.write_text(sound, encoding="utf-8")
        said = "caught" if code == FAILED else f"NOT caught (pytest ended with {code})"
    print(
        f"{fault.file}: {fault.old} -> {fault.new or 'nothing'}: {said}, {perf_counter() - started:.0f} s", flush=True
    )
    return said


def run(copy: Path, tests: list[str]) -> subprocess.CompletedProcess[str]:
    """Run some files of tests of the copy until the first failure."""
    words = ["-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]
    there = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.run([sys.executable, *words], cwd=copy, env=there, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

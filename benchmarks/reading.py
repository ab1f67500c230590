"""CPU time and memory of reading six wide Key Stage 4 files, against reading them with pandas alone.

Run from the repository with ``python -m benchmarks.reading``; it prints the table of docs/assurance/speed.md.
Both sides read the same invented files, in turn, each round in fresh interpreters; imports are not counted.
pandas reads every cell of each file as it sees fit. evalkit reads a hundred variables of each school, with the
reason for each number that is not there, checks every row and every cell it takes, and joins the years.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from evalkit.synthetic.tables import write_tables

ROUNDS = 5
FILES = 6
BAR = 1.5
_MEASURED = """
import json, resource, sys, time
from pathlib import Path
{imports}
files = sorted(Path(sys.argv[1]).rglob("*.csv"))
started, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
result = {work}
spent = time.process_time() - started
print(json.dumps([spent, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024]))
"""
SIDES = {
    "pandas.read_csv, one file after the other": _MEASURED.format(
        imports="import pandas", work='[pandas.read_csv(file, encoding="latin-1") for file in files]'
    ),
    "evalkit, files to one panel": _MEASURED.format(
        imports="from evalkit.data.school_panel import read_panel", work="read_panel(Path(sys.argv[1]))"
    ),
}


def main() -> None:
    """Write the files, measure both sides in turn and print the table."""
    with TemporaryDirectory() as folder:
        megabytes = _six_wide_files(Path(folder))
        measured: dict[str, list[tuple[float, float]]] = {side: [] for side in SIDES}
        for _ in range(ROUNDS):
            for side, program in SIDES.items():
                done = subprocess.run(
                    [sys.executable, "-W", "ignore", "-c", program, str(Path(folder) / "six")],
                    check=True,
                    capture_output=True,
                    text=True,
                )
                cpu, memory = json.loads(done.stdout)
                measured[side].append((cpu, memory))
    print(f"{FILES} files, {megabytes:.0f} MB; {ROUNDS} rounds in turn, each in a fresh interpreter\n")
    print("| what | CPU seconds, least (median) | least against pandas | memory at most, MB |")
    print("|---|---|---|---|")
    base = min(cpu for cpu, _ in next(iter(measured.values())))
    for side, rounds in measured.items():
        seconds = [cpu for cpu, _ in rounds]
        least, most = min(seconds), max(memory for _, memory in rounds)
        print(f"| {side} | {least:.2f} ({statistics.median(seconds):.2f}) | {least / base:.2f} | {most:.0f} |")
    print(f"\nThe bar is {BAR} times pandas.")


def _six_wide_files(folder: Path) -> float:
    write_tables(folder / "written", seed=1, effect=0.1, area_sd=0.05)
    tables = sorted((folder / "written").rglob("*ks4final.csv"), key=lambda path: path.stat().st_size)[-FILES:]
    for path in tables:
        place = folder / "six" / path.parent.name
        place.mkdir(parents=True)
        shutil.copy(path, place / path.name)
    return sum(path.stat().st_size for path in tables) / 1e6


if __name__ == "__main__":
    main()

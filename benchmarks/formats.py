"""Seconds to make formats of a report again, where nothing has changed, beside the seconds of ``import pandas``.

Each row is a command in a fresh process; the report of the study must stand (``evalkit run STUDY`` before). Prints a
table in Markdown: ``python -m benchmarks.formats leicester``.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from time import perf_counter

from evalkit.document.renderers import RENDERERS
from evalkit.document.renderers.html import REPORT

ROUNDS = 5


def timed(words: list[str]) -> tuple[float, float]:
    """Return wall-clock and CPU seconds of a command and of what it begins."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    subprocess.run(words, check=True, capture_output=True)
    wall, after = perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Time every case in turn, round after round, and print medians and ratios."""
    study = sys.argv[1] if len(sys.argv) > 1 else "leicester"
    run = [sys.executable, "-m", "evalkit", "run", study]
    page = next(name for name, one in RENDERERS.parts().items() if one.file == REPORT)
    cases = {
        "import pandas": [sys.executable, "-c", "import pandas"],
        "nothing to do": run,
        f"`--format {page}`": [*run, "--format", page],
        "all formats": [*run, "--format", ",".join(RENDERERS.names())],
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
    for _ in range(ROUNDS):
        for name, words in cases.items():
            times[name].append(timed(words))
    peer = statistics.median(wall for wall, _ in times["import pandas"])
    print("| what | wall seconds, median (least to most) | against import pandas | CPU seconds, median |")
    print("|---|---|---|---|")
    for name, found in times.items():
        walls = [wall for wall, _ in found]
        middle, cpu = statistics.median(walls), statistics.median(cpu for _, cpu in found)
        print(f"| {name} | {middle:.2f} ({min(walls):.2f} to {max(walls):.2f}) | {middle / peer:.1f} | {cpu:.2f} |")
    print(f"\n{ROUNDS} fresh processes for each, in turn; the study {study}.")


if __name__ == "__main__":
    main()

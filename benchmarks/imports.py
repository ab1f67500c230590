"""CPU seconds to import evalkit beside CPU seconds to import pandas, in turn and in the same run.

``import evalkit`` alone resolves names only when used, so the second row is the one that matters to a reader:
everything that opening a study imports. Run by ``make bench``; prints a table in Markdown.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys

ROUNDS = 7
CASES = {
    "import pandas": "import pandas",
    "import evalkit": "import evalkit",
    "import evalkit, open_study": "import evalkit; evalkit.open_study",
}


def cpu_seconds(statement: str) -> float:
    """Return user and system seconds of one fresh interpreter."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", statement], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Time every case in turn, round after round, and print medians and ratios."""
    times: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(ROUNDS):
        for name, statement in CASES.items():
            times[name].append(cpu_seconds(statement))
    peer = statistics.median(times["import pandas"])
    print("| statement | CPU seconds, median (least to most) | against import pandas |")
    print("|---|---|---|")
    for name, seconds in times.items():
        middle = statistics.median(seconds)
        print(f"| `{name}` | {middle:.2f} ({min(seconds):.2f} to {max(seconds):.2f}) | {middle / peer:.2f} |")
    print(f"\n{ROUNDS} fresh interpreters for each statement, in turn.")


if __name__ == "__main__":
    main()

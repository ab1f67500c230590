"""Whether rearranged code still computes what a former commit computed, both drawn side by side on one machine.

``python -m assurance.simulation.drawn_beside draw PAGE FILE`` draws a part of a page's run with the code of this
folder; it is called in a checkout of either commit. ``… mark PAGE BEFORE AFTER`` compares the two files and, where
every number is the same to twelve digits, marks ``docs/assurance/PAGE.md`` with today's code and says how it was done.
PAGE is ``recovery``, ``weighted``, ``assumed-selection``, ``chosen-areas`` or ``several-questions``.
"""

from __future__ import annotations

import math
import os
import re
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from assurance.digest import ASSURANCE, MARK, mark, modules_in_use
from assurance.simulation import assumed_selection, chosen_areas, recovery, several_questions, weighted
from evalkit.inference import INFERENCES

# Every so many batches of a run; where batches are not planned, one is a draw of every cell.
EVERY = {"recovery": 10, "weighted": 5, "assumed-selection": 50, "chosen-areas": 50, "several-questions": 50}
DIGITS = 1e-12
SAID = re.compile(r"The code was rearranged after this run\.[^\n]*")
# Columns are named by inferences, of which two had a name of their own for weighted schools.
FORMERLY = "_reweighted"


def main() -> None:
    """Draw, or compare and mark."""
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    match sys.argv[1:]:
        case ["draw", page, file] if page in EVERY:
            draws(page).to_csv(file, index=False)
        case ["mark", page, before, after] if page in EVERY:
            print(marked(page, Path(before), Path(after)))
        case _:
            sys.exit(__doc__)


def draws(page: str) -> pd.DataFrame:
    """Return every row of the batches drawn again, in order."""
    made: Iterable[list[dict[str, object]]]
    if page == "recovery":
        made = recovery.results(recovery.plan(recovery.DRAWS, recovery.VOLUNTEER_DRAWS)[:: EVERY[page]], math.inf)
    elif page == "weighted":
        made = weighted.results(weighted.plan(100)[:: EVERY[page]], math.inf, 2)
    elif page == "chosen-areas":
        made = (list(chosen_areas.rows_of(number)) for number in range(0, chosen_areas.DRAWS, EVERY[page]))
    elif page == "several-questions":
        made = (several_questions.rows_of(number) for number in range(0, several_questions.DRAWS, EVERY[page]))
    else:
        made = (assumed_selection.rows_of_all(number) for number in range(0, assumed_selection.DRAWS, EVERY[page]))
    return pd.DataFrame([row for rows in made for row in rows])


def marked(page: str, before: Path, after: Path) -> str:
    """Mark a page where both files agree, and return what was found; where they do not, leave it as it is."""
    one, two = (pd.read_csv(file, keep_default_na=False).rename(columns=today) for file in (before, after))
    if list(one.columns) != list(two.columns) or len(one) != len(two):
        sys.exit("The two files do not hold the same draws.")
    apart = [gap for name in one for pair in zip(one[name], two[name], strict=True) if (gap := distance(*pair)) > 0.0]
    if any(gap > DIGITS for gap in apart):
        sys.exit(f"{sum(gap > DIGITS for gap in apart)} of {one.size} numbers differ: the whole run is due.")
    differ = f"{len(apart)} differ, by less than one in a million million" if apart else "none differs"
    said = (
        f"The code was rearranged after this run. On {time.strftime('%d %B %Y').lstrip('0')} one batch in "
        f"{EVERY[page]} was drawn again, beside the former code on the same machine: of {one.size:,} numbers in "
        f"{len(one):,} rows {differ}."
    )
    file = ASSURANCE / f"{page}.md"
    text = file.read_text(encoding="utf-8")
    text = SAID.sub(said, text) if SAID.search(text) else text.replace("\n\n## ", f"\n\n{said}\n\n## ", 1)
    file.write_text(MARK.sub(mark(MODULES[page]()), text), encoding="utf-8")
    return said


def today(column: str) -> str:
    """Return a column under the name its inference has today."""
    return column.replace(FORMERLY, "")


def distance(one: object, other: object) -> float:
    """Return how far two cells lie apart: nought where they are the same text, without end where one is no number."""
    if one == other:
        return 0.0
    try:
        return abs(float(str(one)) - float(str(other)))
    except ValueError:
        return math.inf


def _of_weighted() -> tuple[str, ...]:
    for name in weighted.METHODS:
        INFERENCES.get(name)
    return modules_in_use()


MODULES: dict[str, Callable[[], tuple[str, ...]]] = {
    "recovery": recovery.modules_in_use_by_methods,
    "weighted": _of_weighted,
    "assumed-selection": assumed_selection.modules_tested,
    "chosen-areas": chosen_areas.modules_tested,
    "several-questions": several_questions.modules_tested,
}

if __name__ == "__main__":
    main()

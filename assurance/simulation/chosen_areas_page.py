"""What the simulation of cities picked for standing low found, as one dated page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from assurance.simulation.recovery_page import (
    LARGEST_BIAS,
    LEAST_COVERAGE,
    LEAST_MEAN_COVERAGE,
    TEST_LEVEL,
    exact_interval,
)
from evalkit.core.quantity import MINUS

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".evalkit" / "chosen-areas"
PAGE = ROOT / "docs" / "assurance" / "chosen-areas.md"
MOST_REFUSED = 0.10
THRESHOLD = -0.1


@dataclass(frozen=True, slots=True)
class Picked:
    """How a city is picked, and what of it is declared.

    Attributes
    ----------
    seen : tuple of int
        Years whose mean over the city's schools, averaged, is looked at.
    said : tuple of int
        Years that the study file names.
    lowest : int or None
        Picked at random among the so many lowest.
    below : float or None
        Picked at random among those below.
    of : str
        Whether lowest of a region or of England.
    judged : bool
        Whether the bar holds for it; it does not where the rule declared is not the one used.
    """

    seen: tuple[int, ...] = (2017,)
    said: tuple[int, ...] = (2017,)
    lowest: int | None = None
    below: float | None = None
    of: str = "England"
    judged: bool = True


YEAR_BEFORE = "lowest of a region on the year before"
LOWEST = "lowest of all on the baseline year"
BOTH_YEARS = "lowest of all on the mean of both years"
MISDECLARED = "lowest of all on the mean of both years, 2017 alone declared"
CELLS = {
    "at random, nothing declared": Picked(),
    "one of the lowest quarter": Picked(lowest=36),
    "lowest of a region on the baseline year": Picked(lowest=1, of="region"),
    YEAR_BEFORE: Picked(seen=(2016,), said=(2016,), lowest=1, of="region"),
    LOWEST: Picked(lowest=1),
    BOTH_YEARS: Picked(seen=(2016, 2017), said=(2016, 2017), lowest=1),
    "below a threshold, mirrored": Picked(below=THRESHOLD),
    MISDECLARED: Picked(seen=(2016, 2017), lowest=1, judged=False),
}
# The answer offered, the estimate with nothing taken off, and what stands beside it where nothing is declared.
ANSWERS = {"offered": "offered", "plain": "nothing taken off", "beside": "if chosen low"}


def main() -> None:
    """Write the page again from the draws of the last run."""
    about = json.loads((KEPT / "about.json").read_text(encoding="utf-8"))
    write_page(pd.read_csv(KEPT / "draws.csv.gz"), about)


def write_page(draws: pd.DataFrame, about: dict[str, object]) -> None:
    """Write the page."""
    parts = [
        opening(draws, about),
        "## The bar\n\n" + verdict(draws),
        "## Coverage\n\n" + coverage_table(draws),
        "## Bias\n\n" + bias_table(draws),
        "## How the cities stood\n\n" + gap_table(draws),
        reading(draws),
        limits(),
        str(about["mark"]),
    ]
    PAGE.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def opening(draws: pd.DataFrame, about: dict[str, object]) -> str:
    """Say what was drawn, when and how many."""
    made = int(draws.groupby("cell").size().min())
    stopped = ", stopped by the clock" if made < int(str(about["planned"])) else ""
    slopes = draws.loc[draws["cell"] == next(iter(CELLS)), "beside slope"]
    error = slopes.std(ddof=1) / np.sqrt(slopes.count())
    return (
        f"# Does the answer for a city picked for standing low hold the truth? As found on {about['started']}\n\n"
        f"Made by `python -m assurance.simulation.chosen_areas` in {float(str(about['minutes'])):.0f} minutes: "
        f"{made:,} draws in each of {len(CELLS)} cells ({int(str(about['planned'])):,} were planned{stopped}), one "
        "invented England of 150 areas for all cells of a draw. Every school of the city has a programme that adds 0.1 "
        "grade. Schools are matched (five each) on Key Stage 2, disadvantage, first language and size; the outcome "
        "before the start is not matched on. Levels drift such that the estimates of untreated areas fall with their "
        f"gap before the start by {_signed(slopes.mean())} grade a grade (Monte Carlo SE {error:.3f}); published "
        f"tables show {MINUS}0.11 and {MINUS}0.13 in two designs.\n\n"
        "A city of at least 8 schools is picked on the mean of its schools, and the rule is declared as a study file "
        "would declare it, for a rank or a threshold. The answer offered is what a study gets: less what untreated "
        "areas that stood so rise by themselves. At random nothing is declared; the estimate is then as it is, and "
        "the other answer stands beside it.\n\n"
        "Draws were listed beforehand: base seed 20261128, then the number of the draw from nought. The clock looks at "
        "no result."
    )


def verdict(draws: pd.DataFrame) -> str:
    """Say whether each bar is met by what is offered where the rule declared is the one used."""
    cells = [rows for name, rows in draws.groupby("cell", sort=False) if CELLS[str(name)].judged]
    held = [_held(rows, "offered") for rows in cells]
    shares = [one / of for one, of in held]
    rejected = sum(below_bar(*one) for one in held)
    biases = [_error(rows, "offered") for rows in cells]
    farthest = max(biases, key=lambda pair: abs(pair[0]))
    beyond = sum(abs(mean) >= LARGEST_BIAS + 2.0 * error for mean, error in biases)
    refused = max(1.0 - float(rows["offered given"].mean()) for rows in cells)
    return "\n".join(
        (
            f"- Coverage of at least 93 % is rejected at 1 % in {rejected} of {len(cells)} cells (wanted: none); mean "
            f"over cells {100 * float(np.mean(shares)):.1f} % (wanted: at least {100 * LEAST_MEAN_COVERAGE:.0f}); "
            f"lowest {100 * min(shares):.1f} %, highest {100 * max(shares):.1f} %.",
            f"- Bias: the farthest from nought is {_signed(farthest[0])} grade (Monte Carlo SE {farthest[1]:.3f}); "
            f"wanted: within {LARGEST_BIAS} of nought in every cell, and two standard errors; beyond it in {beyond} of "
            f"{len(cells)} cells.",
            f"- Refused, because the city stood further out than untreated areas can tell of: in at most "
            f"{100 * refused:.1f} % of draws of a cell (wanted: at most {100 * MOST_REFUSED:.0f}).",
        )
    )


def below_bar(held: int, draws: int) -> bool:
    """Say whether an exact one-sided test at 1 % rejects coverage of at least 93 %."""
    return bool(stats.binom.cdf(held, draws, LEAST_COVERAGE) < TEST_LEVEL)


def coverage_table(draws: pd.DataFrame) -> str:
    """Return one line a cell and answer."""
    lines = [
        "| the city was picked | answer | held | share | exact 95 % interval | truth below it | width | refused |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for cell, rows in draws.groupby("cell", sort=False):
        for name, words in ANSWERS.items():
            held, given = _held(rows, name)
            low, high = exact_interval(held, given)
            lines.append(
                f"| {cell} | {words} | {held} of {given} | {100 * held / given:.1f} % | {100 * low:.1f} to "
                f"{100 * high:.1f} % | {100 * _known(rows, f'{name} low').mean():.1f} % | "
                f"{_known(rows, f'{name} width').mean():.3f} | {100 * (1 - rows[f'{name} given'].mean()):.1f} % |"
            )
    return "\n".join(lines)


def bias_table(draws: pd.DataFrame) -> str:
    """Return the mean error of each answer, cell by cell."""
    lines = [f"| the city was picked | {' | '.join(ANSWERS.values())} |", f"|---|{'---|' * len(ANSWERS)}"]
    for cell, rows in draws.groupby("cell", sort=False):
        found = (_error(rows, name) for name in ANSWERS)
        lines.append(f"| {cell} | {' | '.join(f'{_signed(mean, 4)} ({error:.4f})' for mean, error in found)} |")
    return "In grades, with its Monte Carlo standard error; nought is right.\n\n" + "\n".join(lines)


def gap_table(draws: pd.DataFrame) -> str:
    """Return how far the cities lay from their donors, and from the range of untreated areas."""
    lines = [
        "| the city was picked | mean gap on the baseline year | slope of what is offered | beyond the range of "
        "untreated areas | untreated areas used |",
        "|---|---|---|---|---|",
    ]
    for cell, rows in draws.groupby("cell", sort=False):
        slope, areas = rows["slope"].mean(), rows["areas"].mean()
        lines.append(
            f"| {cell} | {_signed(rows['gap'].mean())} | {_signed(slope) if np.isfinite(slope) else 'none'} | "
            f"{100 * float((rows['beyond'] > 0).mean()):.1f} % | "
            f"{f'{areas:.0f}' if np.isfinite(areas) else 'all'} |"
        )
    return "\n".join(lines)


def reading(draws: pd.DataFrame) -> str:
    """Say what the tables mean."""
    low, both, before, other = (draws[draws["cell"] == name] for name in (LOWEST, BOTH_YEARS, YEAR_BEFORE, MISDECLARED))
    return (
        "## Reading it\n\n"
        f"- With nothing taken off, the lowest of all seems to gain {_signed(_error(low, 'plain')[0])} grade that no "
        f"programme made; of what is offered {_signed(_error(low, 'offered')[0])} is left.\n"
        "- Picked on the year before, a city is judged by its gap in that year. By its gap in the baseline year the "
        f"error is {_signed(_error(before, 'beside')[0])} in place of {_signed(_error(before, 'offered')[0])}.\n"
        "- A city picked on the mean of both years, and declared so, is judged by its gap in that mean: the error is "
        f"{_signed(_error(both, 'offered')[0])}. It owes less of its low standing in 2017 to chance than a city picked "
        "on that year alone, so where a study declares 2017 alone for it, a little too much is taken off: "
        f"{_signed(_error(other, 'offered')[0])}. That row is for information and has no bar: no answer can be right "
        "by a rule that was not the one used."
    )


def limits() -> str:
    """Say what was not tested."""
    return (
        "Not tested here: weighting by pupils, weighted schools and authorities in place of matched schools, a figure "
        "other than the outcome, cities picked for the way they were changing, a rule declared that was not the one "
        "used (but for the mean of both years of which one is declared)."
    )


def _held(rows: pd.DataFrame, name: str) -> tuple[int, int]:
    known = _known(rows, f"{name} held")
    return int(known.sum()), len(known)


def _error(rows: pd.DataFrame, name: str) -> tuple[float, float]:
    errors = _known(rows, f"{name} error")
    return float(errors.mean()), float(errors.std(ddof=1) / np.sqrt(len(errors)))


def _known(rows: pd.DataFrame, column: str) -> pd.Series:
    return rows[column].dropna().astype(float)


def _signed(value: float, digits: int = 3) -> str:
    # Adding nought takes the sign from a mean that rounds to nought.
    return f"{round(value, digits) + 0.0:+.{digits}f}".replace("-", MINUS)


if __name__ == "__main__":
    main()

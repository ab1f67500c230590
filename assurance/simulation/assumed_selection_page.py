"""What the simulation of assumed selection found, as one dated page."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from assurance.simulation.recovery_page import exact_interval
from evalkit.core.quantity import MINUS

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".evalkit" / "assumed-selection"
PAGE = ROOT / "docs" / "assurance" / "assumed-selection.md"
FULL = "and all of the dip"
# The share of what passes that the need follows as much as what lasts.
NEEDS = {"what lasts": 0.0, "and half of the dip": 0.5, FULL: 1.0}
LAST_FALL = "the last fall"
# Which row of the range is the true one.
TRUE_ROWS = {"what lasts": "row 0", FULL: "row 2", LAST_FALL: "row 3"}
PASSING_ALONE = "the dip alone"
# The bar: the range holds the truth at least so often, and is no wider than its ends and so much of their distance.
LEAST_HELD = 0.93
DISTANCE_ALLOWED = 1.2
ROWS = ("as estimated", "half", "full", "last change")


def main() -> None:
    """Write the page again from the draws of the last run."""
    about = json.loads((KEPT / "about.json").read_text(encoding="utf-8"))
    write_page(pd.read_csv(KEPT / "draws.csv.gz"), about)


def write_page(draws: pd.DataFrame, about: dict[str, object]) -> None:
    """Write the page."""
    judged = draws[draws["need"] != PASSING_ALONE]
    parts = [
        opening(draws, about),
        "## Whether the range holds the truth\n\n" + verdict(judged),
        held_table(draws),
        "## Where each reading lies\n\n" + bias_table(draws),
        reading(draws),
        str(about["mark"]),
    ]
    PAGE.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def opening(draws: pd.DataFrame, about: dict[str, object]) -> str:
    """Say what was drawn, when and how many."""
    made = int(draws.groupby(["process", "need"]).size().min())
    stopped = ", stopped by the clock" if made < int(str(about["planned"])) else ""
    return (
        f"# Does the range of assumed selection hold the truth? As found on {about['started']}\n\n"
        f"Made by `python -m assurance.simulation.assumed_selection` in {float(str(about['minutes'])):.0f} minutes: "
        f"{made:,} draws in each of {len(draws.groupby(['process', 'need']))} cells ({about['planned']:,} were "
        f"planned{stopped}). Sixty invented areas of 10 to 24 schools; in one of them five schools are chosen on a "
        "need that no table shows, seen by a review with an error of 0.1 grade. No school has a programme, so the "
        "truth is nought. The need follows what lasts in their results of the baseline year and none, half or all "
        "of what passes; or their last yearly change; or, as a warning, what passes alone. Schools are matched on "
        "Key Stage 2 and disadvantage, never on the outcome, and judged by `placebo_sets`; the range is that of "
        "the registered check `assumed_selection`. Levels are as in docs/assurance/volunteers.md.\n\n"
        "Draws were listed beforehand: seeds 20261127 and the number of the draw from nought. The clock looks at no "
        "result."
    )


def verdict(judged: pd.DataFrame) -> str:
    """Say whether both bars are met."""
    shares = judged.groupby(["process", "need"])["held"].agg(["sum", "size"])
    least = (shares["sum"] / shares["size"]).min()
    failing = sum(_exact(rows)[1] < LEAST_HELD for _, rows in judged.groupby(["process", "need"]))
    below = int((shares["sum"] / shares["size"] < LEAST_HELD).sum())
    over = (judged["width"] - judged["wider end"] - DISTANCE_ALLOWED * judged["ends apart"]).max()
    return (
        f"- The truth lies in the range in {100 * least:.1f} % of draws or more; in {below} of {len(shares)} cells in "
        f"less than 93 % (wanted: none; in {failing} of them the exact interval of the share lies below 93 %).\n"
        f"- Width: at most the wider of the two end intervals and {DISTANCE_ALLOWED} times the distance of the ends in "
        f"{100 * (judged['width'] <= judged['wider end'] + DISTANCE_ALLOWED * judged['ends apart'] + 1e-12).mean():.1f}"
        f" % of draws (wanted: all); the largest excess is {max(over, 0.0):.3f} grade."
    )


def held_table(draws: pd.DataFrame) -> str:
    """Return one line a cell: how often the range and the primary interval held the truth, and how wide they are."""
    lines = [
        "| levels | the need followed | range: held | exact 95 % interval | primary: held | full alone: held | "
        "width, range | width, primary |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for (process, need), rows in draws.groupby(["process", "need"], sort=False):
        low, high = _exact(rows)
        lines.append(
            f"| {process} | {need} | {_share(rows['held'])} | {100 * low:.1f} to {100 * high:.1f} % | "
            f"{_share(rows['primary held'])} | {_share(rows['held 2'])} | {rows['width'].mean():.2f} | "
            f"{rows['primary width'].mean():.2f} |"
        )
    return "\n".join(lines)


def bias_table(draws: pd.DataFrame) -> str:
    """Return where each row of the range lies on average, in grades; nought is right."""
    lines = [
        f"| levels | the need followed | {' | '.join(ROWS)} | full, from the schools not chosen alone | "
        "distance | share gone |",
        f"|---|---|{'---|' * (len(ROWS) + 3)}",
    ]
    for (process, need), rows in draws.groupby(["process", "need"], sort=False):
        places = [_mean(rows[f"row {place}"]) for place in range(len(ROWS))]
        lines.append(
            f"| {process} | {need} | {' | '.join(places)} | {_mean(rows['from the rest'])} | "
            f"{_signed(rows['distance'].mean())} | {rows['gone'].mean():.2f} |"
        )
    return "Mean over draws, its Monte Carlo standard error in brackets.\n\n" + "\n".join(lines)


def reading(draws: pd.DataFrame) -> str:
    """Say what the tables mean, and what they warn of."""
    alone = draws[draws["need"] == PASSING_ALONE]
    shares = [float(rows["held"].mean()) for _, rows in alone.groupby("process")]
    true = [draws.loc[draws["need"] == need].groupby("process")[row].mean() for need, row in TRUE_ROWS.items()]
    farthest = max((float(mean) for means in true for mean in means), key=abs)
    rest = draws.loc[draws["need"] == FULL].groupby("process")["from the rest"].mean()
    return (
        "## Reading it\n\n"
        "- Where the need followed what lasts, as estimated is true; where it followed the year's results as they "
        "stood, full; where it followed the last fall, last change. The farthest that any of these lies from nought is "
        f"{_signed(farthest)} grade.\n"
        "- The distance is taken from all eligible schools of the area, the chosen among them. Were it taken from the "
        f"schools not chosen alone, full would be off by {_signed(rest.min())} to {_signed(rest.max())} grade where it "
        "is true: choosing the low ones leaves the high ones.\n"
        f"- Where the need followed the dip and nothing of what lasts, the rise by itself is the whole dip and no "
        f"reading is right; the range then held the truth in {100 * min(shares):.1f} to {100 * max(shares):.1f} % of "
        "draws. There is no bar for it, because no table could show it."
    )


def _exact(rows: pd.DataFrame) -> tuple[float, float]:
    return exact_interval(int(rows["held"].sum()), len(rows))


def _share(held: pd.Series) -> str:
    return f"{100 * held.mean():.1f} %"


def _mean(values: pd.Series) -> str:
    return f"{_signed(values.mean())} ({values.std(ddof=1) / len(values) ** 0.5:.3f})"


def _signed(value: float) -> str:
    # Adding nought takes the sign from a mean that rounds to nought.
    return f"{round(value, 3) + 0.0:+.3f}".replace("-", MINUS)


if __name__ == "__main__":
    main()

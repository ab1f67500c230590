"""What a recovery run of weighted schools found, as one dated page."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd

from assurance.simulation.recovery_page import LARGEST_BIAS, NORMAL, Coverage
from assurance.worlds.simulated import AREAS, CELLS
from evalkit.core.quantity import MINUS

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".evalkit" / "weighted"
PAGE = ROOT / "docs" / "assurance" / "weighted.md"
PLACEBO, COMPONENTS = "placebo_areas", "variance_components"
BENT = {"matched": "matched", "error": "weighted, means", "spreads": "weighted, means and variances"}


def main() -> None:
    """Write the page again from the draws of the last run."""
    about = json.loads((KEPT / "about.json").read_text(encoding="utf-8"))
    write_page(pd.read_csv(KEPT / "draws.csv.gz"), about)


def write_page(draws: pd.DataFrame, about: dict[str, object]) -> None:
    """Write the page."""
    city = draws[draws["kind"] == "city"]
    parts = [
        opening(city, about),
        "## Coverage\n\n" + verdict(city),
        coverage_table(city),
        "## Bias, and what weighting saves\n\n" + bias_table(city),
        "## Where change depends on the intake\n\n" + bent(draws),
        limits(),
        str(about["mark"]),
    ]
    PAGE.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def opening(city: pd.DataFrame, about: dict[str, object]) -> str:
    """Say what was drawn, when and how many."""
    made = city.groupby("cell").size()
    stopped = ", stopped by the clock" if made.min() < int(str(about["planned"])) else ""
    return (
        f"# Do weighted schools recover a known truth? As found on {about['started']}\n\n"
        f"Made by `python -m assurance.simulation.weighted` in {float(str(about['minutes'])):.0f} minutes. "
        f"A planted effect of 0.1 "
        f"grade; {_span(made)} draws in each of {len(CELLS)} cells ({about['planned']} were "
        f"planned{stopped}), each an invented England of {len(AREAS)} areas. The city has 19 schools and lies 0.12 to "
        "0.15 grade below areas of its composition. All schools elsewhere of its kind of area are weighted to the "
        "city's means of Key Stage 2, disadvantage, first language and size, with its share of girls' schools; the "
        "same draws are matched (five each on the same numbers). Every untreated area is weighted anew in its place. "
        "Estimates and intervals are made by the library's own functions.\n\n"
        "Draws were listed beforehand: base seed 20261125 (20261126 where change depends on the intake), then the "
        "name of the cell, then the number of the draw from nought. The clock looks at no result."
    )


def verdict(city: pd.DataFrame) -> str:
    """Say, for each inference, whether it holds in every cell."""
    said = []
    for method in (PLACEBO, COMPONENTS):
        found = [cell_coverage(rows, method) for _, rows in city.groupby("cell")]
        whole = cell_coverage(city, method)
        low, high = whole.exact()
        failed = sum(one.rejects() for one in found)
        words = "in no cell is coverage of 93 % rejected" if not failed else f"in {failed} cells 93 % is rejected"
        said.append(
            f"`{method}`: {100 * whole.share:.1f} % over all {whole.draws:,} draws (exact 95 % interval "
            f"{100 * low:.1f} to {100 * high:.1f}), {100 * min(one.share for one in found):.1f} to "
            f"{100 * max(one.share for one in found):.1f} % by cell; {words} (one-sided, 1 %)."
        )
    return "\n".join(f"- {line}" for line in said)


def coverage_table(city: pd.DataFrame) -> str:
    """Return one line a cell; width is over that of an interval that knows the true variances."""
    lines = [
        "| cell | draws | placebo areas: held | width | variance components: held | width |",
        "|---|---|---|---|---|---|",
    ]
    for cell, rows in city.groupby("cell"):
        cells = []
        for method in (PLACEBO, COMPONENTS):
            found = cell_coverage(rows, method)
            cells.append(f"{100 * found.share:.1f} % | {found.width / found.oracle:.2f}")
        lines.append(f"| {CELLS[int(str(cell))].name} | {len(rows)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def bias_table(city: pd.DataFrame) -> str:
    """Return bias and scatter of both designs, cell by cell."""
    lines = [
        "| cell | bias, weighted (SE) | bias, matched (SE) | SD, weighted | SD, matched | effective schools | "
        "not exactly balanced |",
        "|---|---|---|---|---|---|---|",
    ]
    for cell, rows in city.groupby("cell"):
        scatter = [f"{rows[name].std(ddof=1):.3f}" for name in ("error", "matched")]
        lines.append(
            f"| {CELLS[int(str(cell))].name} | {_bias(rows['error'])} | {_bias(rows['matched'])} | "
            f"{' | '.join(scatter)} | {rows['effective'].mean():.0f} | {100 * (rows['tolerance'] > 0).mean():.1f} % |"
        )
    mean, error = float(city["error"].mean()), float(city["error"].std(ddof=1) / np.sqrt(len(city)))
    saved = 1.0 - float(city["true_sd"].mean() / city["matched_sd"].mean())
    word = "below" if abs(mean) < LARGEST_BIAS + 2 * error else "above"
    return (
        "\n".join(lines)
        + f"\n\nOver all cells the weighted estimate is off by {f'{mean:+.4f}'.replace('-', MINUS)} grade "
        f"(standard error {error:.4f}), {word} the bar of {LARGEST_BIAS} grade and two standard errors. By the true "
        f"variances its SD is {100 * saved:.0f} % smaller than that of matching."
    )


def bent(draws: pd.DataFrame) -> str:
    """Return the bias of three designs where change follows attainment at entry in a line, and in a curve."""
    lines = [f"| change depends on the intake | {' | '.join(BENT.values())} |", "|---|---|---|---|"]
    words = {
        "line": "in a line: −0.05 grade a point of Key Stage 2",
        "curve": "in a curve: +0.04 grade a squared point away from the usual",
    }
    for kind, said in words.items():
        rows = draws[draws["kind"] == kind]
        lines.append(f"| {said} | {' | '.join(_bias(rows[name]) for name in BENT)} |")
    return (
        "By how much the estimate moves, in grades, when change comes to depend on the intake and nothing else "
        "differs, with its Monte Carlo standard error; nought is right. Weights that make means the same take away "
        "what follows a straight line, whatever matching leaves of it; a curve needs variances balanced too.\n\n"
        + "\n".join(lines)
    )


def limits() -> str:
    """Say what was not tested."""
    return (
        "Not tested here: weighting by pupils, several treated areas, chosen schools under a mirrored rule, long "
        "series, balance that needs a tolerance often, figures that are missing."
    )


def cell_coverage(rows: pd.DataFrame, method: str) -> Coverage:
    """Return the coverage of one inference over some draws."""
    held = int(rows[f"held {method}"].astype(bool).sum())
    return Coverage(
        len(rows), held, float(rows[f"width {method}"].mean()), 2.0 * NORMAL * float(rows["true_sd"].mean())
    )


def _bias(errors: pd.Series) -> str:
    # Adding nought takes the sign from a mean that rounds to nought.
    shown = f"{round(float(errors.mean()), 4) + 0.0:+.4f} ({errors.std(ddof=1) / np.sqrt(len(errors)):.4f})"
    return shown.replace("-", MINUS)


def _span(made: pd.Series) -> str:
    return str(made.max()) if made.min() == made.max() else f"{made.min()} to {made.max()}"


if __name__ == "__main__":
    main()

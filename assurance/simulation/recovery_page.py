"""What a recovery run found, as one dated page and one figure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from assurance.picture import Share, shares_picture
from assurance.worlds.simulated import AREAS, CELLS
from evalkit.report.figures.parts.canvas import FigureHeading

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".evalkit" / "recovery"
PAGE = ROOT / "docs" / "assurance" / "recovery.md"
FIGURE = PAGE.with_suffix(".png")
LEAST_COVERAGE = 0.93
LARGEST_SIZE = 0.07
LEAST_MEAN_COVERAGE = 0.94
CONSERVATIVE = 0.97
TEST_LEVEL = 0.01
LARGEST_BIAS = 0.01
LARGEST_MEAN_BIAS = 0.005
NORMAL = float(stats.norm.ppf(0.975))
CITY_METHODS = ("placebo_areas", "variance_components", "cluster_robust")
VOLUNTEER_METHODS = ("placebo_sets", "variance_components", "cluster_robust")
RULE_WORDS = {"threshold": "five volunteers below nought", "lowest": "the five lowest of the area"}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often the intervals of one inference held the truth.

    Attributes
    ----------
    draws, held : int
        Intervals given, and those that held the planted effect.
    width, oracle : float
        Mean width, and mean width of an interval that knows the true variances and a normal quantile.
    """

    draws: int
    held: int
    width: float
    oracle: float

    @property
    def share(self) -> float:
        """Return the share that held."""
        return self.held / self.draws

    def exact(self) -> tuple[float, float]:
        """Return the exact 95 % interval of the share."""
        return exact_interval(self.held, self.draws)

    def rejects(self) -> bool:
        """Say whether an exact one-sided test at 1 % rejects coverage of at least 93 %."""
        return bool(stats.binom.cdf(self.held, self.draws, LEAST_COVERAGE) < TEST_LEVEL)

    def verdict(self) -> str:
        """Return the judgement in words, with the price of a conservative one."""
        if self.rejects():
            return "below 93 %"
        if self.share > CONSERVATIVE:
            return f"conservative: {100 * (self.width / self.oracle - 1):.0f} % wider than the oracle"
        return "not rejected"


def exact_interval(held: int, draws: int) -> tuple[float, float]:
    """Return the exact (Clopper and Pearson) 95 % interval of a share."""
    found = stats.binomtest(held, draws).proportion_ci(0.95, method="exact")
    return float(found.low), float(found.high)


def coverage(rows: pd.DataFrame, method: str) -> Coverage | None:
    """Return the coverage of one inference over some draws; None where it gave no interval."""
    own = rows[(rows["inference"] == method) & rows["given"].eq(True)]
    if own.empty:
        return None
    oracle = 2.0 * NORMAL * float(own["true_sd"].mean())
    return Coverage(len(own), int(own["held"].astype(bool).sum()), float(own["width"].mean()), oracle)


def bias(rows: pd.DataFrame) -> tuple[float, float, int]:
    """Return mean error, its Monte Carlo standard error, and the draws behind it."""
    errors = rows[rows["answered"].astype(bool)].drop_duplicates(["cell", "draw"])["error"].to_numpy(dtype=float)
    return float(errors.mean()), float(errors.std(ddof=1) / np.sqrt(len(errors))), len(errors)


def write_page(draws: pd.DataFrame, about: dict[str, object]) -> None:
    """Write the page and its figure."""
    city = draws[draws["kind"] == "city"]
    FIGURE.write_bytes(picture(city))
    parts = [
        opening(draws, about),
        "## A city of nineteen schools\n\n" + city_verdict(city),
        f"![Share of draws in which the 95 % interval held the planted effect]({FIGURE.name})",
        coverage_table(city),
        "### Bias, and what the design says of these draws\n\n" + bias_table(city),
        "### With the outcome of 2017 among the variables matched on\n\n" + on_outcome(draws),
        "## Five volunteers\n\n" + volunteers(draws),
        limits(),
        str(about["mark"]),
    ]
    PAGE.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _between(least: int, most: int) -> str:
    return f"{most:,}" if least == most else f"{least:,} to {most:,}"


def main() -> None:
    """Write the page again from the draws of the last run."""
    about = json.loads((KEPT / "about.json").read_text(encoding="utf-8"))
    write_page(pd.read_csv(KEPT / "draws.csv.gz", keep_default_na=False, na_values=[""]), about)


def opening(draws: pd.DataFrame, about: dict[str, object]) -> str:
    """Say what was drawn, when and how many."""
    made = draws[draws["kind"] == "city"].drop_duplicates(["cell", "draw"]).groupby("cell").size()
    return (
        f"# Do the intervals hold a known truth? As found on {about['started']}\n\n"
        f"Made by `make recovery` in {float(str(about['minutes'])):.0f} minutes. A planted effect of 0.1 grade; "
        f"{_between(made.min(), made.max())} draws in each of {len(CELLS)} cells "
        f"({int(str(about['planned'])):,} were planned), each an invented England of {len(AREAS)} areas and "
        f"{sum(area.schools for area in AREAS):,} schools. The city has 19 "
        "schools and lies 0.12 to 0.15 grade below areas of its composition. Schools are matched (five each) on "
        "Key Stage 2, disadvantage, first language and size within kind of area and girls' schools or mixed. "
        "Estimate and intervals are made by the library's own functions.\n\n"
        "Draws were listed beforehand: base seed 20261122 (plus 1 and 2 for the two rules of the volunteers), then "
        "the name of the cell, then the number of the draw from nought, through `evalkit.core.streams.stream`. "
        "Draws of all cells are made in turn; a clock may stop the run, but it looks at no result."
        + shortfall(int(made.min()), int(str(about["planned"])))
        + drawn_again(about)
    )


def drawn_again(about: dict[str, object]) -> str:
    """Say that a part was drawn again with rearranged code and came out the same; nothing where that was not done."""
    if "again" not in about:
        return ""
    return (
        f"\n\nThe code was rearranged after this run. On {about['again_on']} every tenth batch was drawn again, "
        f"{int(str(about['again'])):,} intervals, and every number came out the same to the last digit."
    )


def shortfall(made: int, planned: int) -> str:
    """Say what fewer draws than planned mean; nothing where all were made."""
    if made >= planned:
        return ""
    least = int(stats.binom.ppf(TEST_LEVEL, made, LEAST_COVERAGE))
    wanted = int(stats.binom.ppf(TEST_LEVEL, planned, LEAST_COVERAGE))
    return (
        f"\n\n**The clock stopped this run: {made} draws in the smallest cell where {planned} were planned, and fewer "
        f"volunteers in proportion.** The bar stands at {100 * wanted / planned:.1f} % with {planned} draws; with "
        f"{made} only coverage under {100 * least / made:.1f} % is rejected, so this run says less than the bar asks."
    )


def city_verdict(city: pd.DataFrame) -> str:
    """Say, for each inference, whether it holds in every cell."""
    lines = []
    for method in CITY_METHODS:
        cells = [found for _, rows in city.groupby("cell") if (found := coverage(rows, method))]
        if not cells:
            lines.append(f"- `{method}`: not measured in this run.")
            continue
        mean = np.mean([each.share for each in cells])
        failing = sum(each.rejects() for each in cells)
        lines.append(
            f"- `{method}`: mean coverage over cells {100 * mean:.1f} % (wanted: at least 94); coverage of at least "
            f"93 % is rejected at 1 % in {failing} of {len(cells)} cells (wanted: none); lowest "
            f"{100 * min(each.share for each in cells):.1f} %, highest {100 * max(each.share for each in cells):.1f} %."
        )
    found = [bias(rows) for _, rows in city.groupby("cell")]
    beyond = sum(abs(mean) >= LARGEST_BIAS + 2 * error for mean, error, _ in found)
    mean = float(np.mean([each[0] for each in found]))
    lines.append(
        f"- Bias: {beyond} of {len(found)} cells reach 0.01 grade and two Monte Carlo standard errors (wanted: none); "
        f"the mean over cells is {mean:+.4f} grade (wanted: within 0.005)."
    )
    lines.append(
        "\n`cluster_robust` stands beside the others to show what ignoring areas costs; it has no bar to meet."
    )
    return "\n".join(lines)


def coverage_table(city: pd.DataFrame) -> str:
    """Return coverage, width and verdict by cell and inference."""
    lines = [
        "| cell | inference | held | coverage | exact 95 % interval | mean width (grades) | width / oracle | verdict |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for place, cell in enumerate(CELLS):
        for method in CITY_METHODS:
            found = coverage(city[city["cell"] == place], method)
            if found:
                lines.append(f"| {cell.name} | {method} | {_cells(found)} | {found.verdict()} |")
    return "\n".join(lines)


def bias_table(city: pd.DataFrame) -> str:
    """Return bias and feasibility by cell."""
    lines = [
        "| cell | bias (grades) | Monte Carlo SE | city against its donors in 2017 | slope between areas | "
        "slope within | no answer | the design would refuse |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for place, cell in enumerate(CELLS):
        rows = city[city["cell"] == place].drop_duplicates("draw")
        if rows.empty:
            continue
        mean, error, _ = bias(rows)
        facts = [f"{rows[name].astype(float).mean():+.3f}" for name in ("below", "between", "within")]
        shares = [1 - rows["answered"].astype(float).mean(), rows["refused"].astype(float).mean()]
        shown = [f"{mean:+.4f}", f"{error:.4f}", *facts, *(f"{100 * share:.1f} %" for share in shares)]
        lines.append(f"| {cell.name} | {' | '.join(shown)} |")
    lines.append(
        "\nThe design's limits (a difference of at most a quarter of a standard deviation, at least two effective "
        "comparison schools for each school) were lifted, so that no draw is left out for its balance; the last "
        "column says how many it would have refused."
    )
    return "\n".join(lines)


def on_outcome(draws: pd.DataFrame) -> str:
    """Say how the bias changes when the outcome year is matched on; there is no bar."""
    lines = ["| cell | bias (grades) | Monte Carlo SE | draws |", "|---|---|---|---|"]
    for place, rows in draws[draws["kind"] == "on outcome"].groupby("cell"):
        mean, error, number = bias(rows)
        lines.append(f"| {CELLS[int(str(place))].name} | {mean:+.4f} | {error:.4f} | {number} |")
    lines.append(
        "\nThe same draws as above. No bar: this is why the outcome year is left out where nobody chose on it."
    )
    return "\n".join(lines)


def volunteers(draws: pd.DataFrame) -> str:
    """Return the size of each inference under both rules, over all cells and by area-year SD."""
    lines = [
        "| rule | draws of | inference | wrong | size | exact 95 % interval | width / oracle | at most 7 %? |",
        "|---|---|---|---|---|---|---|---|",
    ]
    said = []
    for kind, words in RULE_WORDS.items():
        own = draws[draws["kind"] == kind]
        groups = [("all cells", own)] + [
            (f"area-year SD {sd:.2f}", own[own["cell"].map(lambda place, sd=sd: CELLS[place].area_sd == sd)])
            for sd in (0.0, 0.04, 0.09)
        ]
        for label, rows in groups:
            lines += [_size_row(words, label, method, rows) for method in VOLUNTEER_METHODS if coverage(rows, method)]
        made = own.drop_duplicates(["cell", "draw"])
        mean, error, number = bias(own)
        none = int((~made["answered"].astype(bool)).sum())
        said.append(
            f"- {words}: {len(made)} draws, {none} without an answer (too few schools below nought, or too few "
            f"donors); bias {mean:+.4f} grade (Monte Carlo SE {error:.4f}, {number} draws)."
        )
    return "\n".join([*lines, "", *said])


def limits() -> str:
    """Say what was not tested."""
    return (
        "## Choices made after a first look, and what was not tested\n\n"
        "A first trial of 160 draws had the volunteers' authority 0.2 grade below areas of its composition; "
        "it now lies 0.2 below the nation, as the shipped example has it. In that trial the estimates lay 0.05 to 0.06 "
        "below the truth, because neighbours in the noisy year 2017 come from better authorities and "
        "come back up: volunteers of an authority so weak for its intake are not "
        "protected. Nothing else was changed after a look at results.\n\n"
        "Each number of the invented England is a planning assumption (`assurance/worlds/simulated.py`). "
        "Not tested here: weighting by pupils, calipers, matching without replacement, programmes in several "
        "areas, clustering by area, "
        "variances with `sampling`, several baseline years, areas that differ in how much they vary, shocks wider than "
        "an area, an effect that differs between schools, change that depends on who the pupils are, volunteers who "
        "choose on lasting quality or on more than the figure mirrored, schools that close, figures that are missing."
    )


def picture(city: pd.DataFrame) -> bytes:
    """Return the figure: coverage by cell and inference."""
    shares = []
    for place, cell in enumerate(CELLS):
        for method in CITY_METHODS:
            found = coverage(city[city["cell"] == place], method)
            if found:
                shares.append(
                    Share(cell.name.removeprefix("area-year "), method.replace("_", " "), found.share, *found.exact())
                )
    heading = FigureHeading(
        "How often the 95 % interval of one city held the planted effect",
        "Share of draws with its exact 95 % interval, by SD of what an area shares in one year, levels and shocks",
        "Source: make recovery",
    )
    return shares_picture(heading, shares, 0.95, "95 %")


def _cells(found: Coverage) -> str:
    low, high = found.exact()
    return (
        f"{found.held} of {found.draws} | {100 * found.share:.1f} % | {100 * low:.1f} to {100 * high:.1f} % | "
        f"{found.width:.3f} | {found.width / found.oracle:.2f}"
    )


def _size_row(words: str, label: str, method: str, rows: pd.DataFrame) -> str:
    found = coverage(rows, method)
    assert found is not None
    wrong = found.draws - found.held
    low, high = exact_interval(wrong, found.draws)
    rejected = stats.binom.sf(wrong - 1, found.draws, LARGEST_SIZE) < TEST_LEVEL
    word = "no" if rejected else ("yes" if wrong <= LARGEST_SIZE * found.draws else "not rejected at 1 %")
    return (
        f"| {words} | {label} | {method} | {wrong} of {found.draws} | {100 * wrong / found.draws:.1f} % | "
        f"{100 * low:.1f} to {100 * high:.1f} % | {found.width / found.oracle:.2f} | {word} |"
    )


if __name__ == "__main__":
    main()

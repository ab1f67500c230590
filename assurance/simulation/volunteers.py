"""What is left when volunteers choose themselves.

``python -m assurance.simulation.volunteers`` writes docs/assurance/volunteers.md. No school has a programme, so every
number is bias. In each draw every area with five schools that the rule would choose takes the programme's place once;
matching is fixed once, as in the placebo inferences.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from assurance.digest import mark, modules_in_use, take
from assurance.worlds.chosen import (
    BELOW,
    CHOSEN_IN,
    DRIFT_SD,
    KEPT,
    LASTING_SD,
    LOWEST,
    NOISE_SD,
    PROCESSES,
    SWING_SD,
    VOLUNTEERS,
    YEARS,
    Forward,
    Schools,
    analysis_of,
    draw,
    keenest,
    programme,
)
from evalkit.analysis.compare import compare
from evalkit.core.quantity import Unit
from evalkit.design.parts.baselines import against_all, baselines, gain
from evalkit.design.parts.pool import contrast, estimate_of
from evalkit.records.analysis import SelectionRule
from evalkit.records.comparison import Pool

DRAWS = 100
FIRST_SEED = 1
HOME = "100"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "assurance" / "volunteers.md"
WHO = {
    "anyone whom the rule would choose": Forward(),
    "the lasting strong": Forward(quality=1.0),
    "those with a dip": Forward(dip=1.0),
    "both": Forward(quality=1.0, dip=1.0),
}
RULES = {"below nought": BELOW, "five lowest of the area": LOWEST}
COLUMNS = ("latest", "mean", "earliest", "mirrored", "design")


@dataclass(frozen=True)
class Bias:
    """Bias of each way of counting, in grades, with its Monte Carlo standard error.

    Attributes
    ----------
    mean, error : dict of str to float
        By way of counting: ``latest``, ``mean`` and ``earliest`` baseline relative to all schools,
        ``mirrored`` (the latest, less the same gain of schools the rule would choose), ``design``.
    programmes : int
        Areas that took the programme's place, over all draws.
    """

    mean: dict[str, float]
    error: dict[str, float]
    programmes: int


def bias(process: str, rule: SelectionRule, forward: Forward, seeds: range) -> Bias:
    """Return the bias of every way of counting over draws; draws are independent, areas of one draw are not."""
    rows, programmes = [], 0
    for seed in seeds:
        schools = draw(process, seed, forward=forward)
        found = _one(schools, rule)
        rows.append(found.mean())
        programmes += len(found)
    table = pd.DataFrame(rows)
    error = table.std(ddof=1) / np.sqrt(len(table))
    return Bias(
        {name: float(table[name].mean()) for name in COLUMNS},
        {name: float(error[name]) for name in COLUMNS},
        programmes,
    )


def _one(schools: Schools, rule: SelectionRule) -> pd.DataFrame:
    """Return one row per area that can give five volunteers."""
    analysis = analysis_of(schools, rule, programme(schools, rule, HOME))
    pool = compare(analysis).pool
    assert pool is not None
    levels = schools.panel.wide("p8_maths")
    everyone = levels.index[~levels.index.isin(pool.unit[pool.home])]
    distances = against_all(levels, everyone)
    choices = baselines(tuple(year for year in YEARS if year <= CHOSEN_IN))
    mirrored = gain(distances, pd.Index(pool.unit[pool.eligible]), choices[0], YEARS[-1])
    rows = []
    for number in range(len(pool.area_codes)):
        members = np.flatnonzero(pool.eligible & (pool.area == number))
        if len(members) < VOLUNTEERS:
            continue
        chosen = keenest(schools, pd.Index(pool.unit[members]))
        gains = {choice.kind: gain(distances, chosen, choice, YEARS[-1]) for choice in choices}
        rows.append({**gains, "mirrored": gains["latest"] - mirrored, "design": _design(pool, chosen)})
    return pd.DataFrame(rows)


def _design(pool: Pool, chosen: pd.Index) -> float:
    rows = np.flatnonzero(np.isin(pool.unit, chosen.to_numpy()))
    return estimate_of(pool, contrast(pool, rows, "schools"))


def page(seeds: range, day: dt.date) -> str:
    """Return the page, with the digest of the code that it ran."""
    taken = take()
    parts = [HEAD.format(day=f"{day.day} {day:%B} {day.year}", draws=len(seeds), first=seeds[0], last=seeds[-1])]
    for name, rule in RULES.items():
        parts += [f"## Chosen: {name}", TABLE]
        who = WHO if rule.lowest is None else {"all five": Forward()}
        for process in PROCESSES:
            parts += [_line(process, said, bias(process, rule, forward, seeds)) for said, forward in who.items()]
        parts.append("")
    return "\n".join([*parts, FOOT, mark(modules_in_use(), taken), ""])


def _line(process: str, said: str, found: Bias) -> str:
    cells = [_signed(found.mean[name], 3) for name in COLUMNS[:-1]]
    last = f"{_signed(found.mean['design'], 4)} ({found.error['design']:.4f})"
    return f"| {process} | {said} | {' | '.join(cells)} | {last} | {found.programmes:,} |"


def _signed(value: float, decimals: int) -> str:
    return Unit("grades", decimals, signed=True).show(value)


HEAD = f"""# Volunteers: what the mirrored rule takes away, and what it leaves

As found on {{day}}; made by `python -m assurance.simulation.volunteers` ({{draws}} draws a row, seeds {{first}} to
{{last}}, listed beforehand). Invented schools, none with a programme, so every number is bias in grades, to be wished
nought. Sixty areas of 10 to 24 schools; five schools of one area take part. Levels last with SD {LASTING_SD} between
schools, and besides are one of three: white noise of SD {2 * NOISE_SD:.3f}; an autoregression of SD {SWING_SD} of which
{KEPT} is kept each year; a random walk with steps of {DRIFT_SD} and noise of {NOISE_SD}, close to what the published
tables of 2017 to 2019 show for Progress 8. Schools are chosen on {CHOSEN_IN}; the result is that of {YEARS[-1]}.

The first three columns are the gain of the five relative to all schools: from the latest year, from the mean of both
years before, and from the earliest. The fourth takes off what schools elsewhere gained that the same rule would have
chosen. The last is the protected design: the rule mirrored on donors, and the year chosen on matched on and counted
from; its Monte Carlo standard error stands in brackets. Its bar is 0.01 grade and two standard errors where anyone whom
the rule would choose may come forward. There is no bar for volunteers who choose themselves on what nobody recorded:
their rows say what remains. A school comes forward by chance and by one SD of its lasting level, of its dip, or both.
"""
TABLE = """
| levels | who comes forward | latest | mean | earliest | mirrored rule | protected design (SE) | programmes |
|---|---|---|---|---|---|---|---|"""
FOOT = """## Reading it

- An earlier or averaged baseline protects in one world and misleads in another: under white noise the earliest year is
  right, under a random walk it makes schools seem to fall. Only the mirrored rule is right in each, as long as those
  who come forward know no more than the rule.
- Where those come forward whose level lasts, or whose year was a dip, schools elsewhere with the same result are not
  like them. Those who came forward rise more by themselves, and no published figure shows which they are: the rows of
  the lasting strong and of the dip say by how much.
- A study of volunteers therefore says that they are assumed to be like other schools that the rule would have chosen.
"""

if __name__ == "__main__":
    PAGE.write_text(page(range(FIRST_SEED, FIRST_SEED + DRAWS), dt.datetime.now(dt.UTC).date()), encoding="utf-8")

"""Regenerate the worked example in docs/ from the published tables: ``python -m assurance.published.realdata FOLDER``.

No school is named in what this writes: leave-one-out figures and ledgers of single schools stay out.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import evalkit as ek
from assurance.digest import mark, modules_in_use
from evalkit.core.errors import EvalkitError
from evalkit.core.quantity import GRADES
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.outcome_levels import of_areas
from evalkit.records.estimate import Estimate
from evalkit.records.standing import LessRise
from evalkit.report.block import Block
from evalkit.tables.panel import Panel

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs" / "worked-example"
ASSURANCE = ROOT / "docs" / "assurance" / "real-leicester.md"
CITY = "856"
MAIN = "progress"
GRADE = GRADES.difference()

OPENING = """# What happened in Leicester's secondary schools, 2017 to 2019, against similar schools elsewhere

This page is made by `make realdata` from published tables, through the same line as any study
([study.toml](study.toml)). It is a description of a place. It is not an evaluation: a programme worked in the city in
these years, but which schools took part, when and how much is not public, and the outcome is progress over all
subjects, because progress in maths was not published by school for the year before the start. No school is named.

{attribution}."""

EARLIER = (
    "White pupils of the city stood lower in 2015/16 than in 2016/17. Measured from the mean of both years the "
    "difference is smaller than from 2016/17 alone, so part of it may be a return to where they stood. How far the "
    "answer hangs on other choices, and how often such intervals err, is in "
    "[whole authorities](../assurance/authorities.md)."
)


def main(folder: Path) -> None:
    """Write the worked example and its numbers."""
    evaluation = ek.open_study(EXAMPLE, data=folder)
    (EXAMPLE / "README.md").write_text(page(evaluation), encoding="utf-8")
    ASSURANCE.write_text(assurance(evaluation), encoding="utf-8")


def page(evaluation: Evaluation) -> str:
    """Return the worked example as one page, and save its figures beside it."""
    comparison, finding = evaluation.comparison(MAIN), evaluation.finding(MAIN)
    parts = [
        OPENING.format(attribution=evaluation.study.data.attribution),
        "## What happened",
        picture(ek.figure(evaluation.trends(MAIN)), "trends"),
        "## Which schools are a fair comparison",
        *[ek.sentence(comparison, part).text for part in ("comparison", "balance")],
        picture(ek.figure(comparison, "balance"), "balance"),
        table(ek.table(comparison, "balance")),
        "## The difference, and how sure we are",
        *[ek.sentence(finding, part).text for part in ("headline", "primary", "limits")],
        picture(ek.figure(finding, "placebo"), "placebo"),
        table(ek.table(finding, "inferences")),
        ek.sentence(evaluation.event_study(MAIN)).text,
        picture(ek.figure(evaluation.event_study(MAIN)), "event-study"),
        "## The same question, asked in other ways",
        variants(evaluation),
        "## For whom? Whole authorities, by group of pupils",
        *authorities(evaluation),
        "## Schools that changed number",
        lineages(evaluation),
        "## Rules set aside, and what that means",
        *[f"- {note}" for note in evaluation.notes()],
        adjustment(evaluation),
    ]
    return "\n\n".join(parts) + "\n"


def variants(evaluation: Evaluation) -> str:
    """Return one row for each way of asking: schools, estimate, each inference's interval."""
    lines = [
        "| question | schools | estimate (grades) | placebo areas "
        "| the same, had the city been picked for how it stood "
        "| variance components | cluster robust, by school | placebo areas used |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for question in evaluation.study.questions:
        if of_areas(question):
            continue
        estimate = evaluation.estimate(question.id)
        areas = estimate.inference("placebo_areas").numbers()["placebo areas"]
        counts = f"{estimate.counts.units_treated} v {estimate.counts.units_comparison}"
        intervals = [interval(estimate, name) for name in ("placebo_areas", "variance_components", "cluster_robust")]
        other = estimate.if_chosen_low
        picked = f"{GRADE.show(other.conf_low)} to {GRADE.show(other.conf_high)}" if isinstance(other, LessRise) else ""
        first, *beside = intervals
        cells = [question.asks, counts, GRADE.show(estimate.estimate), first, picked, *beside, f"{areas:.0f}"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def authorities(evaluation: Evaluation) -> list[str]:
    """Return what whole authorities tell of groups of pupils, with its figures saved."""
    groups = evaluation.groups()
    return [
        *[ek.sentence(groups, part).text for part in ("groups", "proxy")],
        picture(ek.figure(groups, "differences"), "groups"),
        table(ek.table(groups)),
        picture(ek.figure(groups, "years"), "groups-by-year"),
        *[ek.sentence(groups, part).text for part in ("caveats", "needed")],
        EARLIER,
    ]


def interval(estimate: Estimate, name: str) -> str:
    """Return one inference's interval."""
    found = estimate.inference(name)
    return f"{GRADE.show(found.conf_low)} to {GRADE.show(found.conf_high)}"


def adjustment(evaluation: Evaluation) -> str:
    """Say how large the adjustment of extreme scores was in 2018, on both sides."""
    balance = evaluation.comparison(MAIN).balance
    if balance is None:
        return ""
    rows = {row.variable: row for row in balance.rows}
    after, before = rows["progress8 2018"], rows["progress8_original 2018"]
    thousandths = [1000 * (after.treated - before.treated), 1000 * (after.after - before.after)]
    return (
        "In 2017/18 both figures are published. The adjustment raised the mean of the schools studied by "
        f"{thousandths[0]:.0f} thousandths of a grade and that of the similar schools by {thousandths[1]:.0f}."
    )


def assurance(evaluation: Evaluation) -> str:
    """Return the numbers of this example with the day they were made."""
    sources = "\n".join(
        f"- `{record.file}`: {record.rows} rows, SHA-256 {record.sha256[:12]}"
        for record in evaluation.panel().provenance
    )
    return (
        f"# Real Leicester, as found on {dt.datetime.now(tz=dt.UTC).date():%d %B %Y}\n\n"
        f"{evaluation.study.data.attribution}. Made by `make realdata`; the story is in "
        "[the worked example](../worked-example/README.md).\n\n"
        f"{variants(evaluation)}\n\n{adjustment(evaluation)}\n\n"
        f"## Schools that changed number\n\n{lineages(evaluation)}\n\n"
        f"Tables read:\n\n{sources}\n\n{mark(modules_in_use())}\n"
    )


def traced_schools(panel: Panel) -> tuple[int, int, int]:
    """Return the city's schools with progress in maths in both later years, and how many have a figure of 2015/16.

    The second number counts figures under the number that the school has in 2018/19, the third those under any of its
    numbers.
    """
    maths = panel.wide("progress8_maths")[[2018, 2019]].notna().all(axis=1)
    rows = panel.frame[panel.frame["unit"].isin(maths.index[maths]) & (panel.frame["area"] == CITY)]
    today = rows[rows["year"] == 2019].set_index("unit")["urn"]
    early = rows[(rows["year"] == 2016) & rows["progress8"].notna()].set_index("unit")["urn"]
    return len(today), int((early == today.reindex(early.index)).sum()), len(early)


def lineages(evaluation: Evaluation) -> str:
    """Say how many schools are found in the earliest year, by their number and through its changes."""
    panel = evaluation.panel()
    schools, by_number, found = traced_schools(panel)
    return (
        f"Of the {schools} schools of the city with progress in maths in 2017/18 and 2018/19, {by_number} have a "
        f"figure of 2015/16 under the number they have today and {found} under one of their numbers. What links two "
        "numbers is the other number in the register, or the same three figures of 2016/17 in two tables, of which one "
        "knows schools by their numbers of that year; wherever both are known they agree. The rest took their number "
        "during 2015/16, and the table of that year has no figures under a number that any table links to theirs.\n\n"
        f"{table(ek.table(panel, 'lineages'))}"
    )


def picture(block: Block, name: str) -> str:
    """Save a figure's drawing and return its reference with its alt text."""
    (EXAMPLE / f"{name}.png").write_bytes(block.png)
    return f"![{block.text}]({name}.png)"


def table(block: Block) -> str:
    """Return a table as it prints in a notebook."""
    return f"```text\n{block.text}\n```"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say where the published tables are: make realdata REALDATA=folder")
    try:
        main(Path(sys.argv[1]))
    except EvalkitError as error:
        sys.exit(str(error))

"""Every variable of every year that a question looks at: whether a table gives it, and where it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from evalkit.core.errors import Fault
from evalkit.core.years import academic_year
from evalkit.data.publishers import published_in
from evalkit.evaluation.foresight.rehearsal import Rehearsal
from evalkit.evaluation.plans import Plan
from evalkit.evaluation.variables import Looked, variables_of
from evalkit.measures.parts.columns import known
from evalkit.study.model import Question
from evalkit.tables.panel import Panel


def figures_lacking(
    plan: Plan, question: Question, rehearsal: Rehearsal, panel: Panel
) -> tuple[tuple[Fault, ...], tuple[str, ...]]:
    """Return a fault for each figure without which a question has no answer, and a line for each that a check lacks.

    Parameters
    ----------
    plan : Plan
        The study with every method bound.
    question : Question
        One of its questions.
    rehearsal : Rehearsal
        What the tables hold.
    panel : Panel
        What the question is asked of, with its outcomes.
    """
    looked = [one for one in variables_of(plan, question) if not _there(one, panel, rehearsal)]
    # A further inference that lacks its figures is left out with the reason; the answer rests on the first.
    further = {f"inference {name}" for name in question.inference[1:]}
    needed = [one for one in looked if one.needed and one.why not in further]
    faults = tuple(_fault(question, one, panel) for one in _once(needed) if not one.measure)
    return faults, tuple(_remarks(question, [one for one in looked if one not in needed], panel))


def _there(one: Looked, panel: Panel, rehearsal: Rehearsal) -> bool:
    """Say whether any school, or any authority, has the figure; that of a measure is that of its columns."""
    panels = [panel] if rehearsal.schools is None else [panel, rehearsal.schools]
    if one.year is None:
        return any(found.has(name) for found in panels for name in one.needs)
    return any(known(found, name, one.year) for found in panels for name in one.needs)


def _once(looked: Iterable[Looked]) -> Iterable[Looked]:
    return {(one.variable, one.year): one for one in reversed(list(looked))}.values()


def _fault(question: Question, one: Looked, panel: Panel) -> Fault:
    when = "" if one.year is None else f" in {academic_year(one.year)}"
    return Fault(
        where=f"question {question.id}, {one.why}: {one.variable}{when}",
        found=f"no table gives {_label(one, panel)}{when}",
        allowed=_there_is(one, panel),
        next=_then(one, panel),
    )


def _remarks(question: Question, looked: Iterable[Looked], panel: Panel) -> Iterator[str]:
    lacking: dict[tuple[str, str], list[Looked]] = {}
    for one in looked:
        lacking.setdefault((one.why, one.variable), []).append(one)
    for (why, variable), those in lacking.items():
        years = sorted({one.year for one in those if one.year is not None})
        when = f" in {', '.join(academic_year(year) for year in years)}" if years else ""
        there = _years_there(those[0].needs, panel)
        yield (
            f"{question.id}: {why} goes without {variable}{when}; "
            f"{f'it is there in {there}' if there else 'no table gives it'}; published in the {_published(those[0])}"
        )


def _label(one: Looked, panel: Panel) -> str:
    return panel.variable(one.variable).label if panel.has(one.variable) else one.variable


def _there_is(one: Looked, panel: Panel) -> str:
    if panel.has(one.variable):
        return f"years in which it is there: {_years_there((one.variable,), panel) or 'none'}"
    return "a variable of the tables: " + ", ".join(sorted(variable.name for variable in panel.variables))


def _years_there(variables: Iterable[str], panel: Panel) -> str:
    """Return the years in which any of some variables has a figure."""
    found = [name for name in variables if panel.has(name)]
    years = {int(year) for name in found for year in panel.frame.loc[panel.frame[name].notna(), "year"].unique()}
    return ", ".join(academic_year(year) for year in sorted(years))


def _then(one: Looked, panel: Panel) -> str:
    close = get_close_matches(one.variable, [variable.name for variable in panel.variables], n=1, cutoff=0.75)
    if close and not panel.has(one.variable):
        return f"did you mean {close[0]}?"
    return f"name another variable or year, or add the table of that year: {_published(one)}"


def _published(one: Looked) -> str:
    return published_in((*one.needs, one.variable)[0], level=one.level).publisher

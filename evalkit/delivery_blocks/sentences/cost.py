"""What the programme cost, in two sentences."""

from __future__ import annotations

import math

from evalkit.core.quantity import POUNDS, Unit
from evalkit.records.delivery.cost import Cost
from evalkit.report.block import Block
from evalkit.report.words import Words

PARTS = ("cost", "sensitivity", "budget")
WHOLE = Unit("pounds", 0)


def cost(result: Cost) -> Block:
    """Money in all, for a school and for a pupil and year, with the band; days of staff apart."""
    words = Words()
    text = f"The programme cost {_pounds(words, 'spent', result.cash)} in money"
    if result.schools:
        text += f", {_pounds(words, 'for each school', result.cash / result.schools)} for each school"
    if result.per_pupil:
        main = result.per_pupil[0]
        text += (
            f", and {_pounds(words, 'for one pupil and year', main.pounds, 2)} a year for each of the "
            f"{words.repeat('pupils', result.pupils_in_words)}"
        )
    more = []
    if result.per_pupil:
        more.append(f"That is {result.per_pupil[0].band} by the bands of the Education Endowment Foundation.")
    if result.days:
        more.append(f"Schools and partners also gave {words.count('days', result.days, 'day')} of staff time.")
    text = "\n\n".join(filter(None, (f"{text}.", " ".join(more))))
    return words.block("cost-answer", text)


def sensitivity(result: Cost) -> Block:
    """Least and most for one pupil and year by other ways of counting."""
    words = Words()
    if not result.per_pupil:
        return words.block("cost-range", "How many pupils the cost is shared among is not in the tables.")
    least = min(result.per_pupil, key=lambda one: one.pounds)
    most = max(result.per_pupil, key=lambda one: one.pounds)
    return words.block(
        "cost-range",
        f"Other ways of counting put it between {_pounds(words, 'least', least.pounds, 2)} ({least.how}) and "
        f"{_pounds(words, 'most', most.pounds, 2)} ({most.how}).",
    )


def budget(result: Cost) -> Block:
    """What was planned beside what was spent."""
    words = Words()
    budgets = [one.budget for one in result.by_year if not math.isnan(one.budget)]
    if not budgets:
        return words.block("cost-budget", "What was planned to be spent is not written down.")
    planned = sum(budgets)
    expected = sum(one.expected for one in result.by_year)
    gap = planned - expected
    less = f"{_pounds(words, 'planned less expected', abs(gap))} {'less' if gap >= 0 else 'more'} than planned"
    text = f"Of {_pounds(words, 'planned', planned)} planned, {_pounds(words, 'spent', result.cash)} were spent"
    if not result.unknown:
        return words.block("cost-budget", f"{text}: {less}.{_forecast(words, result)}")
    text += (
        f". For {words.count('rows unknown', result.unknown, 'cost')} the amount spent is not known yet; with their "
        f"forecast, or else their plan, it comes to {_pounds(words, 'expected', expected)} by the end: {less}."
    )
    return words.block("cost-budget", text)


def _forecast(words: Words, result: Cost) -> str:
    """Return how far last forecasts were from what was spent."""
    gap = result.past_forecast
    if math.isnan(gap):
        return ""
    return f" Last forecasts were {_pounds(words, 'past forecast', abs(gap))} too {'low' if gap > 0 else 'high'}."


def _pounds(words: Words, name: str, value: float, decimals: int = 0) -> str:
    return f"£{words.pounds(name, value, Unit(POUNDS.name, decimals))}"

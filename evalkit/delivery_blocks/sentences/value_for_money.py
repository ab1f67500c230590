"""What the difference would be worth less what it cost, with its interval."""

from __future__ import annotations

import math

from evalkit.core.quantity import POUNDS
from evalkit.records.delivery.cost import ValueForMoney
from evalkit.report.block import Block
from evalkit.report.words import Words

PARTS = ("value_for_money",)


def value_for_money(result: ValueForMoney) -> Block:
    """The net benefit and its interval, or what is missing for it."""
    words = Words()
    if missing := _missing(result):
        return words.block("value-for-money-said", f"Whether it was worth its cost is not worked out: {missing}.")
    tenth = f"£{words.pounds('value of a tenth', result.value_of_tenth)}"
    net, low, high = (result.net(gain) for gain in (result.gain, result.gain_low, result.gain_high))
    ends = f"from {_signed(words, 'lowest', low)} to {_signed(words, 'highest', high)}"
    verdict = (
        "Whether it was worth its cost cannot be told"
        if result.net_with(result.gain_low, result.cost_high) < 0 < result.net_with(result.gain_high, result.cost_low)
        else "Over the whole range the gain is worth more than it cost"
        if low >= 0
        else "Over the whole range it cost more than it is worth"
    )
    return words.block(
        "value-for-money-said",
        f"{verdict}. If a tenth of a grade is worth {tenth} to one pupil, the difference less its cost comes to "
        f"{_signed(words, 'net benefit', net)} for one pupil, and could be anything {ends}. "
        "A cost for each grade gained is not given: a gain that may be nothing cannot be divided by.",
    )


def _missing(result: ValueForMoney) -> str:
    if math.isnan(result.gain):
        return "the leading question has no answer in grades"
    if math.isnan(result.cost):
        return "the number of pupils is not in the tables"
    return "the study does not say what a tenth of a grade is worth" if math.isnan(result.value_of_tenth) else ""


def _signed(words: Words, name: str, value: float) -> str:
    return f"{'minus ' if round(value) < 0 else ''}£{words.pounds(name, abs(value), POUNDS)}"

"""How many schools were looked at and asked, and how many declined."""

from __future__ import annotations

from evalkit.records.delivery.selection import SelectionOfSchools
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("selection",)


def selection(result: SelectionOfSchools) -> Block:
    """Figures looked at, schools by what they said, and whether local knowledge was used."""
    words = Words()
    figures = listed(words.repeat("figure", one.figure) for one in result.figures)
    accepted, declined, unasked, local = (
        sum(getattr(one, name) for one in result.figures) for name in ("accepted", "declined", "not_asked", "local")
    )
    text = (
        f"Schools were looked at on {figures}. {words.count('accepted', accepted)} of those asked accepted and "
        f"{words.count('declined', declined)} declined"
    )
    text += (
        f"; {words.count('not asked', unasked, 'other school', 'other schools')} did not come to be asked."
        if unasked
        else "."
    )
    if local:
        text += f" For {words.count('with local knowledge', local, 'school')} local knowledge is written down as well."
    return words.block("selection-recorded-said", text)

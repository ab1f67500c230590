"""How much of what was to stay goes on."""

from __future__ import annotations

from evalkit.records.delivery.lessons import Sustainability
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("sustainability",)
NOBODY = "nobody"
# What became of it, of one thing and of several.
KEPT = (
    ("yes", "goes on", "go on"),
    ("in part", "goes on in part", "go on in part"),
    ("no", "has ended", "have ended"),
    ("not known", "is not known about", "are not known about"),
)


def sustainability(result: Sustainability) -> Block:
    """Things that were to stay by what became of them, those without an owner, and when somebody last looked."""
    words = Words()
    told = [
        f"{words.count(kept, number)} {one_does if number == 1 else several_do}"
        for kept, one_does, several_do in KEPT
        if (number := sum(one.kept == kept for one in result.things))
    ]
    text = f"Of {words.count('things', len(result.things), 'thing')} that were to stay, {listed(told)}."
    ownerless = sum(one.owner == NOBODY for one in result.things)
    if ownerless:
        text += f" For {words.count('without an owner', ownerless)} nobody is named who sees to it."
    looked = [one.checked for one in result.things if one.checked is not None]
    if looked:
        text += f" Somebody last looked on {words.day('last looked', max(looked))}."
    return words.block("sustainability-said", text)

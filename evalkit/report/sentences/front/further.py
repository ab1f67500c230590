"""Further questions on the front page: how many, how many stand out, and how often luck does that."""

from __future__ import annotations

from evalkit.records.family import QuestionFamily
from evalkit.report.block import Block
from evalkit.report.words import Words

ONE_IN_A_HUNDRED = 0.01
# From this share on, a reader is told what it means.
OFTEN = 0.05
ASKED = {"exploratory": "Once results were out, we asked {}.", "planned": "The plan asks {}."}
NONE_OUT = "No range leaves out zero: we cannot tell there either."


def front_further(family: QuestionFamily, beside: str = "") -> Block:
    """Say how many questions were asked, how many stand out, and how often as many do where nothing was done.

    Parameters
    ----------
    family : QuestionFamily
        Questions of one status.
    beside : str
        ``more`` where the question answered above is none of them; else nothing.
    """
    words, out = Words(), family.standing_out
    number = words.count(
        "questions asked", len(family.members) + family.unanswered, " ".join(filter(None, (beside, "question")))
    )
    said = [ASKED.get(family.status, "We asked {}.").format(number)]
    if not out:
        said.append(NONE_OUT)
    else:
        leaves = "range leaves" if out == 1 else "ranges leave"
        said.append(f"{words.count('leave out 0', out)} {leaves} out zero; {_chance(words, family)}.")
    return words.block(f"several-{family.status}-front", " ".join(said), tuple(one.finding for one in family.members))


def _chance(words: Words, family: QuestionFamily) -> str:
    if not family.set_beside:
        rate = words.percent("rate", 1 - family.level)
        return f"luck alone gives that for about {rate} of questions"
    areas = words.count("areas", family.areas, "area")
    if not family.by_chance:
        return f"of {areas} with no programme none has so many"
    if family.by_chance < ONE_IN_A_HUNDRED:
        share = f"fewer than {words.percent('by chance, at most', ONE_IN_A_HUNDRED)}"
    else:
        share = words.percent("by chance", family.by_chance)
    luck = ": luck can do it" if family.by_chance >= OFTEN else ""
    return f"{share} of {areas} with no programme have as many or more{luck}"

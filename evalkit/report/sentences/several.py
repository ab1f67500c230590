"""Several questions judged together: how many intervals leave out 0, how often chance does that, and who decides."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.family import QuestionFamily
from evalkit.report.block import Block
from evalkit.report.sentences.front.further import front_further
from evalkit.report.words import Words, listed, named

# At or below this step-down p-value a reader would expect an interval without 0.
SMALL = 0.05
ONE_IN_A_HUNDRED = 0.01
P_VALUE = Unit("no unit", 2)


def counted(family: QuestionFamily) -> Block:
    """How many intervals leave out 0, how often that comes by chance alone, and how many are left of them together."""
    words = Words()
    if not family.several:
        return words.block(f"several-{family.status}", _alone(family), _findings(family))
    out = family.standing_out
    none = f"None of the intervals of {_asked(words, family)} leaves out 0"
    some = f"Of the intervals of {_asked(words, family)}, {words.count('leave out 0', out)} {_leave(out)} out 0"
    refused = f" ({words.count('refused', family.unanswered)} could not be answered)" if family.unanswered else ""
    parts = [f"{some if out else none}{refused}."]
    if out:
        parts += [_chance(words, family), _together(words, family)]
    text = " ".join(part for part in parts if part)
    return words.block(f"several-{family.status}", text, _findings(family))


def front(family: QuestionFamily) -> Block:
    """How many further questions were asked, in a line of the front page."""
    return front_further(family)


def front_more(family: QuestionFamily) -> Block:
    """The same where the question answered on the front page is none of them."""
    return front_further(family, "more")


def judged(family: QuestionFamily) -> Block:
    """How the questions are judged together, what decides, and what is not counted."""
    words = Words()
    identifier = f"several-{family.status}"
    if not family.several:
        return words.block(identifier, _alone(family), _findings(family))
    parts = [*_way(words, family), *_unjudged(family), *_decides(words, family)]
    parts.append("Estimates year by year and checks are not counted among the questions.")
    return words.block(identifier, " ".join(parts), _findings(family))


def _alone(family: QuestionFamily) -> str:
    """Return what is said of a question that is the only one of its kind; nothing where none was answered."""
    told = f"One {family.status} question was answered, so its interval stands as it is."
    return told if family.members else ""


def _way(words: Words, family: QuestionFamily) -> list[str]:
    level = words.percent("level", family.level)
    ways = {one.judged_by for one in family.members}
    number = words.count("questions answered", len(family.members))
    parts = []
    if ways - {""}:
        parts.append(
            f"To ask more often is to find more by chance, so the intervals of the {number} {family.status} questions "
            f"are also shown wide enough for all to hold their true differences at once in {level} of studies."
        )
    if "placebos" in ways:
        left = words.count("areas left out", family.left_out, "further area has", "further areas have")
        less = f"; {left} fewer than half of them" if family.left_out else ""
        areas = words.count("areas", family.areas)
        parts.append(f"How wide is learnt from the largest of these questions in each of {areas} other areas{less}.")
    if "number" in ways:
        parts.append("Where no other areas tell, an interval is widened for the number of questions alone.")
    return parts


def _unjudged(family: QuestionFamily) -> list[str]:
    found = [one for one in family.members if not one.judged_by]
    if not found:
        return []
    some = f"Of them {listed(_quoted(one.finding) for one in found)}"
    which = "The questions" if len(found) == len(family.members) else some
    return [f"{which} cannot be judged together: too few areas could be asked the same, so no direction is told."]


def _decides(words: Words, family: QuestionFamily) -> list[str]:
    if not any(one.judged_by for one in family.members):
        return []
    said = ["These wider intervals decide whether a rise or a fall is spoken of, and not the step-down p-values."]
    judged_too = [one for one in family.members if one.judged_by and one.p_value <= SMALL]
    beside = [one for one in judged_too if not one.stands_out_among_others]
    if beside:
        small = words.bare("small p", SMALL, P_VALUE)
        which = listed(_quoted(one.finding) for one in beside)
        said.append(f"Of {which} that p-value is no more than {small}, and its wider interval holds 0 all the same.")
    return said


def _chance(words: Words, family: QuestionFamily) -> str:
    """Return in what share of areas chance alone does as much."""
    if not family.set_beside:
        rate = words.percent("rate", 1 - family.level)
        return f"By chance alone about {rate} of them would; no other areas show how often several do at once."
    areas = words.count("areas", family.areas, "area")
    these = "the same questions"
    if family.set_beside < len(family.members):
        these = f"the {words.count('set beside areas', family.set_beside)} that can be asked there"
    have = f"{_part(words, family.by_chance)} have" if family.by_chance else "none has"
    return f"Of {areas} without the programme, asked {these}, {have} at least as large a share by chance alone."


def _part(words: Words, share: float) -> str:
    if share < ONE_IN_A_HUNDRED:
        return f"fewer than {words.percent('by chance, at most', ONE_IN_A_HUNDRED)}"
    return words.percent("by chance", share)


def _together(words: Words, family: QuestionFamily) -> str:
    """Return how many still do once all are counted in."""
    if not all(one.judged_by for one in family.members):
        return ""
    left = sum(one.stands_out_among_others for one in family.members)
    if not left:
        return "Once all are judged together, none does."
    return f"Once all are judged together, {words.count('left together', left)} still {'does' if left == 1 else 'do'}."


def _asked(words: Words, family: QuestionFamily) -> str:
    return words.count("questions asked", len(family.members) + family.unanswered, f"{family.status} question")


def _leave(number: int) -> str:
    return "leaves" if number == 1 else "leave"


def _quoted(finding: str) -> str:
    return f"“{named(finding)}”"


def _findings(family: QuestionFamily) -> tuple[str, ...]:
    return tuple(one.finding for one in family.members)

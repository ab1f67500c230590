"""One of several: what is said of a finding because other questions were asked beside it."""

from __future__ import annotations

from evalkit.findings.finding import Finding
from evalkit.records.family import FamilyMember
from evalkit.report.sentences.parts.ends_words import direction_of, ends_words
from evalkit.report.words import Words, stopped


def direction_among(finding: Finding, direction: str) -> str:
    """Return which way a finding may be said to have gone, counting in the questions it is judged with.

    Parameters
    ----------
    finding : Finding
        With its family, or of none.
    direction : str
        ``up``, ``down`` or empty, by the finding's own interval.
    """
    member = _among(finding)
    if member is None or (member.stands_out_among_others and member.borne_out_by_the_other):
        return direction
    return ""


def how_many(words: Words, finding: Finding) -> str:
    """Return ``one of 9``; empty for a question that stands alone."""
    family = finding.family
    if family is None or not family.several:
        return ""
    return f"one of {words.count('questions asked', len(family.members) + family.unanswered)}"


def one_of(words: Words, finding: Finding) -> str:
    """Return ``one of 9 exploratory questions``; empty for a question that stands alone."""
    number = how_many(words, finding)
    return f"{number} {finding.status} questions" if number else ""


def among_others(words: Words, finding: Finding) -> list[str]:
    """Return the sentence that goes with an answer: one of how many, and what that does to an interval without 0."""
    said = [part for part in (one_of(words, finding), _taken_together(words, finding)) if part]
    return [stopped(": ".join(said))] if said else []


def _taken_together(words: Words, finding: Finding) -> str:
    member = _among(finding)
    if member is None or not member.stands_out:
        return ""
    if not member.judged_by:
        return "its interval leaves out 0, but nothing shows how often one of so many does by chance"
    ends = _ends(words, member)
    # Where the other answer holds 0 by itself, the headline has said that no direction can be told.
    alone = direction_of(finding.estimate, (member.conf_low, member.conf_high))
    if member.stands_out_among_others and alone and not member.borne_out_by_the_other:
        other = ends_words(words, (member.other_low, member.other_high), member.unit, " of the other answer, joint")
        return (
            f"taken together with the others, its interval runs from {ends}, but the one that allows for how the area "
            f"stood then runs from {other}, so a rise cannot be told from a fall"
        )
    if member.stands_out_among_others:
        return f"taken together with the others, its interval runs from {ends} and still leaves out 0"
    return (
        f"its interval leaves out 0, but taken together with the others it runs from {ends}, so a rise cannot be told "
        "from a fall"
    )


def _among(finding: Finding) -> FamilyMember | None:
    """Return the finding's place among others; None where nothing is judged with it."""
    if finding.family is None or not finding.family.several:
        return None
    return finding.family.member(finding.id)


def _ends(words: Words, member: FamilyMember) -> str:
    """Return both ends of the joint interval in words."""
    low, high, unit = member.joint_low, member.joint_high, member.unit
    if round(low, unit.decimals) < 0 < round(high, unit.decimals):
        return f"{words.size('joint low', low, unit)} less to {words.bare('joint high', high, unit)} more"
    near, far = sorted((("joint low", low), ("joint high", high)), key=lambda end: abs(end[1]))
    return f"{words.bare(*near, unit)} to {words.size(*far, unit)} {'more' if low + high > 0 else 'less'}"

"""Questions judged together, as plain content of the findings file."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from evalkit.core.quantity import twelve_digits
from evalkit.findings.finding import Finding
from evalkit.records.family import FamilyMember, QuestionFamily

Json = dict[str, object]


def families_of(findings: Sequence[Finding]) -> tuple[QuestionFamily, ...]:
    """Return the families that findings belong to, each once, in the order of the findings."""
    found: dict[str, QuestionFamily] = {}
    for finding in findings:
        if finding.family is not None:
            found.setdefault(finding.family.status, finding.family)
    return tuple(found.values())


def families_content(findings: Sequence[Finding]) -> Json:
    """Return the families of findings under their key; nothing where findings belong to none."""
    families = families_of(findings)
    return {"families": [_family(family) for family in families]} if families else {}


def _family(family: QuestionFamily) -> Json:
    return {
        "status": family.status,
        "unanswered": family.unanswered,
        "conf_level": twelve_digits(family.level),
        "standing_out": family.standing_out,
        "set_beside": family.set_beside,
        "areas": family.areas,
        "areas_left_out": family.left_out,
        "by_chance": twelve_digits(family.by_chance),
        "members": [_member(one) for one in family.members],
    }


def _member(member: FamilyMember) -> Json:
    other = {"low": twelve_digits(member.other_low), "high": twelve_digits(member.other_high)}
    return {
        "id": member.finding,
        "stands_out": member.stands_out,
        "joint_low": twelve_digits(member.joint_low),
        "joint_high": twelve_digits(member.joint_high),
        "p_value": twelve_digits(member.p_value),
        "judged_by": member.judged_by,
        **({} if isnan(member.other_low) else {"if_chosen_low": other}),
    }

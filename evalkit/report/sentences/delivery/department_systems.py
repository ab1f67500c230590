"""What departments had in place at the start and at the end, in words."""

from __future__ import annotations

from evalkit.records.delivery.department_systems import DepartmentSystems, SystemInTerm
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("department_systems", "joint")


def department_systems(result: DepartmentSystems) -> Block:
    """Departments with each system in their last term and in their first, the same departments at both."""
    words = Words()
    first, last = ({row.system: row for row in result.ends if row.term == when} for when in ("first term", "last term"))
    told = [
        f"{words.repeat('system', f'{name[:1].lower()}{name[1:]}')}, {_counted(words, row)} "
        f"({_counted(words, first[name])})"
        for name, row in last.items()
        if row.known and first[name].known
    ]
    if not told:
        return words.block("department-systems", "No department says in two terms what it had in place.")
    return words.block(
        "department-systems",
        f"What {words.count('schools', result.schools_twice, 'department')} of maths had in place in their last term, "
        f"with their first in brackets: {'; '.join(told)}.",
    )


def joint(result: DepartmentSystems) -> Block:
    """Joint sessions planned and held, and departments that held one in each half of a term."""
    words = Words()
    planned, held = sum(row.planned for row in result.joint), sum(row.held for row in result.joint)
    if not planned and not held:
        return words.block("department-systems-joint", "No joint session with other schools is recorded.")
    told = listed(
        f"{words.count('departments', row.every_half_term)} in {words.repeat('term', row.term)}" for row in result.joint
    )
    return words.block(
        "department-systems-joint",
        f"{words.count('held', held)} of {words.count('planned', planned, 'joint session')} with other schools that "
        f"departments planned were held. Departments that held two or more in a term, enough for one each half term: "
        f"{told}.",
    )


def _counted(words: Words, row: SystemInTerm) -> str:
    return f"{words.count('yes', row.fully)} of {words.count('known', row.known)}"

"""What departments had in place at the start and at the end, in words."""

from __future__ import annotations

from evalkit.records.delivery.department_systems import DepartmentSystems
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("department_systems", "joint")


def department_systems(result: DepartmentSystems) -> Block:
    """Departments with each system in the first and the last term, the same departments at both."""
    words, ends = Words(), (result.terms[0], result.terms[-1])
    first, last = ({row.system: row for row in result.both_ends if row.term == term and row.known} for term in ends)
    if not last:
        return words.block(
            "department-systems",
            "No department has a row both in the first term and in the last that says what it had.",
        )
    told = []
    for name, row in last.items():
        before = first.get(name)
        was = f" ({_counted(words, before.fully, before.known)} before)" if before and before is not row else ""
        told.append(
            f"{words.repeat('system', f'{name[:1].lower()}{name[1:]}')}, {_counted(words, row.fully, row.known)}{was}"
        )
    return words.block(
        "department-systems",
        f"What departments of maths had in place in {words.repeat('term', ends[1])}, with "
        f"{words.repeat('term', ends[0])} in brackets, in the same schools: {'; '.join(told)}."
        if len(result.terms) > 1
        else f"What departments of maths had in place in {words.repeat('term', ends[1])}: {'; '.join(told)}.",
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


def _counted(words: Words, count: int, known: int) -> str:
    return f"{words.count('yes', count)} of {words.count('known', known)}"

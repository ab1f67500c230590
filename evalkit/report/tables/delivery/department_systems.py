"""What departments have in place, term by term, as tables."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.department_systems import DepartmentSystems
from evalkit.report.block import Block
from evalkit.report.table_cells import NOT_AVAILABLE, Column, table_block

PARTS = ("department_systems", "joint")
DEPARTMENTS = Unit("departments", 0)
SESSIONS = Unit("sessions", 0)


def department_systems(result: DepartmentSystems) -> Block:
    """Departments by how far they have each system, in every term."""
    columns = (
        Column("system", "System"),
        Column("term", "Term"),
        Column("fully", "Yes", DEPARTMENTS),
        Column("partly", "In part", DEPARTMENTS),
        Column("without", "No", DEPARTMENTS),
        Column("unknown", "Not known", DEPARTMENTS),
    )
    rows = [
        {
            "system": row.system,
            "term": row.term,
            "fully": row.fully,
            "partly": row.partly,
            "without": row.without,
            "unknown": row.unknown,
        }
        for row in result.systems
    ]
    notes = (
        "In part: pupils are followed in some years; a scheme of work is in place, and neither revised nor shared.",
        "Every department with a row in the term; which departments these are may change from term to term.",
    )
    title = "What departments of maths have in place"
    return table_block("department-systems", title, columns, rows, notes=notes)


def joint(result: DepartmentSystems) -> Block:
    """Joint sessions planned and held, and hours of timetabled development, by term."""
    columns = (
        Column("term", "Term"),
        Column("planned", "Planned", SESSIONS),
        Column("held", "Held", SESSIONS),
        Column("departments", "Departments that planned any", DEPARTMENTS),
        Column("every_half_term", "Departments that held two or more", DEPARTMENTS),
        Column("hours", "Timetabled hours a half term (median)", Unit("hours", 1), NOT_AVAILABLE),
    )
    rows = [
        {
            "term": row.term,
            "planned": row.planned,
            "held": row.held,
            "departments": row.departments,
            "every_half_term": row.every_half_term,
            "hours": row.hours,
        }
        for row in result.joint
    ]
    notes = (
        "A session of two schools is counted once by each of them.",
        f"A median is given from {result.least} departments on.",
    )
    title = "Joint sessions with other schools, and development in the timetable"
    return table_block("department-systems-joint", title, columns, rows, notes=notes)

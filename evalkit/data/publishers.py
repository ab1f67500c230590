"""Who publishes a variable, by the beginning of its name."""

from __future__ import annotations

TABLES = "Compare school and college performance, download data (Department for Education)"
KS4 = f"Key Stage 4 tables: {TABLES}"
# Where a variable is published, by the beginning of its name; everything else stands in the tables of Key Stage 4.
PUBLISHERS = (
    ("ks5_", f"16 to 18 tables: {TABLES}"),
    ("destination_", f"destinations tables: {TABLES}"),
    ("census_", f"school census tables: {TABLES}"),
    ("absence", f"absence tables: {TABLES}"),
    ("persistent_absence", f"absence tables: {TABLES}"),
    ("teachers", f"school workforce tables: {TABLES}"),
    ("pupil_teacher_ratio", f"school workforce tables: {TABLES}"),
    ("area_", "Local Authority Interactive Tool or Explore Education Statistics (Department for Education)"),
)


def published_in(variable: str) -> str:
    """Return the tables in which a variable is published, and by whom."""
    return next((where for start, where in PUBLISHERS if variable.startswith(start)), KS4)

"""Schools that cannot have taken part: not yet or no longer in the programme, or linked with themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from evalkit.programme.checks.sessions import CAME
from evalkit.programme.placed import Placed, PlacedFault
from evalkit.study.model import Study


def while_in_programme(placed: Placed, study: Study) -> Iterator[PlacedFault]:
    """Yield attendance of a school before it joined or after it left."""
    if "attendance" not in placed or "schools" not in placed:
        return
    schools, attendance = placed["schools"], placed["attendance"]
    member = dict(zip(schools.texts("school"), zip(schools["joined"], schools["left"], strict=True), strict=True))
    whose = zip(attendance.texts("school"), attendance["date"], attendance["status"], strict=True)
    for row, (school, day, status) in enumerate(whose):
        joined, left = member.get(school, (None, None))
        if not isinstance(day, dt.datetime) or status not in CAME:
            continue
        when = (
            f"before the school joined ({joined:%d/%m/%Y})" if isinstance(joined, dt.datetime) and day < joined else ""
        )
        if isinstance(left, dt.datetime) and day > left:
            when = f"after the school left ({left:%d/%m/%Y})"
        if when:
            yield attendance.fault(
                row,
                "date",
                f"{day:%d/%m/%Y}, {when}",
                "a day on which the school was in the programme",
                "correct the day or the school here, or Joined and Left in schools",
                about="not in the programme",
            )


def linked_to_others(placed: Placed, study: Study) -> Iterator[PlacedFault]:
    """Yield each link of a school with itself."""
    if "links" not in placed:
        return
    links = placed["links"]
    for row, (one, other) in enumerate(zip(links.texts("from_school"), links.texts("to_school"), strict=True)):
        if one and one == other:
            yield links.fault(
                row,
                "to_school",
                "the same school as under From",
                "two schools",
                "correct one of the two schools, or take the row out",
                about="link with itself",
            )

"""Work on moving up between key stages."""

from __future__ import annotations

import evalkit as ek
from evalkit.records.delivery.transition import Transition
from tests.support.programme import Row, account, kept_tables, schools


def work(school: str, first: str, then: str, in_place: str, **columns: object) -> Row:
    return {"school": school, "from_phase": first, "to_phase": then, "in_place": in_place, **columns}


def test_schools_partners_and_pupils_are_counted_only_where_the_work_is_in_place() -> None:
    rows = [
        work("A", "KS2", "KS3", "yes", partners=4, pupils=180),
        work("B", "KS2", "KS3", "planned", partners=2, pupils=150),
        work("B", "KS3", "KS4", "in part"),
    ]
    result = account("transition", kept_tables(schools=schools("A", "B"), transition=rows))
    assert isinstance(result, Transition)
    first, second = result.steps
    assert (first.step, first.schools, first.partners, first.pupils) == ("KS2 to KS3", 1, 4, 180)
    assert dict(first.in_place)["planned"] == 1
    assert second.schools == 1
    assert "1 on the step from KS2 to KS3" in ek.sentence(result).text
    assert ek.table(result).cells[1][4] == "[x]"

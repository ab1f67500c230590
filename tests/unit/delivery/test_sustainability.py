"""What was to go on."""

from __future__ import annotations

import evalkit as ek
from evalkit.records.delivery.lessons import Sustainability
from tests.support.programme import account, kept_tables

ROWS = [
    {
        "what": "outside reviews",
        "kept": "yes",
        "owner": "hub",
        "checked": "2019-07-15",
        "count": 6,
        "until": "2020-08-31",
    },
    {"what": "courses", "kept": "in part", "owner": "nobody", "checked": "2019-06-01"},
    {"what": "coaching", "kept": "no", "owner": "school", "checked": "2019-06-01"},
]


def test_things_are_counted_by_what_became_of_them_and_by_owner() -> None:
    result = account("sustainability", kept_tables(sustainability=ROWS))
    assert isinstance(result, Sustainability)
    assert [one.count for one in result.things] == [6, None, None]
    assert ek.sentence(result).text == (
        "Of 3 things that were to stay, 1 goes on, 1 goes on in part and 1 has ended. "
        "For 1 nobody is named who sees to it. Somebody last looked on 15 July 2019."
    )
    assert ek.table(result).cells[1][3:] == ("not settled", "not settled")
    assert ek.table(result, "evidence").cells[0][2] == "6"

"""Agreements signed, and what was kept of them."""

from __future__ import annotations

import evalkit as ek
from evalkit.records.delivery.agreements import Agreements
from tests.support.programme import account, kept_tables, schools

ROWS = [
    {
        "agreement": "S1",
        "signed": "2017-10-20",
        "starts": "2017-10-20",
        "term": "days",
        "required": 14,
        "delivered": 12,
    },
    {
        "agreement": "S1",
        "signed": "2017-10-20",
        "starts": "2017-10-20",
        "term": "meetings",
        "required": 6,
        "delivered": 6,
    },
    {"agreement": "S2", "starts": "2017-11-01", "term": "days", "required": 14, "delivered": 5, "outcome": "not met"},
    {"agreement": "S3", "signed": "2017-12-01", "starts": "2017-11-01", "term": "days", "required": 10},
]


def test_agreements_are_counted_once_and_terms_only_where_both_figures_are_known() -> None:
    result = account("agreements", kept_tables(schools=schools("A"), agreements=ROWS))
    assert isinstance(result, Agreements)
    assert (result.signed, result.unsigned, result.signed_before_start) == (2, 1, 1)
    days = result.terms[0]
    assert (days.agreements, days.counted, days.required, days.delivered) == (3, 2, 28, 17)
    assert dict(days.outcomes)["not met"] == 1
    assert ek.sentence(result).text == "2 of 3 agreements were signed, 1 of them by the day they began."
    assert ek.table(result).cells[0][5] == "61"

"""Risks, each with its path."""

from __future__ import annotations

import evalkit as ek
from evalkit.records.delivery.risks import ProgrammeRisks
from tests.support.programme import account, kept_tables, schools


def row(risk: str, day: str | None, likelihood: int, impact: int, status: str = "open") -> dict[str, object]:
    return {
        "risk": risk,
        "date": day,
        "what": risk,
        "likelihood_before": 4,
        "impact_before": 4,
        "likelihood_now": likelihood,
        "impact_now": impact,
        "status": status,
    }


def test_a_risk_is_followed_by_date_whatever_the_order_of_rows() -> None:
    rows = [
        row("R1", "2018-07-01", 2, 3, "closed"),
        row("R1", "2017-10-01", 3, 4),
        row("R2", None, 4, 4, "became an issue"),
    ]
    result = account("risks", kept_tables(schools=schools("A"), risks=rows))
    assert isinstance(result, ProgrammeRisks)
    first, second = result.risks
    assert ([score for _, score in first.scores], first.now, first.before, first.status) == ([12, 6], 6, 16, "closed")
    assert (second.now, second.status) == (16, "became an issue")
    assert "1 of 2 risks were judged lower" in ek.sentence(result).text
    assert ek.table(result).cells[0][3] == "12, 6"

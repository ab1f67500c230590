"""An account that rests on the leading question says so where that question has no answer."""

from __future__ import annotations

import pytest

from evalkit.core.errors import DataError, DesignError, EvalkitError
from evalkit.evaluation.plans import Asked
from evalkit.evaluation.stations import STATIONS
from evalkit.evaluation.study_opening import read_plan
from evalkit.evaluation.tables import Tables
from evalkit.records.delivery.more_with_more import MoreWithMore
from tests.support.delivered import delivered
from tests.support.programme import kept_tables
from tests.support.responded import panel

PLAN = read_plan("leicester", None)
ROW = STATIONS["delivery"]
RESTS_ON_IT = {"comparison": "estimate"}


def refusing(station: str, refusal: EvalkitError) -> object:
    """Return what gives an account its stations, one of which is refused."""

    def at(name: str, kind: type, question: str = "") -> object:
        # Without a comparison there is no estimate either.
        if name in (station, RESTS_ON_IT.get(station)):
            raise refusal
        return kept_tables(**delivered()) if name == "programme_tables" else Tables(panel(), ())

    return at


def made(station: str, refusal: EvalkitError) -> object:
    return ROW.make(Asked(PLAN, part="more_with_more"), refusing(station, refusal))  # type: ignore[arg-type]


def test_a_refused_comparison_is_told_in_the_account() -> None:
    result = made("comparison", DesignError.one(where="x", found="no donors", allowed="some", next="look"))
    assert isinstance(result, MoreWithMore)
    assert result.refused == "the leading question has no answer"


def test_tables_that_cannot_be_read_stop_the_line() -> None:
    with pytest.raises(DataError):
        made("panel", DataError.one(where="x", found="nothing", allowed="a table", next="look"))


@pytest.mark.parametrize("name", ["more_with_more", "reach"])
def test_an_account_rests_on_the_tables_of_results_only_where_it_asks_for_them(name: str) -> None:
    rests = ROW.rests_on(Asked(PLAN, part=name)) if callable(ROW.rests_on) else ROW.rests_on
    assert (("panel", "") in rests) == (name == "more_with_more")

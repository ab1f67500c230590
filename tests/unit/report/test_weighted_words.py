"""What the report says of weighted schools, of equal means, and of several exam years averaged."""

from dataclasses import replace

from evalkit.report.verbs import figure, sentence
from tests.unit.report import samples


def alike() -> object:
    """Return a comparison whose balanced means agree to more digits than are shown."""
    told = samples.comparison()
    assert told.balance is not None
    rows = tuple(replace(row, smd_after=1e-12) if row.matched_on else row for row in told.balance.rows)
    return replace(told, balance=replace(told.balance, rows=rows))


def test_equal_means_are_said_to_be_equal_and_not_to_differ_by_nought() -> None:
    said = sentence(alike(), "balance").text
    assert "are the same in the 19 schools and in comparison schools" in said
    assert "widest difference" not in said
    drawn = figure(alike(), "balance")
    assert drawn.title == "Before the start the two sides had the same means in what they were matched on"


def test_weighted_schools_are_called_weighted() -> None:
    result = replace(samples.estimate(), design="weighted")
    assert "weighted schools elsewhere" in sentence(samples.finding(result), "headline").text


def test_several_years_after_the_start_are_named() -> None:
    result = samples.estimate()
    averaged = replace(result, estimand=replace(result.estimand, averaged=(2018,)))
    assert "rom 2016/17 to the average of 2017/18 and 2018/19" in sentence(samples.finding(averaged), "headline").text

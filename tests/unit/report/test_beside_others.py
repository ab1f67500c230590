"""A finding beside other programmes: effect sizes, months, the figure and its sentence."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest

from evalkit.findings.beside import Beside
from evalkit.findings.finding import Finding
from evalkit.report.benchmarks import benchmarks
from evalkit.report.digits import numbers_in
from evalkit.report.figures.benchmarks import NOT_DRAWN
from evalkit.report.figures.parts.canvas import Canvas
from evalkit.report.months import toolkit
from evalkit.report.sentences.benchmarks import NOT_BESIDE, BesideUsual, overlap
from evalkit.report.sentences.parts.effect_size import NARROWER, effect_size
from evalkit.report.verbs import figure, sentence
from evalkit.report.words import BANNED
from tests.unit.report import samples
from tests.unit.report.false_samples import changed, finding, picked

SD = 1.4
# Each edge of the published table, and sizes on either side of it.
MONTHS = [
    (0.0, 0), (0.01, 0), (0.014, 0), (0.016, 1), (0.02, 1), (0.09, 1), (0.10, 2), (0.18, 2), (0.19, 3), (0.26, 3),
    (0.27, 4), (0.35, 4), (0.36, 5), (0.44, 5), (0.45, 6), (0.52, 6), (0.53, 7), (0.61, 7), (0.62, 8), (0.69, 8),
    (0.70, 9), (0.78, 9), (0.79, 10), (0.87, 10), (0.88, 11), (0.95, 11), (0.96, 12), (1.0, 12), (3.0, 12),
    (-0.01, 0), (-0.02, -1), (-0.095, -2), (-0.2, -3),
]  # fmt: skip


def beside(low: float = -0.15, high: float = 0.37, value: float = 0.11, sd: float = SD) -> Finding:
    """Return a finding with this interval in grades, where pupils are spread so."""
    return finding(value, low, high, beside=Beside(pupil_sd=sd))


@pytest.mark.parametrize(("size", "months"), MONTHS)
def test_months_are_those_of_the_published_table(size: float, months: int) -> None:
    assert toolkit().months(size) == months


def test_the_table_of_months_has_no_gap_and_no_overlap() -> None:
    rows = toolkit().rows
    assert rows[0][0] == 0.0
    for (_, high, months), (low, _, more) in pairwise(rows):
        assert round(low - high, 2) == 0.01
        assert more == months + 1


def test_an_effect_size_is_the_difference_over_the_spread_of_all_pupils() -> None:
    size = effect_size(changed(beside(), if_chosen_low=picked(-0.07, 0.21)))
    assert size is not None
    assert (size.own.size, size.own.low, size.own.high) == pytest.approx((0.11 / 1.4, -0.15 / 1.4, 0.37 / 1.4))
    assert size.if_chosen_low is not None
    assert (size.if_chosen_low.low, size.if_chosen_low.high) == pytest.approx((-0.05, 0.15))
    assert size.sd == SD


@pytest.mark.parametrize(
    "made",
    [
        beside(sd=math.nan),
        beside(sd=0.0),
        beside(math.nan, math.nan),
        beside(-math.inf, math.inf),
        replace(beside(), estimate=replace(samples.estimate(), primary="", inferences=())),
    ],
)
def test_without_a_spread_or_an_interval_there_is_no_effect_size(made: Finding) -> None:
    assert effect_size(made) is None
    told = [(one.kind, one.text) for one in (figure(made, "benchmarks"), sentence(made, "benchmarks"))]
    assert told == [("sentence", NOT_DRAWN), ("sentence", NOT_BESIDE)]


# In standard deviations of pupils; such programmes usually make 0 to 0.1.
OVERLAPS = [
    ((0.12, 0.3), BesideUsual.ABOVE),
    ((0.104, 0.3), BesideUsual.PART),
    ((-0.3, -0.01), BesideUsual.BELOW),
    ((-0.3, -0.004), BesideUsual.PART),
    ((0.02, 0.08), BesideUsual.INSIDE),
    ((0.0, 0.1), BesideUsual.INSIDE),
    ((-0.1, 0.2), BesideUsual.WHOLE),
    ((0.0, 0.2), BesideUsual.WHOLE),
    ((0.05, 0.2), BesideUsual.PART),
    ((-0.2, 0.05), BesideUsual.PART),
]


@pytest.mark.parametrize(("ends", "expected"), OVERLAPS)
def test_the_sentence_says_how_the_range_lies_as_a_reader_sees_it(
    ends: tuple[float, float], expected: BesideUsual
) -> None:
    made = beside(ends[0] * SD, ends[1] * SD)
    size, block = effect_size(made), sentence(made, "benchmarks")
    assert size is not None
    assert overlap(size) is expected
    usual = "0 to 0.1"
    own = expected.value.format(usual=usual)
    assert f", {own}." in block.text.replace(" standard deviations of pupils", "")
    for other in set(BesideUsual) - {expected}:
        assert f", {other.value.format(usual=usual)}." not in block.text
    assert len(block.text.split()) <= 30
    assert set(numbers_in(block.text)) <= {shown for _, _, quoted in block.quotes for shown in numbers_in(quoted)}
    assert not [word for word in BANNED if word in block.text.lower()]


@pytest.mark.parametrize("ends", [ends for ends, _ in OVERLAPS[:3] + OVERLAPS[4:8:2]] + [(-3.0, 4.0)])
def test_no_label_touches_another_and_the_small_drawing_fits_a_phone(
    ends: tuple[float, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    found: dict[float, list[tuple[str, str]]] = {}
    finish = Canvas.block

    def look_first(self: Canvas, *given: object, phone: Canvas) -> object:
        found.update({round(one.width, 2): one.overlaps() for one in (self, phone)})
        return finish(self, *given, phone=phone)  # type: ignore[arg-type]

    monkeypatch.setattr(Canvas, "block", look_first)
    block = figure(changed(beside(ends[0] * SD, ends[1] * SD), if_chosen_low=picked(-0.1, 0.2)), "benchmarks")
    assert found == {7.2: [], 3.74: []}
    assert float(block.narrow.split('viewBox="0 0 ')[1].split()[0]) * 96 / 72 <= 360
    assert "month" not in f"{block.title} {block.subtitle} {block.source} {block.text} {block.svg}".lower()
    assert block.subtitle.endswith(NARROWER)


def test_what_has_a_size_is_drawn_with_its_year_and_what_has_none_is_named() -> None:
    block, known = figure(beside(), "benchmarks"), benchmarks()
    drawn = list(block.values["label"])
    assert drawn[-len(known.effects) :] == [f"{one.label}, {one.year}" for one in known.effects]
    assert list(block.values["estimate"])[-len(known.effects) :] == [one.effect for one in known.effects]
    for one in known.unsized:
        assert f"{one.label} ({one.year}): {one.found}" in block.source
        assert one.label not in " ".join(drawn)


def test_every_benchmark_says_where_it_was_read() -> None:
    known = benchmarks()
    assert (known.effects[0].effect, known.effects[0].year) == (known.mean, 2019)
    for one in known.effects:
        assert str(one.year) in one.cited or "Marks" in one.cited
        assert math.isnan(one.low) == math.isnan(one.high)
        if not math.isnan(one.low):
            assert one.low < one.effect < one.high

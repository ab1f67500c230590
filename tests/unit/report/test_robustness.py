"""All checks in one figure: each kind of record takes its row, and each sentence is said only where it is true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from evalkit.findings.finding import Finding
from evalkit.records.estimate import Inference
from evalkit.records.shown import JudgedRefit, JudgedRefits, Refits, Refitted
from evalkit.records.shown.kind import Shown
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import Canvas
from evalkit.report.figures.parts.scale import APART, BROKEN_KEY, HOLLOW_KEY, TENTH_KEY, Scale, limits
from evalkit.report.figures.robustness import NOT_ASKED, OFF_THE_SCALE
from evalkit.report.sentences.parts.other_plans import PlanPlace, other_plans, place_among_plans
from evalkit.report.sentences.parts.robustness_rows import (
    LEFT_OUT_GROUP,
    NOUGHT_GROUP,
    PLAN_GROUP,
    PLANS_GROUP,
    RowGroup,
    row_groups,
)
from evalkit.report.sentences.standings import NONE_ASKED
from evalkit.report.theme import theme
from evalkit.report.verbs import figure, sentence, table
from tests.unit.report import robust_samples as robust
from tests.unit.report import samples
from tests.unit.report.false_samples import changed, finding, picked


@dataclass(frozen=True, slots=True)
class PartnersRefits(Refits):
    """A kind that a partner derives from one of ours."""


def groups(made: Finding) -> dict[str, RowGroup]:
    """Return the groups of a finding by their headings."""
    return {group.title: group for group in row_groups(made)}


def labels(group: RowGroup) -> list[str]:
    """Return the labels of a group."""
    return [row.label for row in group.rows]


def said(made: Finding) -> str:
    """Return the sentence."""
    return sentence(made, "robustness").text


def test_every_kind_of_record_stands_in_its_group() -> None:
    found = groups(robust.full())
    assert labels(found[PLAN_GROUP]) == ["as planned: how other areas came out"]
    assert labels(found[PLANS_GROUP]) == [
        "plan number 0",
        "plan number 1",
        "plan number 2",
        "results before the start matched on",
        "and then 10 comparison schools each",
    ]
    assert [row.less_fair for row in found[PLANS_GROUP].rows] == [True, False, False, False, False]
    assert labels(found["Did maths change more than English?"]) == ["English"]
    assert [row.shown(samples.GRADES) for row in found[LEFT_OUT_GROUP].rows] == ["+0.07 to +0.15", "+0.08 to +0.14"]
    assert labels(found[LEFT_OUT_GROUP]) == ["19 runs, each without one school", "2 runs, each without one area"]
    assert [row.shown(samples.GRADES) for row in found["Could hidden numbers change it?"].rows] == ["+0.02 to +0.21"]
    assert set(labels(found[NOUGHT_GROUP])) == {
        "maths minus English, before",
        "contrast 0",
        "schools of neighbouring authorities",
        "a mark in grades",
    }


def test_a_partners_check_of_a_known_kind_takes_its_row_whatever_it_is_called() -> None:
    own = Refitted("as planned", 0.11, declared=True)
    theirs = robust.check("kernel_of_a_partner", PartnersRefits((own, Refitted("with a kernel", 0.09))))
    assert labels(groups(finding(checks=(theirs,)))[PLANS_GROUP]) == ["with a kernel"]
    bare = robust.check("theirs", PartnersRefits((Refitted("boys", 0.3), Refitted("girls", 0.2))), "For whom?")
    assert labels(groups(finding(checks=(bare,)))["For whom?"]) == ["boys", "girls"]
    assert not other_plans(finding(checks=(bare,)))


def test_what_stands_in_another_unit_has_no_row_and_is_counted() -> None:
    other = robust.check("theirs", Refits((Refitted("boys", 30.0),)), unit="per cent")
    made = finding(checks=(other,))
    assert list(groups(made)) == [PLAN_GROUP]
    assert "Not on this scale: 1 check shows something else." in said(made)
    whole = said(robust.full())
    assert "of 1 outcome that the programme should not move, 1 has a range wholly to one side of zero" in whole
    assert "of 2 contrasts of another measure before the start, 1 has a range wholly to one side of zero" in whole
    assert "if 40 in 100 comparison schools had like support, +0.11 would stand for +0.18" in whole
    assert "1 check could not be answered" in whole


def test_very_many_refits_are_one_range() -> None:
    many = robust.plans(*(0.001 * place for place in range(40)))
    (row,) = groups(finding(checks=(many,)))[PLANS_GROUP].rows
    assert (row.mark, row.low, row.high) == ("range", 0.0, pytest.approx(0.039))
    assert row.label.startswith("40 plans")
    judged = tuple(JudgedRefit(f"reading {place}", 0.1, -0.1, 0.3) for place in range(13))
    (row,) = groups(finding(checks=(robust.check("readings", JudgedRefits(judged), "What if?"),)))["What if?"].rows
    assert row.mark == "range"


def test_the_same_plan_told_by_two_checks_is_one_row() -> None:
    once = robust.path(("results before the start matched on", 0.05))
    own = Refitted("results before the start not matched on", 0.11, declared=True)
    again = robust.check("twice", Refits((Refitted("results before the start matched on", 0.05), own)))
    assert [plan.estimate for plan in other_plans(finding(checks=(again, once)))] == [0.05]
    differs = robust.check("twice", Refits((Refitted("results before the start matched on", 0.06), own)))
    assert len(other_plans(finding(checks=(differs, once)))) == 2


def test_the_other_answer_has_a_row_unless_a_check_tells_it() -> None:
    other = picked(-0.08, 0.3)
    made = changed(finding(checks=(samples.check(),)), if_chosen_low=other)
    assert labels(groups(made)[PLAN_GROUP])[-1] == "if the area was picked for how it stood"
    row = JudgedRefit("without what comes by itself", other.estimate, other.conf_low, other.conf_high)
    told = robust.check("stood", JudgedRefits((row,)), "Would it have risen?")
    assert labels(groups(replace(made, checks=(told,)))[PLAN_GROUP]) == ["as planned: how other areas came out"]


# A plan of +0.11 among what others give.
PLACES = [
    ((0.01, 0.02, 0.03), PlanPlace.HIGHEST),
    ((0.01, 0.02, 0.3), PlanPlace.HIGHEST),
    ((0.01, 0.3, 0.4), PlanPlace.LOWEST),
    ((0.01, 0.02, 0.3, 0.4), PlanPlace.MIDDLE),
    ((0.3, 0.4, 0.5), PlanPlace.LOWEST),
    ((0.114, 0.112, 0.01), PlanPlace.MIDDLE),
    ((0.01, 0.02), PlanPlace.NOT_KNOWN),
    ((), PlanPlace.NOT_KNOWN),
]


@pytest.mark.parametrize(("values", "place"), PLACES)
def test_the_plans_place_is_that_of_its_shown_figure_among_two_in_three(
    values: tuple[float, ...], place: PlanPlace
) -> None:
    assert place_among_plans(finding(checks=(robust.plans(*values),))) is place


def test_without_checks_a_sentence_says_so_in_the_place_of_the_figure() -> None:
    for made in (finding(checks=()), changed(finding(checks=()), if_chosen_low=picked(-0.1, 0.2))):
        told = [(one.kind, one.text) for one in (figure(made, "robustness"), sentence(made, "robustness"))]
        assert told == [("sentence", NOT_ASKED), ("sentence", NONE_ASKED)]
    elsewhere = figure(finding(checks=(robust.support(),)), "robustness")
    assert (elsewhere.kind, elsewhere.text) == ("sentence", OFF_THE_SCALE)


FIGURES: dict[str, Finding] = {
    "every kind": robust.full(),
    "one check": finding(checks=(samples.check(),)),
    "far off": finding(-1.4, -6.1, 8.9, checks=(robust.plans(2.5, -3.5, planned=-1.4), robust.years((4.0, 2.0, 6.0)))),
    "no difference at the left end": finding(0.6, 0.4, 0.8, checks=(robust.plans(0.7, 0.5, planned=0.6),)),
    "no difference at the right end": finding(-0.6, -0.8, -0.4, checks=(robust.plans(-0.7, planned=-0.6),)),
    "no interval": finding(0.1, float("nan"), float("nan"), checks=(robust.plans(0.2, planned=0.1),)),
    "per cent": robust.in_unit("per cent", 1, 30.0, (robust.check("x", Refits((Refitted("a", 4.0),)), unit=""),)),
    "standard deviations": robust.in_unit(
        "standard deviations between authorities", 2, 3.0, (robust.check("x", Refits((Refitted("a", 0.4),)), unit=""),)
    ),
    "hundreds": robust.in_unit("points", 1, 1000.0, (robust.check("x", Refits((Refitted("a", 40.0),)), unit=""),)),
    "long words": finding(
        checks=(
            robust.subjects(
                robust.english("progress in a subject with a remarkably long name, from 2015/16 to 2016/17", 0.1, 0, 1),
                asks="Would a question that goes on for a good while, as those of partners may, still find its room?",
            ),
        )
    ),
    "an authority": samples.finding(
        replace(
            samples.estimate(),
            estimand=replace(samples.ESTIMAND, level="area"),
            counts=replace(samples.COUNTS, units_treated=1, kind="authority"),
        )
    ),
}
EVERY = pytest.mark.parametrize("name", FIGURES)


Drawn = tuple[Block, dict[float, list[tuple[str, str]]]]


@pytest.fixture(scope="module")
def drawn() -> dict[str, Drawn]:
    """Return each figure, drawn once, with what touches or leaves the sheet in each of its drawings by their width."""
    made, finish = dict[str, Drawn](), Canvas.block
    for name, one in FIGURES.items():
        found: dict[float, list[tuple[str, str]]] = {}

        def look_first(self: Canvas, *given: object, phone: Callable[[], Canvas], found: dict = found) -> object:  # type: ignore[type-arg]
            found.update({round(one.width, 2): one.overlaps() for one in (self, phone())})
            return finish(self, *given, phone=phone)  # type: ignore[arg-type]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Canvas, "block", look_first)
            made[name] = (figure(one, "robustness"), found)
    return made


@EVERY
def test_no_label_is_cut_or_touches_another_on_paper_or_on_a_phone(name: str, drawn: dict[str, Drawn]) -> None:
    assert drawn[name][1] == {7.2: [], 3.74: []}


def words_of(svg: str) -> list[str]:
    """Return the words that a drawing holds, in the order of the alphabet."""
    texts = (part.split("<")[0] for part in svg.split("</desc>")[1].split(">"))
    return sorted(word for text in texts for word in text.split() if word != APART.strip())


@EVERY
def test_both_drawings_hold_the_same_words_and_the_small_one_fits_a_phone(name: str, drawn: dict[str, Drawn]) -> None:
    block, unit = drawn[name][0], FIGURES[name].estimate.unit
    shown = [row.shown(unit) for group in row_groups(FIGURES[name]) for row in group.rows]
    assert len(block.values) == len(shown)
    for number in shown:
        assert f">{number}<" in block.svg
        assert f">{number}<" in block.narrow
    assert words_of(block.svg) == words_of(block.narrow)
    width = float(block.narrow.split('viewBox="0 0 ')[1].split()[0])
    assert width * 96 / 72 <= 360


@EVERY
def test_the_axis_holds_every_row_and_a_tenth_of_a_grade_either_way(name: str) -> None:
    made = FIGURES[name]
    scale = Scale(row_groups(made), made.estimate.unit)
    low, high = limits(scale)
    for row in scale.rows:
        for value in (row.estimate, row.low, row.high):
            assert not (value < low or value > high)
    if made.estimate.unit.name == "grades":
        assert low <= -0.1
        assert high >= 0.1
    assert low <= 0 <= high


def test_the_result_alone_does_not_move_the_axis() -> None:
    """The axis is that of the plan's range, wherever the plan's figure lies within it."""
    one, other = (Scale(row_groups(finding(value, -0.15, 0.37)), samples.GRADES) for value in (0.0, 0.2))
    assert limits(one) == limits(other)


def keys_in(block: Block) -> set[str]:
    """Return which keys stand below the drawing."""
    return {key for key in (HOLLOW_KEY, BROKEN_KEY, TENTH_KEY) if key in block.svg}


def test_a_key_stands_only_where_its_mark_is_drawn() -> None:
    assert keys_in(figure(finding(checks=(robust.plans(0.2),)), "robustness")) == {TENTH_KEY}
    hollow = figure(finding(checks=(robust.plans(0.2, less_fair=1),)), "robustness")
    assert keys_in(hollow) == {TENTH_KEY, HOLLOW_KEY}
    short = Inference("cluster_robust", 0.05, 20.0, 0.02, 0.2, 0.95, 0.01, "", "area-year shocks")
    broken = samples.finding(samples.estimate(0.11, samples.inference(), short))
    assert keys_in(figure(broken, "robustness")) == {TENTH_KEY, BROKEN_KEY}
    assert TENTH_KEY not in figure(FIGURES["per cent"], "robustness").svg


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ((0.01, 0.02, 0.3), "Most other plans give less than the plan does"),
        ((0.01, 0.2, 0.3), "Most other plans give more than the plan does"),
        ((0.01, 0.02, 0.3, 0.4), "The plan's figure lies among those of other plans"),
        ((0.01,), "Every check on one scale, beside the plan"),
    ],
)
def test_the_title_says_what_is_seen(values: tuple[float, ...], title: str) -> None:
    assert figure(finding(checks=(robust.plans(*values),)), "robustness").title == title


def test_the_description_says_what_is_drawn() -> None:
    text = figure(robust.full(), "robustness").text
    assert text.startswith("Interval plot of 14 rows under 6 headings on one scale of grades.")
    assert "The plan gives +0.11, with a range from −0.15 to +0.37." in text
    assert "5 other plans run from +0.02 to +0.13." in text
    assert "1 row is hollow" in text


def test_the_table_has_a_line_for_each_row_and_says_what_must_be_known_to_read_it() -> None:
    printed = table(robust.full(), "robustness")
    rows = [row for group in row_groups(robust.full()) for row in group.rows]
    assert len(printed.cells) == len(rows)
    remarks = dict(zip((cells[1] for cells in printed.cells), (cells[-1] for cells in printed.cells), strict=True))
    assert remarks["Plan number 0"] == "less fair than the plan allows"
    assert remarks["Plan number 1"] == ""


def test_a_kind_nobody_knows_is_counted() -> None:
    @dataclass(frozen=True, slots=True)
    class Unheard(Shown):
        """A kind of nobody's."""

    strange = robust.check("strange", Unheard(()))
    assert "1 check shows something else" in said(finding(checks=(strange,)))


def hollow_marks(svg: str) -> int:
    """Return how many marks of a drawing are white inside and dark around."""
    return svg.lower().count(f'style="fill: #ffffff; stroke: {theme().colour["comparison"].lower()}')


def test_what_is_less_fair_is_hollow_whichever_kind_of_row_it_is() -> None:
    early = replace(robust.english("early", 0.1, -0.1, 0.3, 2017), less_fair=True)
    later = replace(robust.english("later", 0.1, -0.1, 0.3, 2018), less_fair=True)
    made = finding(checks=(robust.plans(0.2, 0.3, less_fair=1), robust.subjects(early, later)))
    block = figure(made, "robustness")
    assert list(block.values["less_fair"]) == [False, True, False, True, True]
    assert hollow_marks(block.svg) == hollow_marks(block.narrow) == 3
    assert hollow_marks(figure(finding(checks=(robust.plans(0.2, 0.3),)), "robustness").svg) == 0


def test_what_is_known_to_be_too_short_is_broken() -> None:
    short = Inference("cluster_robust", 0.05, 20.0, 0.02, 0.2, 0.95, 0.01, "", "area-year shocks")
    drawn = [
        figure(samples.finding(samples.estimate(0.11, samples.inference(), one)), "robustness")
        for one in (short, replace(short, ignores="shocks wider than an area"))
    ]
    assert [list(block.values["too_short"])[:2] for block in drawn] == [[False, True], [False, False]]
    for svgs in (tuple(block.svg for block in drawn), tuple(block.narrow for block in drawn)):
        broken, whole = (svg.count("stroke-dasharray") for svg in svgs)
        assert broken == whole + 1

"""The front page over a grid of hand-made findings: read by a head teacher, and never saying more than is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from evalkit.core.quantity import PERCENT, Unit
from evalkit.document.front_page import front_page
from evalkit.document.front_words import all_texts, running_text, words_on
from evalkit.document.kept_blocks import KeptPage
from evalkit.document.parts import Callout, Figure, Heading, Note, Paragraph, Part, Table, flattened
from evalkit.findings.beside import Beside
from evalkit.findings.finding import Answer, Finding
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Refusal
from evalkit.records.own_schools import OwnStanding
from evalkit.records.shown import Refits, Refitted
from evalkit.report.block import Block
from evalkit.report.reading import Readability, reading
from evalkit.report.sentences.front.answer import NOT_MEANT
from evalkit.report.sentences.parts.estimate_words import read
from evalkit.report.verbs import figure
from evalkit.report.words import Words
from evalkit.study.model import Study
from tests.unit.report import samples
from tests.unit.report.false_samples import DIP, PEAK, balanced, changed, finding, needed, picked, row
from tests.unit.report.family_samples import family

MOST_WORDS, GRADE, MEAN, LONGEST = 350, 6.0, 14.0, 25
BANNED = (
    "interval", "estimate", "placebo", "significant", "association", "relative to", "hold 0", "holds 0",
    "standard deviation", "months",
)  # fmt: skip
STUDY = samples.study()
NAMES = ("Invented maths", "Westmarch")
NAN = float("nan")
POINTS = Unit("points", 1)
SPREAD = Unit("school standard deviations", 2)


def page(*answers: Answer, study: Study = STUDY, pages: tuple[KeptPage, ...] = ()) -> tuple[Part, ...]:
    return front_page(study, answers, {}, pages)


def everything(parts: tuple[Part, ...]) -> str:
    return "\n".join(all_texts(parts))


def as_read(parts: tuple[Part, ...]) -> Readability:
    return reading(running_text(parts), NAMES)


def other_plans(*values: float) -> CheckResult:
    rows = (Refitted("as planned", 0.11, declared=True), *(Refitted(f"plan {one}", one) for one in values))
    return replace(samples.check(), check="matching_choices", shows=Refits(rows))


def of_area(made: Finding) -> Finding:
    return changed(made, estimand=replace(made.estimate.estimand, level="area"))


def without_inference(made: Finding) -> Finding:
    return changed(made, primary="none")


PLANS = (samples.check(), other_plans(0.04, 0.05, 0.06, 0.19))
FULL = {"checks": PLANS, "beside": Beside(asked=19, smallest=0.3, power=0.8)}
VALUES = (-0.31, 0.0, 0.31)
HALVES = (0.05, 0.26, 0.6, NAN)
SHAPES = {
    "plain": lambda made: made,
    "authority": of_area,
    "no inference": without_inference,
    "per cent": lambda made: changed(made, unit=PERCENT),
    "spread": lambda made: changed(made, unit=SPREAD),
    "points": lambda made: changed(made, unit=POINTS),
    "two ranges": lambda made: changed(made, if_chosen_low=picked(-0.07, 0.3)),
    "not worked out": lambda made: changed(made, if_chosen_low=Refusal("", "too far")),
    "departs": lambda made: replace(made, departs="Another inference was planned."),
    "one of many": lambda made: replace(made, status="exploratory", family=family()),
    "not alike": lambda made: replace(
        made, balance=balanced(row("ks2 2017", 0.1), row("p8_maths 2017", -0.4, False)).balance
    ),
    "unlike": lambda made: replace(made, balance=balanced(row("ks2 2017", 0.4)).balance),
    "one school": lambda made: replace(made, standing=OwnStanding(1, 1, 1, (), 0, "school")),
    "lost schools": lambda made: replace(made, standing=OwnStanding(19, 6, 3, (("closed", 3),), 0, "school")),
    "dip": lambda made: replace(made, base_year=DIP),
    "a level": lambda made: changed(made, estimand=replace(made.estimate.estimand, baseline=())),
}
DRAWN_APART = ("no inference", "per cent", "spread", "two ranges", "authority")
# The plain shape at every range, every other at one that is told, two that are not, and one without ends.
CELLS = {
    *(("plain", *ends) for ends in product(VALUES, HALVES)),
    *((name, *ends) for name in SHAPES for ends in ((0.31, 0.05), (-0.31, 0.6), (0.0, 0.26), (0.31, NAN))),
}
GRID = {f"{name}, {value} by {half}": (name, value, half) for name, value, half in sorted(CELLS, key=str)}


def made(name: str, value: float, half: float) -> Finding:
    return SHAPES[name](finding(value, value - half, value + half, **FULL))


@pytest.fixture(scope="module")
def fronts() -> Iterator[dict[str, tuple[Part, ...]]]:
    """Return the front page of every cell, with further questions beside the first; one picture serves each shape."""
    # What stands in the picture depends on few of the shapes; the others share one.
    drawn = cache(lambda name: figure(made(name if name in DRAWN_APART else "plain", 0.31, 0.6), "front"))
    with pytest.MonkeyPatch.context() as patched:
        yield all_fronts(patched, drawn)


def all_fronts(patched: pytest.MonkeyPatch, drawn: Callable[[str], Block]) -> dict[str, tuple[Part, ...]]:
    beside = replace(finding(0.3, 0.05, 0.55), id="other", status="exploratory", family=family())
    fronts = {}
    for cell, asked in GRID.items():
        patched.setattr("evalkit.document.front_page.figure", lambda *_, name=asked[0]: drawn(name))
        fronts[cell] = page(made(*asked), beside, samples.unanswered())
    return fronts | {
        "refused": page(samples.unanswered()),
        "unseen need": page(replace(needed(-0.1, 0.59), beside=FULL["beside"])),
        "real": page(made("plain", 0.31, 0.26), study=real()),
    }


def real() -> Study:
    return samples.study(data={"folder": "data", "synthetic": False})


def test_every_front_page_is_read_by_a_head_teacher(fronts: dict[str, tuple[Part, ...]]) -> None:
    hard = {}
    for cell, parts in fronts.items():
        found = as_read(parts)
        if found.grade > GRADE or found.mean > MEAN or found.longest > LONGEST:
            hard[cell] = (round(found.grade, 2), round(found.mean, 1), found.longest)
    assert not hard


def test_every_front_page_has_at_most_so_many_words(fronts: dict[str, tuple[Part, ...]]) -> None:
    long = {cell: words for cell, parts in fronts.items() if (words := words_on(parts)) > MOST_WORDS}
    assert not long


def test_no_front_page_uses_a_word_that_heads_do_not(fronts: dict[str, tuple[Part, ...]]) -> None:
    for cell, parts in fronts.items():
        said = everything(parts).lower() + "".join(
            part.block.text.lower() for part in flattened(parts) if isinstance(part, Figure)
        )
        assert not [word for word in BANNED if re.search(rf"\b{word}", said)], cell


def test_the_heading_tells_in_ten_words_whether_a_difference_can_be_told(
    fronts: dict[str, tuple[Part, ...]],
) -> None:
    for cell, asked in GRID.items():
        parts = fronts[cell]
        heading = next(part.text for part in parts if isinstance(part, Heading))
        told = bool(read(made(*asked)).direction)
        assert heading.startswith("We can tell a difference" if told else "We cannot tell"), cell
        callout = next(part.text for part in parts if isinstance(part, Callout) and part.kind == "answer")
        # What it does not mean follows at once, before any number.
        assert callout.startswith(NOT_MEANT) != told, cell
        assert not re.search(r"\d", heading)


def test_a_told_direction_is_that_of_the_range() -> None:
    up = page(finding(0.31, 0.05, 0.57))[2]
    down = page(finding(-0.31, -0.57, -0.05))[2]
    assert isinstance(up, Heading) and " rose" in up.text
    assert isinstance(down, Heading) and " fell" in down.text


def answer_of(found: Finding) -> str:
    return next(part.text for part in page(found) if isinstance(part, Callout) and part.kind == "answer")


def test_the_answer_gives_range_condition_best_figure_and_comparison() -> None:
    said = answer_of(finding(0.31, -0.05, 0.67))
    assert "If the comparison is fair, any change from 0.05 of a grade less to 0.67 more fits the results." in said
    # A change is no level, and a reader must not take it for one.
    assert "The best single figure is a rise of 0.31 of a grade against 87 similar schools." in said
    assert said.index("fits the results") < said.index("best single figure")
    assert "a fall of 0.31 of a grade against" in answer_of(finding(-0.31, -0.57, -0.05))
    assert "is 0.31 of a grade higher than in 87 similar schools." in answer_of(made("a level", 0.31, 0.6))
    assert "0.05 to 0.57 of a grade more fits" in answer_of(finding(0.31, 0.05, 0.57))
    assert "0.05 to 0.57 of a grade less fits" in answer_of(finding(-0.31, -0.57, -0.05))
    assert "no difference from 87" in answer_of(finding(0.001, -0.3, 0.3))
    assert "a large fall to a large rise" in answer_of(finding(0.1, NAN, NAN))


def test_what_was_taken_off_for_how_the_area_was_picked_is_said() -> None:
    less = replace(picked(0.05, 0.57), whole=0.4, estimate=0.31)
    assert "What such areas rise by themselves is left out." in answer_of(changed(finding(), less_rise=less))
    assert "left out" not in answer_of(changed(finding(), less_rise=replace(less, whole=0.31)))


def test_both_ranges_stand_where_two_are_shown() -> None:
    two = answer_of(changed(finding(0.2, 0.05, 0.35), if_chosen_low=picked(-0.07, 0.3)))
    assert "If the area was picked for standing low, 0.07 less to 0.30 more fits." in two
    high = answer_of(changed(finding(0.2, 0.05, 0.35), if_chosen_low=picked(-0.07, 0.3, gap=0.4)))
    assert "for standing high" in high
    assert two.index("picked for standing low") < two.index("best single figure")


def sure_of(found: Finding) -> str:
    return section_of(page(found), "front-sure")


def section_of(parts: tuple[Part, ...], place: str) -> str:
    every = list(flattened(parts))
    start = next(at for at, part in enumerate(every) if isinstance(part, Heading) and part.id == place)
    found = every[start + 1]
    assert isinstance(found, Paragraph)
    return found.text


def test_an_untrue_assumption_and_a_departure_come_first() -> None:
    assert sure_of(needed(-0.1, 0.59)).startswith("We know that one thing we assume is untrue")
    assert "0.10 less to 0.59 more" in sure_of(needed(-0.1, 0.59))
    assert sure_of(made("departs", 0.31, 0.26)).startswith("The plan leaves its own rule")
    assert "untrue" not in sure_of(made("plain", 0.31, 0.26))


def test_who_was_not_picked_by_lot_is_called_by_what_it_is() -> None:
    assert sure_of(finding()).startswith("Schools were not picked by lot:")
    several = of_area(finding())
    assert sure_of(several).startswith("Authorities were not picked by lot:")
    alone = changed(several, counts=replace(several.estimate.counts, units_treated=1))
    assert sure_of(alone).startswith("This authority was not picked by lot:")


def test_a_difference_on_the_front_never_stands_without_its_unit() -> None:
    assert "These schools started 0.40 of a grade lower." in sure_of(unlike_by(-0.4))
    assert "These schools started 0.40 of a grade higher." in sure_of(unlike_by(0.4))
    assert "We would notice 0.30 of a grade" in sure_of(finding(**FULL))


def unlike_by(apart: float) -> Finding:
    own = replace(row("p8_maths 2017", apart, False), treated=apart, after=0.0)
    return replace(finding(), balance=balanced(row("ks2 2017", 0.1), own).balance)


def test_a_direction_that_is_taken_back_says_why() -> None:
    assert "luck alone could give such a range" in sure_of(made("one of many", 0.31, 0.26))
    assert "tend to rise by themselves" in sure_of(made("two ranges", 0.31, 0.26))
    assert "nobody can say how much" in sure_of(made("not worked out", 0.31, 0.26))
    assert "by themselves" not in sure_of(made("plain", 0.31, 0.26))
    high = changed(finding(0.31, 0.05, 0.57), if_chosen_low=picked(-0.1, 0.3, gap=0.4))
    assert "Areas that stand high tend to fall by themselves" in sure_of(high)


def test_what_makes_a_direction_look_larger_than_it_is_is_said() -> None:
    said = "The year we count from stood low here, so a rise can look too large."
    assert said in sure_of(finding(0.31, 0.05, 0.57, base_year=DIP))
    assert "year we count from" not in sure_of(finding(0.31, -0.05, 0.67, base_year=DIP))
    assert "year we count from" not in sure_of(finding(-0.31, -0.57, -0.05, base_year=DIP))
    assert "so a fall can look too large" in sure_of(finding(-0.31, -0.57, -0.05, base_year=PEAK))
    assert "rare in trials" in sure_of(finding(0.55, 0.3, 0.8))
    assert "rare in trials" not in sure_of(finding(0.31, 0.05, 0.57))


def test_the_level_is_said_in_words() -> None:
    for level, said in (
        (0.95, "With a fair comparison, nineteen in twenty such ranges are right."),
        (0.9, "With a fair comparison, nine in ten such ranges are right."),
        (0.85, "With a fair comparison, 85 per cent of such ranges are right."),
    ):
        sure = samples.inference("placebo_areas", -0.05, 0.67, level)
        assert said in sure_of(samples.finding(samples.estimate(0.31, sure)))


def test_the_smallest_difference_and_the_place_among_plans_are_said() -> None:
    said = sure_of(finding(**FULL))
    assert "We would notice 0.30 of a grade four times in five." in said
    assert "Other plans give 0.04 to 0.19 more; ours is in their highest third." in said


def test_the_place_among_plans_stays_however_full_the_page_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evalkit.document.front_page.MOST_WORDS", 0)
    said = everything(page(finding(**FULL)))
    assert "We would notice" not in said
    assert "Other plans give 0.04 to 0.19 more; ours is in their highest third." in said


def test_what_is_not_known_is_left_out() -> None:
    assert "cannot be said" not in sure_of(finding())
    assert "We would notice" not in sure_of(finding())


@pytest.mark.parametrize(
    ("others", "place"),
    [
        ((0.04, 0.05, 0.06, 0.19), "highest"),
        ((0.04, 0.05, 0.19, 0.20), ""),
        ((0.04, 0.18, 0.19, 0.20), "lowest"),
        ((0.04, 0.05), ""),
        ((0.11, 0.11, 0.11), ""),
    ],
)
def test_a_place_among_plans_is_said_only_in_the_outer_thirds(others: tuple[float, ...], place: str) -> None:
    said = sure_of(finding(checks=(other_plans(*others),)))
    assert (f"in their {place} third" in said) if place else ("third" not in said)


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (OwnStanding(19, 19, 19, (), 0, "school"), "All 19 schools are looked at."),
        (OwnStanding(19, 6, 3, (("closed", 3),), 0, "school"), "We look at 3 of the 6 schools; the rest could not be"),
        (OwnStanding(1, 1, 1, (), 0, "school"), "The one school is looked at."),
        (OwnStanding(1, 1, 1, (), 0, "authority"), "The one authority is looked at."),
    ],
)
def test_schools_in_the_analysis_are_counted_of_all(standing: OwnStanding, said: str) -> None:
    assert said in everything(page(finding(standing=standing)))


def test_refused_questions_have_a_line_and_a_refused_first_question_is_the_answer() -> None:
    assert "One of the questions could not be answered" in everything(page(finding(), samples.unanswered()))
    parts = page(samples.unanswered())
    assert "We cannot tell: the main question could not be answered." in everything(parts)
    assert not [part for part in flattened(parts) if isinstance(part, Figure)]


def test_invented_or_real_is_said_first() -> None:
    assert isinstance(page(finding())[0], Callout) and "Invented" in everything(page(finding())[:1])
    first = page(finding(), study=real())[0]
    assert isinstance(first, Note) and "published tables" in first.text


@pytest.mark.parametrize(
    ("report", "said"),
    [
        ({}, "No author is named."),
        ({"written_by": "North Evaluation"}, "Written by North Evaluation; their part is not stated."),
        ({"written_by": "North Evaluation", "part": "independent"}, "North Evaluation, independent of the programme."),
        ({"written_by": "The office", "part": "own_team"}, "from the programme’s own team."),
    ],
)
def test_the_last_line_says_who_wrote_it_and_when_the_question_was_fixed(report: dict[str, str], said: str) -> None:
    last = page(finding(), study=samples.study(report=report))[-1]
    assert isinstance(last, Note)
    assert said in last.text and "before this run" in last.text and "would tell more" in last.text
    stamped = front_page(STUDY, (finding(),), {}, (), "Fixed on 3 May 2027.")[-1]
    assert isinstance(stamped, Note) and stamped.text.startswith("Fixed on 3 May 2027.")
    open_ = page(finding(status="exploratory"))[-1]
    assert isinstance(open_, Note) and "not fixed before results could be seen" in open_.text


def kept(part: str, text: str) -> Block:
    return replace(Words().block(f"lesson-{part}", text), layer="front", part=part)


def test_points_are_left_out_before_the_page_grows_too_long() -> None:
    points = "\n".join(f"- {word} {'and so on ' * 12}." for word in ("First", "Second", "Third"))
    blocks = tuple(kept(part, points) for part in ("worked", "change", "continues"))
    parts = page(finding(), pages=(KeptPage("01-x", "Title", "", blocks),))
    said = everything(parts)
    assert "First" in said and "Third" not in said
    assert words_on(parts) <= MOST_WORDS


def test_what_pages_keep_for_the_front_stands_there_and_nothing_stands_for_what_is_missing() -> None:
    bare = everything(page(finding()))
    for heading in ("In departments", "Thought to work", "What to change", "What goes on"):
        assert heading not in bare
    blocks = (
        kept("departments", "Review marks went up in five of eight areas."),
        kept("worked", "- Reviews came first.\n- Help fitted the need."),
        kept("continues", "- Trained reviewers stay."),
        replace(kept("change", "- Not for this page."), layer="report"),
    )
    parts = page(finding(), pages=(KeptPage("01-x", "Title", "", blocks),))
    said = everything(parts)
    assert "In departments: Review marks went up in five of eight areas." in said
    assert "Thought to work: Reviews came first. Help fitted the need." in said
    assert "Trained reviewers stay." in said and "Not for this page." not in said and "What to change" not in said
    ids = [part.id for part in flattened(parts) if isinstance(part, Heading)]
    assert ids == list(dict.fromkeys(ids))
    assert ids.index("front-learnt") < ids.index("front-not-shown")
    assert not [part for part in flattened(parts) if isinstance(part, Table)]

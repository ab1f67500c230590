"""Who worked with whom, term by term."""

from __future__ import annotations

import pytest

import evalkit as ek
from evalkit.delivery_blocks.figures import working_together as drawing
from evalkit.numeric.networks import DAYS_A_MONTH
from evalkit.records.delivery.working_together import WorkingTogether
from evalkit.report.figures.parts.canvas import NARROW, WIDE
from evalkit.report.words import Words, banned_in
from evalkit.study.surveys import Survey
from tests.support.programme import Row, account, kept_tables, schools


def link(one: str, other: str, kind: str = "joint planning", term: str = "Autumn 2017", **more: object) -> Row:
    return {"from_school": one, "to_school": other, "kind": kind, "term": term, **more}


LINKS = [
    link("A", "B", "visit", date="2017-10-01"),
    link("B", "A", "visit", "Spring 2018"),
    link("A", "B", "joint planning", "Spring 2018"),
    link("C", "D", "outreach special-mainstream", "Spring 2018"),
    link("A", "P1", "open door", "Spring 2018"),
    link("C", "C", "joint planning", "Spring 2018"),
]
OTHERS = [
    {"urn": 990101, "school": "D", "role": "special school partner", "joined": "2017-09-01"},
    {"urn": 990102, "school": "P1", "role": "partner", "joined": "2017-09-01"},
    {"urn": 990103, "school": "P2", "role": "partner", "joined": "2017-09-01"},
]


def together(*, own: list[dict[str, object]] | None = None, **tables: list[Row]) -> WorkingTogether:
    listed = [*(schools("A", "B", "C", "E") if own is None else own), *OTHERS]
    result = account("working_together", kept_tables(schools=listed, **{"links": LINKS, **tables}))
    assert isinstance(result, WorkingTogether)
    return result


def test_schools_without_a_link_are_outside_and_stay_in_the_count() -> None:
    first, second = together().terms
    assert (first.term, first.schools, first.pairs, first.outside) == ("Autumn 2017", 5, 1, 3)
    assert (second.schools, second.pairs, second.outside, second.groups, second.largest) == (5, 2, 1, 2, 2)
    assert first.density == pytest.approx(1 / 10)
    assert len(first.alone) == 3


def test_a_school_that_had_not_joined_is_not_outside() -> None:
    late = [*schools("A", "B", "C"), {**schools("E")[0], "urn": 990009, "joined": "2018-01-08"}]
    first, second = together(own=late).terms
    assert (first.schools, first.outside, len(first.absent)) == (4, 2, 1)
    assert (second.schools, second.absent) == (5, ())


def test_a_school_with_itself_is_left_out_and_counted_apart() -> None:
    result = together()
    assert result.left_out == 1
    assert "Left out: 1 that joined a school with itself" in ek.table(result).text


def test_only_kinds_with_a_direction_can_be_returned() -> None:
    kinds = {one.kind: one for one in together().kinds}
    assert kinds["visit"].reciprocity == 1.0
    assert kinds["outreach special-mainstream"].reciprocity == 0.0
    assert kinds["joint planning"].reciprocity != kinds["joint planning"].reciprocity
    assert "[z]" in ek.table(together(), "kinds").text


def test_the_authority_s_other_schools_and_special_schools_are_counted_apart() -> None:
    others = {one.name: one for one in together().others}
    assert (others["other schools of the authority"].listed, others["other schools of the authority"].reached) == (2, 1)
    assert (others["special schools"].listed, others["special schools"].reached) == (1, 1)
    assert others["special schools"].by_term == (("Autumn 2017", 0), ("Spring 2018", 1))
    assert "1 of 2 other schools of the authority" in ek.sentence(together(), "others").text


def test_months_until_the_first_joint_work_run_from_each_school_s_start() -> None:
    unlisted = [{**one, "urn": 991001 + place} for place, one in enumerate(schools("A", "B", "C", "E"))]
    result = together(own=unlisted)
    # Each begins with the programme, on 1 September; a link without a day counts from the end of its term, 31 March.
    assert result.months == pytest.approx([30 / DAYS_A_MONTH] * 2 + [211 / DAYS_A_MONTH] * 2)
    assert result.never == 1
    assert "1 school never did" in ek.sentence(result, "first_work").text


def test_with_few_schools_the_reference_says_that_it_can_tell_little() -> None:
    result = together()
    assert result.kept is not None
    assert result.kept.exact
    # Two pairs of five schools: A with B and C with D, or one of the two other ways to pair the same four.
    assert (result.kept.observed, result.kept.graphs, result.kept.expected) == (1.0, 3, pytest.approx(1 / 3))
    assert "can tell little" in ek.sentence(result, "change").text


def test_providers_at_one_school_on_one_day_are_counted() -> None:
    activities = [
        {"activity": "A1", "provider": "P01", "strand": "leadership"},
        {"activity": "A2", "provider": "P02", "strand": "numeracy"},
    ]
    day = {"date": "2017-10-10", "person": "T1", "status": "attended"}
    attendance = [
        {**day, "activity": "A1", "school": "A"},
        {**day, "activity": "A2", "school": "A"},
        {**day, "activity": "A2", "school": "B", "date": "2017-11-10"},
        {**day, "activity": "A1", "school": "B", "date": "2017-11-10", "status": "absent"},
    ]
    agreements = [{"agreement": "S1", "partner": "Hub", "signed": "2017-09-01"}]
    known = [{"provider": "P01", "name": "Hub", "kind": "maths hub"}]
    result = together(activities=activities, attendance=attendance, agreements=agreements, providers=known)
    found = result.providers
    assert found is not None
    assert (found.providers, found.days, found.shared_days, found.schools, found.agreed) == (2, 2, 1, 1, 1)
    assert "on 1;" in ek.sentence(result, "providers").text


def test_what_partners_answered_stands_as_counts() -> None:
    survey = Survey.model_validate(
        {
            "id": "partnership",
            "name": "Partners",
            "who": "partners",
            "waves": [{"id": "w1", "name": "Summer 2018"}],
            "items": [{"id": "q1", "asks": "We trust each other"}],
        }
    )
    rows = [
        {"person": f"R{number}", "wave": "w1", "item": "q1", "answer": answer}
        for number, answer in enumerate(["Agree", "4", "Disagree", "Don't know"])
    ]
    kept = kept_tables(schools=schools("A", "B"), links=LINKS[:1], survey=rows)
    result = account("working_together", kept, surveys=(survey,))
    assert isinstance(result, WorkingTogether)
    (item,) = result.partnership
    assert dict(item.answers)["Agree"] == 2
    assert dict(item.answers)["Don't know"] == 1
    assert "We trust each other" in ek.table(result, "partnership").text


def test_schools_go_by_codes_and_one_not_shown_is_in_no_picture() -> None:
    hidden = [{**one, "shown_as": "not shown"} if one["school"] == "A" else one for one in schools("A", "B", "C", "E")]
    result = together(own=hidden)
    assert all(name.startswith("School ") for name in result.names)
    assert len(result.names) == 4
    assert result.terms[0].pairs == 1
    assert result.terms[0].drawn == ()


def test_every_block_says_what_was_seen_in_safe_words() -> None:
    result = together()
    texts = [ek.sentence(result, part).text for part in ("working_together", "first_work", "change", "others")]
    assert texts[0].startswith("In Spring 2018, 4 of 5 schools, 1 special school among them, worked with at least one")
    assert not any(banned_in(text) for text in texts)
    assert "Autumn 2017: 2 of 5 schools, 1 pair, 3 with no other" in ek.figure(result).text


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_words_of_the_picture_touch_nothing(width: float) -> None:
    names = [f"S{number}" for number in range(19)]
    rows = [link(names[place], names[(place * 7 + 1) % 19], term=term) for place in range(19) for term in TERMS]
    kept = kept_tables(schools=schools(*names), links=[row for row in rows if row["from_school"] != row["to_school"]])
    result = account("working_together", kept)
    assert isinstance(result, WorkingTogether)
    assert drawing.draw(result, Words(), width).overlaps() == []


TERMS = ("Autumn 2017", "Spring 2018", "Summer 2018", "Autumn 2018", "Spring 2019", "Summer 2019")

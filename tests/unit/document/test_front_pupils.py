"""For which pupils, and what else was asked, on the front page: told without a number of any question but the first."""

from __future__ import annotations

import re
from dataclasses import replace

from evalkit.document.front_words import running_text
from evalkit.findings.finding import Finding
from tests.unit.document.test_front_page import everything, page, section_of
from tests.unit.report import samples
from tests.unit.report.false_samples import changed, finding
from tests.unit.report.family_samples import family


def group(population: str, low: float, high: float) -> Finding:
    made = finding((low + high) / 2, low, high)
    return replace(
        changed(made, estimand=replace(made.estimate.estimand, population=population)),
        id=population.lower().replace(" ", "_"),
        status="exploratory",
    )


def test_groups_of_pupils_are_told_without_numbers() -> None:
    first = finding()
    none = section_of(page(first), "front-pupils")
    assert "did not ask about disadvantaged pupils" in none and "do not show White British pupils" in none
    open_ = section_of(page(first, group("disadvantaged pupils", -0.2, 0.3)), "front-pupils")
    assert "For disadvantaged pupils we cannot tell." in open_
    told = section_of(page(first, group("disadvantaged pupils", 0.1, 0.3)), "front-pupils")
    assert "some answers point one way" in told
    white = section_of(page(first, group("White pupils", -0.2, 0.3)), "front-pupils")
    assert "do not settle it" in white
    refused = replace(samples.unanswered(), question="Did disadvantaged pupils gain?")
    assert "could not be answered" in section_of(page(first, refused), "front-pupils")
    for text in (none, open_, told, white):
        assert not re.search(r"\d", text)


def test_further_questions_are_one_line_with_count_and_chance_and_no_number_of_theirs() -> None:
    other = replace(finding(0.31, 0.05, 0.57), id="other", status="exploratory", family=family())
    # The question answered above is none of them.
    first = replace(finding(), id="main")
    parts = page(first, other)
    said = section_of(parts, "front-pupils")
    assert "Once results were out, we asked 4 more questions. 1 range leaves out zero" in said
    assert "; 19 per cent of 140 areas with no programme have as many or more: luck can do it." in said
    among = replace(finding(), status="exploratory", family=family())
    assert "we asked 4 questions." in section_of(page(among, other), "front-pupils")
    rare = replace(other, family=replace(family(), by_chance=0.02))
    assert "2 per cent of 140 areas with no programme have as many or more." in section_of(
        page(first, rare), "front-pupils"
    )
    assert "0.31" not in everything(parts)
    assert sum("we asked" in text for text in map(str, running_text(parts))) == 1
    alone = replace(other, family=replace(family(set_beside=0), members=family().members[:1]))
    told = section_of(page(first, alone), "front-pupils")
    assert "we asked 1 more question. 1 range leaves out zero; luck alone gives that for about 5 per cent" in told
    assert "we asked" not in section_of(page(replace(alone, id="attainment")), "front-pupils")
    none = replace(other, family=replace(family(), members=family().members[1:]))
    assert "No range leaves out zero: we cannot tell there either." in section_of(page(first, none), "front-pupils")
    no_areas = replace(other, family=family(set_beside=0))
    assert "luck alone gives that for about 5 per cent" in section_of(page(first, no_areas), "front-pupils")

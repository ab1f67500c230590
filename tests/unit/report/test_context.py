"""What is said and drawn of the area among others, and of the mix of pupils."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evalkit.records.context import Composition, Context, PlaceRank
from evalkit.report.verbs import figure, sentence, table
from evalkit.report.words import banned_in
from tests.unit.report.context_samples import composition, context

NAN = float("nan")


CONTEXT, MIX = context(), composition()


def test_the_area_is_told_beside_england_with_its_place_and_its_region() -> None:
    assert sentence(CONTEXT).text == (
        "In 2018/19, mean progress in maths in the mainstream schools of Midtown was −0.07 (chance allows −0.12 to "
        "−0.02); in those of England it was 0.00. That is place 88 of 149, and chance allows any place from 60 to 110. "
        "Of the 9 authorities of the region East Midlands, 3 lay below 0. This says where the area stands; it does not "
        "say why."
    )


def test_growth_is_told_from_the_first_year_to_the_last() -> None:
    assert sentence(CONTEXT, "rolls").text == (
        "From 2016/17 to 2018/19 the cohort at the end of Key Stage 4 in the mainstream schools of Midtown grew by 10 "
        "per cent, to 3,300 pupils. Its schools were 19 in 2016/17 and 19 in 2018/19: between these years 2 came "
        "into its tables and 2 left them."
    )


def test_where_chance_is_not_known_no_interval_is_told() -> None:
    unknown = replace(
        CONTEXT,
        places=tuple(replace(one, conf_low=NAN, conf_high=NAN) for one in CONTEXT.places),
        ranks=(PlaceRank("Midtown", 2019, 88, 0, 0, 149),),
    )
    text = sentence(unknown).text
    assert "chance" not in text
    assert "place 88 of 149." in text
    assert "[x]" in table(unknown, "ranks").text


def test_pupils_who_changed_apart_are_named_with_how_far() -> None:
    text = sentence(MIX).text
    assert "apart by more than a quarter of a standard deviation in 1 of 2 characteristics: pupils with English" in text
    assert "as an additional language (5.0 percentage points" in text
    alike = replace(MIX, rows=MIX.rows[1:])
    assert sentence(alike).text == (
        "From 2016/17 to 2018/19 the pupils of the schools studied changed much as those of comparison schools did: "
        "none of 1 characteristic moved apart by more than 0.02 standard deviations."
    )


@pytest.mark.parametrize("result", [CONTEXT, MIX, replace(MIX, rows=())])
def test_every_block_can_be_made_and_uses_no_banned_word(result: Context | Composition) -> None:
    parts = ("context", "ranks", "region", "rolls") if isinstance(result, Context) else ("",)
    blocks = [figure(result), sentence(result), *(table(result, part) for part in parts)]
    for block in blocks:
        assert block.text
        assert not banned_in(f"{block.title} {block.text}")


def test_an_area_that_is_the_programme_is_drawn_once() -> None:
    twice = tuple(replace(one, level="area", name="Midtown") for one in CONTEXT.places[:2])
    both = figure(replace(CONTEXT, places=(*CONTEXT.places[:2], *twice, *CONTEXT.places[4:])))
    assert set(both.values["where"]) == {"Midtown", "East Midlands", "England"}

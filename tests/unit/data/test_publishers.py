"""What a variable is and who publishes it comes from the source that gives it."""

from __future__ import annotations

import pytest

from evalkit.data.publishers import published_in
from evalkit.data.sources import SOURCES
from evalkit.measures import MEASURES

PLACE = "Compare school and college performance, download data (Department for Education)"
STATISTICS = "data catalogue, {} (Department for Education)"
# Tables that are published in the tidy layout too, and where.
ALSO = {
    "absence tables": "Pupil absence in schools in England",
    "school workforce tables": "School workforce in England",
    "destinations tables": "Key stage 4 destination measures",
}
EXPECTED = {
    "absence": ("absence from school", "absence tables"),
    "persistent_absence": ("absence from school", "absence tables"),
    "census_fsm": ("pupils on roll and who they are", "school census tables"),
    "mean_teacher_pay": ("teachers and their pay", "school workforce tables"),
    "qts": ("teachers and their pay", "school workforce tables"),
    "ks5_maths_resits": ("results at 16 to 18", "16 to 18 tables"),
    "destination_sustained": ("where pupils went after Key Stage 4", "destinations tables"),
    "attainment8": ("Attainment 8", "Key Stage 4 tables"),
}


@pytest.mark.parametrize("variable", EXPECTED)
def test_a_variable_of_schools_is_published_in_the_table_that_gives_it(variable: str) -> None:
    what, table = EXPECTED[variable]
    found = published_in(variable)
    also = f", or {STATISTICS.format(ALSO[table])}" if table in ALSO else ""
    assert (found.what, found.publisher) == (what, f"{table}: {PLACE}{also}")


def test_what_no_source_names_is_taken_for_a_result() -> None:
    found = published_in("progress_in_music")
    assert (found.what, found.publisher) == ("progress in music", f"Key Stage 4 tables: {PLACE}")


def test_a_figure_of_authorities_is_published_in_the_tables_of_areas() -> None:
    found = published_in("attainment8_white", level="area")
    assert found.what == "Attainment 8, White pupils"
    assert "Local Authority Interactive Tool" in found.publisher
    assert "Explore Education Statistics" in found.publisher
    assert "Key Stage 4 tables" not in found.publisher


def test_a_figure_that_one_table_of_areas_gives_names_no_other() -> None:
    assert "Explore" not in published_in("stayed_on", level="area").publisher


@pytest.mark.parametrize("name", MEASURES.names())
def test_every_outcome_has_somebody_who_publishes_what_it_needs(name: str) -> None:
    measure = MEASURES.get(name)
    for variable in measure.needs:
        assert "Department for Education" in published_in(variable, level=measure.level).publisher


def test_every_source_that_gives_schools_facts_or_areas_says_its_words() -> None:
    mute = [name for name, kind in SOURCES.parts().items() if not kind.mapped and not (kind.title and kind.publisher)]
    assert [name for name in mute if SOURCES.get(name).gives != "reference"] == []


def test_no_two_sources_of_facts_give_a_variable_of_the_same_name() -> None:
    names = [column.name for kind in SOURCES.parts().values() if kind.gives == "facts" for column in kind.columns]
    assert len(names) == len(set(names))

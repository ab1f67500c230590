"""Numbers typed into the story are listed in the annex, and stop nothing."""

from __future__ import annotations

from evalkit.document.annex.composition import annex_parts
from evalkit.document.numbers_check import known_numbers, unresolved_numbers
from evalkit.document.parts import Paragraph, Table
from tests.unit.document.conftest import RECORD
from tests.unit.report import samples

TYPED = "# Study\n\n## Overview\n\nProgress rose by 0.77 in {{ attainment }}.\n"
NONE = "# Study\n\n## Overview\n\nProgress rose in 2018/19: {{ attainment }}.\n"


def told(story: str) -> str:
    """Return what the annex of a study with this story says of typed numbers."""
    parts = annex_parts(samples.study(story=story), [samples.finding()], RECORD, [])
    tables = [part.block for part in parts if isinstance(part, Table) and part.block.id == "annex-typed-table"]
    said = [f"{block.cells} {block.notes}" for block in tables]
    return " ".join((*said, *(part.text for part in parts if isinstance(part, Paragraph))))


def test_the_annex_lists_a_typed_number_with_its_words_and_says_where_there_is_none() -> None:
    assert "0.77" in told(TYPED)
    assert "nothing in this report computed them" in told(TYPED)
    assert "No number in the words of story.md was typed by hand." in told(NONE)
    assert "typed by hand" not in told("")


def test_a_typed_number_is_no_stop_and_vouches_for_no_other() -> None:
    study = samples.study(story=TYPED)
    known = known_numbers(study, [samples.finding()], RECORD, [])
    left = unresolved_numbers("<html><body><p>Progress rose by 0.77 and 0.78.</p></body></html>", known)
    assert len(left) == 1
    assert "0.78" in left[0]

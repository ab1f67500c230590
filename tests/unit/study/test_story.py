"""The sections of a story are its second-level headings; comments are not text."""

from __future__ import annotations

import pytest

from evalkit.core.errors import StudyFileError
from evalkit.study.story import quotation_faults, section, section_faults, sections

STORY = """# Title

Before.

## Overview

One. <!-- hidden
## Not a heading
-->

### A smaller heading

Two {{ attainment | direction }}.

## Good practice ##
Three.
"""


def test_a_section_is_the_text_below_its_heading():
    found = sections(STORY)
    assert list(found) == ["Overview", "Good practice"]
    assert found["Good practice"] == "Three."
    assert "### A smaller heading" in found["Overview"] and "hidden" not in found["Overview"]


def test_an_unknown_section_lists_what_there_is():
    with pytest.raises(StudyFileError, match="Overview, Good practice"):
        section(STORY, "Epilogue")


def test_the_missing_closing_sections_are_named():
    assert [fault.found for fault in section_faults(STORY)] == [
        "no section 'What we would do differently'",
        "no section 'Sustainability'",
    ]


@pytest.mark.parametrize("words", ["{{ a }}", "{{a|caution}}", "{{ a.disadvantaged }}", "{{ a | headline }}", "none"])
def test_quotations_of_known_questions_are_good(words):
    assert quotation_faults(words, ["a"]) == []


@pytest.mark.parametrize(
    "words", ["{{ b }}", "{{ a | x }}", "{{ }}", "{{ a", "a }}", "{{ {{ a }} }}", "{{ a | b | c }}"]
)
def test_other_quotations_are_faults(words):
    assert quotation_faults(words, ["a"])

"""A closing section, written by people; its findings are already quoted."""

from __future__ import annotations

import re
from dataclasses import replace

from evalkit.records.description import Section
from evalkit.report.block import Block
from evalkit.report.words import STORY, Words


def section(result: Section) -> Block:
    """The section as written."""
    words = Words()
    text = words.repeat(STORY, result.text.strip())
    name = re.sub(r"[^a-z0-9]+", "-", result.title.lower()).strip("-")
    return replace(words.block(f"section-{name or 'untitled'}", text), title=result.title)

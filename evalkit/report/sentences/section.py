"""A closing section, written by people; its findings are already quoted."""

from __future__ import annotations

import re

from evalkit.records.description import Section
from evalkit.report.block import Block
from evalkit.report.words import Words


def section(result: Section) -> Block:
    """The section as written."""
    words = Words()
    text = words.repeat("story", result.text.strip())
    name = re.sub(r"[^a-z0-9]+", "-", result.title.lower()).strip("-")
    return words.block(f"section-{name or 'untitled'}", text)

"""Who wrote the report, and their part in the programme: the last line of the front page says it."""

from __future__ import annotations

from typing import Literal

from evalkit.study.part import Part


class Authorship(Part):
    """Who wrote the report."""

    written_by: str = ""
    """Who wrote it, as the last line of the front page names them; left out, that line says that nobody said."""
    part: Literal["independent", "own_team"] | None = None
    """Whether they are independent of the programme or of its own team."""

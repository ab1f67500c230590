"""What came of reading one wave of a questionnaire: how many rows, who counts, and what was left behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SurveyRead:
    """One wave as it was read from an export.

    Attributes
    ----------
    survey, wave : str
        Ids of the questionnaire and of the wave.
    tool : str
        The tool whose shape the file has.
    file : str
        Name of the file.
    rows : int
        Rows of the file, headings not counted.
    of_wave : int
        Those of them that belong to the wave.
    people : int
        People who count.
    left_out : mapping of str to int
        Rows that do not count, by reason.
    personal : int
        Columns that name or locate a person; they were dropped before anything was kept.
    without_code : int
        People who count and gave no code, so that nobody can match them with another wave.
    texts : mapping of str to int
        Own words written for an item of free text, by its id; they are counted and never kept.
    first, last : date or None
        Days of the first and the last answer; None where the tool did not record them.
    notes : tuple of str
        What a reader of the figures should know, and what should be asked.
    """

    survey: str
    wave: str
    tool: str
    file: str
    rows: int
    of_wave: int
    people: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    personal: int = 0
    without_code: int = 0
    texts: Mapping[str, int] = field(default_factory=dict)
    first: dt.date | None = None
    last: dt.date | None = None
    notes: tuple[str, ...] = ()

    def line(self) -> str:
        """Return it in words."""
        left = "".join(f"; {count} left out: {reason}" for reason, count in self.left_out.items())
        names = f"; columns that name people dropped: {self.personal}" if self.personal else ""
        people = f"{self.people} {'person' if self.people == 1 else 'people'}"
        return f"{self.survey}, {self.wave}: {people} of {self.of_wave} rows ({self.file}, {self.tool}{names}){left}"

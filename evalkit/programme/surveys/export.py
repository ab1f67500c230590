"""An export in the one form in which every tool's file is handed on: columns with their words, and rows that stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column of an export.

    Attributes
    ----------
    place : int
        Where it stands, counted from 0.
    words : str
        Its heading, all heading rows joined.
    stem, part : str
        The question, and the row of its grid or the option that this column is for; empty where it is the question's
        only column.
    code : str
        A name by which the study file may call it; empty where the tool's codes change with the order of questions.
    other : bool
        Whether it holds what people typed under the option Other.
    labels : mapping of str to str
        Words for its codes, from the tool's key.
    """

    place: int
    words: str
    stem: str = ""
    part: str = ""
    code: str = ""
    other: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)

    def text(self, cells: tuple[str, ...]) -> str:
        """Return what stands here in a row, in the words of the key where there is one."""
        cell = cells[self.place].strip()
        return self.labels.get(cell, cell)


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One response of an export.

    Attributes
    ----------
    number : int
        Its row in the file, counted from 1.
    cells : tuple of str
        As they stand, personal ones blank.
    response : str
        The tool's own number of the response; empty where it has none.
    when : datetime or None
        When it was handed in; None where that is not recorded or cannot be read.
    left_out : str
        Why the tool's own marks keep it from counting; empty where they do not.
    """

    number: int
    cells: tuple[str, ...]
    response: str = ""
    when: dt.datetime | None = None
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """A file of a survey tool.

    Attributes
    ----------
    file : str
        Its name.
    tool : str
        What the tool is called.
    columns : tuple of ExportColumn
        Questions.
    technical : tuple of ExportColumn
        What the tool adds, which may say who answered, where and in which wave, and is no question.
    rows : tuple of ExportRow
        Every row of the file.
    personal : tuple of str
        Headings of the columns that name or locate a person; their cells were dropped.
    ticked : frozenset of str or None
        What stands in the column of an option that was ticked; None where any text does.
    not_asked : frozenset of str
        What stands where a question was not shown.
    marks_finished : bool
        Whether the tool says of each response if it was finished.
    breaks_off : bool
        Whether people who left half-way stand among the others without a mark.
    lacks_key : bool
        Whether its codes mean nothing without a key that was not given.
    notes : tuple of str
        What a reader of its figures should know.
    """

    file: str
    tool: str
    columns: tuple[ExportColumn, ...]
    technical: tuple[ExportColumn, ...]
    rows: tuple[ExportRow, ...]
    personal: tuple[str, ...] = ()
    ticked: frozenset[str] | None = None
    not_asked: frozenset[str] = frozenset()
    marks_finished: bool = False
    breaks_off: bool = False
    lacks_key: bool = False
    notes: tuple[str, ...] = ()

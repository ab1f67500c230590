"""A survey tool: how its exports are told from others, and what stands where in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evalkit.programme.surveys.export import ExportColumn

Cells = tuple[str, ...]
TableRows = Sequence[Cells]

PREVIEW = "previews by the project"
SPAM = "spam, as the tool marked it"
UNFINISHED = "not finished"


def counts(_: Cells) -> str:
    """Leave no row out."""
    return ""


@dataclass(frozen=True, slots=True)
class ExportLayout:
    """What stands where in one export.

    Attributes
    ----------
    columns : tuple of ExportColumn
        Questions.
    technical : tuple of ExportColumn
        What the tool adds of itself.
    personal : tuple of int
        Places of columns that name or locate a person.
    response : tuple of int
        Places of the cells that together number a response.
    handed_in : tuple of int
        Places of the column, or of the columns in turn, that say when a response was handed in.
    month_first : bool
        Whether the tool writes months before days where nothing in the column settles it.
    left_out : callable
        From a row's cells to the reason why it does not count, or empty text.
    ticked : frozenset of str or None
        What stands, without capitals, in the column of a ticked option; None where any text does.
    not_asked, blank : frozenset of str
        What stands where a question was not shown, and where it was left blank.
    marks_finished : bool
        Whether the tool says of each response if it was finished.
    breaks_off : bool
        Whether people who left half-way carry no mark.
    lacks_key : bool
        Whether the codes mean nothing without a key that was not given.
    notes : tuple of str
        What a reader of the figures should know.
    """

    columns: tuple[ExportColumn, ...]
    technical: tuple[ExportColumn, ...] = ()
    personal: tuple[int, ...] = ()
    response: tuple[int, ...] = ()
    handed_in: tuple[int, ...] = ()
    month_first: bool = False
    left_out: Callable[[Cells], str] = counts
    ticked: frozenset[str] | None = None
    not_asked: frozenset[str] = frozenset()
    blank: frozenset[str] = frozenset()
    marks_finished: bool = False
    breaks_off: bool = False
    lacks_key: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SurveyTool:
    """A survey tool.

    Attributes
    ----------
    name : str
        What people call it.
    shape : str
        By what its exports are known, in words.
    heading_rows : callable
        From the rows of a table, its heading first, to how many of them are headings; 0 where it is not this tool's.
    layout : callable
        ``layout(headings, rows, key)`` returns what stands where; ``key`` holds the rows of the key, none where none
        was given.
    is_key : callable
        Says whether the rows of a table are a key of this tool.
    """

    name: str
    shape: str
    heading_rows: Callable[[TableRows], int]
    layout: Callable[[TableRows, TableRows, TableRows], ExportLayout]
    is_key: Callable[[TableRows], bool] = lambda _: False

    @property
    def summary(self) -> str:
        """Return what it is called and by what it is known."""
        return f"{self.name}: {self.shape}"

"""The questions that begin a study, in their order: which apply, what an empty answer stands for, how one is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evalkit.run.beginning.answers import Answers, Taken
from evalkit.run.beginning.design_answers import (
    calendar_lines,
    chose_default,
    crosses,
    needs_asking,
    take_because,
    take_chose,
    take_need,
    take_planned,
    take_results,
    take_years,
    years_default,
)
from evalkit.run.beginning.programme_answers import (
    aim_default,
    place_default,
    tables_default,
    take_ends,
    take_schools,
    take_starts,
    take_subject,
    take_tables,
    words_of,
)
from evalkit.run.beginning.study_words import NOT_RECORDED
from evalkit.run.beginning.wording import Wording, wordings

NOT_GIVEN = "funder not named"
NEEDED = ""


@dataclass(frozen=True, slots=True)
class OpeningQuestion:
    """One question.

    Attributes
    ----------
    wording : Wording
        In words.
    take : callable
        Takes an answer, with all before it, or refuses it.
    default : callable
        What an empty answer stands for; an empty text where an answer is needed.
    applies : callable
        Whether it is asked at all.
    lines : callable
        What is shown before it is answered.
    long : bool
        Whether an answer goes on to an empty line.
    shows : bool
        Whether what an empty answer stands for is shown: it follows from the answers before.
    """

    wording: Wording
    take: Callable[[str, Answers], Taken]
    default: Callable[[Answers], str]
    applies: Callable[[Answers], bool]
    lines: Callable[[Answers], tuple[str, ...]]
    long: bool = False
    shows: bool = False

    @property
    def id(self) -> str:
        """Its name, and that of the option which answers it."""
        return self.wording.id


def questions() -> tuple[OpeningQuestion, ...]:
    """Return every question, in the order in which they are asked."""
    takes: dict[str, Callable[[str, Answers], Taken]] = {
        "tables": take_tables,
        "schools": take_schools,
        "subject": take_subject,
        "starts": take_starts,
        "ends": take_ends,
        "years": take_years,
        "because": take_because,
        "chose": take_chose,
        "results": take_results,
        "need": take_need,
        "planned": take_planned,
    }
    return tuple(
        OpeningQuestion(
            wording,
            takes.get(name) or words_of(name),
            DEFAULTS.get(name, _needed),
            APPLIES.get(name, _always),
            calendar_lines if name == "years" else _nothing,
            long=name == "schools",
            shows=name in FROM_OTHERS,
        )
        for name, wording in wordings().items()
    )


def _always(so_far: Answers) -> bool:
    return True


def _nothing(so_far: Answers) -> tuple[str, ...]:
    return ()


def _needed(so_far: Answers) -> str:
    return NEEDED


def _text(text: str) -> Callable[[Answers], str]:
    return lambda so_far: text


def _no_need(so_far: Answers) -> bool:
    return not so_far.said("need")


# Questions whose empty answer follows from the answers before.
FROM_OTHERS = {"tables", "place", "aim", "years", "chose"}
DEFAULTS: dict[str, Callable[[Answers], str]] = {
    "tables": lambda so_far: tables_default(),
    "place": place_default,
    "fund": _text(NOT_GIVEN),
    "subject": _text("maths"),
    "aim": aim_default,
    "years": years_default,
    "chose": chose_default,
    "results": _text("unknown"),
    "need": _text("no"),
    "by": _text(NOT_RECORDED),
    "declined": _text(NOT_RECORDED),
    "planned": _text("no"),
    "worked": _text("Not written yet"),
    "change": _text("Not written yet"),
    "continues": _text("Not written yet"),
}
APPLIES: dict[str, Callable[[Answers], bool]] = {
    "because": crosses,
    "need": needs_asking,
    "planned": _no_need,
}

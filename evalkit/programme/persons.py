"""What tells of a person in a cell: addresses, numbers, days of birth, names. Nothing here repeats what it found.

A programme's tables know persons by codes alone. Every cell of every table is looked at, people's own words included,
before anything is kept; what is found is refused by its place and its kind, and its words appear nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from evalkit.core.column import TableColumn
from evalkit.core.errors import Fault
from evalkit.programme.person_names import NoPersons, first_name, person_named, surname_alone, words_in_small_letters
from evalkit.programme.person_numbers import NUMBERS, any_day
from evalkit.programme.tables.parts.table import ProgrammeColumn
from evalkit.study.model import Study

NAME = "the name of a person"
BIRTH = "a date of birth"
NOBODY = NoPersons()
ALLOWED = "codes for persons, and words that name nobody"
NEXT = "take it out, or put a code in its place; evalkit pseudonymise makes codes"
# Without one of these nothing in a cell can tell of a person.
SUSPECT = re.compile(
    r"[@(\[]|\d\D?\d\D?\d\D?\d\D?\d|[A-ZÀ-Þa-z][\w.'’-]*,? +[A-Za-zÀ-Þ]|\b[bB]orn|\b[dD]\.?[oO]", re.ASCII
)
# Headings of columns in which persons stand, of which a programme's tables have none.
OF_NAMES = re.compile(
    r"^(?:full|first|last|family|given|middle|known as|preferred|legal|user|staff|contact|line manager'?s?|teacher'?s?"
    r"|pupil'?s?|student'?s?|child'?s?|participant'?s?|attendee'?s?|delegate'?s?|head ?teacher'?s?|observer'?s?"
    r"|reviewer'?s?|coach'?s?) ?name$|^(?:names?|surname|forename|initials)$"
    r"|^(?:teacher|pupil|student|contact|attendee|delegate|staff member|member of staff)(?: person)?$"
)
OF_NUMBERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("an e-mail address", re.compile(r"^(?:e-?mail|mail)\b|\be-?mail(?: address)?$")),
    ("a unique pupil number", re.compile(r"\bupns?\b|unique pupil")),
    ("a National Insurance number", re.compile(r"^ni (?:no|number)|\bnino\b|national insurance")),
    ("a teacher reference number", re.compile(r"\btrn\b|teacher ref|teacher number|teacher no\b")),
    (BIRTH, re.compile(r"\bd\.?o\.?b\b|birth")),
    ("a telephone number", re.compile(r"^(?:tele)?phone|^mobile|^tel\b|telephone|contact number|phone (?:no|number)")),
)
CODE = re.compile(r"[A-Za-z]{0,12}[\s_.-]?\d[\w.-]*|[A-Z]{1,4}|\w*\d\w*")


def persons_in(
    text: str, known: NoPersons = NOBODY, *, heading: str = "", column: TableColumn | None = None
) -> tuple[str, ...]:
    """Return which kinds of personal data stand in a cell, in words; empty where none is seen.

    Parameters
    ----------
    text : str
        What stands in the cell, a number or a day as it is shown.
    known : NoPersons
        What the study calls its schools, providers, places and strands, as `no_persons` returns it.
    heading : str
        Heading of the column, which may say what a number is.
    column : TableColumn or None
        The column, where it is one of ours: names of people are not looked for where schools and organisations are
        named, and in a column of codes for persons a day or a bare first name tells too much.

    Examples
    --------
    >>> persons_in("Ring 01632 960 001"), persons_in("seen by Mrs Example"), persons_in("leading maths, day 1")
    (('a telephone number',), ('the name of a person',), ())
    """
    return _seen(text, known, heading, *_looked_at(column))


def persons_by_heading(heading: str) -> tuple[str, ...]:
    """Return which kinds of personal data a heading announces that is none of a programme's tables.

    Examples
    --------
    >>> persons_by_heading("Teacher name"), persons_by_heading("E-mail address"), persons_by_heading("Activity")
    (('the name of a person',), ('an e-mail address',), ())
    """
    bare = " ".join(heading.casefold().replace("_", " ").split()).rstrip(":.?*")
    kinds = tuple(kind for kind, form in OF_NUMBERS if form.search(bare))
    return kinds or ((NAME,) if OF_NAMES.search(bare) else ())


def no_persons(study: Study, texts: Iterable[str] = ()) -> NoPersons:
    """Return what is nobody's name: providers, places, schools and strands, and words that a study writes small.

    Parameters
    ----------
    study : Study
        As written.
    texts : iterable of str
        Names of schools and providers as they stand in the programme's own tables.
    """
    programme = study.programme
    strands = [text for one in study.components for text in (one.id, one.name)]
    of_strands = (text for one in study.components for text in (one.what, one.for_whom))
    told = (programme.summary, *programme.aims, *of_strands)
    names = (programme.name, programme.place, programme.fund, *strands, *texts)
    return NoPersons(tuple(dict.fromkeys(name for name in names if name)), words_in_small_letters(told))


def person_fault(where: str, kinds: Iterable[str]) -> Fault:
    """Return what is wrong with a cell, by its place and the kinds found there; never what stands in it.

    Parameters
    ----------
    where : str
        The place, such as ``programme.xlsx, attendance, cell D7``.
    kinds : iterable of str
        As `persons_in` returns them.
    """
    return Fault(where, f"what looks like {' and '.join(kinds)}; it is not repeated here", ALLOWED, NEXT)


def _looked_at(column: TableColumn | None) -> tuple[bool, bool]:
    """Return whether names are looked for in a column, and whether it should hold codes for persons."""
    if column is None:
        return True, False
    if column.kind == "person":
        return True, True
    organisations = isinstance(column, ProgrammeColumn) and column.organisations
    return not (organisations or column.kind in {"school", "choice", "yes_no", "term"}), False


@lru_cache(maxsize=8192)
def _seen(text: str, known: NoPersons, heading: str, names: bool, codes: bool) -> tuple[str, ...]:
    kinds: list[str] = []
    if codes:
        kinds += _in_a_column_of_codes(text)
    if SUSPECT.search(text) or (heading and any(sign.isdigit() for sign in text)):
        kinds += [kind for kind, looks in NUMBERS if kind not in kinds and looks(text, heading)]
        if names and NAME not in kinds and person_named(text, known):
            kinds.append(NAME)
    return tuple(kinds)


def _in_a_column_of_codes(text: str) -> list[str]:
    """Return what is seen where a code is expected: a day is one of birth, and a word without a digit a name."""
    if any_day(text):
        return [BIRTH]
    words = text.split()
    named = first_name(text) or surname_alone(text) or (len(words) > 1 and all(word.isalpha() for word in words))
    return [NAME] if named and not CODE.fullmatch(text) else []

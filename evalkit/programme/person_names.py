"""Names of people in a text: by title, by a common first name, by two capitalised words that are nothing known.

No rule finds every name. What this one finds, and how often it is wrong, is measured on the lists of
``tools/planted_persons.py`` and said in docs/programme-tables.md. A first name or a surname alone is found only in
a column of codes; a name made of ordinary words, such as that of a month, is not.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from evalkit.core.shipped import beside_the_code
from evalkit.places.authorities import REGIONS, authorities

CAPITAL = r"(?:Mc|Mac|O['’]|D['’]|de |van |al-)?[A-ZÀ-Þ][a-zß-ÿ]+(?:['’-][A-ZÀ-Þ]?[a-zß-ÿ]+)*(?:(?<=s)['’](?= ))?"
TITLE = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame|Prof(?:essor)?|Revd?|MR|MRS|MS|DR|mr|mrs|ms|dr)\b\.?\s?(?:[A-Z]\.?\s)*"
    rf"(?P<one>{CAPITAL}|[A-Z]{{2,}}|[a-z]{{3,}})|\bMiss\.? (?:[A-Z]\.?\s)*(?P<miss>{CAPITAL}|[A-Z]\b)"
)
RUN = re.compile(rf"{CAPITAL}(?: (?:of |the |and |for )?(?:{CAPITAL}\b['’]?|[A-Z][A-Za-z]*\b))*")
WORD = re.compile(CAPITAL)
INITIAL = re.compile(rf"(?:^[B-HJ-Z] |(?<![\w.])(?:[A-Z]\.\s?)+)(?P<name>{CAPITAL})")
TURNED = re.compile(
    rf"\b(?P<last>{CAPITAL}|[A-Z][A-Z'’-]+)(?P<comma>,?) (?P<first>[A-ZÀ-Þ][a-zß-ÿ]+)\b"
    r"|\b(?P<all>[A-Z]{2,}) [A-Z'’-]{2,}"
)
OPENS = re.compile(r"(?:^|[.!?:;•\n]\s*|^[-–*]\s*)$")
ALONE = re.compile(r"(?:[A-Z]\.?\s?){0,2}(?P<name>(?:Mc|Mac|[OD]['’])?[A-ZÀ-Þ][a-zß-ÿ]{2,}(?:['’-][A-ZÀ-Þ][a-zß-ÿ]+)?)")
# Words with which no surname or first name ends that stands at the head of a sentence.
OF_SENTENCES = ("ing", "ed", "tion", "ment", "ness", "ity", "ly", "ies", "ance", "ence")


@dataclass(frozen=True, slots=True)
class NoPersons:
    """What a study calls its schools, places, providers and strands, so that nobody takes them for people.

    Attributes
    ----------
    phrases : tuple of str
        Names, in which no person's name is looked for.
    words : frozenset of str
        Ordinary words of the study in small letters.
    """

    phrases: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()

    def without(self, text: str) -> str:
        """Return a text in which a known name stands as a full stop, so that its neighbours are not joined."""
        return self._pattern().sub(" . ", text) if self.phrases else text

    def _pattern(self) -> re.Pattern[str]:
        return _any_of(self.phrases)


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(filter(None, phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)


def person_named(text: str, known: NoPersons) -> bool:
    """Say whether somebody seems to be named in a text.

    Parameters
    ----------
    text : str
        What stands in a cell.
    known : NoPersons
        Names of the study that are no persons'.
    """
    if text.islower() and not TITLE.search(text):
        return False
    rest = known.without(_places().sub(" . ", text))
    return _titled(rest, known) or _paired(rest, known) or _initialled(rest, known) or _turned(rest, known)


def _titled(text: str, known: NoPersons) -> bool:
    for found in TITLE.finditer(text):
        if _of_a_body(text, found.start()):
            continue
        if found["miss"] is not None:
            if not _ordinary(found["miss"], known):
                return True
        elif found["one"].casefold() not in _words()["after_titles"]:
            return True
    return False


def _of_a_body(text: str, start: int) -> bool:
    """Say whether the capitalised words from a place on belong to a school or another body."""
    run = RUN.match(text, start)
    return run is not None and any(word.casefold() in _organisations() for word in WORD.findall(run.group()))


def _paired(text: str, known: NoPersons) -> bool:
    for run in RUN.finditer(text):
        words = WORD.findall(run.group())
        if any(word.casefold() in _organisations() for word in words):
            continue
        opens = OPENS.search(text[: run.start()]) is not None
        for place, (first, last) in enumerate(pairwise(words)):
            if f"{first} {last}" not in run.group():
                continue
            if _is_first(first) and not _never_last(last):
                return True
            heads = opens and place == 0 and first.endswith(OF_SENTENCES)
            if not heads and not _ordinary(first, known) and not _ordinary(last, known):
                return True
    return False


def _initialled(text: str, known: NoPersons) -> bool:
    return any(
        not _ordinary(found["name"], known) and found["name"].casefold() not in _organisations()
        for found in INITIAL.finditer(text)
    )


def _turned(text: str, known: NoPersons) -> bool:
    """Say whether a surname stands before a first name, or both in capitals."""
    for found in TURNED.finditer(text):
        if _of_a_body(text, found.start()):
            continue
        first, last = found["first"] or found["all"], found["last"]
        if _is_first(first) and (last is None or not _never_last(last)):
            return True
        if found["comma"] and not _ordinary(first, known) and not _ordinary(last, known):
            return True
    return False


def first_name(text: str) -> bool:
    """Say whether a text is one common first name and nothing else."""
    return _is_first(text.strip())


def surname_alone(text: str) -> bool:
    """Say whether a text is one capitalised word that is no ordinary one, with initials before it or without.

    Examples
    --------
    >>> surname_alone("Khan"), surname_alone("JSmith"), surname_alone("J.Smith"), surname_alone("Peer")
    (True, True, True, False)
    """
    found = ALONE.fullmatch(text.strip())
    return found is not None and not _ordinary(found["name"], NoPersons())


def _is_first(word: str) -> bool:
    return word.casefold() in _words()["first_names"]


def _never_last(word: str) -> bool:
    """Say whether a word is one of a school's daily life that hardly anybody is called."""
    return word.casefold() in _small() - _words()["surnames_too"]


def _ordinary(word: str, known: NoPersons) -> bool:
    bare = word.casefold().removesuffix("'s").removesuffix("’s")
    parts = bare.split("-")
    return any(
        one in _small() or one in known.words or (one.endswith("s") and one[:-1] in _small()) for one in (bare, *parts)
    )


@cache
def _words() -> dict[str, frozenset[str]]:
    held = tomllib.loads(beside_the_code("programme/person_words.toml").read_text(encoding="utf-8"))
    return {name: frozenset(" ".join(lines).split()) for name, lines in held.items()}


def _organisations() -> frozenset[str]:
    return _words()["organisations"]


def _small() -> frozenset[str]:
    return _words()["ordinary"]


@cache
def _places() -> re.Pattern[str]:
    names = [one.name for one in authorities().values()]
    bare = [re.sub(r",.*$|\b(?:City of|Borough|County|UA)\b", "", name).strip() for name in names]
    return _any_of(tuple(dict.fromkeys((*names, *bare, *REGIONS, "England", "Wales", "United Kingdom"))))


def words_in_small_letters(texts: Iterable[str]) -> frozenset[str]:
    """Return every word that stands in small letters somewhere in texts: an ordinary word of whoever wrote them."""
    return frozenset(word for text in texts for word in re.findall(r"(?<![\w@.])[a-zß-ÿ]{3,}(?![\w@])", text))

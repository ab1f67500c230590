"""How easily a text is read: the grade of Flesch and Kincaid, by a rule that gives the same number everywhere.

Grade = 0.39 x words a sentence + 11.8 x syllables a word - 15.59 (Kincaid, Fishburne, Rogers and Chissom 1975,
Derivation of New Readability Formulas for Navy Enlisted Personnel, Research Branch Report 8-75).

A sentence ends with ``.``, ``!`` or ``?`` before a space or at the end, and nowhere else; the bullets of a list are one
sentence, and a text that stands alone ends with itself. A word is a run of letters, an apostrophe with it; a hyphen
parts two. Numbers count towards the length of a sentence and not towards its grade, and names that the caller gives
towards neither.

Syllables are runs of vowel letters, y among them, with three corrections. Taken off is an e that is not heard: at the
end (but not ``-le`` after a consonant), in ``-es`` and ``-ed`` (but not after a hissing sound, or t or d), and inside,
before ``-ly``, ``-ment`` and other endings. Added is the second of two vowels that are heard apart, as in ``area``,
``radio`` and ``going``, and the vowel that ``-sm`` is spoken with. A word has at least one. What the rule says of some
hundred words is held against a pronouncing dictionary in ``tests/unit/report/test_reading.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

A_SENTENCE, A_SYLLABLE, ALWAYS = 0.39, 11.8, 15.59

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# A number with its sign, and what is written into one word with it.
NUMBER = re.compile(r"[+−£-]?\d[\w.,:/%]*")
END = re.compile(r"(?<=[.!?])[”’\")]*(?:\s+|$)")

VOWELS = re.compile(r"[aeiouy]+")
SILENT = (
    re.compile(r"[^aeiouy]e$(?<![^aeiouylr]le)|gue$"),
    re.compile(r"[^aeiouysxzcg]es$(?<![cs]hes)(?<![^aeiouylr]les)|gues$"),
    re.compile(r"[^aeiouytd]ed$(?<![^aeiouylr]led)"),
    re.compile(r"[^aeiouy]e(?=ly$|less|ness|ful|where|thing|body|table|line|day|time|work)|[^aeiouyl]e(?=ment)"),
)
APART = re.compile(
    r"(?<![tscgx])i[ao](?!u)(?<![aeioul]lia(?=n))(?<![aeioul]lio(?=n))|(?<=t)io$|(?<=[aeiou][bdlmnprv])iou|iu|i(?=er|et|est|ence|ent)(?<=[^aeiouctsh]i)|sci(?=e)"
    r"|(?<![aegp])eo(?!u)|(?<=id)ea|(?<![bdghlmnsty])rea(?=t[ei]|$|s$)|[aeouy]i(?=ng)"
    r"|(?<![gq])ua(?=l|t|ry)|(?<![aeioq])ue(?=nt|nc|l$)|uou|[aeiou]y(?:[aiou]|e(?!d$))|[^aeiouy]sm$"
)


@dataclass(frozen=True, slots=True)
class Readability:
    """What a text asks of its reader.

    Attributes
    ----------
    lengths : tuple of int
        Words of each sentence, numbers among them.
    words, syllables : int
        Without numbers and names.
    """

    lengths: tuple[int, ...]
    words: int
    syllables: int

    @property
    def longest(self) -> int:
        """Words of the longest sentence."""
        return max(self.lengths, default=0)

    @property
    def mean(self) -> float:
        """Words a sentence."""
        return sum(self.lengths) / max(len(self.lengths), 1)

    @property
    def grade(self) -> float:
        """The grade of Flesch and Kincaid, in American school years; 0 for a text without words."""
        if not self.words:
            return 0.0
        return A_SENTENCE * self.words / len(self.lengths) + A_SYLLABLE * self.syllables / self.words - ALWAYS


def reading(pieces: Iterable[str | Sequence[str]], names: Iterable[str] = ()) -> Readability:
    """Return what a text asks of its reader.

    Parameters
    ----------
    pieces : iterable of str or sequence of str
        Paragraphs in their order; the bullets of a list are given together.
    names : iterable of str
        Names of schools, places and programmes, which nobody could write more plainly.
    """
    left_out = sorted(filter(None, names), key=len, reverse=True)
    told = [sentence for piece in pieces for sentence in _sentences(piece)]
    words = [word for sentence in told for word in _words(sentence, left_out)]
    lengths = tuple(count for sentence in told if (count := word_count(sentence)))
    return Readability(lengths, len(words), sum(map(syllables, words)))


def word_count(text: str) -> int:
    """Return how many words and numbers stand in a text."""
    return sum(1 for word in text.split() if re.search(r"\w", word))


def syllables(word: str) -> int:
    """Return the syllables of a word, by the rule of this module."""
    letters = re.sub(r"['’]s$|['’]", "", word.lower())
    heard = len(VOWELS.findall(letters)) + len(APART.findall(letters))
    return max(heard - sum(len(silent.findall(letters)) for silent in SILENT), 1)


def _sentences(piece: str | Sequence[str]) -> list[str]:
    return END.split(piece) if isinstance(piece, str) else [" ".join(piece)]


def _words(sentence: str, names: Sequence[str]) -> list[str]:
    for name in names:
        sentence = sentence.replace(name, " ")
    return WORD.findall(NUMBER.sub(" ", sentence))

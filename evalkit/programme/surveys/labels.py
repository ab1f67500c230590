"""Cells of an export as declared answers; every label that nobody declared is counted and never guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from evalkit.core.errors import Fault
from evalkit.programme.person_names import NoPersons
from evalkit.programme.persons import NAME, persons_in
from evalkit.programme.surveys.export import Export, ExportRow
from evalkit.programme.surveys.matching import SEVERAL, ItemColumns
from evalkit.programme.surveys.people import is_answered
from evalkit.programme.surveys.ticks import JOIN, OTHER, inferred_options, is_other, split_options
from evalkit.programme.surveys.wording import counted, folded, likely, number_in
from evalkit.study.surveys import Survey, SurveyItem

# A label of more letters than this was typed, not chosen.
_LONGEST = 80


@dataclass(slots=True)
class AnswerReader:
    """Reads the cells of one item, and remembers what it could not read.

    Attributes
    ----------
    export : Export
        The file.
    survey : Survey
        As declared.
    item : SurveyItem
        Of it.
    columns : ItemColumns
        Where its answers stand.
    unknown : Counter of str
        Labels that nobody declared, with how often each stands.
    maybe : Counter of str
        Declared answers that people typed under the option Other.
    """

    export: Export
    survey: Survey
    item: SurveyItem
    columns: ItemColumns
    unknown: Counter[str] = field(default_factory=Counter)
    maybe: Counter[str] = field(default_factory=Counter)
    _known: dict[str, str] = field(init=False)
    _options: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Gather the declared words once."""
        words = (*self.survey.scale_of(self.item), *(self.survey.off_scale if self.item.kind not in SEVERAL else ()))
        known = {folded(word): word for word in words}
        meant = {folded(code): known.get(folded(word), word) for code, word in self.item.codes.items()}
        self._known = {**known, **meant}
        self._options = self.item.answers or self._shared_options()

    def answer(self, row: ExportRow) -> str | None:
        """Return an answer in declared words, blank where left blank; None where the question was not shown."""
        if self.item.kind in SEVERAL:
            return self._several(row)
        column = self._answered(row)
        text = row.cells[column].strip()
        if folded(text) in self.export.not_asked and folded(text) not in self._known:
            return None
        own = self.columns.other
        if own is not None and row.cells[own.place].strip():
            return self._other(text, row.cells[own.place])
        if not text:
            return ""
        label = next((one.labels for one in self.columns.columns if one.place == column), {}).get(text, text)
        return self._number(label) if self.item.kind == "number" else self._word(label)

    def faults(self, where: str, known: NoPersons) -> tuple[Fault, ...]:
        """Return one fault that lists every label nobody declared, with its count."""
        if not self.unknown:
            return ()
        words = (*self.survey.scale_of(self.item), *self.survey.off_scale)
        told = told_labels(self.unknown, words, known)
        found = f"answers that are not declared: {told}"
        if self.item.kind == "number":
            ends = "a number" if self.item.low is None or self.item.high is None else self._ends()
            allowed, remedy = ends, "write what each means under codes, or correct low and high"
        elif all(label.isdigit() for label in self.unknown):
            found = f"codes without a key: {told}"
            allowed = "words, or a key: codes follow the order in which answers were shown, which need not rise"
            remedy = "name the tool's key as key of the wave, export the words, or write what each means under codes"
        else:
            allowed = ", ".join(words) or "the options that the item declares"
            close = [f"{label!r} as {near!r}" for label in self.unknown if (near := likely(label, words))]
            meant = f" (perhaps {', '.join(close)})" if close else ""
            remedy = (
                f"write each under answers, the lowest first, under off_scale, or with its meaning under codes{meant}"
            )
        heading = self.columns.columns[0].words
        return (Fault(f"{where}, item {self.item.id} ({heading!r})", found, allowed, remedy),)

    def _ends(self) -> str:
        return f"a number from {self.item.low:g} to {self.item.high:g}"

    def _answered(self, row: ExportRow) -> int:
        """Return the place of the branch on which a person answered; the first where on none."""
        places = [one.place for one in self.columns.columns]
        return next((place for place in places if row.cells[place].strip()), places[0])

    def _number(self, text: str) -> str:
        if folded(text) in self._known:
            text = self._known[folded(text)]
        number = number_in(text)
        low, high = self.item.low, self.item.high
        if number is None:
            if folded(text) in self._known:
                return text
            self.unknown[text] += 1
            return ""
        if (low is not None and number < low) or (high is not None and number > high):
            self.unknown[text] += 1
            return ""
        return f"{number:g}"

    def _word(self, text: str) -> str:
        known = self._known.get(folded(text))
        if known is None and self.item.kind == "choice" and is_other(text):
            return OTHER
        if known is None:
            self.unknown[" ".join(text.split())] += 1
        return known or ""

    def _other(self, text: str, own: str) -> str:
        """Return Other for an answer in own words, and remember where these are a declared answer."""
        near = self._known.get(folded(own))
        if near:
            self.maybe[near] += 1
        return OTHER if not text or is_other(text) else self._word(text)

    def _several(self, row: ExportRow) -> str | None:
        columns = self.columns.columns
        texts = [row.cells[one.place].strip() for one in columns]
        if all(folded(text) in self.export.not_asked for text in texts) and self.export.not_asked:
            return None
        if columns[0].part:
            chosen = [
                self._option(one.part)
                for one, text in zip(columns, texts, strict=True)
                if text and (self.export.ticked is None or folded(text) in self.export.ticked)
            ]
        else:
            chosen = [self._option(option) for option in split_options(texts[0], self._options)]
        own = self.columns.other
        if own is not None and is_answered(self.export, ItemColumns((own,)), row):
            chosen.append(OTHER)
        return JOIN.join(dict.fromkeys(one for one in chosen if one))

    def _option(self, text: str) -> str:
        known = self._known.get(folded(text))
        if known is None and is_other(text):
            return OTHER
        if known is None and self.item.answers:
            self.unknown[text] += 1
            return ""
        return known or text

    def _shared_options(self) -> tuple[str, ...]:
        if self.item.kind not in SEVERAL or self.columns.columns[0].part:
            return ()
        return inferred_options(row.cells[self.columns.columns[0].place] for row in self.export.rows)


def told_labels(labels: Counter[str], words: Iterable[str], known: NoPersons) -> str:
    """Return labels with how often each stands; what may be a person's own words or name is counted, not repeated.

    Parameters
    ----------
    labels : Counter of str
        What stands in the export.
    words : iterable of str
        Declared answers or names; a label that is like one of them, or made of their words, is nobody's name.
    known : NoPersons
        What is nobody's name in the study.
    """
    kept = set(repeatable(labels, words, known))
    shown = counted(Counter({label: count for label, count in labels.items() if label in kept}))
    number = sum(count for label, count in labels.items() if label not in kept)
    rest = f"{number} in words that may tell of a person and are not repeated" if number else ""
    return "; ".join(part for part in (shown, rest) if part)


def repeatable(labels: Iterable[str], words: Iterable[str], known: NoPersons) -> tuple[str, ...]:
    """Return the labels that may be written down: those that tell of nobody, or are like declared words."""
    declared = tuple(words)
    vocabulary = frozenset(word for one in declared for word in folded(one).split())
    ours = NoPersons((*known.phrases, *declared), known.words | vocabulary)
    return tuple(
        label
        for label in labels
        if len(label) <= _LONGEST and (not persons_in(label, ours) or _of_words(label, declared, vocabulary))
    )


def _of_words(label: str, declared: Iterable[str], vocabulary: frozenset[str]) -> bool:
    """Say whether a label without an address or number is like a declared answer, or shares a word with one."""
    plain = all(kind == NAME for kind in persons_in(label))
    return plain and (bool(likely(label, declared)) or not vocabulary.isdisjoint(folded(label).split()))

"""What the columns of an export look like, so that a declaration can be drafted; a person corrects every guess."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from evalkit.programme.surveys.export import Export, ExportColumn
from evalkit.programme.surveys.matching import is_branch
from evalkit.programme.surveys.ticks import OTHER, inferred_options, is_other, split_options
from evalkit.programme.surveys.wording import folded, number_in

Kind = Literal["scale", "number", "choice", "ticks", "ranking", "text"]
# More different answers than this are somebody's own words.
_MOST_LABELS = 15
_LONGEST_LABEL = 80
_CODE = re.compile(r"[A-Za-z]*\d+[A-Za-z0-9-]*")
_CONSENT = ("consent", "agree to take part", "happy to take part", "agree to participate")
_ASKS_WHICH = ("which", "what", "your", "school", "the", "name of", "in which")
_WAVES = frozenset(("before", "after", "pre", "post", "start", "end", "baseline", "endline", "follow-up", "midline"))
# By which REDCap tells waves apart.
EVENT = "redcap_event_name"
_UNTICKED = frozenset(("", "0", "no", "n", "unchecked", "not selected", "false"))


@dataclass(frozen=True, slots=True)
class GuessedItem:
    """One question as a draft declares it.

    Attributes
    ----------
    asks : str
        Its words.
    kind : str
        What its answers look like.
    labels : tuple of str
        Answers in the order found, or all of the key; options of ticks.
    low, high : float or None
        Least and greatest number found.
    """

    asks: str
    kind: Kind
    labels: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


def guessed_items(export: Export, leave: Iterable[int] = ()) -> tuple[GuessedItem, ...]:
    """Return every question of an export with what its answers look like.

    Parameters
    ----------
    export : Export
        The file.
    leave : iterable of int
        Places of columns that are no questions: who answered, and in which school.
    """
    left = set(leave)
    columns = [one for one in export.columns if one.place not in left and not is_branch(export, one)]
    items: list[GuessedItem] = []
    done: set[str] = set()
    for column in columns:
        group = [one for one in columns if one.stem == column.stem and one.part and not one.other]
        if column.other or (column.part and column.stem in done):
            continue
        if column.part and _are_ticks(export, group):
            done.add(column.stem)
            other = any(one.other and one.stem == column.stem for one in columns)
            items.append(GuessedItem(column.stem, "ticks", _with_other([one.part for one in group], other=other)))
            continue
        # A row of a grid goes by its own words where no other grid has the same.
        alone = sum(folded(one.part) == folded(column.part) for one in columns) == 1
        items.append(_of_one(export, column, column.part if column.part and alone else column.words))
    return tuple(_without_blanks(item) for item in items if item.asks.strip())


def _without_blanks(item: GuessedItem) -> GuessedItem:
    return replace(item, labels=tuple(label for label in item.labels if label.strip()))


def guessed_person(export: Export) -> ExportColumn | None:
    """Return the column that looks like the person's code: called a code, and hardly ever the same twice."""
    called = (one for one in export.columns if "code" in folded(one.words).split() and not one.part)
    return next((one for one in called if _are_codes(_filled(export, one))), None)


def guessed_waves(export: Export) -> tuple[ExportColumn, tuple[str, ...]] | None:
    """Return the column that tells waves of one file apart, and what stands there for each of them."""
    event = next((one for one in export.technical if one.code == EVENT), None)
    telling = [event] if event else [one for one in export.columns if _tells_waves(_filled(export, one))]
    for one in telling:
        texts = (one.text(row.cells) for row in export.rows)
        return one, tuple({folded(text): text for text in texts if text}.values())
    return None


def guessed_consent(export: Export) -> tuple[ExportColumn, str] | None:
    """Return the column that asks whether a person takes part, and the answer that says so."""
    asking = (one for one in export.columns if any(sign in folded(one.words) for sign in _CONSENT) and not one.part)
    for one in asking:
        answers = list(dict.fromkeys(_filled(export, one)))
        agreed = next((text for text in answers if folded(text).startswith(("yes", "i agree", "agree"))), None)
        if agreed and len(answers) <= 2:
            return one, agreed
    return None


def guessed_school(export: Export) -> ExportColumn | None:
    """Return the column that looks like the school: one that asks for it and holds no sentences."""
    called = [one for one in export.columns if "school" in folded(one.words).rstrip("?:.").split() and not one.part]
    short = (one for one in called if all(len(text) <= _LONGEST_LABEL for text in _filled(export, one)))
    return next((one for one in short if folded(one.words).startswith(_ASKS_WHICH)), None)


def _of_one(export: Export, column: ExportColumn, asks: str) -> GuessedItem:
    texts = _filled(export, column)
    other = any(one.other and folded(one.stem) == folded(column.words) for one in export.columns)
    if column.labels:
        return GuessedItem(asks, "scale", tuple(column.labels.values()))
    options = _options(texts)
    if options:
        return GuessedItem(asks, "ranking" if _is_ranking(texts) else "ticks", _with_other(options, other=other))
    numbers = [number for text in texts if (number := number_in(text)) is not None]
    if texts and len(numbers) == len(texts) and not export.lacks_key:
        return GuessedItem(asks, "number", low=min(numbers), high=max(numbers))
    labels = tuple(dict.fromkeys(" ".join(text.split()) for text in texts))
    own = len(labels) > _MOST_LABELS or any(len(label) > _LONGEST_LABEL for label in labels)
    if not texts or own or (len(labels) == len(texts) and len(texts) > 1 and not _short(labels)):
        return GuessedItem(asks, "text")
    if other:
        return GuessedItem(asks, "choice", _with_other(labels, other=True))
    return GuessedItem(asks, "scale", _first_spelling(labels))


def _filled(export: Export, column: ExportColumn) -> list[str]:
    """Return what stands in a column, in the order of the rows that the tool itself lets count."""
    texts = (column.text(row.cells) for row in export.rows if not row.left_out)
    return [text for text in texts if text and folded(text) not in export.not_asked]


def _are_ticks(export: Export, group: Sequence[ExportColumn]) -> bool:
    """Say whether the columns of a question hold nothing but ticks."""
    cells = [(one, folded(row.cells[one.place])) for one in group for row in export.rows]
    if export.ticked is None:
        filled = [(one, text) for one, text in cells if text]
        return bool(filled) and all(text in (folded(one.part), "1") for one, text in filled)
    known = export.ticked | _UNTICKED | export.not_asked
    return all(text in known for _, text in cells)


def _options(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the options where answers look like several joined: by semicolons, or by commas that several share."""
    if any(";" in text for text in texts):
        pieces = Counter(part for text in texts for part in split_options(text))
        joined = sum(text.rstrip().endswith(";") for text in texts)
        shared = sum(count for count in pieces.values() if count > 1)
        return tuple(pieces) if 2 * joined >= len(texts) or 2 * shared > sum(pieces.values()) else ()
    if not any(", " in text or "," in text for text in texts):
        return ()
    found = Counter(option for text in texts for option in split_options(text, inferred_options(texts)))
    shared = sum(count for count in found.values() if count > 1)
    return tuple(found) if shared > 1 and 2 * shared >= sum(found.values()) and len(found) <= _MOST_LABELS else ()


def _is_ranking(texts: Sequence[str]) -> bool:
    """Say whether every answer holds every option, in more than one order."""
    orders = [split_options(text) for text in texts]
    return len({frozenset(order) for order in orders}) == 1 and len(set(orders)) > 1 and len(orders[0]) > 1


def _tells_waves(texts: Sequence[str]) -> bool:
    found = set(map(folded, texts))
    return len(found) > 1 and found <= _WAVES


def _are_codes(texts: Sequence[str]) -> bool:
    """Say whether most texts are one word with a digit in it, and more than a few of them differ."""
    codes = [text for text in texts if _CODE.fullmatch(text.strip())]
    return bool(texts) and 2 * len(codes) > len(texts) and 2 * len(set(map(folded, codes))) > len(codes)


def _short(labels: Sequence[str]) -> bool:
    return len(labels) <= 5 and all(len(label.split()) <= 3 for label in labels)


def _first_spelling(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple({folded(label): label for label in reversed(list(labels))}.values())[::-1]


def _with_other(options: Sequence[str], *, other: bool) -> tuple[str, ...]:
    named = [OTHER if is_other(option) else option for option in options]
    return tuple(dict.fromkeys((*named, *((OTHER,) if other else ()))))

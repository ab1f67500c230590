"""A first ``[[surveys]]`` from an export: labels in the order found, for a person to put in order and correct."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evalkit.core.errors import DataError, Fault
from evalkit.programme.person_names import NoPersons
from evalkit.programme.surveys.export import Export, ExportColumn
from evalkit.programme.surveys.guessing import (
    GuessedItem,
    guessed_consent,
    guessed_items,
    guessed_person,
    guessed_school,
    guessed_waves,
)
from evalkit.programme.surveys.labels import repeatable
from evalkit.programme.surveys.matching import match, second_grids
from evalkit.programme.surveys.people import Respondents, people
from evalkit.programme.surveys.wording import folded
from evalkit.study.surveys import Survey

OFF_SCALE: tuple[str, ...] = Survey.model_fields["off_scale"].default
_WIDTH = 110
_ORDER = "# In the order found: put the lowest first, add answers that nobody chose, move those off the scale below."
# Stands first among answers whose order nobody knows; a study in which it is left is refused.
UNORDERED = "FILL IN: put these in order, the lowest first, and take this out"
_OFF_SCALE = "# Answers that stand outside the scale are counted and never averaged."


@dataclass(frozen=True, slots=True)
class SurveyDraft:
    """What a file would give if it were declared as drafted.

    Attributes
    ----------
    text : str
        The table for the study file.
    survey : Survey
        The same, read.
    people : mapping of str to Respondents
        Who counts, by wave.
    hidden : int
        Labels that may tell of a person and were not written down.
    """

    text: str
    survey: Survey
    people: dict[str, Respondents]
    hidden: int


def draft(export: Export, key: str = "") -> SurveyDraft:
    """Return a first declaration of an export, and who would count by it.

    Parameters
    ----------
    export : Export
        The file.
    key : str
        Name of the key that was given with it; empty where none was.
    """
    person, school = guessed_person(export), guessed_school(export)
    consent = guessed_consent(export)
    waves = guessed_waves(export)
    about = (person, school, consent[0] if consent else None, waves[0] if waves else None)
    found = guessed_items(export, [one.place for one in about if one is not None])
    if not found:
        raise DataError([_no_questions(export)])
    items, hidden = _without_persons(found)
    common = _common_scale(items)
    lines = [
        f"# Drafted from {export.file}, an export of {export.tool}.",
        "# Every line is a guess: correct it, then put it into study.toml, and the file beside that.",
        "[[surveys]]",
        'id = "teachers"',
        'name = "Survey of teachers"',
        *_about("person", person, "# Heading of the person's code; left out, nobody is matched between waves."),
        *_about("school", school, "# Heading of the school; left out, nobody's school is known."),
        *((f"consent = {{ {_quoted(consent[0].words)} = {_quoted(consent[1])} }}",) if consent else ()),
        *((_ORDER, _listed("answers", (UNORDERED, *common))) if common else ()),
        _OFF_SCALE,
        _listed("off_scale", OFF_SCALE),
        *(line for wave, rows in _waves(waves) for line in _wave(export.file, key, wave, rows)),
        *(line for number, item in enumerate(items, 1) for line in _item(number, item, common)),
    ]
    text = "\n".join(lines) + "\n"
    survey = _as_drafted(text)
    who = {wave.id: people(export, survey, match(export, survey, wave, export.file), wave.id) for wave in survey.waves}
    return SurveyDraft(text, survey, who, hidden)


def _as_drafted(text: str) -> Survey:
    """Return the questionnaire of a draft, its answers in the order found."""
    raw = tomllib.loads(text)["surveys"][0]
    for part in (raw, *raw["items"]):
        if "answers" in part:
            part["answers"] = [answer for answer in part["answers"] if answer != UNORDERED]
    return Survey.model_validate(raw)


def _no_questions(export: Export) -> Fault:
    return Fault(
        export.file,
        f"an export of {export.tool} without a question beside what the tool adds and what names people",
        "one question or more",
        "export the answers again with all questions",
    )


def asks_of(export: Export) -> tuple[str, ...]:
    """Return what the file itself cannot say and somebody must."""
    grids = second_grids(export)
    asked = [f"{heading!r} is a row of a second grid: which question stands above it?" for heading in grids]
    if export.lacks_key:
        asked.append(
            f"{export.tool} gives a key with this file; without it codes mean nothing and no mean is made: "
            "evalkit survey FILE KEY"
        )
    return tuple(asked)


def _about(name: str, column: ExportColumn | None, said: str) -> tuple[str, ...]:
    return (f"{name} = {_quoted(column.words)}",) if column is not None else (said, f'# {name} = ""')


def _without_persons(items: Sequence[GuessedItem]) -> tuple[tuple[GuessedItem, ...], int]:
    """Return items without labels that may tell of a person, and how many those were."""
    words = [label for item in items for label in item.labels]
    often = Counter(map(folded, words))
    shared = [word for word in words if often[folded(word)] > 1]
    kept, hidden = [], 0
    for item in items:
        labels = repeatable(item.labels, shared, NoPersons())
        hidden += len(item.labels) - len(labels)
        kept.append(GuessedItem(item.asks, item.kind, labels, item.low, item.high))
    return tuple(kept), hidden


def _common_scale(items: Iterable[GuessedItem]) -> tuple[str, ...]:
    """Return the answers of the scale that most items share, in the order found."""
    groups: list[list[GuessedItem]] = []
    for item in items:
        if item.kind != "scale" or not item.labels:
            continue
        group = next((one for one in groups if _share(one, item)), None)
        if group is None:
            groups.append([item])
        else:
            group.append(item)
    largest = max(groups, key=len, default=[])
    off = set(map(folded, OFF_SCALE))
    spelt = {folded(label): label for item in reversed(largest) for label in reversed(item.labels)}
    return tuple(
        spelt[word]
        for word in dict.fromkeys(folded(label) for item in largest for label in item.labels)
        if word not in off
    )


def _share(group: Iterable[GuessedItem], item: GuessedItem) -> bool:
    return not {folded(label) for one in group for label in one.labels}.isdisjoint(map(folded, item.labels))


def _waves(told: tuple[ExportColumn, tuple[str, ...]] | None) -> list[tuple[str, dict[str, str]]]:
    """Return the waves of a file, each with what tells its rows."""
    if told is None:
        return [("one", {})]
    column, texts = told
    heading = column.code or column.words
    return [(_identifier(text), {heading: text}) for text in texts]


def _wave(file: str, key: str, wave: str, rows: dict[str, str]) -> list[str]:
    held = ", ".join(f"{_quoted(heading)} = {_quoted(text)}" for heading, text in rows.items())
    return [
        "",
        "[[surveys.waves]]",
        f"id = {_quoted(wave)}",
        f"name = {_quoted(wave.replace('_', ' ').capitalize())}",
        f"file = {_quoted(file)}",
        *((f"key = {_quoted(key)}",) if key else ()),
        *((f"rows = {{ {held} }}",) if held else ()),
    ]


def _item(number: int, item: GuessedItem, common: Sequence[str]) -> list[str]:
    lines = ["", "[[surveys.items]]", f'id = "q{number}"', f"asks = {_quoted(item.asks)}"]
    if item.kind != "scale":
        lines.append(f"kind = {_quoted(item.kind)}")
    if item.kind == "number":
        lines += [
            "# Least and greatest number found: write the ends of the scale.",
            f"low = {item.low:g}",
            f"high = {item.high:g}",
        ]
    if item.kind in ("ticks", "ranking", "choice"):
        lines += [
            "# Options found: add those that nobody chose, take out people's own words.",
            _listed("answers", item.labels),
        ]
    if item.kind == "scale" and item.labels and not _share([item], GuessedItem("", "scale", tuple(common))):
        lines += [_ORDER.replace(" below", " above"), _listed("answers", (UNORDERED, *item.labels))]
    return lines


def _listed(key: str, words: Iterable[str]) -> str:
    quoted = [_quoted(word) for word in words]
    line = f"{key} = [{', '.join(quoted)}]"
    return line if len(line) <= _WIDTH else "\n".join([f"{key} = [", *(f"    {word}," for word in quoted), "]"])


def _quoted(text: str) -> str:
    # A text of JSON is one of TOML, but for the one sign that JSON lets stand.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _identifier(text: str) -> str:
    bare = re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")
    return bare if bare[:1].isalpha() else f"w_{bare}"

"""What contradicts itself in the surveys that a study declares, found before any file is opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from evalkit.core.errors import Fault
from evalkit.programme.surveys.matching import SEVERAL
from evalkit.programme.surveys.ticks import OTHER
from evalkit.programme.surveys.wording import folded
from evalkit.study.surveys import Survey, SurveyItem


def declaration_faults(surveys: Iterable[Survey]) -> tuple[Fault, ...]:
    """Return everything that contradicts itself, survey by survey."""
    declared = tuple(surveys)
    repeated = _repeated("study.toml, [[surveys]]", "survey", [survey.id for survey in declared])
    return (*repeated, *(fault for survey in declared for fault in _of_survey(survey)))


def _of_survey(survey: Survey) -> Iterator[Fault]:
    where = f"study.toml, [[surveys]] {survey.id}"
    yield from _repeated(where, "wave", [wave.id for wave in survey.waves])
    yield from _repeated(where, "item", [item.id for item in survey.items])
    yield from _repeated(where, "scale", [scale.id for scale in survey.scales])
    for wave in survey.waves:
        if not wave.file and (wave.key or wave.rows):
            said = "a key, or rows, without a file"
            yield Fault(f"{where}, wave {wave.id}", said, "the export they belong to", "name it as file of the wave")
    for item in survey.items:
        yield from _of_item(survey, item, f"{where}, item {item.id}")


def _of_item(survey: Survey, item: SurveyItem, where: str) -> Iterator[Fault]:
    waves, scales = [wave.id for wave in survey.waves], [scale.id for scale in survey.scales]
    for key, names, known in (
        ("asked", tuple(item.asked), waves),
        ("waves", item.waves, waves),
        ("reversed_in", item.reversed_in, waves),
        ("scale", (item.scale,) if item.scale else (), scales),
    ):
        for name in names:
            if name not in known:
                allowed = ", ".join(known) or "no scale is declared"
                yield Fault(f"{where}, {key}", repr(name), allowed, "correct the id, or declare it")
    if item.kind == "number" and (item.reversed or item.reversed_in) and None in (item.low, item.high):
        yield Fault(where, "a number turned round without its ends", "low and high", "write low and high")
    if item.low is not None and item.high is not None and item.low >= item.high:
        yield Fault(where, f"low {item.low:g} and high {item.high:g}", "low below high", "correct the two")
    yield from _of_words(survey, item, where)


def _of_words(survey: Survey, item: SurveyItem, where: str) -> Iterator[Fault]:
    """Yield what contradicts itself in the words of the answers."""
    words = survey.scale_of(item)
    yield from _repeated(f"{where}, answers", "answer", [folded(word) for word in words])
    off = set(map(folded, survey.off_scale))
    both = [word for word in words if folded(word) in off] if item.kind == "scale" else []
    if both:
        yield Fault(
            f"{where}, answers",
            f"within the scale and outside it: {', '.join(map(repr, both))}",
            "each answer in one of the two",
            "take it out of answers, or out of off_scale",
        )
    if item.kind == "number":
        return
    known = {*map(folded, words), *off, *([folded(OTHER)] if item.kind in (*SEVERAL, "choice") else ())}
    for code, word in item.codes.items():
        if folded(word) not in known:
            allowed = ", ".join((*words, *survey.off_scale))
            yield Fault(f"{where}, codes", f"{code!r} means {word!r}", allowed, "write one of the declared answers")


def _repeated(where: str, what: str, ids: Iterable[str]) -> Iterator[Fault]:
    for name, count in Counter(ids).items():
        if count > 1:
            yield Fault(where, f"the {what} {name!r} {count} times", "each once", "rename or leave out one of them")

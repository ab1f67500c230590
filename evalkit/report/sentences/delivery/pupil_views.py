"""What pupils said, in sentences."""

from __future__ import annotations

from evalkit.records.delivery.pupil_views import OccasionFeedback, PupilViews
from evalkit.records.delivery.survey_items import ItemAnswers
from evalkit.report.block import Block
from evalkit.report.sentences.parts.scale_words import counted, ends, has_range, looking_back, moved_scales, told
from evalkit.report.words import Words, listed, opened

PARTS = ("pupil_views", "feedback")
NO_RANGE = "With so few schools no range can be given, and answers of pupils who grow older move by themselves."
NOT_BESIDE = "No pupils outside the programme were asked, and answers of pupils who grow older move by themselves."
NOBODY = "No questionnaire was answered twice by ten pupils or more, so that no change can be shown."


def pupil_views(result: PupilViews) -> Block:
    """On how many scales the answers of the same pupils were higher, which, and what that cannot show."""
    words, scales = Words(), moved_scales(result.surveys)
    if not scales:
        return words.block("pupil-views-answer", NOBODY)
    matched = max(scale.matched for scale in scales)
    schools = max(scale.change.schools for scale in scales if scale.change is not None)
    of = f"{words.count('pupils', matched, 'pupil')} of {words.count('schools', schools, 'school')}"
    who = f"Up to {of} answered the same questions twice {ends(words, scales)}".rstrip() + "."
    answer, each = f"{counted(words, scales, 'pupils')}.", opened(listed(told(words, scale) for scale in scales))
    known = NOT_BESIDE if all(map(has_range, scales)) else NO_RANGE
    # The first lines stand out as the answer of their part; what must stand beside it follows.
    beside = " ".join(filter(None, [f"{each}.", who, looking_back(result.surveys), known]))
    return words.block("pupil-views-answer", f"{answer}\n\n{beside}")


def feedback(result: PupilViews) -> Block:
    """After each occasion, how many answered, and what most and fewest of them agreed with."""
    words = Words()
    text = " ".join(_occasion(words, one) for one in result.feedback)
    return words.block("pupil-views-feedback", text)


def _occasion(words: Words, one: OccasionFeedback) -> str:
    asked = f" of {words.count('asked', one.invited)}" if one.invited is not None else ""
    said = (
        f"{words.repeat('occasions', one.name)}: {words.count('answered', one.people)}{asked} "
        f"{'pupil' if one.people == 1 and not asked else 'pupils'} answered"
    )
    items = sorted((item for item in one.items if item.waves[0].above == item.waves[0].above), key=_above)
    if not items:
        return f"{said}."
    most, least = items[-1], items[0]
    said += f"; {_share(words, most)}"
    if len(items) > 1:
        said += f", {_share(words, least)}"
    return f"{said}."


def above_words(item: ItemAnswers) -> str:
    """Return what people did who stand above the middle of a scale: agree, where its words say so."""
    agreement = any("agree" in answer.casefold() for answer in item.answers)
    return "agreed with" if agreement else "answered above the middle on"


def _share(words: Words, item: ItemAnswers) -> str:
    quoted = words.repeat("questions", item.asks)
    return f"{words.percent('above the middle', _above(item))} {above_words(item)} “{quoted}”"


def _above(item: ItemAnswers) -> float:
    return item.waves[0].above

"""What a study could notice at all, beside what comparable trials found."""

from __future__ import annotations

import math

from evalkit.core.quantity import Unit
from evalkit.measures.parts.sampling_error import Noise
from evalkit.records.detectable import Detectable
from evalkit.report.benchmarks import benchmarks
from evalkit.report.block import Block
from evalkit.report.sentences.parts.beside_words import often
from evalkit.report.words import Words, brief

SDS = Unit("standard deviations of pupils", 2)
ONE = Unit("own unit", 1)
NOT_SAID = {
    "school": "What this study could notice cannot be said, because how much areas vary cannot be learnt from the "
    "schools without the programme",
    "authority": "What a study of whole authorities could notice is not worked out here",
}
NOT_GIVEN = (
    "The tables do not give the limits from which the spread between pupils follows, so the difference cannot be set "
    "beside what trials found."
)


def detectable(result: Detectable) -> Block:
    """The smallest difference noticed, in the outcome's unit and in SDs of pupils, and what trials found."""
    words = Words()
    if result.refused:
        reason = words.repeat("reason", result.refused)
        return words.block("detectable", f"{NOT_SAID[result.kind]}: {reason}.")
    parts = [
        f"With {words.count('schools', result.units, 'school')} in {words.count('areas', result.areas, 'area')}, "
        f"this study would notice a difference in {words.repeat('outcome', brief(result.outcome))} of "
        f"{words.size('smallest', result.smallest, result.unit)} {often(words, result.power)}; smaller differences can "
        "be there and go unseen. That is judged from schools without the programme alone.",
        _beside(words, result),
        f"It is worked out as the standard deviation predicted for this comparison, "
        f"{words.size('predicted', result.sd, result.unit)}, times two quantiles of t added, with "
        f"{words.bare('degrees of freedom', result.df, ONE)} degrees of freedom{_whose(result)}.",
        *_margin(words, result),
        *_noise(words, result),
    ]
    return words.block("detectable", " ".join(parts))


def _beside(words: Words, result: Detectable) -> str:
    if math.isnan(result.pupil_sd):
        return NOT_GIVEN
    known = benchmarks()
    own = result.in_pupil_sd
    verdict = (
        "more than most such programmes make, so a result that cannot be told from nought would say little"
        if own > known.high
        else "within what such programmes make"
    )
    return (
        f"The difference is {words.bare('smallest in SDs', own, SDS)} of a standard deviation of pupils, {verdict}: "
        f"{words.repeat('benchmarks', known.programme)} makes about {words.repeat('benchmarks', f'{known.low:g}')} to "
        f"{words.repeat('benchmarks', f'{known.high:g}')}, and the mean of "
        f"{words.count('benchmarks', known.trials)} {known.what} was {words.bare('benchmarks', known.mean, SDS)} "
        f"({words.repeat('benchmarks', known.cited)})."
    )


def _margin(words: Words, result: Detectable) -> list[str]:
    """Return whether the smallest difference of interest could be ruled out at all; nothing where none is declared."""
    if result.margin is None:
        return []
    size = words.size("smallest difference of interest", result.margin, result.unit)
    least = words.size("smallest margin", result.smallest_margin, result.unit)
    if result.attainable:
        return [
            f"The smallest difference that the study calls of interest, {size}, can be ruled out here, but only by an "
            f"estimate near nought: even one of exactly nought rules out {least} and more, and nothing smaller."
        ]
    return [
        f"The smallest difference that the study calls of interest, {size}, cannot be ruled out here, whatever the "
        f"result: even an estimate of exactly nought would rule out no less than {least}."
    ]


def _noise(words: Words, result: Detectable) -> list[str]:
    noise = result.noise
    if noise is None:
        return []
    return [
        f"In {words.years(noise.years)} schools were spread by "
        f"{words.size('spread between schools', noise.spread, noise.unit)} (standard deviation). Chance alone, that "
        f"is, which pupils happened to be in the year, gives "
        f"{words.size('spread by chance', noise.sampling, noise.unit)}: {_share(words, noise)}."
    ]


def _share(words: Words, noise: Noise) -> str:
    if noise.sampling >= noise.spread:
        return "schools were spread by no more than that, so nothing can be told of how they differ"
    return f"{words.percent('share of noise', noise.share)} of the variance between schools is noise"


def _whose(result: Detectable) -> str:
    if result.inference.startswith("placebo"):
        return ", those with which the untreated areas tell how much areas and schools vary"
    return ", those of the way of judging certainty that the plan puts first"


def heading(result: Detectable, words: Words) -> str:
    """Return the message of the figure."""
    return (
        f"With {words.count('schools', result.units, 'school')} in {words.count('areas', result.areas, 'area')}, a "
        f"true difference of {words.size('smallest', result.smallest, result.unit)} is noticed "
        f"{often(words, result.power)}"
    )

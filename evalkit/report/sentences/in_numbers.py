"""The answer in numbers: the best single figure and the range that fits, each once."""

from __future__ import annotations

import math

from evalkit.findings.finding import Finding
from evalkit.report.block import Block
from evalkit.report.sentences.assumed import need_words
from evalkit.report.sentences.parts.ends_words import allowing, ends_words
from evalkit.report.sentences.parts.estimate_words import best_so, read
from evalkit.report.sentences.parts.several_words import one_of
from evalkit.report.words import Words


def in_numbers(finding: Finding) -> Block:
    """The best single figure with its range, then what the range is if the way schools were picked is counted in."""
    words, result = Words(), finding.estimate
    sure = read(finding).inference
    asked = f" ({one})" if (one := one_of(words, finding)) else ""
    best = f"The best single figure is {best_so(words, result)}{asked}"
    if sure is None or not (math.isfinite(sure.conf_low) and math.isfinite(sure.conf_high)):
        answer = f"{best}; no range can be given."
    else:
        ends = ends_words(words, (sure.conf_low, sure.conf_high), result.unit)
        answer = f"{best}; if the comparison is fair, anything from {ends} fits."
    beside = " ".join(filter(None, [*allowing(words, result), need_words(words, finding)]))
    return words.block(f"{finding.id}-in-numbers", "\n\n".join(filter(None, (answer, beside))), (finding.id,))

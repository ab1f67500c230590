"""How the answers of the same people moved on scales, in words: judged by a range where there is one."""

from __future__ import annotations

import math
from collections.abc import Sequence

from evalkit.core.quantity import Unit
from evalkit.records.delivery.survey_scales import MeasuredScale, MeasuredSurvey
from evalkit.report.words import Words, listed

STEP = Unit("steps", 2)
WHOLE = Unit("steps", 0)
LOOKING_BACK = "Then and now were judged at one time, so this is what they report looking back."
# A mean that moves by less than a tenth of a step hardly moved.
HARDLY = 0.1


def moved_scales(surveys: Sequence[MeasuredSurvey]) -> list[MeasuredScale]:
    """Return the scales of which a change is known, the largest rise first."""
    scales = [scale for one in surveys for scale in one.scales if scale.change is not None]
    return sorted(scales, key=_moved, reverse=True)


def _moved(scale: MeasuredScale) -> float:
    return scale.change.mean if scale.change is not None else math.nan


def has_range(scale: MeasuredScale) -> bool:
    """Say whether the change of a scale has a range."""
    return scale.change is not None and not math.isnan(scale.change.conf_low)


def direction(scale: MeasuredScale) -> str:
    """Return ``rose`` or ``fell`` where the range leaves out nought as it is shown, and an empty text where not."""
    if scale.change is None or not has_range(scale):
        return ""
    low, high = round(scale.change.conf_low, STEP.decimals), round(scale.change.conf_high, STEP.decimals)
    return "rose" if low > 0 else "fell" if high < 0 else ""


def told(words: Words, scale: MeasuredScale) -> str:
    """Return a scale with both means, and the range of the change where it is known."""
    name = words.repeat("scales", scale.name)
    means = f"from {words.number('first mean', scale.first, STEP)} to {words.number('last mean', scale.last, STEP)}"
    if scale.change is None or not has_range(scale):
        return f"{name} {means}"
    low, high = scale.change.conf_low, scale.change.conf_high
    signed = STEP.difference()
    return (
        f"{name} {means} (range of the change {words.number('low', low, signed)} to "
        f"{words.number('high', high, signed)})"
    )


def counted(words: Words, scales: Sequence[MeasuredScale], who: str) -> str:
    """Return on how many scales a change can be told; where no scale has a range, how far means moved.

    Parameters
    ----------
    words : Words
        Through which numbers are quoted.
    scales : sequence of MeasuredScale
        With a change each, at least one.
    who : str
        Whose answers, such as ``pupils``.
    """
    of = words.count("scales", len(scales), "scale")
    if not all(map(has_range, scales)):
        up = sum(_moved(scale) > 0 for scale in scales)
        least, most = (words.number("moved", value, STEP.difference()) for value in _ends(scales))
        how = f"by {least} steps" if least == most else f"by {least} to {most} steps"
        if max(map(abs, _ends(scales))) < HARDLY:
            return f"Mean answers of {who} hardly moved on {of} ({how})"
        many = _all(of, scales) if up == len(scales) else f"{words.count('higher', up) if up else 'none'} of {of}"
        return f"Mean answers of {who} were higher the second time on {many} ({how})"
    counts = {way: sum(direction(scale) == way for scale in scales) for way in ("rose", "fell")}
    whole = next((way for way, number in counts.items() if number == len(scales)), "")
    if whole:
        return f"Answers of {who} {whole} on {_all(of, scales)}"
    ways = [f"{way} on {words.count(way, number)}" for way, number in counts.items() if number]
    untold = sum(not direction(scale) for scale in scales)
    if not ways:
        return f"Whether answers of {who} rose or fell cannot be told on any of {of}"
    rest = f"; on {words.count('untold', untold)} it cannot be told" if untold else ""
    return f"Answers of {who} {listed(ways)} of {of}{rest}"


def ends(words: Words, scales: Sequence[MeasuredScale]) -> str:
    """Return from where to where scales run, where all run alike: ``on scales from 1 to 5``; empty where not."""
    found = {(scale.low, scale.high) for scale in scales}
    if len(found) != 1:
        return ""
    low, high = found.pop()
    return f"on scales from {words.number('lowest', low, WHOLE)} to {words.number('highest', high, WHOLE)}"


def looking_back(surveys: Sequence[MeasuredSurvey]) -> str:
    """Return that people judged then and now at one time; empty where they did not."""
    return LOOKING_BACK if any(one.retrospective for one in surveys) else ""


def _all(of: str, scales: Sequence[MeasuredScale]) -> str:
    return of if len(scales) == 1 else f"all {of}"


def _ends(scales: Sequence[MeasuredScale]) -> tuple[float, float]:
    moves = [_moved(scale) for scale in scales]
    return min(moves), max(moves)

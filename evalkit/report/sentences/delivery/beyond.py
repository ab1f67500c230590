"""What else moved, and what that cannot show."""

from __future__ import annotations

from evalkit.records.delivery.beyond import Beyond
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("beyond",)


def beyond(result: Beyond) -> Block:
    """How many figures were looked at, by topic, and that none is compared fairly."""
    words = Words()
    if not result.figures:
        return words.block("beyond-said", "The tables hold none of the figures that the programme did not aim at.")
    topics = list(dict.fromkeys(one.topic for one in result.figures))
    told = listed(f"{topic[:1].lower()}{topic[1:]}" for topic in topics)
    return words.block(
        "beyond-said",
        f"{words.count('figures', len(result.figures), 'other figure')} of the programme's schools "
        f"{'is' if len(result.figures) == 1 else 'are'} set beside those of their authority and of England: {told}. "
        "They describe; none of them is a fair comparison, and none shows what the programme did.",
    )

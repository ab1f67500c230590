"""Yes, no and not known, however they are typed."""

from __future__ import annotations

from evalkit.run.beginning.answers import unfit

YES = {"yes", "y", "yeah", "yep", "yes please", "true", "1", "ok", "okay", "sure", "of course"}
NO = {"no", "n", "nope", "none", "false", "0", "nothing", "no thanks"}
UNKNOWN = {"unknown", "don't know", "dont know", "do not know", "not known", "not sure", "?", "no idea", "unsure"}


def is_yes(text: str, question: str) -> bool:
    """Return whether an answer says yes; what says neither yes nor no is refused.

    Examples
    --------
    >>> is_yes("YES", "planned"), is_yes("n", "planned"), is_yes("Yes.", "planned")
    (True, False, True)
    """
    bare = text.casefold().strip(" .!")
    if bare in YES:
        return True
    if bare in NO | UNKNOWN:
        return False
    raise unfit(question, text, "yes or no", "type yes or no")


def is_none(text: str) -> bool:
    """Return whether an answer says that there is none, or that nobody knows."""
    return text.casefold().strip(" .!") in NO | UNKNOWN

"""The words of story.md: its sections, and the findings they quote.

A section is a heading of the second level and the text below it. Results stand in the text only as
quotations, ``{{ attainment }}`` or ``{{ attainment | caution }}``; the report fills them in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from evalkit.core.errors import Fault, StudyFileError

STORY = "story.md"
CLOSING = ("Overview", "Good practice", "What we would do differently", "Sustainability")
FORMS = ("caution", "direction", "headline")

HEADING = re.compile(r"^##[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
TO_FILL_IN = re.compile(r"^FILL IN\b.*$", re.MULTILINE)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
QUOTATION = re.compile(r"\{\{([^{}]*)\}\}")
BRACES = re.compile(r"\{\{|\}\}")


def sections(story: str) -> dict[str, str]:
    """Return the text below each heading, in the order of the file, comments left out."""
    words = COMMENT.sub("", story)
    headings = list(HEADING.finditer(words))
    ends = [*(heading.start() for heading in headings), len(words)][1:]
    return {heading.group(1): words[heading.end() : end].strip() for heading, end in zip(headings, ends, strict=True)}


def section(story: str, title: str) -> str:
    """Return the text below one heading; an unknown heading lists what there is."""
    found = sections(story)
    if title not in found:
        raise StudyFileError.one(
            where=STORY,
            found=f"no section '{title}'",
            allowed=", ".join(found) or "a heading such as ## Overview",
            next=f"write a heading '## {title}' with its text below",
        )
    return found[title]


def section_faults(story: str) -> list[Fault]:
    """Return a fault for each closing section that is missing, empty or written twice."""
    found = sections(story)
    titles = [heading.group(1) for heading in HEADING.finditer(COMMENT.sub("", story))]
    faults = [_missing(title, titles) for title in CLOSING if title not in found]
    faults += [
        Fault(
            where=f"{STORY}, ## {title}",
            found="no text below the heading",
            allowed="at least one sentence",
            next="write what a head teacher should know; say so plainly if there is nothing to report yet",
        )
        for title in CLOSING
        if title in found and not found[title]
    ]
    faults += [
        Fault(
            where=f"{STORY}, ## {title}",
            found=left.group(0).strip(),
            allowed="your own words",
            next="replace this text; nothing of the template may be left in a study that is run",
        )
        for title, text in found.items()
        for left in TO_FILL_IN.finditer(text)
    ]
    faults += [
        Fault(
            where=f"{STORY}, ## {title}",
            found=f"{titles.count(title)} sections with this heading",
            allowed="each heading once",
            next="join the texts below one heading",
        )
        for title in dict.fromkeys(titles)
        if titles.count(title) > 1
    ]
    return faults


def quotation_faults(story: str, questions: Iterable[str]) -> list[Fault]:
    """Return a fault for each quotation that no question of the study can fill."""
    words = COMMENT.sub("", story)
    known = tuple(questions)
    faults = [fault for match in QUOTATION.finditer(words) for fault in _quotation(match.group(1), known)]
    if BRACES.search(QUOTATION.sub("", words)):
        faults.append(
            Fault(
                where=STORY,
                found="two braces that are not closed, or closed but not opened",
                allowed="{{ and }} in pairs on both sides of an id",
                next="close each quotation, as in {{ attainment }}",
            )
        )
    return faults


def _missing(title: str, titles: list[str]) -> Fault:
    close = get_close_matches(title.lower(), [other.lower() for other in titles], n=1)
    hint = f"; the heading '{close[0]}' looks close" if close else ""
    return Fault(
        where=STORY,
        found=f"no section '{title}'",
        allowed=f"the four closing sections: {', '.join(CLOSING)}",
        next=f"write a heading '## {title}' with its text below{hint}",
    )


def _quotation(inside: str, known: tuple[str, ...]) -> list[Fault]:
    identifier, _, form = (part.strip() for part in inside.partition("|"))
    place = f"{STORY}, {{{{{inside}}}}}"
    faults = []
    if identifier.split(".")[0] not in known:
        close = get_close_matches(identifier, known, n=1)
        faults.append(
            Fault(
                where=place,
                found=f"no question '{identifier}'",
                allowed=", ".join(known),
                next=f"did you mean {close[0]}?" if close else "quote the id of one of the study's questions",
            )
        )
    if form and form not in FORMS:
        close = get_close_matches(form, FORMS, n=1)
        faults.append(
            Fault(
                where=place,
                found=f"'{form}' after the bar",
                allowed=f"{', '.join(FORMS)}, or nothing",
                next=f"did you mean {close[0]}?" if close else "write {{ id }} for the estimate with its interval",
            )
        )
    return faults

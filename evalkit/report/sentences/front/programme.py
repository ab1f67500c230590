"""What was done and for whom, on the front page, and who and how many are compared."""

from __future__ import annotations

from evalkit.findings.finding import Answer, Finding
from evalkit.report.block import Block
from evalkit.report.sentences.parts.estimate_words import KINDS, kind_of
from evalkit.report.words import Words, stopped
from evalkit.study.model import Study


def front_done(study: Study) -> Block:
    """Say what was done, in the study's own words, and when; name and place stand above the page."""
    words = Words()
    done = stopped(words.repeat("plan", study.programme.summary))
    return words.block("study-front", f"{done} {ran(words, study)}")


def ran(words: Words, study: Study) -> str:
    """Say from which month to which the programme ran."""
    days = (study.programme.starts, study.programme.ends)
    return f"It ran from {' to '.join(words.repeat('plan', f'{day:%B %Y}') for day in days)}."


def front_counted(finding: Finding) -> Block:
    """Say how many of the schools asked about are compared."""
    words, standing, result = Words(), finding.standing, finding.estimate
    kind = kind_of(result) if standing is None else KINDS[standing.kind]
    compared = result.counts.units_treated if standing is None else standing.compared
    asked = (finding.beside.asked or compared) if standing is None else standing.asked
    sought = "targeted " if finding.beside.targeted else ""
    one, many = f"{sought}{kind.one}", f"{sought}{kind.many}"
    if asked == compared:
        every = words.count("schools treated", compared, one, many)
        text = f"The one {one} is looked at." if compared == 1 else f"All {every} are looked at."
    else:
        whole = words.count("schools of the programme", asked, one, many)
        some = words.count("schools treated", compared)
        text = f"We look at {some} of the {whole}; the rest could not be compared."
    return words.block(f"{finding.id}-front-counted", text, (finding.id,))


def could_not_be_answered(answers: tuple[Answer, ...]) -> str:
    """Return how many further questions were refused; empty where none was. Numbers are words: no finding has them."""
    refused = sum(not isinstance(answer, Finding) for answer in answers)
    if not refused:
        return ""
    number = IN_WORDS[refused - 1] if refused <= len(IN_WORDS) else "Many"
    return f"{number} of the questions could not be answered; the report says why."


IN_WORDS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")

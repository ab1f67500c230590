"""What the answers mean for a study, in the words of its file: selection, question, figures matched on, and why."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.core.quantity import GRADES
from evalkit.core.years import academic_year, ks2_scale
from evalkit.measures.parts.columns import known
from evalkit.places.authorities import authorities
from evalkit.run.beginning.answers import Answers, Rule
from evalkit.run.beginning.wording import subjects

NOT_RECORDED = "This was not recorded"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# What schools should be alike in, where the tables of the year before have it.
WORDS_ALIKE = ("area_type", "gender")
NUMBERS_ALIKE = ("ks2", "disadvantaged", "eal", "pupils")


@dataclass(frozen=True, slots=True)
class Alike:
    """What comparison schools are to be alike in.

    Attributes
    ----------
    exact, nearest : tuple of str
        Variables of which each word, and each number as near as can be, is to be the same.
    lacking : tuple of str
        Those that the tables of the year before do not have.
    """

    exact: tuple[str, ...]
    nearest: tuple[str, ...]
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """How comparison schools are found.

    Attributes
    ----------
    ratio : int
        Comparison schools for each school of the programme.
    only_shown : tuple of str
        Figures that are shown and not matched on.
    because : str
        Why, where that is not the template's way; empty where it is.
    not_exact : tuple of str
        Words in which comparison schools need not be the same.
    """

    ratio: int
    only_shown: tuple[str, ...]
    because: str
    not_exact: tuple[str, ...] = ()


def alike(answers: Answers) -> Alike:
    """Return what the tables let comparison schools be alike in."""
    panel = answers.panel
    assert panel is not None
    words = tuple(name for name in WORDS_ALIKE if panel.has(name))
    numbers = tuple(name for name in NUMBERS_ALIKE if known(panel, name, answers.baseline))
    return Alike(words, numbers, tuple(sorted({*WORDS_ALIKE, *NUMBERS_ALIKE} - {*words, *numbers})))


def asks(answers: Answers) -> str:
    """Return the question in words."""
    return f"Did {subjects()[answers.subject].words} change more in {whose(answers)} than in comparison schools?"


def whose(answers: Answers) -> str:
    """Return the schools of the programme in words."""
    if answers.areas:
        return f"the schools of {area_names(answers)}"
    count = len(answers.schools)
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"the {number} school{'' if count == 1 else 's'}"


def area_names(answers: Answers) -> str:
    """Return the names of the authorities that took part whole."""
    names = [authorities()[code].name for code in answers.areas]
    return " and ".join([*([", ".join(names[:-1])] if len(names) > 1 else []), names[-1]])


def how(answers: Answers) -> str:
    """Return how the schools came in."""
    said = {
        "volunteers": "Schools came forward by themselves",
        "schools": "Single schools were chosen",
        "area": "The area was taken as a whole",
        "unknown": "How the schools came in is not known",
    }
    return said[answers.chose]


def when(answers: Answers) -> str:
    """Return when they were chosen: the question about who asks for it too, and nothing else is known of it."""
    return NOT_RECORDED if answers.said("by") == NOT_RECORDED else "As far as it is told, beside who chose them"


def figure(answers: Answers) -> str:
    """Return on which figure they came in, or that none is known."""
    words, rule = subjects()[answers.subject].words, answers.rule
    if rule is not None:
        return f"{words[0].upper()}{words[1:]} of {academic_year(rule.year)}, {limit_in_words(rule)}"
    if answers.said("need"):
        return f"No published result: {answers.said('need')}"
    return "No limit on published results is known"


def limit_in_words(rule: Rule) -> str:
    """Return the limit in words."""
    if rule.below is not None:
        return f"below {GRADES.difference().show(rule.below) if rule.below else 'nought'}"
    where = f" of {'its region' if rule.of == 'region' else rule.of}" if rule.of else " of the authority"
    return f"one of the {rule.lowest} lowest{where}"


def other_years(answers: Answers) -> tuple[int, ...]:
    """Return the years shown beside the two compared: the one before, and those between, where results are there."""
    there = answers.held[answers.outcome]
    wanted = range(answers.baseline - 1, answers.cohort)
    same_exam = {year for year in wanted if ks2_scale(year) == ks2_scale(answers.baseline)}
    return tuple(year for year in there if year in same_exam and year != answers.baseline)


def matched_on_outcome(answers: Answers) -> bool:
    """Say whether the result before the start is matched on: only where single schools were chosen on it."""
    return answers.rule is not None and not answers.rule.of and not answers.areas and answers.chose != "area"

"""Answers that decide what a fair comparison is: the years, how the schools came in, and what was fixed beforehand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from evalkit.core.errors import EvalkitError, Fault
from evalkit.core.overrides import PANDEMIC_POOLED
from evalkit.core.quantity import GRADES
from evalkit.core.years import academic_year
from evalkit.measures import MEASURES
from evalkit.run.beginning.answers import Answers, Chosen, Rule, Taken, Unfit, unfit
from evalkit.run.beginning.consent import is_none, is_yes
from evalkit.run.beginning.exam_years import ExamYear, across_the_pandemic, around, best, exam_years, in_line, years_in
from evalkit.run.beginning.seen_tables import figures, look, may_be_published, refusal
from evalkit.run.beginning.wording import Subject, subjects

SHORTEST_REASON = 20
LIMIT = re.compile(
    r"(?:below|under|less than|lower than|<)\s*"
    r"([-−–+]?\s*\d*[.,]?\d+|nought|zero|(?:the )?(?:national |england )?average|england)",
    re.IGNORECASE,
)
LOWEST = re.compile(r"(?:lowest|weakest|worst|bottom)\s+(\d+)|(\d+)\s+(?:lowest|weakest|worst)", re.IGNORECASE)
# What people say, looked for in this order.
CHOSEN: dict[Chosen, tuple[str, ...]] = {
    "unknown": ("unknown", "don't know", "dont know", "do not know", "not known", "not sure", "unsure", "no idea"),
    "volunteers": ("volunt", "came forward", "themselves", "applied", "signed up"),
    "area": ("area", "whole", "all schools", "every school", "all of "),
    "schools": ("chosen", "chose", "school", "selected", "picked", "invited", "targeted"),
}
IN_A_WORD: dict[Chosen, str] = {one: "chosen" if one == "schools" else one for one in CHOSEN}
SAID: dict[Chosen, str] = {
    "volunteers": "Volunteers: they are assumed to be like other schools that could have come forward, and the "
    "report says so.",
    "area": "A whole area: the comparison is with schools of other areas.",
    "schools": "Chosen schools: what they were chosen on decides who is like them.",
    "unknown": "Not known: the report says so, and shows a second answer where it can.",
}


def calendar(so_far: Answers) -> tuple[ExamYear, ...]:
    """Return the years around the programme, with which of them the tables hold."""
    subject = subjects()[so_far.subject]
    held = {year for outcome in subject.outcomes for year in so_far.held.get(outcome, ())}
    years = around(so_far.starts, so_far.ends)
    never = {year for year in years if not any(may_be_published(outcome, year) for outcome in subject.outcomes)}
    return exam_years(so_far.starts, so_far.ends, held, never)


def calendar_lines(so_far: Answers) -> tuple[str, ...]:
    """Return the years as a list to choose from, with the two that are taken where nothing is typed."""
    years = calendar(so_far)
    taken = best(years, so_far.ends) or ()
    return tuple(f"{'*' if one.year in taken else ' '} {in_line(one)}" for one in years)


def years_default(so_far: Answers) -> str:
    """Return the two years that are taken where none are named, or that there are none."""
    return " ".join(map(str, best(calendar(so_far), so_far.ends) or ("none of these",)))


def take_years(text: str, so_far: Answers) -> Taken:
    """Take the year before and the year after, and the first outcome that the tables hold for both."""
    years = calendar(so_far)
    if best(years, so_far.ends) is None:
        raise _no_years(years, so_far)
    asked = years_in(text)
    if len(asked) != 2:
        raise unfit("years", text, "two years, such as 2017 and 2019", "type the year before and the year after")
    baseline, cohort = sorted(asked)
    known = {one.year: one for one in years}
    faults = [
        _wrong(known, year, before=before)
        for year, before in ((baseline, True), (cohort, False))
        if not _serves(known.get(year), before=before)
    ]
    if faults:
        raise Unfit(tuple(faults))
    answers = replace(so_far, baseline=baseline, cohort=cohort)
    outcome, said = _outcome(answers, subjects()[so_far.subject])
    return Taken(replace(answers, outcome=outcome), said, f"{baseline} and {cohort}")


def crosses(so_far: Answers) -> bool:
    """Say whether the years lie on two sides of the pandemic."""
    return bool(so_far.cohort) and across_the_pandemic(so_far.baseline, so_far.cohort)


def take_because(text: str, so_far: Answers) -> Taken:
    """Take the reason for setting the rule of the pandemic aside."""
    if len(text.strip()) < SHORTEST_REASON:
        raise unfit("because", text, f"a reason of {SHORTEST_REASON} letters or more", "say why in a sentence")
    return Taken(so_far.with_words("because", " ".join(text.split())))


def chose_default(so_far: Answers) -> str:
    """Return how the schools came in, where that is not said."""
    return "area" if so_far.areas else "unknown"


def take_chose(text: str, so_far: Answers) -> Taken:
    """Take how the schools came in."""
    bare = text.casefold()
    chose = next((kind for kind, signs in CHOSEN.items() if any(sign in bare for sign in signs)), None)
    if chose is None:
        raise unfit("chose", text, "volunteers, chosen, area or unknown", "type one of the four words")
    if chose != "area" and so_far.areas:
        note = " You named a whole authority as the schools; if it was picked whole, go back and say area."
        return Taken(replace(so_far, chose=chose), (f"{SAID[chose]}{note}",), IN_A_WORD[chose])
    return Taken(replace(so_far, chose=chose), (SAID[chose],), IN_A_WORD[chose])


def take_results(text: str, so_far: Answers) -> Taken:
    """Take the limit on their own results by which the schools, or their area, came in."""
    if is_none(text):
        return Taken(replace(so_far, rule=None))
    rule = _rule(text, so_far)
    if so_far.chose == "area" or so_far.areas:
        return Taken(replace(so_far, rule=rule))
    if rule.of:
        raise unfit("results", text, "a limit such as below 0 or lowest 5", "lowest of a region is for whole areas")
    if rule.below is None or rule.leave_out:
        return Taken(replace(so_far, rule=rule))
    held = _held(rule, so_far)
    _refuse_unmet(rule, held)
    return Taken(replace(so_far, rule=rule), tuple(_in_words(held, rule)))


def needs_asking(so_far: Answers) -> bool:
    """Say whether a need may have decided: schools were chosen, and no limit on results is known."""
    return so_far.chose == "schools" and so_far.rule is None


def take_need(text: str, so_far: Answers) -> Taken:
    """Take the need that no table shows."""
    return Taken(so_far.with_words("need", "" if is_none(text) else " ".join(text.split())))


def take_planned(text: str, so_far: Answers) -> Taken:
    """Take whether the question was fixed before anybody saw results."""
    planned = is_yes(text, "planned")
    return Taken(replace(so_far, planned=planned), text="yes" if planned else "no")


def _serves(one: ExamYear | None, *, before: bool) -> bool:
    return one is not None and one.there and (one.before if before else one.after)


def _wrong(known: Mapping[int, ExamYear], year: int, *, before: bool) -> Fault:
    fit = [str(one.year) for one in known.values() if _serves(one, before=before)]
    why = f": {known[year].why}" if year in known else ""
    which = "before" if before else "after"
    return Fault(
        "--years",
        f"{year} as the year {which}{why}",
        f"one of {', '.join(fit)} as the year {which}",
        "take years of the list; if the start is wrong, type back",
    )


def _no_years(years: tuple[ExamYear, ...], so_far: Answers) -> Unfit:
    before = [academic_year(one.year) for one in years if one.before]
    after = [academic_year(one.year) for one in years if one.after]
    others = [one for one in subjects() if best(calendar(replace(so_far, subject=one)), so_far.ends)]
    instead = f"; they can answer for {' or '.join(others)} (type: back subject)" if others else ""
    return unfit(
        "years",
        f"of {subjects()[so_far.subject].words}, your tables lack a year before the start or after it{instead}",
        f"results of one of {', '.join(before) or 'no year'} and of one of {', '.join(after) or 'no year'}",
        'put those tables into the folder (evalkit data fetch --search "key stage 4"), or type back and correct the '
        "dates; until the examinations after the start are published nothing can be compared",
    )


def _outcome(answers: Answers, subject: Subject) -> tuple[str, tuple[str, ...]]:
    """Return the first outcome of a subject that can be had for both years, and what is said of it."""
    assert answers.panel is not None
    years = (answers.baseline, answers.cohort)
    aside = {PANDEMIC_POOLED: "a reason is asked for next"} if across_the_pandemic(*years) else {}
    faults: tuple[Fault, ...] = ()
    for place, outcome in enumerate(subject.outcomes):
        refused = refusal(answers.panel, outcome, years, aside)
        if not refused:
            lacking = MEASURES.get(subject.outcomes[0]).label
            instead = f" For these years your tables lack {lacking}." if place else ""
            label = MEASURES.get(outcome).label
            said = f"{academic_year(years[1])} is compared with {academic_year(years[0])}, by {label}.{instead}"
            return outcome, (said,)
        faults = faults or refused
    raise Unfit(faults)


def _rule(text: str, so_far: Answers) -> Rule:
    """Return the limit that an answer names."""
    limit, lowest = LIMIT.search(text), LOWEST.search(text)
    year = next(iter(years_in(text)), so_far.baseline)
    of = next((place for place in ("region", "England") if place.casefold() in text.casefold()), "")
    if limit:
        return Rule(year, below=_number(limit.group(1)), leave_out="leave" in text.casefold())
    if lowest:
        of = of or ("England" if so_far.chose == "area" else "")
        return Rule(year, lowest=int(lowest.group(1) or lowest.group(2)), of=of)
    raise unfit(
        "results",
        text,
        "no; unknown; below a number, such as below 0 or below -0.2 in 2017; lowest and a number",
        "give the limit that was really used, or type unknown; how it was can be told in study.toml",
    )


def _number(text: str) -> float:
    plain = re.sub(r"[−–]", "-", text).replace(" ", "").replace(",", ".")
    return 0.0 if plain[-1:].isalpha() else float(plain)


def _held(rule: Rule, so_far: Answers) -> dict[int, float]:
    """Return what the schools stood at in the year of the limit, which was over before the start."""
    known = {one.year: one for one in calendar(so_far)}
    if not _serves(known.get(rule.year), before=True):
        raise Unfit((replace(_wrong(known, rule.year, before=True), where="--results"),))
    try:
        return figures(look(so_far.folder, so_far.schools), so_far.outcome, rule.year, so_far.schools)
    except EvalkitError as error:
        raise Unfit(error.faults) from error


def _refuse_unmet(rule: Rule, held: Mapping[int, float]) -> None:
    """Refuse a limit that schools of the programme do not meet: by it they cannot have come in."""
    assert rule.below is not None
    over = {urn: figure for urn, figure in held.items() if figure >= rule.below}
    if not over:
        return
    which = ", ".join(f"{urn} ({GRADES.difference().show(figure)})" for urn, figure in over.items())
    raise unfit(
        "results",
        f"{len(over)} of the schools did not stand below that in {academic_year(rule.year)}: {which}",
        "a limit that every school of the programme met",
        "correct the limit or its year, or type unknown; to leave these schools out of the answer, add: leave out",
    )


def _in_words(held: Mapping[int, float], rule: Rule) -> list[str]:
    if not held:
        return [f"The tables hold no result of these schools for {academic_year(rule.year)}: check the year."]
    return [f"All {len(held)} stood below that in {academic_year(rule.year)}."]

"""For whom: what whole authorities tell of groups of pupils, what that stands in for, and what would be needed."""

from __future__ import annotations

from dataclasses import replace

from evalkit.core.quantity import GRADES, Unit
from evalkit.findings.finding import Finding
from evalkit.findings.groups import GroupAnswer, Groups
from evalkit.report.block import Block
from evalkit.report.sentences.finding import direction_words, quoted_in
from evalkit.report.sentences.parts.estimate_words import NEITHER, answer_sentences, like_words, read
from evalkit.report.sentences.parts.likeness import compared_of
from evalkit.report.sentences.parts.several_words import among_others
from evalkit.report.sentences.unanswered import NOT_ANSWERED
from evalkit.report.words import NO_EFFECT_NOR_AVERAGE, Words, brief, listed, opened, stopped

# Maths fills two of the ten parts of which Progress 8 is made up; points of a single subject move it by a fifth.
MATHS_PARTS, ALL_PARTS = 2, 10
HALF_A_GRADE = 0.5
# Weights that make earlier years agree can be had from two years by chance; fewer than this are not enough to tell.
ENOUGH_YEARS = 6
PROXY = "White, all subjects: a proxy for White British in maths"
NOT_TOLD = f"Where we cannot tell, that means {NO_EFFECT_NOR_AVERAGE}: a rise and a fall both fit the figures."
CANNOT = "cannot tell a rise from a fall in the"
NO_TABLE = "no public table shows White British pupils' maths"
HOLDER = (
    "The Department for Education holds them in the National Pupil Database and lets accredited researchers use them "
    "in a secure room, where every output is checked before it leaves; each school holds them for its own pupils."
)


def groups(result: Groups) -> Block:
    """What was found for each group, or why nothing can be said from published figures."""
    words = Words()
    if not result.answers and not result.unanswered:
        return replace(words.block("groups", _why_not(words, result)), title="")
    points = [
        f"- {stopped(words.repeat('plan', one.finding.question))} {_headline(words, one.finding)}"
        for one in result.answers
    ]
    points += [
        f"- {stopped(words.repeat('plan', one.question))} {opened(NOT_ANSWERED)}: "
        f"{stopped('; '.join(words.repeat('found', fault.found) for fault in one.faults))}"
        for one in result.unanswered
    ]
    opening = [_whole(words, result)] if result.answers else []
    untold = [NOT_TOLD] if any(not read(one.finding).direction for one in result.answers) else []
    findings = tuple(one.finding.id for one in result.answers)
    return words.block("groups", "\n\n".join([*opening, "\n".join(points), *untold]), findings)


def answer(result: Groups) -> Block:
    """Of how many questions about groups of pupils a direction can be told, and what no table shows, in one line."""
    words = Words()
    found = [*(one.finding for one in result.answers if one.of_a_group), *result.by_school]
    asked = len(found) + len(result.unanswered)
    if not asked:
        return words.block("groups-answer", f"No question is asked of groups of pupils, and {NO_TABLE}.")
    told = sum(bool(read(finding).direction) for finding in found)
    can = f"can tell a rise from a fall in {words.count('direction told', told)} of" if told else CANNOT
    number = words.count("questions on groups", asked, "question")
    text = f"We {can} {number} on groups of pupils; {NO_TABLE}."
    return words.block("groups-answer", text, tuple(finding.id for finding in found))


def proxy(result: Groups) -> Block:
    """What figures by ethnicity stand in for, and how little of maths shows in them; empty where there are none."""
    words = Words()
    stands = [one for one in result.answers if one.proxy_for]
    if not stands:
        return words.block("groups-proxy", "")
    share = words.percent("share of maths", MATHS_PARTS / ALL_PARTS)
    moved = words.size("half a grade in maths", HALF_A_GRADE * MATHS_PARTS / ALL_PARTS, GRADES)
    text = (
        f"{PROXY}. {opened(listed(dict.fromkeys(_short(one) for one in stands)))} stand in for "
        f"{words.repeat('proxy', stands[0].proxy_for)}, which is not published. They count White pupils who are not "
        f"British too, and every subject: maths makes {share} of Progress 8, so pupils who gain half a grade in maths "
        f"alone raise it by {moved}.{_too_small(stands)}"
    )
    return words.block("groups-proxy", text, tuple(one.finding.id for one in stands))


def needed(result: Groups) -> Block:
    """What would answer the question about single groups in maths, and who holds it."""
    words = Words()
    parts = [
        "To say how pupils of one ethnicity did in maths, single pupils' results are needed with their earlier "
        f"results, ethnicity, first language and disadvantage. {HOLDER}"
    ]
    if result.answers:
        before = len(result.years_before)
        parts.append(
            "A synthetic control, which weights other authorities until their earlier years follow this one's, is not "
            f"offered: it needs at least {words.count('years needed', ENOUGH_YEARS)} earlier years, and the tables "
            f"hold figures of authorities for {words.count('years before', before)} before the start. Authorities that "
            "are alike in the last of them, each counting the same, are used instead."
        )
    return words.block("groups-needed", " ".join(parts))


def by_school(result: Groups) -> Block:
    """What the study found for groups of pupils school by school; empty where it asks nothing of the kind."""
    words = Words()
    if not result.by_school:
        return words.block("groups-by-school", "")
    points = [
        f"- {stopped(words.repeat('plan', one.question))} {_short_answer(words, one)}" for one in result.by_school
    ]
    return words.block(
        "groups-by-school",
        "School by school, the study also asks, and answers in full on the page of each question:\n\n"
        + "\n".join(points),
        tuple(f.id for f in result.by_school),
    )


def caveats(result: Groups) -> Block:
    """What must be said beside the figures of authorities; empty where there are none."""
    words = Words()
    said: dict[str, list[str]] = {}
    for one in result.answers:
        for caveat in dict.fromkeys((*one.finding.caveats, *one.trends.notes)):
            said.setdefault(caveat, []).append(titled(one))
    if not said:
        return words.block("groups-caveats", "")
    every = len(result.answers)
    text = " ".join(
        f"{'' if len(whom) == every else f'{listed(whom)}: '}{stopped(words.repeat('caveat', caveat))}"
        for caveat, whom in said.items()
    )
    return words.block("groups-caveats", f"To keep in mind: {text}", tuple(one.finding.id for one in result.answers))


def _headline(words: Words, finding: Finding) -> str:
    """Return the headline of one question, with what the others asked make of it; what is said once stands below."""
    told = answer_sentences(words, finding.estimate, read(finding), compared_of(finding))
    return " ".join([*(one for one in told if one != NEITHER), *among_others(words, finding)])


def _short_answer(words: Words, finding: Finding) -> str:
    """Return which way a question went as far as that can be told, and both ends; its page says it in full."""
    others = like_words(finding.estimate, compared_of(finding))
    told = quoted_in(words, finding)
    tail = "" if read(finding).direction else ", we cannot tell which"
    return f"Relative to {others} it {direction_words(finding)}{tail}: {told}."


def _too_small(stands: list[GroupAnswer]) -> str:
    """Say so where half an interval is wider than what half a grade in maths alone would move."""
    moved = HALF_A_GRADE * MATHS_PARTS / ALL_PARTS
    halves = [
        (sure.conf_high - sure.conf_low) / 2
        for one in stands
        if one.finding.estimate.unit.name == GRADES.name and (sure := read(one.finding).inference) is not None
    ]
    return " A difference of that size cannot be told from chance here." if halves and min(halves) > moved else ""


def _short(one: GroupAnswer) -> str:
    return f"figures of {one.finding.estimate.estimand.population}"


def _whole(words: Words, result: Groups) -> str:
    return (
        f"Results by ethnicity are published for whole authorities, not for schools. {_share(words, result)}, so "
        "figures of the whole authority are about them. Each is set beside the authorities most like it, and "
        "judged by how all other authorities came out in its place."
    )


def _why_not(words: Words, result: Groups) -> str:
    if result.whole:
        return (
            f"{_share(words, result)}, so figures of the whole authority would be about them, but the study "
            "asks no question about them. Results of White and of disadvantaged pupils over all subjects are published "
            "for authorities; docs/methods/similar_areas.md says how to ask."
        )
    few = words.count("schools", result.schools, "school")
    return (
        "Results by ethnicity are published for whole authorities, not for schools. "
        f"{_share(words, result)}. A figure of the authority says nothing of {few} in it: what moved it may have "
        "happened in any of the others. So this page gives no figure by ethnicity."
    )


def _share(words: Words, result: Groups) -> str:
    one = Unit("schools", 0)
    where = "their authority" if len(result.area_names) == 1 else "their authorities"
    return (
        f"The schools studied are {words.number('schools', result.schools, one)} of the "
        f"{words.count('schools of the authority', result.of_schools, 'mainstream school')} with results in {where}, "
        f"with {words.percent('share of pupils', result.share)} of its pupils"
    )


def titled(one: GroupAnswer) -> str:
    """Return a group and what was looked at, in a few words: ``White pupils, progress``."""
    what = brief(one.finding.estimate.outcome).split(" of ", 1)[0].removesuffix(" over all subjects")
    return f"{whose(one)}, {what}"


def whose(one: GroupAnswer) -> str:
    """Return the group, and that several earlier years were averaged where they were."""
    estimand = one.finding.estimate.estimand
    several = len(estimand.baseline) > 1
    return f"{opened(estimand.population)}{', from the mean of earlier years' if several else ''}"

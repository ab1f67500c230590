"""Answers about the programme: its tables, its schools, and what was done, each checked as it is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from evalkit.core.errors import EvalkitError
from evalkit.core.years import academic_year
from evalkit.data.folder.invented import invention
from evalkit.places.authorities import authorities
from evalkit.run.beginning.answers import Answers, Taken, Unfit, unfit
from evalkit.run.beginning.consent import NO, YES
from evalkit.run.beginning.days import day_of, in_words
from evalkit.run.beginning.named_schools import named, refuse
from evalkit.run.beginning.seen_tables import count_tables, look, looked_up, years_with
from evalkit.run.beginning.wording import subjects
from evalkit.run.places import HOME, RAW, SYNTHETIC, shown
from evalkit.study.story import BRACES

FEW_SCHOOLS = 5
MAY_BE_SKIPPED = {"fund", "place", "aim", "by", "declined", "worked", "change", "continues"}
SKIPPED = "say it in a few words, or press Enter to leave it open"
A_MONTH = 30
MARKS = "leave these signs out; story.md, where they mean a result and a heading, can be changed once it is written"
RAW_WORDS = {"raw", "mine", "my own", "own", "our own", "ours"}
INVENTED_WORDS = {"invented", "synthetic", "practice", "practise", "example"}
WHERE_FROM = (
    "put the published tables there (data/raw/README.md says which), or fetch them: evalkit data fetch --search "
    '"key stage 4"; to practise, make invented ones: evalkit synth tables'
)


def tables_default() -> str:
    """Return the folder that is taken where none is named: the user's own tables, or the invented ones."""
    return "data/synthetic" if not count_tables(RAW) and count_tables(SYNTHETIC) else "data/raw"


def take_tables(text: str, so_far: Answers) -> Taken:
    """Take the folder of the tables, and look at what they hold."""
    folder = _folder(text)
    count = count_tables(folder)
    if not count:
        found = "no tables in it" if folder.is_dir() else "no such folder"
        raise unfit("tables", f"{shown(folder)}: {found}", "a folder with tables of school results", WHERE_FROM)
    try:
        panel = look(folder)
    except EvalkitError as error:
        raise Unfit(error.faults) from error
    outcomes = {outcome for subject in subjects().values() for outcome in subject.outcomes}
    held = {outcome: years_with(panel, outcome) for outcome in outcomes}
    years = [academic_year(year) for year in sorted({year for those in held.values() for year in those})]
    invented = invention(folder).is_invented
    kind = "invented, no school is real" if invented else "published"
    said = f"{count} tables in {shown(folder)} ({kind}); results at 16 of {', '.join(years) or 'no year'}."
    if not years:
        raise unfit("tables", said, "tables of Progress 8 or Attainment 8 of at least two years", WHERE_FROM)
    answers = replace(so_far, folder=folder, panel=panel, held=held, invented=invented)
    return Taken(answers, (said,), shown(folder))


def take_schools(text: str, so_far: Answers) -> Taken:
    """Take the schools, and say who they are."""
    try:
        found = named(text)
    except Unfit:
        raise
    except EvalkitError as error:
        raise Unfit(error.faults) from error
    refuse(found)
    if found.areas:
        names = ", ".join(authorities()[code].name for code in found.areas)
        said = f"Every mainstream school of {names}. (To name single schools instead: back.)"
        return Taken(replace(so_far, areas=found.areas, schools={}), (said,))
    known = looked_up(so_far.folder, found.numbers)
    lines = [one.in_words() + (f"; closed on {one.closed}" if one.closed else "") for one in known.values()]
    codes = Counter(one.area for one in known.values() if one.area)
    notes = [*_several(codes), *_few(len(known))]
    answers = replace(so_far, areas=(), schools=known)
    return Taken(answers, (*found.notes, *lines, *notes), ", ".join(map(str, known)))


def words_of(key: str) -> Callable[[str, Answers], Taken]:
    """Return what takes an answer in words, for one field of the answers."""

    def take(text: str, so_far: Answers) -> Taken:
        words = " ".join(text.split())
        if not any(letter.isalnum() for letter in words) or words.casefold().strip(" .!") in YES | NO:
            advice = SKIPPED if key in MAY_BE_SKIPPED else "say it in a few words"
            raise unfit(key, text or "nothing", "a few words", advice)
        if words.casefold().startswith("fill in"):
            raise unfit(key, words, "your own words", "say it in your own words")
        if words.startswith("#") or BRACES.search(words):
            raise unfit(key, words, "words without {{ or }}, and no # before them", MARKS)
        return Taken(so_far.with_words(key, words))

    return take


def place_default(so_far: Answers) -> str:
    """Return the names of the authorities in which the schools are."""
    codes = so_far.areas or tuple(dict.fromkeys(one.area for one in so_far.schools.values()))
    names = [authorities()[code].name for code in codes if code in authorities()]
    return ", ".join(names) or "England"


def take_subject(text: str, so_far: Answers) -> Taken:
    """Take the subject, however it is called."""
    for subject in subjects().values():
        if text.casefold().strip(" .") in subject.called:
            return Taken(replace(so_far, subject=subject.id), text=subject.id)
    raise unfit(
        "subject",
        text,
        "maths, English or all subjects",
        "take the nearest of the three; study.toml may ask of other results, which evalkit methods lists",
    )


def aim_default(so_far: Answers) -> str:
    """Return an aim that follows from the subject."""
    return f"Raise {subjects()[so_far.subject].words} at the end of Key Stage 4"


def take_starts(text: str, so_far: Answers) -> Taken:
    """Take the first day."""
    day = day_of(text, "starts")
    return Taken(replace(so_far, starts=day), (f"{in_words(day)}.",), in_words(day))


def take_ends(text: str, so_far: Answers) -> Taken:
    """Take the last day, which comes after the first."""
    day = day_of(text, "ends")
    if day <= so_far.starts:
        raise unfit(
            "ends",
            in_words(day),
            f"a day after the start, {in_words(so_far.starts)}",
            "type the last day; if the start is wrong, type back",
        )
    short = " That is less than a month." if (day - so_far.starts).days < A_MONTH else ""
    return Taken(replace(so_far, ends=day), (f"{in_words(day)}.{short}",), in_words(day))


def _folder(text: str) -> Path:
    bare = text.casefold().strip(" /.")
    if bare in RAW_WORDS:
        return RAW
    if bare in INVENTED_WORDS:
        return SYNTHETIC
    path = Path(text).expanduser()
    return path if path.is_dir() or path.is_absolute() else HOME / path


def _several(codes: Counter[str]) -> tuple[str, ...]:
    if len(codes) <= 1:
        return ()
    known = authorities()
    where = ", ".join(f"{known[code].name if code in known else code} ({count})" for code, count in codes.items())
    return (
        f"They lie in {len(codes)} authorities: {where}. That can be evaluated; no other school of these authorities "
        "will serve as a comparison.",
    )


def _few(count: int) -> tuple[str, ...]:
    if count >= FEW_SCHOOLS:
        return ()
    return (
        f"Only {count} school{'' if count == 1 else 's'}: the range of the answer will be wide. Name all that started.",
    )

"""Begin a study: ask what it needs, one question at a time, and write its folder from the answers."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from evalkit.core.errors import Fault, StudyFileError
from evalkit.core.shipped import CLONE, project, shipped
from evalkit.run.beginning import draft
from evalkit.run.beginning.answers import Answers
from evalkit.run.beginning.dialogue import Conversation, without_asking
from evalkit.run.beginning.fitting import fitted
from evalkit.run.beginning.study_text import write
from evalkit.run.beginning.terminal import HungUpError, Terminal, somebody_there
from evalkit.run.places import PRIVATE, STUDIES, shown

DOCS = "docs"
BEGUN = PRIVATE / "begun"
NAME = re.compile(r"[a-z][a-z0-9-]*")
LEFT = 130
DISCARD = {"no", "n", "new", "anew"}


def new(
    name: str,
    given: Mapping[str, str],
    *,
    studies: Path = STUDIES,
    begun: Path = BEGUN,
    terminal: Terminal | None = None,
    fit: Callable[[Path, Answers], tuple[str, ...]] = fitted,
) -> int:
    """Write a new study from answers; an existing folder is never touched.

    Parameters
    ----------
    name : str
        Of the study's folder; asked for where it is empty and somebody is there.
    given : mapping of str to str
        Answers that were given beforehand, by the name of their question.
    studies, begun : Path
        Where studies are, and where answers are kept until the study is written.
    terminal : Terminal or None
        Where the others are asked for; None where nobody is there to answer.
    fit : callable
        Sees to it that comparison schools are alike enough; returns what is to be said of it.
    """
    given = {key: text for key, text in given.items() if text.strip()}
    if terminal is None:
        _refuse_name(name, studies)
        answers = without_asking(given)
    else:
        try:
            name = _name(name, terminal, studies, begun)
            answers = _asked(name, given, terminal, begun)
        except (HungUpError, KeyboardInterrupt):
            terminal.say("", _kept(name, begun))
            return LEFT
    _refuse_name(name, studies)
    _write(studies / name, answers)
    draft.forget(begun, name)
    _lay_out_pages()
    print("\nWritten. Looking for comparison schools ...", flush=True)
    Terminal().say(*fit(studies / name, answers), *_written(studies / name, name))
    return 0


def begin(name: str, given: Mapping[str, str]) -> int:
    """Begin a study: in a conversation where somebody is there, else from what was given alone."""
    return new(name, given, terminal=Terminal() if somebody_there() else None)


def _write(folder: Path, answers: Answers) -> None:
    try:
        write(folder, answers)
    except OSError as error:
        raise StudyFileError.one(
            where=shown(folder),
            found=f"nothing could be written ({error.strerror})",
            allowed="a folder in which you may write, with some room",
            next="mend that and type evalkit new again: your answers are kept",
        ) from error


def _asked(name: str, given: Mapping[str, str], terminal: Terminal, begun: Path) -> Answers:
    """Return the answers of a conversation, which goes on where one of that name was broken off."""
    kept = draft.kept(begun, name)
    terminal.say(
        "",
        f"A new study, {name}: about twenty questions, five to ten minutes. Nothing is written before you have seen "
        "all your answers. back goes to the question before, help explains, quit stops; what you answered is kept.",
    )
    if kept:
        count = f"{len(kept)} answer{'' if len(kept) == 1 else 's'}"
        terminal.say("", f"You began this study before and gave {count}. Press Enter to go on, or type new.")
        kept = {} if terminal.ask().casefold() in DISCARD else kept
    return Conversation(terminal, lambda so_far: draft.keep(begun, name, so_far), {**kept, **given}).hold()


def _name(name: str, terminal: Terminal, studies: Path, begun: Path) -> str:
    """Return a name that is free and may stand, asked for until there is one."""
    unfinished = [one for one in draft.begun(begun) if not (studies / one).exists()]
    if not name:
        terminal.say("What shall the folder of the study be called?")
        terminal.say("Example:  my-project", "What for: evalkit check my-project, evalkit run my-project", indent="   ")
        if unfinished:
            terminal.say(f"If empty: you go on with {unfinished[0]}, which you began before", indent="   ")
        name = terminal.ask() or next(iter(unfinished), "")
    while faults := _name_faults(name, studies):
        for fault in faults:
            free = _suggested(name, studies)
            lines = f"! {fault.where}: {fault.found}", f"Enter takes {free}; or type another, {fault.allowed}."
            terminal.say(*lines, indent="   ")
            name = terminal.ask() or free
    return name


def _kept(name: str, begun: Path) -> str:
    if not draft.kept(begun, name):
        return "Stopped. Nothing was written."
    return f"Stopped. Your answers are kept; evalkit new {name} goes on from there."


def _written(folder: Path, name: str) -> list[str]:
    return [
        "",
        f"{shown(folder)} holds study.toml, schools.csv and story.md, for you to read and change. What was done is "
        "recorded in programme.xlsx, as far as you keep it; instruments holds forms that help to fill it.",
        "",
        "Next, type",
        f"  evalkit check {name}",
        "which says in seconds what is wrong or missing, and then",
        f"  evalkit run {name}",
        "which makes the report in a few minutes.",
    ]


def _lay_out_pages() -> None:
    """Lay the pages to which a study file points beside the studies, where there is no clone that has them."""
    if CLONE is None and not (project() / DOCS).exists():
        shutil.copytree(shipped(DOCS), project() / DOCS)


def _refuse_name(name: str, studies: Path) -> None:
    if faults := _name_faults(name, studies):
        raise StudyFileError(faults)


def _name_faults(name: str, studies: Path) -> list[Fault]:
    folder = studies / name
    if not NAME.fullmatch(name):
        allowed = "small letters, digits and hyphens, a letter first"
        advice = f"evalkit new {_suggested(name, studies)} would do"
        return [Fault("the name of the study", name or "nothing", allowed, advice)]
    if folder.exists():
        advice = f"it is left as it is; evalkit new {_suggested(name, studies)} would do"
        return [Fault(shown(folder), "a study of this name", "a name that is free", advice)]
    return []


def _suggested(name: str, studies: Path) -> str:
    """Return the nearest name that may stand and is free."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-0123456789") or "my-project"
    plain = plain if NAME.fullmatch(plain) else "my-project"
    number, free = 1, plain
    while (studies / free).exists():
        number += 1
        free = f"{plain}-{number}"
    return free


JOB = begin

"""Start a study: a copy of the template with a few answers in it."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from evalkit.core.errors import Fault, StudyFileError
from evalkit.core.shipped import CLONE, project, shipped
from evalkit.places.authorities import authorities, code_of
from evalkit.run.places import STUDIES, TEMPLATE, shown
from evalkit.study.uk_words import plain_date

FILE, DOCS = "study.toml", "docs"
NAME = re.compile(r"[a-z][a-z0-9-]*")


def new(name: str, answers: Mapping[str, str], studies: Path = STUDIES) -> int:
    """Copy the template to ``studies/name`` with the answers; an existing folder is never touched."""
    folder = studies / name
    answers = _as_meant(answers)
    faults = [*_name_faults(name, folder), *_answer_faults(answers)]
    if faults:
        raise StudyFileError(faults)
    text = filled((TEMPLATE / FILE).read_text(encoding="utf-8"), answers)
    shutil.copytree(TEMPLATE, folder)
    (folder / FILE).write_text(text, encoding="utf-8", newline="\n")
    _lay_out_pages()
    print(f"{shown(folder / FILE)} is yours to fill in; evalkit check {name} says what is left")
    return 0


def _lay_out_pages() -> None:
    """Lay the pages to which a study file points beside the studies, where there is no clone that has them."""
    if CLONE is None and not (project() / DOCS).exists():
        shutil.copytree(shipped(DOCS), project() / DOCS)


def _as_meant(answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers with plain dates, and with the code of the authority where its name is given."""
    area = answers["area"].strip()
    plain = {key: plain_date(answers[key].strip()) for key in ("starts", "ends")}
    return {**answers, **plain, "area": code_of(area) or area}


def filled(text: str, answers: Mapping[str, str]) -> str:
    """Return the template's study file with the answers in their places."""
    quoted = {key: json.dumps(value.strip(), ensure_ascii=False) for key, value in answers.items()}
    text = _set(text, "", "title", quoted["title"])
    text = _set(text, "programme", "place", quoted["place"])
    text = _set(text, "programme", "starts", answers["starts"].strip())
    text = _set(text, "programme", "ends", answers["ends"].strip())
    return _set(text, "schools", "rule", f"{{ areas = [{quoted['area']}] }}")


def _set(text: str, table: str, key: str, value: str) -> str:
    lines = text.split("\n")
    here = ""
    for number, line in enumerate(lines):
        if line.startswith("["):
            here = line.strip("[] ")
        elif here == table and re.match(rf"{key}\s*=", line):
            lines[number] = f"{key} = {value}"
            return "\n".join(lines)
    raise StudyFileError.one(
        where=f"{shown(TEMPLATE / FILE)}, [{table}] {key}",
        found="no such line",
        allowed=f"a line that begins with {key} =",
        next="put the line back into the template",
    )


def _name_faults(name: str, folder: Path) -> list[Fault]:
    if not NAME.fullmatch(name):
        allowed = "small letters, digits and hyphens, a letter first"
        return [Fault("the name of the study", name, allowed, f"try {_suggested(name)}")]
    if folder.exists():
        return [Fault(shown(folder), "a folder of this name", "a name that is free", "choose another name")]
    return []


def _answer_faults(answers: Mapping[str, str]) -> list[Fault]:
    faults = [
        Fault(f"the answer to {key}", "nothing", "a few words", "answer the question")
        for key in ("title", "place")
        if not answers[key].strip()
    ]
    for key in ("starts", "ends"):
        try:
            dt.date.fromisoformat(answers[key].strip())
        except ValueError:
            faults.append(
                Fault(f"the answer to {key}", answers[key], "a date such as 2017-09-01", "write year, month and day")
            )
    if answers["area"] not in authorities():
        allowed = "the name of a local authority or its three digits, such as 856"
        faults.append(Fault("the answer to area", answers["area"], allowed, "look it up in data/reference"))
    return faults


def _suggested(name: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    return plain if NAME.fullmatch(plain) else "my-project"


JOB = new

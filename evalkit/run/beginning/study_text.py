"""Writes the files of a new study: the template with every answer in its place, and beside it why it stands so."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evalkit.core.errors import StudyFileError
from evalkit.core.overrides import PANDEMIC_POOLED
from evalkit.core.years import academic_year
from evalkit.run.beginning import study_words as words
from evalkit.run.beginning.answers import Answers, Rule
from evalkit.run.beginning.programme_files import programme_files
from evalkit.run.beginning.wording import checks_of_areas, subjects
from evalkit.run.places import TEMPLATE, shown

FILE, SCHOOLS, STORY = "study.toml", "schools.csv", "story.md"
COLUMNS = ("urn", "name", "role", "wave", "starts", "note")
# Comments of the template that speak to somebody who has answered nothing yet.
OPENING = "Every text that begins with FILL IN"
LONGEST = 118
STILL_OPEN = "Not written yet"
AS_IN_THE_TEMPLATE = words.Matching(5, (), "")


class Filled:
    """The lines of a study file, changed statement by statement; its comments stay.

    Parameters
    ----------
    text : str
        The template.
    """

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")

    def set(self, table: str, key: str, value: object, because: str = "") -> None:
        """Put a value in the place of the template's, with the reason above it."""
        first, last = self._statement(table, key)
        self.lines[first : last + 1] = [*commented(because), f"{key} = {toml(value)}"]

    def add(self, table: str, after: str, key: str, value: object, because: str = "") -> None:
        """Put a key that the template only speaks of below another."""
        _, last = self._statement(table, after)
        self.lines[last + 1 : last + 1] = [*commented(because), f"{key} = {toml(value)}"]

    def drop(self, table: str, key: str) -> None:
        """Take a key out."""
        first, last = self._statement(table, key)
        del self.lines[first : last + 1]

    def drop_table(self, table: str, above: int) -> None:
        """Take a table out, with so many lines of comment above it."""
        start = next(at for at, line in enumerate(self.lines) if line.strip("[] ") == table and line.startswith("["))
        end = next(at for at, line in enumerate(self.lines) if at > start and not line.strip())
        del self.lines[start - above : end + 1]

    def text(self) -> str:
        """Return the whole file."""
        return "\n".join(self.lines)

    def _statement(self, table: str, key: str) -> tuple[int, int]:
        """Return the first and the last line of a statement; brackets decide where it ends."""
        here = ""
        for first, line in enumerate(self.lines):
            if line.startswith("["):
                here = line.strip("[] ")
            elif here == table and re.match(rf"{key}\s*=", line):
                last = first
                while not _whole("\n".join(self.lines[first : last + 1])):
                    last += 1
                return first, last
        raise StudyFileError.one(
            where=f"{shown(TEMPLATE / FILE)}, [{table}] {key}",
            found="no such line",
            allowed=f"a line that begins with {key} =",
            next="put the line back into the template",
        )


def write(folder: Path, answers: Answers) -> None:
    """Write the files of a study into a new folder, all of them or none.

    Parameters
    ----------
    folder : Path
        Which is not there yet.
    answers : Answers
        All of them.
    """
    written = {FILE: study_file(folder, answers), SCHOOLS: schools_table(answers), STORY: story(answers)}
    files = {name: text.encode() for name, text in written.items()} | programme_files(answers)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".begun-", dir=folder.parent) as held:
        whole = Path(held) / folder.name
        whole.mkdir()
        for name, content in files.items():
            (whole / name).parent.mkdir(exist_ok=True)
            (whole / name).write_bytes(content)
        os.rename(whole, folder)


def study_file(folder: Path, answers: Answers, matching: words.Matching = AS_IN_THE_TEMPLATE) -> str:
    """Return study.toml with the answers in their places, and why each choice of the design stands so."""
    file = Filled((TEMPLATE / FILE).read_text(encoding="utf-8"))
    file.lines = [line for line in file.lines if not line.startswith(f"# {OPENING}")]
    file.set("", "title", answers.said("programme"))
    _programme(file, answers)
    _schools(file, answers)
    _selection(file, answers)
    file.set("data", "folder", Path(os.path.relpath(answers.folder.resolve(), folder.resolve())).as_posix())
    file.set("data", "synthetic", answers.invented)
    _years(file, answers)
    _question(file, answers)
    _matching(file, answers, matching)
    return file.text()


def schools_table(answers: Answers) -> str:
    """Return schools.csv: one row for each school that was named."""
    table = io.StringIO(newline="")
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows((urn, known.name, "", "", "", "") for urn, known in answers.schools.items())
    return table.getvalue()


def story(answers: Answers) -> str:
    """Return story.md with its four headings; a section nobody has written yet says so."""
    question = _template()["questions"][0]["id"]
    result = (
        f"After the start, {subjects()[answers.subject].words} in {words.whose(answers)} "
        f"{{{{ {question} | direction }}}} relative to comparison schools elsewhere: {{{{ {question} }}}}. "
        f"{{{{ {question} | caution }}}}"
    )
    sections = {
        "Overview": f"{_sentence(answers.said('done'))}\n\n{result}",
        "Good practice": _told(answers, "worked", "what worked well"),
        "What we would do differently": _told(answers, "change", "what they would do differently"),
        "Sustainability": _told(answers, "continues", "what goes on"),
    }
    head = (TEMPLATE / STORY).read_text(encoding="utf-8").split("## ", 1)[0].split("\n", 1)[1]
    body = "\n\n".join(f"## {title}\n\n{text}" for title, text in sections.items())
    return f"# {answers.said('programme')}\n{head}{body}\n"


def commented(reason: str) -> list[str]:
    """Return a reason as lines of comment."""
    lines, line = [], "#"
    for word in reason.split():
        if len(line) + 1 + len(word) > LONGEST:
            lines.append(line)
            line = "#"
        line = f"{line} {word}"
    return [*lines, line] if reason else []


def toml(value: object) -> str:
    """Return a value as TOML writes it.

    Examples
    --------
    >>> toml({"variable": "ks2", "year": 2017}), toml(("a", "b")), toml(True), toml(-0.2)
    ('{ variable = "ks2", year = 2017 }', '["a", "b"]', 'true', '-0.2')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{key} = {toml(one)}' for key, one in value.items())} }}"
    if isinstance(value, Iterable):
        entries = [toml(one) for one in value]
        short = f"[{', '.join(entries)}]"
        return short if len(short) <= LONGEST - 20 else "\n".join(["[", *(f"    {one}," for one in entries), "]"])
    return str(value)


def _programme(file: Filled, answers: Answers) -> None:
    for key, value in (
        ("name", answers.said("programme")),
        ("place", answers.said("place")),
        ("fund", answers.said("fund")),
        ("starts", answers.starts),
        ("ends", answers.ends),
        ("aims", [answers.said("aim")]),
        ("summary", _sentence(answers.said("done"))),
    ):
        file.set("programme", key, value)
    for key, value in (
        ("id", "programme"),
        ("name", answers.said("programme")),
        ("what", answers.said("done").rstrip(".")),
        ("for_whom", words.whose(answers)),
    ):
        file.set("components", key, value)


def _schools(file: Filled, answers: Answers) -> None:
    if answers.areas:
        file.set("schools", "rule", {"areas": answers.areas})
        return
    because = "Only the numbers count; the names in the table are for whoever reads it."
    file.add("schools", "rule", "file", SCHOOLS, because)
    file.drop("schools", "rule")


def _selection(file: Filled, answers: Answers) -> None:
    file.set("selection", "chose", answers.chose)
    file.set("selection", "by", answers.said("by"))
    file.set("selection", "when", words.when(answers))
    file.set("selection", "how", words.how(answers))
    file.set("selection", "figure", words.figure(answers))
    file.set("selection", "declined", answers.said("declined"))
    rule = answers.rule
    if rule is not None and (answers.areas or answers.chose == "area"):
        because = (
            "The area was picked on this figure. Areas that stood so rise by themselves; what they rise is taken off."
        )
        file.add("selection", "declined", "area_chosen_on", _rule(rule, answers), because)
    elif rule is not None:
        because = (
            "Schools that stood so rise by themselves after a weak year. The same limit is therefore put to the "
            "comparison schools."
        )
        file.add("selection", "declined", "chosen_on", _rule(rule, answers), because)
    if answers.said("need"):
        because = "No table shows this need, so the report shows a range of answers beside the estimate."
        file.add("selection", "declined", "need_schools", "all")
        file.add("selection", "declined", "unobserved_need", answers.said("need"), because)


def _rule(rule: Rule, answers: Answers) -> dict[str, object]:
    limit: dict[str, object] = {"variable": answers.outcome, "year": rule.year}
    limit |= {"lowest": rule.lowest} if rule.below is None else {"below": rule.below or 0}
    limit |= {"of": rule.of} if rule.of else {}
    return {**limit, "unmet": "leave_out"} if rule.leave_out else limit


def _years(file: Filled, answers: Answers) -> None:
    before, after = academic_year(answers.baseline), academic_year(answers.cohort)
    because = f"The examinations of {after} came after the start, those of {before} were over before it."
    file.set("years", "cohort", answers.cohort, because)
    file.set("years", "baseline", [answers.baseline])
    file.set("years", "others", list(words.other_years(answers)))
    if answers.said("because"):
        entry = {"rule": PANDEMIC_POOLED, "reason": answers.said("because")}
        file.add("years", "others", "overrides", [entry])


def _question(file: Filled, answers: Answers) -> None:
    (question, *_) = _template()["questions"]
    area = answers.chose in {"area", "unknown"} or bool(answers.areas)
    others = {name for one in subjects().values() if one.id != answers.subject for name in one.checks}
    checks = [name for name in question["checks"] if name not in others and (area or name not in checks_of_areas())]
    file.set("questions", "asks", words.asks(answers))
    file.set("questions", "status", "planned" if answers.planned else "exploratory")
    file.set("questions", "outcome", answers.outcome)
    because = "" if area else "Checks of how an area was picked are left out: single schools came in."
    file.set("questions", "checks", checks, because)


def _matching(file: Filled, answers: Answers, matching: words.Matching) -> None:
    alike, year = words.alike(answers), answers.baseline
    result = {"variable": answers.outcome, "year": year}
    on_result = words.matched_on_outcome(answers)
    figures = [{"variable": name, "year": year} for name in alike.nearest if name not in matching.only_shown]
    shown = [{"variable": name, "year": year} for name in alike.nearest if name in matching.only_shown]
    because = (
        "The schools were chosen on their result before the start, so it is matched on."
        if on_result
        else "No limit on the result of single schools is known, so it is not matched on, and shown."
    )
    lacking = f"Your tables of that year lack {', '.join(alike.lacking)}, which else would stand here."
    table = "questions.options.matched"
    file.set(table, "exact", [name for name in alike.exact if name not in matching.not_exact])
    nearest = [*([result] if on_result else []), *figures]
    file.set(table, "nearest", nearest, f"{because} {lacking if alike.lacking else ''}")
    also = [*([] if on_result else [result]), *shown]
    if also:
        file.set(table, "also_show", also)
    else:
        file.drop(table, "also_show")
    file.set(table, "ratio", matching.ratio, matching.because)
    _donors(file, answers)


def _donors(file: Filled, answers: Answers) -> None:
    """Keep of the template's rules those that the tables can tell of, with the year before the start."""
    assert answers.panel is not None
    held = [rule for rule in _template()["donors"]["rules"] if answers.panel.has(rule["variable"])]
    file.set("donors", "rules", [{**rule, "year": answers.baseline} if "year" in rule else rule for rule in held])


def _template() -> dict[str, Any]:
    return tomllib.loads((TEMPLATE / FILE).read_text(encoding="utf-8"))


def _whole(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _told(answers: Answers, key: str, what: str) -> str:
    said = answers.said(key)
    if said == STILL_OPEN:
        return f"This section is still to be written: {what} is for those who ran the programme to say."
    return _sentence(said)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."

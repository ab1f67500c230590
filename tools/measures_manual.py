"""Write the manual of measures from the measures and their specifications: ``python -m tools.measures_manual``.

Each measure says in its own file what it means and in which years; its specification holds a small table and
what must come out of it. Both are printed here as they stand, so the manual cannot say anything else.
"""

from __future__ import annotations

import ast
import importlib.util
import math
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from evalkit.core.quantity import MINUS
from evalkit.core.years import academic_year
from evalkit.measures import MEASURES, Measure
from evalkit.measures.parts.breaks import BREAKS

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "measures.md"
SPECS = ROOT / "tests" / "specs"
UNITS = {"school": "school", "area": "authority"}
# A table of more schools than this is shown by its first few of each year.
MANY, FEW = 10, 3

OPENING = """# Measures

Made by `python -m tools.measures_manual` from `evalkit/measures` and `tests/specs`; a test fails when it is stale.

A measure is a result with its unit and the years in which it counts the same thing. A year is named by its summer.

- Every measure refuses 2020 and 2021, when examinations were cancelled.
- One that compares pupils with their results at Key Stage 2 refuses years whose pupils had none.
- Years up to 2019 stand beside years from 2022 only with a reason that the report prints.
- A number that was not published stays missing, with its publisher's reason; it is never counted as nought.
- Progress 8 of 2016 beside later years is first brought to the scale of 2017, every element in the same way.
- Where the pupils behind a value are counted and their spread is known, a further column whose name ends in
  `_sampling_sd` says how far chance alone moves the value: which pupils happened to be in the year.
"""


def main() -> None:
    """Write the manual."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """Return the manual as a page."""
    measures = [MEASURES.get(name) for name in MEASURES.names()]
    index = "\n".join(_line(measure) for measure in measures)
    head = f"{OPENING}\n| measure | counts | years |\n|---|---|---|\n{index}\n\n{_changes(measures)}"
    return f"{head}\n" + "\n".join(_chapter(measure) for measure in measures)


def _line(measure: Measure) -> str:
    return f"| [`{measure.name}`](#{measure.name}) | {measure.label}, in {measure.unit.name} | {_years(measure)} |"


def _years(measure: Measure) -> str:
    if measure.last_year is not None:
        return f"{measure.first_year} to {measure.last_year}"
    return (
        f"{measure.first_year} to 2019, 2022 to 2024"
        if measure.needs_ks2
        else f"{measure.first_year} to 2019, from 2022"
    )


def _changes(measures: list[Measure]) -> str:
    rows = []
    for year, what in sorted(BREAKS.items()):
        names = ", ".join(f"`{measure.name}`" for measure in measures if year in measure.breaks)
        rows.append(f"| {academic_year(year)} | {what} | {names} |")
    table = "\n".join(rows)
    return (
        "## When what counts changed\n\n"
        "Across these years only a school's standing within its year is compared, and the report says so.\n\n"
        f"| from | what changed | measures that bear it |\n|---|---|---|\n{table}\n"
    )


def _chapter(measure: Measure) -> str:
    parts = [f"## {measure.name}\n", f"{measure.explains}\n"]
    if measure.proxy_for:
        parts.append(f"**A public stand-in for {measure.proxy_for}; not the thing itself.**\n")
    parts += [f"{heading}: {text}\n" for heading, text in _told(measure.name)]
    parts.append(_facts(measure))
    spec = _spec(measure.name)
    if spec is not None:
        parts.append(_example(measure, spec))
    checked = "\n".join(f"- `{test}`" for test in measure.checked_against)
    parts.append(f"Checked against:\n\n{checked}\n")
    return "\n".join(parts)


def _told(name: str) -> Iterator[tuple[str, str]]:
    """Yield the headed paragraphs of a measure's docstring, each on one line."""
    source = (ROOT / f"{MEASURES.where(name).replace('.', '/')}.py").read_text(encoding="utf-8")
    heading, lines = "", []
    for line in [*(ast.get_docstring(ast.parse(source)) or "").splitlines()[1:], "End"]:
        if line[:1].strip() and heading:
            yield heading, " ".join(part.strip() for part in lines if part.strip())
        if line[:1].strip():
            heading, lines = line, []
        else:
            lines.append(line)


def _facts(measure: Measure) -> str:
    better = (
        "a larger number is the better result" if measure.higher_is_better else "a smaller number is the better result"
    )
    facts = [
        f"- unit: {measure.unit.name}; {better}; one number for each {UNITS[measure.level]} and year",
        f"- drawn from: {', '.join(f'`{name}`' for name in measure.needs)}",
    ]
    if measure.possible is not None:
        low, high = (_shown(end) for end in measure.possible)
        facts.append(f"- {UNITS[measure.level]} values can be anything from {low} to {high}")
    if measure.limits is not None:
        facts.append(
            f"- the national spread between pupils is read back from `{measure.limits[0]}` and `{measure.limits[1]}`"
        )
    return "\n".join(facts) + "\n"


def _spec(name: str) -> ModuleType | None:
    """Return the specification of a measure if it holds a table and what must come out of it."""
    file = SPECS / f"test_{name}.py"
    if not file.exists():
        return None
    place = importlib.util.spec_from_file_location(f"specification_of_{name}", file)
    if place is None or place.loader is None:
        return None
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module if all(hasattr(module, part) for part in ("TABLE", "YEARS", "EXPECTED")) else None


def _example(measure: Measure, spec: ModuleType) -> str:
    columns = [name for name in spec.TABLE if name != "unit"]
    heads = [UNITS[measure.level], *columns, measure.name]
    schools, years = spec.TABLE["unit"], spec.TABLE["year"]
    names = list(dict.fromkeys(schools))
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    shown: dict[int, int] = {}
    for place, (school, year) in enumerate(zip(schools, years, strict=True)):
        shown[year] = shown.get(year, 0) + 1
        if len(names) > MANY and shown[year] > FEW:
            continue
        cells = [_shown(spec.TABLE[name][place]) for name in columns]
        lines.append(f"| {chr(65 + names.index(school))} | {' | '.join(cells)} | {_shown(spec.EXPECTED[place])} |")
    asked = ", ".join(str(year) for year in spec.YEARS)
    first = f" (the first {FEW} of {len(names)} in each year are shown)" if len(names) > MANY else ""
    return f"Asked for {asked}, these numbers give the last column{first}:\n\n" + "\n".join(lines) + "\n"


def _shown(value: object) -> str:
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    number = float(str(value))
    if math.isnan(number):
        return "missing"
    text = f"{abs(number):.2f}".rstrip("0").rstrip(".")
    return f"{MINUS if number < 0 and float(text) else ''}{text}"


if __name__ == "__main__":
    main()

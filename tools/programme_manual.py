"""Write the manual of a programme's own tables from the tables themselves: ``python -m tools.programme_manual``.

What a table holds, and what may stand in each column, is said in ``evalkit/programme/tables``; how well persons are
found is measured on the lists of ``tools/planted_persons.py``. Both are printed here, so the manual cannot say
anything else.
"""

from __future__ import annotations

from pathlib import Path

from evalkit.core.column import bare_heading
from evalkit.delivery.parts.indicators import INDICATORS
from evalkit.document.report_parts import REPORT_PARTS
from evalkit.programme.marks import EXAMPLE, EXPLANATION, MARKS
from evalkit.programme.tables import ProgrammeTable, programme_tables
from evalkit.programme.tables.parts.table import ProgrammeColumn
from tools.planted_persons import measured

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "programme-tables.md"
PARTS = {part.id: part.title for part in REPORT_PARTS}
NAMED = {
    "public": "Schools stand by their names.",
    "code": "Schools stand by a code, such as School 47, the same in every table.",
    "not shown": "No school is shown.",
}
FILLED_FROM = {
    "components": "a strand of the study file, by its id or its name",
    "ratings": "a level of `[delivery] ratings` in the study file",
}

OPENING = """# A programme's own tables

Made by `python -m tools.programme_manual` from `evalkit/programme/tables`; a test fails when it is stale.

Published tables say how results moved. What was done, only the programme can say: who came to what, what reviews
found, what was spent, what goes on. Each of these has a table. **Every table may stay empty**: the report then says
what it would need. A table that is half filled is worth having: begin with `activities` and `attendance`.

## How files are laid

`evalkit new` writes `programme.xlsx` into the study: a cover that says which sheet fills which part of the report,
then a sheet for each table. Row 1 holds the headings, row 2 says what to write, row 3 is an example; data begin in
row 4. The first column, headed `{marks}`, says `{explanation}` or `{example}` in the rows that are no data and is
empty beside data.

- **One workbook or csv files.** Instead of the workbook, put a file `programme/attendance.csv` for each table that
  you keep, with the headings below in its first line. One table stands in one place; in two it is a fault.
- **Another file** is named in the study file by `[delivery] file`.
- **Headings** are found whatever their capitals and blanks, under our name or another that is listed. Columns that
  are none of ours are left aside, and said so.
- **Days** are UK days, such as 14/03/2018. **Years** are 2017/18. **Terms** have their calendar year: Autumn 2017.
- **Schools** are named as in the sheet `schools`, or by their number (URN).
- **Columns marked with a dark heading** must be filled in each row; below they are called needed.
- **Your file is never saved by evalkit.** What it says of it stands beside it.

## What to do with faults

Type `evalkit check` with the name of the study. Every fault of every sheet is named at once: the cell as the
spreadsheet program shows it, what was found, what may stand there, and what to do. `programme-faults.xlsx` holds the
same list, each line with a link to the cell in your own file. Mend your file, save it, check again. When nothing is
left, the list is gone. A run refuses to begin while there is a fault. Rows of other sheets, and other cells of the
row, are read all the same, so that everything that is wrong is told in one go.

**Notes** stop nothing; they tell what was read in another way than it stands, or not at all, each with its place and
its count:

- read as meant: numbers, days and percentages that stand as text, a spreadsheet's number where a day is meant, years
  of two figures, lengths of time in words, levels with their words (4 - Likely), shares of one beside a per cent sign;
- a formula is read by its stored value, and said so; a formula without one is a fault;
- a row that repeats another word for word is counted once; rows of totals, headings once more, examples and remarks
  below the table are no data;
- hidden rows and columns are read; columns and sheets that are none of ours are not;
- a colour that contradicts its word: the word counts;
- codes of a table that is not kept (a provider without the sheet `providers`) are not checked;
- csv that is kept apart by semicolons or tabs, or is not UTF-8, is read as what it is.

## Who is named

Each table has a rule of its own, printed below. The study file may change it under `[delivery]`:

```toml
named = {{ reviews = "public", attendance = "not shown" }}
```

The column Shown as of the sheet `schools` may ask for less of one school. Of the two, the one that says less wins.
Reviews, surveys and lessons never name a school unless the study says so, and no report ranks schools by name.

A code hides a name, not a school. Look at what stands beside it before you publish:

- the only special school, the only sixth form, the only school of a trust, or the school that a provider belongs to
  is known by that alone, whatever it is called;
- so is the only school that joined late, left, or hardly came;
- in a programme of five schools, heads know one another, and a code hides little from them. Ask them first, or take
  `not shown`;
- a code beside a published figure can be looked up: never print codes beside results of examinations.

Codes are drawn from the seed of the study and from the number of each school (URN), and say nothing of it. Schools
keep theirs when others are written below them in the sheet `schools`. They are no secret: the seed stands in
`record.json` and in the annex, and whoever has it, evalkit and a list of the schools can draw the codes again. A code
keeps readers from comparing heads over a table; where a school must stay unknown, take `not shown`.

## Persons

**Persons stand by codes alone**, the same code in every table. `evalkit pseudonymise register.csv --key FILE` makes
codes from a register of names; the key stays outside the study folder. Every cell is looked at before anything is
kept, your own words included. What looks like a person is refused by its place and its kind, and is repeated nowhere,
neither on the screen nor in `programme-faults.xlsx`.

- *Numbers and addresses* are known by their form: e-mail addresses, unique pupil numbers with their check letter,
  National Insurance numbers, teacher reference numbers, days of birth beside words that say so, telephone numbers. Of
  {forms} invented ones, {forms_found} are found.
- *Names of people* are known by the heading of a column, by a title, by a common first name, by initials, and by two
  capitalised words that are no school, place, provider or strand of the study. No rule finds all of them. Of {names}
  invented names, put together from common first names and surnames, {names_found} are found ({share} in a hundred).
  Most of those that are missed have a surname that is also a word of the school day, such as Young or Hill. A first
  name or a surname alone, or one with initials (JSmith), is found only where a code should stand, and there only with
  its capitals.
- *False alarms*: of {innocent} texts in which nobody is named, such as titles of courses, codes, sums and days,
  {alarms} {is_} taken for a person, and in the tables of the two studies that ship with evalkit, none. The rules were
  made with these texts at hand, so that yours may fare worse: of the names of schools in published tables fewer than
  3 in a hundred are taken for a person where the sheet `schools` does not name them. So may be a town of two words
  that is no local authority. Write the word in small letters, name the school or provider in its sheet, or the town
  as the place of the programme, and the alarm ends.

So read what you wrote, above all in columns of your own words, before you share the folder.

## Indicators of fidelity

What a rule of the study file may count in each school, `[[delivery.fidelity]]`, its key `indicator`. A rule is fixed
before results are seen; `at_least` says from which value on a school keeps it.

{indicators}

## The tables

| table | one row is | part of the report |
|---|---|---|
"""


def main() -> None:
    """Write the manual."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """Return the manual as a page."""
    tables = programme_tables().values()
    found = measured()
    opening = OPENING.format(
        indicators=_indicators(),
        marks=MARKS,
        explanation=EXPLANATION,
        example=EXAMPLE,
        forms=found.forms,
        forms_found="all" if found.forms_found == found.forms else found.forms_found,
        names=found.names,
        names_found=found.names_found,
        share=int(100 * found.names_found / found.names),
        innocent=found.innocent,
        alarms=found.alarms,
        is_="is" if found.alarms == 1 else "are",
    )
    index = "\n".join(f"| [`{table.name}`](#{table.name}) | {table.row} | {_fills(table)} |" for table in tables)
    return f"{opening}{index}\n\n" + "\n".join(_chapter(table) for table in tables)


def _indicators() -> str:
    rows = "\n".join(f"| `{name}` | {one.dimension} | {one.what} |" for name, one in INDICATORS.items())
    return f"| indicator | made for | what it counts |\n|---|---|---|\n{rows}"


def _fills(table: ProgrammeTable) -> str:
    return "; ".join(PARTS[part] for part in table.fills)


def _chapter(table: ProgrammeTable) -> str:
    key = ", ".join(table.column(name).label for name in table.key)
    alike = f" Two rows alike in {key} are a fault." if key else ""
    schools = any(column.kind == "school" for column in table.columns) or table.name == "schools"
    named = f" {NAMED[table.named]}" if schools else ""
    rows = "\n".join(_column(column) for column in table.every_column)
    return (
        f"## `{table.name}`\n\n{table.title}: one row is {table.row}. It fills: {_fills(table)}.{named}{alike}\n\n"
        f"| column | also called | what may stand there | needed | what it is |\n|---|---|---|---|---|\n{rows}\n"
    )


def _column(column: ProgrammeColumn) -> str:
    own = bare_heading(column.label)
    names = [heading.name for heading in column.headings] + [column.name]
    also = ", ".join(f"{name}" for name in dict.fromkeys(names) if bare_heading(name) != own)
    written = ", ".join(f"{text} for {means}" for text, means in column.codes)
    allowed = f"{_allowed(column)}{f'; read as well: {written}' if written else ''}"
    return f"| {column.label} | {also} | {allowed} | {'yes' if column.needed else ''} | {column.explains} |"


def _allowed(column: ProgrammeColumn) -> str:
    if column.refers in FILLED_FROM:
        return FILLED_FROM[column.refers]
    if column.refers in programme_tables() and column.kind != "school":
        return f"a code of the table `{column.refers}`"
    return column.allowed().replace("|", "\\|")


if __name__ == "__main__":
    main()

"""Open the workbooks that evalkit writes in LibreOffice and see that nothing is lost: ``make workbook``.

Each is converted without a window to a workbook again, and those to be filled in also to pages. What comes back must
hold every sheet, every cell, every rule of a cell and every day that went in; a workbook of a report also its numbers,
shown as the report prints them. Frozen rows belong to the window, which LibreOffice 7.4 drops here; it
also ends rules a thousand rows below what is filled. Where there is no LibreOffice, it says so and ends well: tests
read the same workbooks back with another library.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from evalkit.document.report_parts import REPORT_PARTS
from evalkit.programme.instruments.content import instruments
from evalkit.programme.instruments.sheets import SHEETS, sheets
from evalkit.programme.template import TemplateSchool, TemplateWords, template

PROGRAMS = ("soffice", "libreoffice")
MINUTES = 5
REPORTS = Path("reports")
WORDS = TemplateWords(
    "Maths for all",
    {part.id: part.title for part in REPORT_PARTS},
    (TemplateSchool(990001, "Example, North", dt.date(2017, 9, 1)),),
    ("Leading maths", "Number, everywhere"),
)


def main() -> int:
    """Convert both workbooks, print what was lost, and return 1 if anything was."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        print("LibreOffice was not found (soffice, libreoffice), so that no workbook was opened in it.")
        return 0
    lost = list(_lost_of_reports(program))
    for name, content in (("programme.xlsx", template(WORDS)), (SHEETS, sheets(instruments()))):
        with TemporaryDirectory() as held:
            file = Path(held) / name
            file.write_bytes(content)
            pages = converted(program, file, "pdf")
            again = converted(program, file, "xlsx")
            found = tuple(differences(load_workbook(file), load_workbook(again)))
            print(f"{name}: {pages.stat().st_size:,} bytes of pages; {len(found) or 'nothing'} lost")
            lost += [f"{name}: {one}" for one in found]
    print("\n".join(lost))
    return 1 if lost else 0


def _lost_of_reports(program: str) -> Iterator[str]:
    """Yield what a workbook of a report loses: a cell, or how a number is shown."""
    written = sorted(REPORTS.glob("*/*.xlsx"))
    if not written:
        print(f"No report below {REPORTS}/ holds a workbook: make run writes both.")
    for report in written:
        with TemporaryDirectory() as held:
            file = Path(shutil.copy(report, held))
            before, after = load_workbook(file), load_workbook(converted(program, file, "xlsx"))
        found = [*differences(before, after), *forms_lost(before, after)]
        cells = [cell for sheet in before for row in sheet.iter_rows() for cell in row if cell.value is not None]
        numbers = sum(cell.data_type == "n" for cell in cells)
        told = f"{len(before.sheetnames)} sheets, {len(cells):,} cells, {numbers:,} numbers"
        print(f"{report}: {told}; {len(found) or 'nothing'} lost")
        if not numbers:
            yield f"{report}: it holds no number"
        yield from (f"{report}: {one}" for one in found)


def forms_lost(before: Workbook, after: Workbook) -> Iterator[str]:
    """Yield each number that has another form than it had, place by place; signs may be marked as such."""
    for sheet in before.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                form = after[sheet.title][cell.coordinate].number_format.replace("\\", "")
                if cell.data_type == "n" and cell.value is not None and cell.number_format != form:
                    yield f"{sheet.title}, {cell.coordinate}: {cell.number_format} came back as {form}"


def converted(program: str, file: Path, kind: str) -> Path:
    """Return the file that LibreOffice makes of another, in a folder of its own."""
    out = file.parent / kind
    out.mkdir()
    home = f"-env:UserInstallation={(file.parent / 'home').as_uri()}"
    command = [program, home, "--headless", "--convert-to", kind, "--outdir", str(out), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=60 * MINUTES)
    return out / f"{file.stem}.{kind}"


def differences(before: Workbook, after: Workbook) -> Iterator[str]:
    """Return what of a workbook is not in another, place by place."""
    if before.sheetnames != after.sheetnames:
        yield f"sheets {before.sheetnames} came back as {after.sheetnames}"
        return
    for sheet in before.worksheets:
        other = after[sheet.title]
        if sheet.sheet_state != other.sheet_state:
            yield f"{sheet.title}: {sheet.sheet_state} came back as {other.sheet_state}"
        yield from _cells(sheet, other)
        if missing := rules(sheet) - rules(other):
            yield f"{sheet.title}: rules of cells that did not come back: {sorted(missing)}"


def _cells(sheet: Worksheet, other: Worksheet) -> Iterator[str]:
    for row in sheet.iter_rows():
        for cell in row:
            back = other[cell.coordinate]
            if cell.value is not None and cell.value != back.value:
                yield f"{sheet.title}, {cell.coordinate}: {cell.value!r} came back as {back.value!r}"
            if cell.value is not None and cell.is_date and not back.is_date:
                yield f"{sheet.title}, {cell.coordinate}: a day came back as a number"


def rules(sheet: Worksheet) -> set[tuple[str, str, str]]:
    """Return the rules that hold cells to something: the first cell of each block, of what kind, and to what."""
    return {
        (str(block).partition(":")[0], rule.type, (rule.formula1 or "").replace("'", ""))
        for rule in sheet.data_validations.dataValidation
        if rule.type not in (None, "none")
        for block in rule.sqref.ranges
    }


if __name__ == "__main__":
    sys.exit(main())

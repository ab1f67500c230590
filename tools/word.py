"""Open the Word files of reports in LibreOffice and look at the pages it makes of them: ``make word``.

Every file below ``reports/`` is converted to a tagged PDF without a window. Its last sentence must be on its last side;
no field may have lost what it leads to (LibreOffice prints words of an error there and ends as if all were well), every
picture must say what it shows, every table have headers, and the title be its one heading of level 1. A front page is
one side, a closing document two at most.

Where there is no LibreOffice, or no pdftotext, it says so and ends well: tests look into the same files with another
library.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pikepdf

from evalkit.document.editions import CLOSING, FRONT
from tools.workbook import MINUTES, PROGRAMS

REPORTS = Path("reports")
ENDING = ".docx"
TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
READER = "pdftotext"
# What LibreOffice prints where a field leads to nothing.
LOST = "Reference source not found"
MOST_SIDES = {FRONT: 1, CLOSING: 2}
# What a file begins with that a program keeps beside one that somebody has open.
OPEN = ("~", ".")


def main() -> int:
    """Convert every Word file, print what is wrong in its pages, and return 1 if anything is."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None or shutil.which(READER) is None:
        print("LibreOffice (soffice) and pdftotext were not both found, so that no Word file was opened.")
        return 0
    files = sorted(file for file in REPORTS.rglob(f"*{ENDING}") if not file.name.startswith(OPEN))
    if not files:
        print(f"There is no Word file below {REPORTS}/: evalkit run STUDY --format {ENDING[1:]} writes them.")
        return 1
    wrong = 0
    with TemporaryDirectory() as held:
        for file in files:
            pages = converted(program, file, Path(held))
            sides = sides_of(pages)
            found = tuple(faults(file.stem, file.read_bytes(), pages.read_bytes(), sides))
            print(f"{file}: sides {len(sides)}, {'; '.join(found) or 'all well'}")
            wrong += bool(found)
    return 1 if wrong else 0


def converted(program: str, file: Path, folder: Path) -> Path:
    """Return the tagged PDF that LibreOffice makes of a Word file."""
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = [program, home, "--headless", "--convert-to", TAGGED, "--outdir", str(folder), str(file.resolve())]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60 * MINUTES)
    made = folder / f"{file.stem}.pdf"
    if not made.is_file():
        sys.exit(f"{file}: {done.stderr.strip()} (Debian: is libreoffice-writer installed?)")
    return made


def sides_of(pages: Path) -> list[str]:
    """Return the words of each side of a PDF."""
    read = subprocess.run([READER, "-enc", "UTF-8", str(pages), "-"], check=True, capture_output=True)
    return [even(side) for side in read.stdout.decode().split("\f")[:-1]]


def faults(edition: str, word: bytes, pages: bytes, sides: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong in the pages that LibreOffice made of a Word file.

    Parameters
    ----------
    edition : str
        Which document of a study it is.
    word, pages : bytes
        The Word file and the PDF.
    sides : sequence of str
        The words of each side.
    """
    file = docx.Document(BytesIO(word))
    last = next(text for one in reversed(file.paragraphs) if (text := even(one.text)))
    if last not in (sides[-1] if sides else ""):
        yield f"its last sentence is not on its last side: {last!r}"
    if len(sides) > MOST_SIDES.get(edition, len(sides)):
        yield f"{len(sides)} sides instead of {MOST_SIDES[edition]} at most"
    yield from (
        f"side {number}: a field has lost what it leads to" for number, side in enumerate(sides, 1) if LOST in side
    )
    tags, described = tags_of(pages)
    if described != len(file.inline_shapes):
        yield f"{described} of {len(file.inline_shapes)} pictures say what they show"
    headers = sum(len(table.columns) for table in file.tables)
    if tags["/TH"] != headers:
        yield f"{tags['/TH']} of {headers} headers of columns are tagged as such"
    if tags["/H1"] != 1:
        yield f"{tags['/H1']} headings of level 1"


def tags_of(pages: bytes) -> tuple[Counter[str], int]:
    """Return how often each tag stands in a PDF, and how many of its figures have words in their place."""
    found: Counter[str] = Counter()
    described = 0
    with pikepdf.open(BytesIO(pages)) as file:
        waiting = [file.Root.get("/StructTreeRoot")]
        while waiting:
            one = waiting.pop()
            if isinstance(one, pikepdf.Array):
                waiting += list(one)
            elif isinstance(one, pikepdf.Dictionary):
                tag = str(one.get("/S", ""))
                found[tag] += 1
                described += tag == "/Figure" and bool(str(one.get("/Alt", "")).strip())
                waiting.append(one.get("/K"))
    return found, described


def even(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())

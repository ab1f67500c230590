"""Every page that the project writes, looked at in a browser: for readers with every need, at every width, on paper.

``python -m tools.accessibility [file ...]`` takes the pages below reports/ where it is told no others, and keeps what
it finds of those in docs/assurance/accessibility.md. It needs Chromium, pdftotext and axe-core (see `tools.axe_core`),
and fails where a bar is missed. What axe-core cannot decide about contrast is computed here for every text, also inside
drawings.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from evalkit.document.differences import compared_document
from evalkit.document.renderers.html import REPORT, render
from evalkit.document.report_parts import MOST_SIDES
from evalkit.findings.differences import Report, compare_reports
from evalkit.run.jobs.compare import read_report
from evalkit.run.jobs.school import SHEETS
from evalkit.run.work.stages import FINDINGS
from tools import page_questions
from tools.axe_core import VERSION, axe_core
from tools.browser import Browser, browser
from tools.paper_files import FRONT_SIDES, PaperFile, letters, paper_files, read_pdf

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "docs" / "assurance" / "accessibility.md"
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
# A sheet of A4 between its margins, in CSS pixels.
SHEET = 658
# What `evalkit school` writes for one school.
SCHOOL_SIDES = 2
SMALLEST_POINTS = 12.0
LARGEST_BYTES = 2_000_000
# A study with few schools has less to tell.
SIDES = {"north-west": 18.0}
SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
NO_PAGES = "There is no page below reports/ yet: make run."
OTHER_IN_VIEW = "Not the layer asked for is in view and marked, or not it alone."
PAGE = """# Accessibility, as found on {day}

Made by `make accessibility`: axe-core {version} ({tags})
in headless Chromium, at {widths} pixels, light and dark, every layer, the data of figures folded and open, a figure
enlarged; scrolling and printing also without scripts. What axe-core leaves undecided counts as not checked: the
contrast of every text with what it stands on, also inside drawings, is computed beside it (WCAG 2.2, criterion 1.4.3).

| page | states | violations | undecided by axe | pairs of colours | least contrast | too little | sideways | bytes |
|---|---|---|---|---|---|---|---|---|
{screens}

## On paper

A4, printed by Chromium with each layer in view.

| page | sheets | smallest type of the front, points | cut | last words missing |
|---|---|---|---|---|
{papers}

## As PDF

The files beside the page, read by pdftotext.

| file | sides | may take | last words missing |
|---|---|---|---|
{files}

## What carries no meaning alone

Marks fainter than 3 to 1 against their ground, by colour (red, green, blue): grid lines, bands behind ranges and points
in the background, each beside a label or counted in words: {faint}.

## What is missed

{misses}
"""


@dataclass(slots=True)
class Look:
    """What was found on one page.

    Attributes
    ----------
    name : str
        Of the page.
    size : int
        Bytes.
    states : int
        In how many states it was looked at: widths, colours, layers, figures' data folded and open.
    violations, unsure, low, faint, sideways, cut, lost : list of str
        Violations by axe-core; what it could not decide; texts of too little contrast; marks fainter than 3 to 1;
        states in which the page scrolls sideways; what sticks out of the sheet; layers whose last words are not
        printed.
    least : float
        Least contrast of a text.
    pairs : int
        Pairs of text and ground, in the state with most of them.
    sides : dict of int
        Sheets by layer.
    smallest : float or None
        Smallest type of the front on paper, in points.
    last : dict of str
        The last words of each layer.
    files : list of PaperFile
        What was found of the PDFs beside it.
    """

    name: str
    size: int
    states: int = 0
    violations: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    faint: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    least: float = 21.0
    pairs: int = 0
    sides: dict[str, int] = field(default_factory=dict)
    smallest: float | None = None
    last: dict[str, str] = field(default_factory=dict)
    files: list[PaperFile] = field(default_factory=list)

    def misses(self) -> tuple[str, ...]:
        """Return every bar that the page misses, in words."""
        told = [
            *(f"axe-core: {one}" for one in self.violations),
            *(f"contrast {one}" for one in self.low),
            *(f"the page scrolls sideways: {one}" for one in self.sideways),
            *(f"cut on paper: {one}" for one in self.cut),
            *(f"last words not printed: {one}" for one in self.lost),
        ]
        if self.size > LARGEST_BYTES:
            told.append(f"{self.size:,} bytes, more than {LARGEST_BYTES:,}")
        if self.smallest is not None:
            told += self._of_paper()
        sides = sum(self.sides.values())
        if self.name.startswith(f"{SHEETS}/") and sides > SCHOOL_SIDES:
            told.append(f"the sheet of a school takes {sides} sides of paper, more than {SCHOOL_SIDES}")
        of_files = (miss for file in self.files for miss in file.misses())
        return (*dict.fromkeys(f"{self.name}: {one}" for one in told), *of_files)

    def _of_paper(self) -> Iterator[str]:
        front, whole = self.sides["front"], self.sides["front"] + self.sides["report"]
        most = _most_sides(self.name)
        if front != FRONT_SIDES:
            yield f"the front takes {front} sides of paper"
        if whole > most:
            yield f"front and report take {whole} sides of paper, more than {most:g}"
        if self.smallest is not None and self.smallest < SMALLEST_POINTS:
            yield f"type of {self.smallest:g} points on the front"


def look(page: Path, name: str, reader: Browser, axe: str) -> Look:
    """Return what a browser shows of one page, on screens and on paper."""
    found = Look(name, page.stat().st_size)
    for width in WIDTHS:
        for scheme in SCHEMES:
            reader.open(page, width=width, scheme=scheme)
            reader.asked(axe)
            at = f"at {width} pixels, {scheme}"
            for layer in reader.asked(page_questions.LAYERS):
                _turned_to(layer, reader)
                for data, opened in (("folded", "false"), ("open", "true")):
                    reader.asked(page_questions.FOLDS.format(opened=opened))
                    _state(found, reader, f"{layer} {at}, data {data}")
            if reader.asked(page_questions.ENLARGED):
                _state(found, reader, f"a figure enlarged {at}")
    _on_paper(found, page, reader)
    _without_scripts(found, page, reader)
    if page.name == REPORT:
        found.files = paper_files(page.parent, found.last, _most_sides(name))
    return found


def _most_sides(name: str) -> float:
    """Return how many sides front and report of a page may take together."""
    return SIDES.get(name.split("/")[0], MOST_SIDES)


def _turned_to(layer: str, reader: Browser) -> None:
    """Bring a layer into view; that it is the only one, and the one marked, is what the page promises."""
    seen = reader.asked(page_questions.IN_VIEW.format(id=layer))
    marked = reader.asked(page_questions.MARKED)
    if seen != [layer] or marked != ([layer] if reader.asked(page_questions.SEVERAL) else []):
        raise SystemExit(OTHER_IN_VIEW)


def _state(found: Look, reader: Browser, state: str) -> None:
    found.states += 1
    if reader.asked(page_questions.SIDEWAYS) > 0:
        found.sideways.append(state)
    judged = reader.asked(page_questions.AXE.format(tags=json.dumps(page_questions.TAGS)))
    found.violations += [f"{one} ({state})" for one in judged["violations"]]
    found.unsure = sorted({*found.unsure, *(one.split(" ")[0] for one in judged["unsure"])})
    contrast = reader.asked(page_questions.CONTRAST)
    found.pairs = max(found.pairs, contrast["pairs"])
    found.least = min(found.least, contrast["least"])
    found.low += [f"{one} ({state})" for one in contrast["low"]]
    found.faint = sorted({*found.faint, *(one.split(" ")[0] for one in contrast["faint"])})


def _on_paper(found: Look, page: Path, reader: Browser) -> None:
    """Print each layer in view; night stays outside."""
    reader.open(page, width=WIDTHS[0], scheme="dark")
    for layer in reader.asked(page_questions.LAYERS):
        reader.seen(WIDTHS[0], media="screen", scheme="dark")
        _turned_to(layer, reader)
        reader.seen(SHEET, media="print")
        found.cut += [f"{layer}: {one}" for one in reader.asked(page_questions.CUT)]
        words = reader.asked(page_questions.LAST_WORDS)
        if layer == "front":
            found.smallest = reader.asked(page_questions.SMALLEST_TYPE)
        sides, text = read_pdf(reader.printed())
        found.sides[layer] = sides
        found.last[layer] = words
        if letters(words) not in letters(text):
            found.lost.append(f"{layer}: {words[-60:]}")


def _without_scripts(found: Look, page: Path, reader: Browser) -> None:
    """Every layer is there to be scrolled through and is printed, whole, where no script runs."""
    with TemporaryDirectory(prefix="evalkit-page-") as folder:
        bare = Path(folder) / page.name
        bare.write_text(SCRIPT.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")
        for width in WIDTHS:
            reader.open(bare, width=width, scheme="light")
            if reader.asked(page_questions.IN_VIEW.format(id="main")) != list(found.sides):
                raise SystemExit(OTHER_IN_VIEW)
            found.states += 1
            if reader.asked(page_questions.SIDEWAYS) > 0:
                found.sideways.append(f"without scripts at {width} pixels")
        reader.seen(SHEET, media="print")
        sheets, _ = read_pdf(reader.printed())
        if sheets < sum(found.sides.values()):
            found.lost.append(f"without scripts: {sheets} sheets")


def compared_page(folder: Path) -> bytes:
    """Return the comparison of a report with itself as it would be with one estimate moved."""
    report = read_report(str(folder))
    findings = deepcopy(dict(report.findings))
    findings["findings"][0]["estimate"] += 0.01
    return render(compared_document(compare_reports(report, Report("the same, moved", findings, report.record))))


def as_page(looks: Sequence[Look]) -> str:
    """Return the results as docs/assurance keeps them."""
    screens = [
        (
            one.name,
            one.states,
            len(one.violations),
            ", ".join(one.unsure) or "nothing",
            one.pairs,
            f"{one.least:.2f}",
            len(one.low),
            len(one.sideways),
            f"{one.size:,}",
        )
        for one in looks
    ]
    papers = [
        (
            one.name,
            ", ".join(f"{layer} {sides}" for layer, sides in one.sides.items()),
            "" if one.smallest is None else f"{one.smallest:g}",
            len(one.cut),
            len(one.lost),
        )
        for one in looks
    ]
    misses = "\n".join(f"- {miss}" for one in looks for miss in one.misses())
    return PAGE.format(
        day=f"{date.today():%-d %B %Y}",
        version=VERSION,
        tags=", ".join(page_questions.TAGS),
        widths=" and ".join(map(str, WIDTHS)),
        screens=_rows(screens),
        papers=_rows(papers),
        files=_rows((file.name, file.sides, f"{file.most:g}", file.lost) for one in looks for file in one.files),
        faint="; ".join(sorted({colour for one in looks for colour in one.faint})) or "none",
        misses=misses or "Nothing.",
    )


def _rows(rows: Iterable[Sequence[object]]) -> str:
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in rows)


def main(named: Sequence[str]) -> None:
    """Look at pages, print and keep what was found, and fail where a bar is missed."""
    pages = [Path(one) for one in named] or sorted((ROOT / "reports").rglob("*.html"))
    if not pages:
        raise SystemExit(NO_PAGES)
    axe = axe_core()
    with TemporaryDirectory(prefix="evalkit-pages-") as folder, browser() as reader:
        compared = Path(folder) / "compared.html"
        reports = [page.parent for page in pages if page.name == REPORT and (page.parent / FINDINGS).is_file()]
        if reports:
            compared.write_bytes(compared_page(reports[0]))
            pages.append(compared)
        looks = []
        for page in pages:
            name = page.name if page == compared else f"{page.parent.name}/{page.name}"
            print(f"looking at {name}", flush=True)
            looks.append(look(page, name, reader, axe))
    told = as_page(looks)
    print(told)
    if not named:
        RESULTS.write_text(told, encoding="utf-8")
    if any(one.misses() for one in looks):
        raise SystemExit(1)


if __name__ == "__main__":
    main(sys.argv[1:])

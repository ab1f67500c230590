"""Pictures of every figure of a report, for whoever looks them through: as printed, in grey, and on a phone.

``python -m tools.contact_sheet reports/leicester docs/images`` photographs the drawings that the pages of a run
kept, for the study's first question, with Chromium; nothing else of the project needs it. The drawings are set by the
renderer of pictures before, in the family they are drawn in.
"""

from __future__ import annotations

import base64
import html
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

from evalkit.document.renderers.parts.pictures import pictures

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# The figures of these pages stand on one sheet.
SHEETS = {
    "schools": ("00-study", "01-schools-and-pupils", "02-outcomes"),
    "result": ("03-comparison", "04-effect", "06-groups"),
    "checks": ("05-sensitivity",),
    "delivery": ("07-delivery",),
    "departments": ("07-departments", "07-pupils-views"),
}
# What was done is drawn once, not once for each question: every figure of these pages is a kind of its own.
OF_DELIVERY = "07"
# CSS pixels: as printed, in grey, and on a phone, where it is shown at 320.
WIDE, GREY, PHONE, GAP = 520, 400, 250, 24
WIDTH = WIDE + GREY + PHONE + 4 * GAP
# Dots per inch: twice what is shown.
DOTS = 144
# Enough for the colours of the theme and the edges of letters.
COLOURS = 128
STYLE = f"""
body {{ margin: 0; padding: {GAP}px; width: {WIDTH - 2 * GAP}px; font: 13px Arial, sans-serif; background: white; }}
article {{ display: grid; grid-template-columns: {WIDE}px {GREY}px {PHONE}px; column-gap: {GAP}px;
           align-items: start; border-top: 1px solid silver; padding: 10px 0; }}
h2 {{ grid-column: 1 / 4; font-size: 14px; margin: 0 0 6px; }}
img {{ width: 100%; }}
.grey {{ filter: grayscale(1); }}
"""


def main(report: Path, folder: Path) -> None:
    """Write one picture for each sheet."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit(f"Contact sheets are photographs by a browser: install one of {', '.join(BROWSERS)}")
    for sheet, pages in SHEETS.items():
        drawn = [figure for page in pages for figure in _figures(report / "pages" / page)]
        file = folder / f"figures-{report.name}-{sheet}.png"
        _photograph(browser, _page(drawn), file)
        print(f"{file}: {len(drawn)} figures, {file.stat().st_size // 1000} kB")


def _figures(page: Path) -> list[tuple[str, str, str]]:
    """Return title, drawing and what a phone shows of the figures of one page, each kind once."""
    found: dict[str, tuple[str, str, str]] = {}
    for drawing in sorted(page.glob("*.svg")):
        if drawing.stem.endswith("-narrow"):
            continue
        narrow = drawing.with_name(f"{drawing.stem}-narrow.svg")
        kept = json.loads(drawing.with_suffix(".json").read_text(encoding="utf-8"))
        kind = kept["id"].rsplit("check-", 1)[-1] if "check-" in kept["id"] else kept["id"].rsplit("-", 1)[-1]
        if kept["id"].startswith("groups") or page.name.startswith(OF_DELIVERY):
            kind = kept["id"]
        found.setdefault(kind, (kept["title"], _as_link(drawing), _as_link(narrow if narrow.exists() else drawing)))
    return list(found.values())


def _as_link(drawing: Path) -> str:
    (picture,) = pictures([drawing.read_text(encoding="utf-8")], DOTS)
    return "data:image/png;base64," + base64.b64encode(picture).decode("ascii")


def _page(figures: list[tuple[str, str, str]]) -> str:
    articles = "\n".join(
        f'<article><h2>{html.escape(title)}</h2><img src="{wide}"><img class="grey" src="{wide}"><img src="{phone}">'
        "</article>"
        for title, wide, phone in figures
    )
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{articles}'


def _photograph(browser: str, page: str, file: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, shot = Path(folder) / "sheet.html", Path(folder) / "sheet.png"
        source.write_text(page, encoding="utf-8")
        subprocess.run(
            [
                browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                f"--user-data-dir={folder}/profile", f"--window-size={WIDTH},9000", f"--screenshot={shot}",
                source.as_uri(),
            ],
            check=True,
            capture_output=True,
        )  # fmt: skip
        picture = Image.open(shot).convert("RGB")
    blank = Image.new("RGB", picture.size, picture.getpixel((0, 0)))
    below = _last_row_that_differs(picture, blank)
    few = picture.crop((0, 0, picture.width, below + GAP)).quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


def _last_row_that_differs(picture: Image.Image, blank: Image.Image) -> int:
    box = ImageChops.difference(picture, blank).getbbox()
    return box[3] if box else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Say which report, and where the pictures go: python -m tools.contact_sheet reports/NAME FOLDER")
    main(Path(sys.argv[1]), Path(sys.argv[2]))

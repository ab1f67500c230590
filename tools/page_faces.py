"""The faces that pages carry within themselves: the letters of the shipped family that a page can hold, and no more.

``python -m tools.page_faces`` makes them anew from the family as it is installed. What is changed may not be called as
the family is (its licence reserves the name), so they have a name of their own.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from evalkit.document.renderers.parts.page_faces import CALLED, FACES, FOLDER, LICENCE
from evalkit.report.fonts import font_folder

# Latin with the letters of its names, punctuation, signs of money, fractions, arrows, signs of sums, and simple shapes.
RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x218, 0x21B),
    (0x1E80, 0x1E85),
    (0x1EF2, 0x1EF3),
    (0x2010, 0x2026),
    (0x2030, 0x203A),
    (0x2070, 0x2089),
    (0x20AC, 0x20AC),
    (0x2150, 0x215E),
    (0x2190, 0x2193),
    (0x2206, 0x2265),
    (0x25A0, 0x25CF),
    (0x2713, 0x2713),
)
FURTHER = "Δαβγδμπρσχ"
# Names that say whose the letters are and on which terms; all others are made anew.
COPYRIGHT, TRADEMARK, LICENSED, TERMS = 0, 7, 13, 14
FAMILY, STYLE, UNIQUE, WHOLE, VERSION, POSTSCRIPT, DESCRIBED = 1, 2, 3, 4, 5, 6, 10
WINDOWS = (3, 1, 0x409)


def main(folder: Path = FOLDER) -> None:
    """Write the faces and their licence."""
    folder.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        font = subset(font_folder() / f"{face.made_from}.ttf")
        _name(font, face.style)
        font.flavor = "woff"
        font.save(folder / face.file)
        print(f"{face.file}: {(folder / face.file).stat().st_size // 1000} kB")
    terms = (font_folder() / "LICENSE.txt").read_text(encoding="utf-8")
    (folder / LICENCE).write_text(terms, encoding="utf-8", newline="\n")


def subset(file: Path) -> TTFont:
    """Return a face with those letters alone, close in pairs as the family sets them, without hints for old screens."""
    font = TTFont(file, recalcTimestamp=False)
    options = Options()
    options.layout_features = ["kern"]
    options.hinting = False
    options.name_IDs = [COPYRIGHT, TRADEMARK, VERSION, LICENSED, TERMS]
    options.name_legacy = False
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "BASE", "STAT"]
    subsetter = Subsetter(options)
    letters = [code for first, last in RANGES for code in range(first, last + 1)]
    subsetter.populate(unicodes=letters, text=FURTHER)
    subsetter.subset(font)
    return font


def _name(font: TTFont, style: str) -> None:
    whole = f"{CALLED} {style}"
    own = {
        FAMILY: CALLED,
        STYLE: style,
        UNIQUE: f"evalkit {whole}",
        WHOLE: whole,
        POSTSCRIPT: whole.replace(" ", "-").replace("-", "", 1),
        DESCRIBED: "Some letters of another family, as they were, for pages that evalkit makes.",
    }
    for place, text in own.items():
        font["name"].setName(text, place, *WINDOWS)


if __name__ == "__main__":
    main()

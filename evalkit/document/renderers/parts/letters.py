"""Which letters the family of type holds and how wide they are, read from its own files (OpenType: cmap, hmtx)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from evalkit.report.fonts import font_files

# A subtable of letters to glyphs by segments, as every face has it for Unicode's first plane.
SEGMENTS = 4
# What is never drawn: a place at which a word may be broken.
BREAK = "\u200b"
# Signs without a shape that come along when text is copied from a page: soft hyphens, joiners, marks of direction; and
# ends of lines of other programs, which are spaces here.
NO_SHAPE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"
UNSEEN = dict.fromkeys(map(ord, NO_SHAPE), "") | dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029"), " ")


@cache
def letters() -> frozenset[int]:
    """Return the code points that the upright faces, which alone are printed, all hold."""
    return frozenset.intersection(*(frozenset(widths(place)) for place in range(2)))


@cache
def widths(face: int) -> dict[int, float]:
    """Return the width of each letter of a face in ems, by its code point.

    Parameters
    ----------
    face : int
        Its place in the family: 0 regular, 1 bold.
    """
    tables = _tables(font_files()[face])
    (per_em,) = struct.unpack_from(">H", tables["head"], 18)
    (measured,) = struct.unpack_from(">H", tables["hhea"], 34)
    advances = struct.unpack_from(">" + "Hh" * measured, tables["hmtx"])[::2]
    # Glyphs beyond those that are measured are as wide as the last of them.
    return {letter: advances[min(glyph, measured - 1)] / per_em for letter, glyph in _glyphs(tables["cmap"])}


def seen(text: str) -> str:
    """Return a text without the signs that have no shape, none of which the family of type holds."""
    return text.translate(UNSEEN)


def width(text: str, face: int) -> float:
    """Return the width of a text in ems; a letter that the face lacks counts one."""
    known = widths(face)
    return sum(known.get(ord(letter), 1.0) for letter in text)


def _tables(file: Path) -> dict[str, bytes]:
    """Return the tables of a font by name."""
    content = file.read_bytes()
    (count,) = struct.unpack_from(">H", content, 4)
    found = (struct.unpack_from(">4sIII", content, 12 + 16 * place) for place in range(count))
    return {name.decode("latin-1"): content[start : start + length] for name, _, start, length in found}


def _glyphs(cmap: bytes) -> Iterator[tuple[int, int]]:
    """Yield each letter with the number of its glyph."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    starts = (struct.unpack_from(">I", cmap, 8 + 8 * place)[0] for place in range(count))
    start = next(one for one in starts if struct.unpack_from(">H", cmap, one)[0] == SEGMENTS)
    half = struct.unpack_from(">H", cmap, start + 6)[0] // 2
    at = start + 14
    lasts, firsts, deltas, offsets = (
        struct.unpack_from(f">{half}H", cmap, at + 2 * half * place + 2 * (place > 0)) for place in range(4)
    )
    # Offsets count from where they themselves stand.
    offsets_at = at + 6 * half + 2
    for place, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        for letter in range(first, last + 1):
            glyph = letter
            if offsets[place]:
                (glyph,) = struct.unpack_from(
                    ">H", cmap, offsets_at + 2 * place + offsets[place] + 2 * (letter - first)
                )
            if glyph or not offsets[place]:
                glyph = (glyph + deltas[place]) % 65536
            if glyph:
                yield letter, glyph

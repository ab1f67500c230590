"""Pictures that carry what is to be read of them aloud: their message and their alternative text, inside the file."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from xml.sax.saxutils import escape

# Signature and header of a PNG: what is told follows the header, as its standard asks.
HEADER = 33
KEEPS = "iTXt"
MESSAGE, ALTERNATIVE = "Title", "Description"
INSIDE = re.compile(r'<image transform="([^"]*)" xlink:href="data:image/svg\+xml;base64,([^"]*)"[^>]*?/>')
SHOWN_SIZE = re.compile(r'\bwidth="([0-9.]+)"')
OWN_SIZE = re.compile(r'<svg\b[^>]*\bviewBox="0 0 ([0-9.]+) [0-9.]+"[^>]*>(.*)</svg>', re.DOTALL)
SAID = re.compile(r"<(title|desc)\b[^>]*>.*?</\1>", re.DOTALL)
ROOT = re.compile(r"<svg\b([^>]*)>")


def told_png(png: bytes, message: str, alternative: str) -> bytes:
    """Return a PNG that says what it shows, in text chunks that pictures are described in.

    Parameters
    ----------
    png : bytes
        The picture.
    message, alternative : str
        Its message and its alternative text.
    """
    told = _chunk(MESSAGE, message) + _chunk(ALTERNATIVE, alternative)
    return png[:HEADER] + told + png[HEADER:]


def told_svg(svg: str, message: str, alternative: str) -> bytes:
    """Return an SVG that says what it shows, with the drawings inside it as shapes of its own.

    Parameters
    ----------
    svg : str
        As Typst sets a page; a drawing on it is a picture inside the picture, which many programs leave empty.
    message, alternative : str
        Its message and its alternative text.
    """
    opened = INSIDE.sub(_as_shapes, svg)
    told = f'<title id="title">{escape(message)}</title><desc id="desc">{escape(alternative)}</desc>'
    return (
        ROOT.sub(r'<svg\1 role="img" aria-labelledby="title desc">', opened, count=1)
        .replace(">", f">{told}", 1)
        .encode()
    )


def _chunk(keyword: str, text: str) -> bytes:
    kind = KEEPS.encode()
    # Not compressed, in English, without a translated keyword.
    content = keyword.encode() + b"\0\0\0en-GB\0\0" + text.encode()
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _as_shapes(picture: re.Match[str]) -> str:
    own = OWN_SIZE.search(base64.b64decode(picture[2]).decode())
    shown = SHOWN_SIZE.search(picture[0])
    if own is None or shown is None:
        return picture[0]
    scale = float(shown[1]) / float(own[1])
    return f'<g transform="{picture[1]} scale({round(scale, 6)})">{SAID.sub("", own[2])}</g>'

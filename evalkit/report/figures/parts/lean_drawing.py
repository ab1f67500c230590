"""A drawing without what no reader sees: names nobody refers to, groups that say nothing, digits below a dot."""

from __future__ import annotations

import re

# What leads to a name: a clip, a mark that is used again, the title and the description.
LED_TO = re.compile(r'url\(#([^)]+)\)|href="#([^"]+)"|aria-labelledby="([^"]+)"')
NAME = re.compile(r' id="([^"]+)"')
TAG = re.compile(r"<[^>]*>")
BETWEEN = re.compile(r">\s+<")
PATH = re.compile(r'(?<= d=")[^"]*')
STROKE = re.compile(r"\s*([A-Za-z])\s*")
# Said once for all words of the drawing, in its own style sheet.
FAMILY = re.compile(r" font-family: ([^;\"]+);")
SHEET = "</style>"
UNTURNED = re.compile(r' transform="rotate\(-?0 [^)]*\)"')
# A hundredth of a point is less than any screen or printer shows; of what is scaled up it may be more.
FINER = re.compile(r"(\.\d\d)\d+")
SCALED = "scale("
EMPTY = re.compile(r"<g(?: [^>]*)?/>")
GROUP = re.compile(r"(<g(?: [^>]*)?>|</g>)")


def lean(svg: str) -> str:
    """Return a drawing that looks the same in fewer bytes.

    Parameters
    ----------
    svg : str
        As it was drawn.
    """
    families = set(FAMILY.findall(svg))
    if len(families) == 1:
        svg = FAMILY.sub("", svg).replace(SHEET, f" text{{font-family: {families.pop()}}}{SHEET}", 1)
    wanted = {name for found in LED_TO.findall(svg) for names in found for name in names.split()}

    def tag(found: re.Match[str]) -> str:
        text = NAME.sub(lambda name: name[0] if name[1] in wanted else "", found[0])
        if SCALED in text:
            return text
        return PATH.sub(lambda path: STROKE.sub(r"\1", path[0]).rstrip(), FINER.sub(r"\1", UNTURNED.sub("", text)))

    return _without_bare_groups(EMPTY.sub("", BETWEEN.sub("><", TAG.sub(tag, svg))))


def _without_bare_groups(svg: str) -> str:
    """Take out groups that say nothing of what they hold, and those that hold nothing."""
    parts: list[str] = []
    said: list[bool] = []
    for piece in GROUP.split(svg):
        if piece == "</g>":
            parts += [piece] if said.pop() else []
        elif GROUP.fullmatch(piece):
            said.append(piece != "<g>")
            parts += [piece] if said[-1] else []
        else:
            parts.append(piece)
    return "".join(parts)

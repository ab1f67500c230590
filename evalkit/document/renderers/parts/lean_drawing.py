"""A drawing in fewer letters: the same picture to a hundredth of a point, without what matplotlib says twice."""

from __future__ import annotations

import re

NUMBER = re.compile(r"-?\d+\.\d+")
PATH = re.compile(r'\bd="([^"]*)"')
PLACED = re.compile(r'\b(?:x|y|transform|stroke-dasharray)="[^"]*"')
TAG = re.compile(r"<[^>]*>")
# What is scaled up may need more than a hundredth.
SCALED = "scale("
STYLE = re.compile(r'\bstyle="([^"]*)"')
AFTER = re.compile(r"(?<=[:;,]) +")
UNTURNED = re.compile(r'\s+transform="rotate\(-?0 [^)]*\)"')
NAMED = re.compile(r'\s+id="([^"]+)"')
REFERRED = re.compile(r'url\(#([^)]+)\)|href="#([^"]+)"|aria-labelledby="([^"]+)"')
BETWEEN = re.compile(r">\s+<")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# What is not painted, and what every line has anyway.
UNSEEN = re.compile(r'<path d="[^"]*" style="fill:none"/>')
USUAL = re.compile(r"stroke-dashoffset:0;?")
# Names of marks and of frames that cut them off, as matplotlib digests them.
DIGEST = re.compile(r"\b[mp][0-9a-f]{10}\b")
# Marks of one kind: a group that holds nothing but uses of one path.
USES = re.compile(r"<g([^>]*)>((?:<use[^>]*/>)+)</g>")
GROUP = re.compile(r"</?g\b[^>]*>")


def lean(svg: str) -> str:
    """Return a drawing that looks the same in fewer bytes.

    Parameters
    ----------
    svg : str
        As it was drawn.
    """
    svg = TAG.sub(_placed, UNTURNED.sub("", COMMENT.sub("", svg)))
    svg = STYLE.sub(lambda style: f'style="{AFTER.sub("", _rounded(style[1]))}"', svg)
    used = {name for found in REFERRED.findall(svg) for names in found for name in names.split()}
    svg = NAMED.sub(lambda name: name[0] if name[1] in used else "", svg)
    svg = USES.sub(_one_style, BETWEEN.sub("><", UNSEEN.sub("", USUAL.sub("", svg))))
    return _ungrouped(_briefly_named(svg))


def _placed(tag: re.Match[str]) -> str:
    """Return a tag with its places to a hundredth of a point, unless what it holds is scaled."""
    if SCALED in tag[0]:
        return tag[0]
    shorter = PATH.sub(lambda path: f'd="{_tight(_rounded(path[1])).strip()}"', tag[0])
    return PLACED.sub(lambda place: _rounded(place[0]), shorter)


def _rounded(text: str) -> str:
    """Return a text with each number to two decimals, none of them for nothing."""
    # Added to nought, a nought below nought loses its sign.
    return NUMBER.sub(lambda number: str(round(float(number[0]), 2) + 0.0).removesuffix(".0"), text)


def _tight(path: str) -> str:
    """Return a path without the spaces beside its letters."""
    return re.sub(r"\s*([A-Za-z])\s*", r"\1", path)


def _one_style(group: re.Match[str]) -> str:
    """Return a group that says once how all its marks look, where they look alike."""
    styles = set(STYLE.findall(group[2]))
    if len(styles) != 1 or "style=" in group[1] or group[2].count("style=") != group[2].count("<use"):
        return group[0]
    return f'<g{group[1]} style="{styles.pop()}">{STYLE.sub("", group[2]).replace(" />", "/>")}</g>'


def _briefly_named(svg: str) -> str:
    """Return a drawing whose marks and frames are numbered."""
    names = {name: f"n{number}" for number, name in enumerate(dict.fromkeys(DIGEST.findall(svg)))}
    return DIGEST.sub(lambda name: names[name[0]], svg)


def _ungrouped(svg: str) -> str:
    """Return a drawing without groups that say nothing."""
    open_groups: list[bool] = []

    def kept(tag: re.Match[str]) -> str:
        if tag[0].endswith("/>"):
            return ""
        if tag[0] != "</g>":
            open_groups.append(tag[0] != "<g>")
            return tag[0] if open_groups[-1] else ""
        return tag[0] if open_groups.pop() else ""

    return GROUP.sub(kept, svg)

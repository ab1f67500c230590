"""A page as it is read aloud and by keyboard: every fault of it that can be found without a browser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "path", "use", "rect", "circle", "line"})
LANDMARKS = {"nav": "navigation", "header": "banner", "main": "main", "section": "region", "aside": "complementary"}
CHARTS = re.compile(
    r"(?i)\b(?:bar chart|dot chart|interval plot|line charts?|interval charts?|point chart|dot plot|timeline|"
    r"flow chart|heat table|range chart|range of|chart of|charts of|map of|"
    r"grid of|bars of|one bar|stacked bars|dots of|dot plots|"
    r"time line|calendar of|boxes from|plane of|points on a circle)\b"
)
PLACEHOLDERS = frozenset({"no description", "image", "figure", "alt text", "untitled", "todo", "chart"})
LEAST_WORDS = 10
KIND_WITHIN = 60


@dataclass(slots=True)
class Element:
    """One element of a page.

    Attributes
    ----------
    tag : str
        Its kind.
    attributes : dict of str
        As written; None where an attribute has no value.
    parents : tuple of str
        Kinds of the elements around it, from the outermost.
    text : str
        All text inside it.
    """

    tag: str
    attributes: dict[str, str | None]
    parents: tuple[str, ...]
    text: str = ""
    children: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """The elements of a page in reading order.

    Parameters
    ----------
    text : str
        Of the whole page.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), tuple(one.tag for one in self._open))
        if self._open:
            self._open[-1].children.append(tag)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs), tuple(one.tag for one in self._open)))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        """Return every element of these kinds."""
        return [element for element in self.elements if element.tag in tags]


def faults_of(text: str) -> list[str]:
    """Return what stands in the way of somebody who hears a page or goes through it by keyboard; empty is good."""
    page = Page(text)
    return [
        *_frame(page),
        *_headings(page),
        *_ids(page),
        *_landmarks(page),
        *_tables(page),
        *_drawings(page),
        *_folds(page),
        *_focus(page),
    ]


def _frame(page: Page) -> Iterator[str]:
    if [one.attributes.get("lang") for one in page.all("html")] != ["en-GB"]:
        yield "the language is not said"
    if [bool(one.text.strip()) for one in page.all("title") if "svg" not in one.parents] != [True]:
        yield "the page has no title"
    if len(page.all("h1")) != 1 or len(page.all("main")) != 1:
        yield "not one heading of level 1, or not one main"


def _headings(page: Page) -> Iterator[str]:
    headings = page.all("h1", "h2", "h3", "h4", "h5", "h6")
    yield from (f"empty heading {one.attributes}" for one in headings if not one.text.strip())
    levels = [int(one.tag[1]) for one in headings]
    yield from (f"level {after} after {before}" for before, after in pairwise(levels) if after > before + 1)


def _ids(page: Page) -> Iterator[str]:
    ids = Counter(one.attributes["id"] for one in page.elements if "id" in one.attributes)
    yield from (f"id {name} stands {count} times" for name, count in ids.items() if count > 1)
    for one in page.elements:
        named = [one.attributes.get(name) or "" for name in ("aria-labelledby", "aria-describedby")]
        link = one.attributes.get("href") or ""
        wanted = [*" ".join(named).split(), *([link[1:]] if link.startswith("#") else [])]
        yield from (f"{one.tag} leads to {name}, which is not there" for name in wanted if name not in ids)


def _landmarks(page: Page) -> Iterator[str]:
    """Landmarks of one kind have different names; a region without a name is none."""
    named = Counter()
    for one in page.elements:
        role = one.attributes.get("role") or LANDMARKS.get(one.tag, "")
        label = one.attributes.get("aria-label") or one.attributes.get("aria-labelledby") or ""
        if role in LANDMARKS.values() and not (role == "region" and not label):
            named[role, label] += 1
    yield from (f"{count} landmarks {role} named {label!r}" for (role, label), count in named.items() if count > 1)


def _tables(page: Page) -> Iterator[str]:
    for table in page.all("table"):
        if table.children[:1] != ["caption"]:
            yield "a table does not begin with its caption"
    yield from ("an empty caption" for one in page.all("caption") if not one.text.strip())
    for header in page.all("th"):
        if header.attributes.get("scope") not in {"row", "col"} or not header.text.strip():
            yield f"a header without scope or words: {header.text!r}"
    for cell in page.all("td", "th"):
        if {"rowspan", "colspan"} & set(cell.attributes):
            yield "merged cells"


def _drawings(page: Page) -> Iterator[str]:
    drawings, told = page.all("svg"), page.all("desc")
    if len(drawings) != len(told):
        yield f"{len(drawings)} drawings, {len(told)} descriptions"
    for one in drawings:
        if one.attributes.get("role") != "img" or len((one.attributes.get("aria-labelledby") or "").split()) != 2:
            yield "a drawing without role, title and description"
    yield from (fault for one in told if (fault := fault_of_alternative(one.text)))
    for figure in page.all("figure"):
        if "figcaption" not in figure.children:
            yield "a figure without caption"


def fault_of_alternative(text: str) -> str:
    """Return what an alternative text lacks, or nothing: it names the kind of chart, and says what is seen."""
    words = text.split()
    if text.strip().lower().rstrip(".") in PLACEHOLDERS or len(words) < LEAST_WORDS:
        return f"an alternative text that says nothing: {text!r}"
    if not CHARTS.search(text[:KIND_WITHIN]):
        return f"an alternative text that does not name the kind of chart: {text!r}"
    after = CHARTS.split(text, maxsplit=1)[1]
    return "" if re.search(r"\d|[:.;] \w", after) else f"an alternative text without what is seen: {text!r}"


def _folds(page: Page) -> Iterator[str]:
    for fold in page.all("details"):
        if fold.children[:1] != ["summary"]:
            yield "folded text without a summary first"
    yield from ("an empty summary" for one in page.all("summary") if not one.text.strip())


def _focus(page: Page) -> Iterator[str]:
    """The order of focus is that of reading; the first stop leads past what stands on every page."""
    stops = [one for one in page.elements if one.tag in {"a", "button", "summary"}]
    if not stops or stops[0].attributes.get("href") != "#main":
        yield "the first stop does not lead to the text"
    for one in page.elements:
        if (one.attributes.get("tabindex") or "0") not in {"0", "-1"}:
            yield f"an order of focus of its own: {one.attributes}"
    for one in page.all("a", "button"):
        if not one.text.strip():
            yield f"a link without words: {one.attributes}"

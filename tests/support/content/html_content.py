"""What a page of HTML says to a reader on paper: without drawings, lists of contents, folded data and hidden parts."""

from __future__ import annotations

from html.parser import HTMLParser

from tests.support.content.said import Kind, Said, said

VOID = frozenset({"meta", "link", "br", "hr", "img", "input"})
UNSAID = frozenset({"svg", "nav", "details", "script", "style", "head"})
BLOCKS: dict[str, Kind] = {
    "h1": "title",
    "h2": "heading",
    "h3": "heading",
    "p": "text",
    "li": "item",
    "caption": "caption",
    "td": "cell",
    "th": "cell",
}


def html_content(page: str, layers: frozenset[str]) -> list[Said]:
    """Return what a report of HTML says: its title, and those of its layers that are asked for.

    Parameters
    ----------
    page : str
        The whole page.
    layers : frozenset of str
        Ids of layers.
    """
    reader = PageContent(layers)
    reader.feed(page)
    reader.close()
    return reader.found


class PageContent(HTMLParser):
    """Reads a page once, from top to bottom."""

    def __init__(self, layers: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.layers = layers
        self.found: list[Said] = []
        # Every open tag with what it leaves unsaid, and the kind and words of the block that is open.
        self.open: list[tuple[str, bool]] = []
        self.kind: Kind | None = None
        self.words: list[str] = []
        self.numbered = False
        self.in_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        other_layer = tag == "section" and "layer" in classes and given.get("id") not in self.layers
        hidden = given.get("aria-hidden") == "true" or "hidden" in given or "skip" in classes
        self.open.append((tag, tag in UNSAID or other_layer or hidden))
        if self._unsaid():
            return
        if tag in ("ol", "ul"):
            self.numbered = tag == "ol" and "notes" in classes
        if tag == "thead":
            self.in_head = True
        if tag in BLOCKS:
            self._begin(self._kind(tag, classes))
        elif tag in ("strong", "span") and self._within("figcaption") and self.kind is None:
            self._begin("caption" if tag == "strong" else "subtitle")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        unsaid = self._unsaid()
        while self.open.pop()[0] != tag:
            pass
        if unsaid:
            return
        if tag == "thead":
            self.in_head = False
        ends_caption = tag == {"caption": "strong", "subtitle": "span"}.get(self.kind or "") and self._within(
            "figcaption"
        )
        if tag in BLOCKS or ends_caption:
            self._end()

    def handle_data(self, data: str) -> None:
        if self.kind is not None and not self._unsaid():
            self.words.append(data)

    def _kind(self, tag: str, classes: list[str]) -> Kind:
        if tag == "th" and self.in_head:
            return "header"
        if tag == "li" and self.numbered:
            return "note"
        return "source" if "source" in classes else BLOCKS[tag]

    def _begin(self, kind: Kind) -> None:
        self.kind, self.words = kind, []

    def _end(self) -> None:
        if self.kind is not None:
            self.found.append(said(self.kind, "".join(self.words)))
        self.kind, self.words = None, []

    def _unsaid(self) -> bool:
        return any(unsaid for _, unsaid in self.open)

    def _within(self, tag: str) -> bool:
        return any(one == tag for one, _ in self.open)


def figure_data(page: str) -> list[list[list[str]]]:
    """Return the table behind each figure of a page, folded though it is: rows of cells, headers first."""
    reader = FoldedTables()
    reader.feed(page)
    reader.close()
    return reader.found


class FoldedTables(HTMLParser):
    """Reads the tables that stand in folded parts of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[list[list[str]]] = []
        self.folded = self.in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "details":
            self.folded = True
        if self.folded and tag == "table":
            self.found.append([])
        if self.folded and tag == "tr":
            self.found[-1].append([])
        if self.folded and tag in ("td", "th"):
            self.found[-1][-1].append("")
            self.in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self.folded = False
        if tag in ("td", "th"):
            self.in_cell = False

    def handle_data(self, data: str) -> None:
        if self.in_cell:
            self.found[-1][-1][-1] += data

"""The look of a Word file: its styles, which a person can change in one place, and the colours of its theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from evalkit.document.renderers.parts.word_markup import TWIPS, node, properties_of, valued
from evalkit.report.theme import theme

FONT, LANGUAGE = "Arial", "en-GB"
# How much wider Arial is than the report's own family, whose letters are measured: a sentence, and nearly every word.
WIDER, WIDER_WORD = 1.07, 1.13
TITLE, SUBTITLE, TEXT, POINT = "Title", "Subtitle", "Normal", "ListBullet"
HEADINGS = {2: "Heading2", 3: "Heading3"}
CAPTION, UNIT, PICTURE, SOURCE, NOTE = "Caption", "FigureUnit", "Picture", "Source", "ListNumber"
ANSWER, SMALL, CONTENTS, FOOTER = "PartAnswer", "SmallPrint", "TOC1", "Footer"
NOTICE, VERDICT, VERDICT_HEADING = "Quote", "IntenseQuote", "AnswerHeading"
CELL, SMALL_CELL, HEADER, SMALL_HEADER = "TableText", "TableTextSmall", "TableHeader", "TableHeaderSmall"
STRONG, LINK, TABLE = "Strong", "Hyperlink", "ReportTable"
# What is set larger on the front page, and what it is called there.
ON_FRONT = {
    TEXT: "FrontText",
    POINT: "FrontListBullet",
    UNIT: "FrontFigureUnit",
    SOURCE: "FrontSource",
    SMALL: "FrontSmallPrint",
}
# What is set closer in the closing document, which has two sides, and what it is called there.
ON_CLOSING = {TEXT: "ClosingText", POINT: "ClosingListBullet"}
SET_APART = {"front": ON_FRONT, "closing": ON_CLOSING}
# Ids of the two kinds of list.
POINTS, NOTES = 1, 2
# Colours of the report, by the place that each has in the theme of a Word file, and what its markup calls that place.
THEME = {
    "text": ("dk1", "text1"),
    "background": ("lt1", "background1"),
    "muted": ("dk2", "text2"),
    "band": ("lt2", "background2"),
    "programme": ("accent1", "accent1"),
    "notice_rule": ("accent2", "accent2"),
    "comparison": ("accent3", "accent3"),
    "rule": ("accent4", "accent4"),
    "notice": ("accent5", "accent5"),
    "accent": ("accent6", "accent6"),
    "link": ("hlink", "hyperlink"),
}


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A style of paragraphs.

    Attributes
    ----------
    name : str
        As Word shows it; without its spaces it is the style's id.
    size : float
        Of its letters, in points.
    after, before : float
        Space below and above, in points.
    based_on : str
        Id of the style whose look it takes where it says nothing.
    follows : str
        Id of the style of the paragraph that a person writes after it; empty for its own.
    bold, keeps : bool
        Whether its letters are bold, and whether it stays on the page of what follows.
    colour, fill : str
        Names of colours of the report: of its letters, and behind them. Empty for none of its own.
    line : float
        Height of a line, in lines.
    rules : tuple of (str, str, float)
        Lines beside it: on which side, in which colour, how thick in points.
    indent : tuple of (float, float)
        From the left, and by how much the first line hangs out, in points.
    outline : int
        Level of a heading; 0 for other text.
    list : int
        Id of the kind of list whose points it is of; 0 for none.
    """

    name: str
    size: float
    after: float = 0
    before: float = 0
    based_on: str = TEXT
    follows: str = ""
    bold: bool = False
    keeps: bool = False
    colour: str = ""
    fill: str = ""
    line: float = 0
    rules: tuple[tuple[str, str, float], ...] = ()
    indent: tuple[float, float] = (0, 0)
    outline: int = 0
    list: int = 0

    @property
    def id(self) -> str:
        """By which paragraphs name it."""
        return "".join(word[0].upper() + word[1:] for word in self.name.split()).replace("Toc", "TOC")


def paragraph_styles() -> tuple[WordStyle, ...]:
    """Return every style of paragraphs."""
    front, report = (float(theme().print[layer].removesuffix("pt")) for layer in ("front", "report"))
    top, side = (("top", "programme", 2.25),), ("left", "programme", 4.5)
    above, below = ("top", "band", 0.5), ("bottom", "band", 0.5)
    noticed = (("left", "notice_rule", 4.5), ("top", "notice", 0.5), ("bottom", "notice", 0.5))
    return (
        WordStyle(TEXT, report, 7, based_on="", colour="text", line=1.12),
        WordStyle(TITLE, 20, 2, follows=SUBTITLE, bold=True, keeps=True, colour="programme", line=1, outline=1),
        WordStyle(SUBTITLE, front, 6, follows=TEXT, colour="muted", rules=(("bottom", "programme", 2.25),)),
        WordStyle("heading 1", 18, 6, 14, follows=TEXT, bold=True, keeps=True, colour="programme", outline=1),
        WordStyle("heading 2", 15, 6, 18, follows=TEXT, bold=True, keeps=True, rules=top, outline=2, line=1),
        WordStyle("heading 3", 12.5, 3, 8, follows=TEXT, bold=True, keeps=True, outline=3, line=1),
        WordStyle("Part Answer", report, 7, follows=TEXT, bold=True, keeps=True),
        WordStyle("List Bullet", report, 4, list=POINTS, indent=(14, 14)),
        WordStyle("List Number", 9.5, 3, colour="muted", list=NOTES, indent=(18, 14), line=1),
        WordStyle("caption", 12, 3, 10, follows=TEXT, bold=True, keeps=True, line=1),
        WordStyle("Figure Unit", 10, 4, keeps=True, colour="muted", line=1),
        WordStyle(PICTURE, report, 6, line=1),
        WordStyle(SOURCE, 9.5, 9, 3, colour="muted", line=1),
        WordStyle("Small Print", 9.5, 6, colour="muted"),
        WordStyle("Quote", 12, 5, colour="text", fill="notice", rules=noticed, indent=(9, 0), line=1),
        WordStyle("Intense Quote", 12, 6, colour="text", fill="band", rules=(side, below), indent=(9, 0), line=1),
        WordStyle(
            "Answer Heading", 15, 0, 4, TEXT, VERDICT, bold=True, keeps=True, colour="programme", fill="band",
            rules=(side, above), indent=(9, 0), line=1, outline=2,
        ),
        WordStyle("Table Text", 9.5, line=1, before=1.5, after=1.5),
        WordStyle("Table Text Small", 9, based_on=CELL),
        WordStyle("Table Header", 9.5, based_on=CELL, bold=True),
        WordStyle("Table Header Small", 9, based_on=HEADER),
        WordStyle("toc 1", report, 3),
        WordStyle("footer", 9, colour="muted", line=1),
        WordStyle("Front Text", front, 4, line=1),
        WordStyle("Front List Bullet", front, 2, based_on=POINT, line=1),
        WordStyle("Front Figure Unit", front, 1, based_on=UNIT),
        WordStyle("Front Source", front, 4, based_on=SOURCE),
        WordStyle("Front Small Print", front, 0, based_on=SMALL, line=1),
        WordStyle("Closing Text", report, 3, line=1),
        WordStyle("Closing List Bullet", report, 1, based_on=POINT, line=1),
    )  # fmt: skip


def styles() -> Iterator[BaseOxmlElement]:
    """Yield what the part of a Word file that holds its styles is made of."""
    yield node("w:docDefaults", {}, node("w:rPrDefault", {}, _letters(11)), node("w:pPrDefault"))
    yield from (_style(one) for one in paragraph_styles())
    yield _named("character", "Default Paragraph Font", "DefaultParagraphFont", default=True)
    yield _named("character", STRONG, STRONG, node("w:rPr", {}, node("w:b"), node("w:bCs")))
    looks = node("w:rPr", {}, _colour("link"), valued("w:u", "single"))
    yield _named("character", LINK, LINK, looks)
    yield _named("numbering", "No List", "NoList", default=True)
    yield _named("table", "Normal Table", "TableNormal", node("w:tblPr", {}, _margins(108)), default=True)
    yield _table_style()


def shown_on(layer: str, style: str) -> str:
    """Return the id of the style that stands for another on a layer."""
    return SET_APART.get(layer, {}).get(style, style)


def lists() -> Iterator[BaseOxmlElement]:
    """Yield the two kinds of list, points and numbered notes, and the list of points itself."""
    for number, (shape, mark, hangs) in {POINTS: ("bullet", "•", 14), NOTES: ("decimal", "%1.", 14)}.items():
        style = {POINTS: POINT, NOTES: NOTE}[number]
        indent = node("w:ind", {"w:left": str((hangs + 4) * TWIPS), "w:hanging": str(hangs * TWIPS)})
        level = node(
            "w:lvl", {"w:ilvl": "0"}, valued("w:start", 1), valued("w:numFmt", shape), valued("w:pStyle", style),
            valued("w:lvlText", mark), valued("w:lvlJc", "left"), node("w:pPr", {}, indent),
        )  # fmt: skip
        yield node("w:abstractNum", {"w:abstractNumId": str(number)}, valued("w:multiLevelType", "singleLevel"), level)
    for number in (POINTS, NOTES):
        yield node("w:num", {"w:numId": str(number)}, valued("w:abstractNumId", number))


def _style(style: WordStyle) -> BaseOxmlElement:
    spacing = {"w:before": str(round(style.before * TWIPS)), "w:after": str(round(style.after * TWIPS))}
    if style.line:
        spacing |= {"w:line": str(round(style.line * 240)), "w:lineRule": "auto"}
    inside = [node("w:spacing", spacing)]
    if style.keeps:
        inside += [node("w:keepNext"), node("w:keepLines")]
    if style.rules:
        drawn = {side: _rule(side, colour, thick) for side, colour, thick in style.rules}
        inside.append(node("w:pBdr", {}, *(drawn[side] for side in ("top", "left", "bottom") if side in drawn)))
    if style.fill:
        fill = {"w:fill": theme().colour[style.fill][1:], "w:themeFill": THEME[style.fill][1]}
        inside.append(node("w:shd", {"w:val": "clear", "w:color": "auto", **fill}))
    if style.indent[0]:
        left, hanging = (str(round(points * TWIPS)) for points in style.indent)
        inside.append(node("w:ind", {"w:left": left, **({"w:hanging": hanging} if style.indent[1] else {})}))
    if style.outline:
        inside.append(valued("w:outlineLvl", style.outline - 1))
    if style.list:
        inside.append(node("w:numPr", {}, valued("w:ilvl", 0), valued("w:numId", style.list)))
    based = [valued("w:basedOn", style.based_on)] if style.based_on else []
    follows = [valued("w:next", style.follows)] if style.follows else []
    looks = (properties_of("w:pPr", inside), _letters(style.size, bold=style.bold, colour=style.colour))
    return _named("paragraph", style.name, style.id, *based, *follows, node("w:qFormat"), *looks, default=not based)


def _named(kind: str, name: str, key: str, *inside: BaseOxmlElement, default: bool = False) -> BaseOxmlElement:
    first = {"w:default": "1"} if default else {}
    return node("w:style", {"w:type": kind, **first, "w:styleId": key}, valued("w:name", name), *inside)


def _letters(size: float, *, bold: bool = False, colour: str = "") -> BaseOxmlElement:
    """Return how letters look; each style says the language, since the document's own does not reach a PDF."""
    faces = {f"w:{script}": FONT for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    return properties_of(
        "w:rPr",
        (
            node("w:rFonts", faces),
            *([node("w:b"), node("w:bCs")] if bold else []),
            *([_colour(colour)] if colour else []),
            *(valued(tag, round(size * 2)) for tag in ("w:sz", "w:szCs")),
            node("w:lang", {"w:val": LANGUAGE, "w:eastAsia": LANGUAGE, "w:bidi": LANGUAGE}),
        ),
    )


def _colour(name: str) -> BaseOxmlElement:
    return node("w:color", {"w:val": theme().colour[name][1:], "w:themeColor": THEME[name][1]})


def _rule(side: str, colour: str, thick: float, space: int = 4) -> BaseOxmlElement:
    """Return a line on one side; Word counts its thickness in eighths of a point."""
    looks = {"w:val": "single", "w:sz": str(round(thick * 8)), "w:space": str(space)}
    return node(f"w:{side}", {**looks, "w:color": theme().colour[colour][1:], "w:themeColor": THEME[colour][1]})


def _margins(side: int) -> BaseOxmlElement:
    sides = {"left": 0, "right": side}
    inside = (node(f"w:{name}", {"w:w": str(wide), "w:type": "dxa"}) for name, wide in sides.items())
    return node("w:tblCellMar", {}, *inside)


def _table_style() -> BaseOxmlElement:
    """Return the style of tables: thin lines between rows, a stronger one below the headers, no boxes."""
    lines = node("w:tblBorders", {}, _rule("bottom", "rule", 0.5, 0), _rule("insideH", "rule", 0.5, 0))
    below = node("w:tcBorders", {}, _rule("bottom", "comparison", 1.5, 0))
    head = node("w:tblStylePr", {"w:type": "firstRow"}, node("w:tcPr", {}, below, valued("w:vAlign", "bottom")))
    looks = node("w:tblPr", {}, lines, _margins(140))
    return _named("table", "Report Table", TABLE, valued("w:basedOn", "TableNormal"), node("w:qFormat"), looks, head)

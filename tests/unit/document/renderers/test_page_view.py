"""The page in layers: what it is without scripts, what scripts add, by day and by night, on a phone and on paper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from evalkit.document.parts import (
    Bullets,
    Callout,
    Contents,
    Document,
    DocumentLayer,
    Figure,
    Heading,
    Note,
    Paragraph,
    Part,
    PartAnswer,
    PartAnswers,
    PlaceLink,
    PlaceLinks,
    SideBySide,
    Strong,
    Table,
    one_layer,
)
from evalkit.document.renderers.html import TEMPLATES, render
from evalkit.document.renderers.parts.drawings import drawings
from evalkit.document.renderers.parts.number_links import linked
from evalkit.document.renderers.parts.shared_styles import with_shared_styles
from evalkit.report.block import Block
from evalkit.report.theme import contrast, theme
from evalkit.report.verbs import figure, table
from tests.support.reading import Element, Page, fault_of_alternative, faults_of
from tests.unit.report import samples

LEAST_CONTRAST = 4.5
STYLE = (TEMPLATES / "style.css.j2").read_text(encoding="utf-8")
SCRIPT = (TEMPLATES / "page.js.j2").read_text(encoding="utf-8")
REACHES_OUT = ("http", "fetch(", "XMLHttpRequest", "import(", "WebSocket", "sendBeacon", ".src", "eval(")
POINTS = Bullets(("One of 92",), place="one-of-many")
ITS_OWN = Paragraph("It is 0.18.", place="annex-effect-words")
FROM = {"0.18": "annex-effect", "92": "annex-effect"}


def document() -> Document:
    """Return a document of three layers with every kind of part."""
    drawn, told = figure(samples.trends()), table(samples.trends())
    result = Heading(2, "The main result", "report-result", "4")
    front: tuple[Part, ...] = (
        Callout("notice", "Invented."),
        Callout("answer", "We cannot tell.\nThe best single figure is 0.18."),
        Figure(replace(drawn, on_phones=lambda: drawn.svg), "front-picture"),
        SideBySide(
            ((Heading(2, "How sure?", "sure"), Paragraph("Not sure.")), (Bullets(("One of 92",), place="one-of-many"),))
        ),
        Note("Small print."),
    )
    report: tuple[Part, ...] = (
        PartAnswers((PartAnswer(result, "We cannot tell.", ("Figure 1", "Table 1"), 2.5),)),
        result,
        Strong("A rise of +0.18."),
        Figure(replace(drawn, on_phones=None), "report-figure", "Figure 1"),
        Table(told, "report-table", "Table 1"),
    )
    annex: tuple[Part, ...] = (
        Contents(),
        Heading(2, "The effect", "annex-effect"),
        Table(told, "annex-table", links=((0, 1, "front"),)),
        PlaceLinks((PlaceLink("The picture", "front-picture"),)),
        ITS_OWN,
    )
    layers = (("front", "One page", front), ("report", "The report", report), ("annex", "The annex", annex))
    return Document('Maths in "Q" & co', "2017 to 2019", tuple(DocumentLayer(*layer) for layer in layers), where_from)


def where_from(number: str, part: Part) -> str:
    """Return where a number comes from: the last paragraph is its own source."""
    return (
        "annex-effect-words" if part == Paragraph("It is 0.18.", place="annex-effect-words") else FROM.get(number, "")
    )


@pytest.fixture(scope="module")
def text() -> str:
    """Return the page of that document."""
    return render(document()).decode()


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    """Return its elements."""
    return Page(text)


def test_it_can_be_read_aloud_and_by_keyboard(text: str, rendered: Path) -> None:
    assert faults_of(text) == []
    assert faults_of(rendered.read_text(encoding="utf-8")) == []


def test_each_layer_is_a_section_of_its_name_and_a_link_leads_to_each(page: Page) -> None:
    sections = [(one.attributes["id"], one.attributes["aria-label"]) for one in page.all("section")]
    assert sections == [("front", "One page"), ("report", "The report"), ("annex", "The annex")]
    (bar,) = (one for one in page.all("nav") if one.attributes.get("class") == "bar")
    assert bar.text.split("\n")[1:] and all(title in bar.text for _, title in sections)
    links = [one.attributes["href"] for one in page.all("a")]
    assert links[:4] == ["#main", "#front", "#report", "#annex"]


def test_without_scripts_nothing_is_hidden(page: Page) -> None:
    assert not [one for one in page.elements if "hidden" in one.attributes]
    hiding = [line for line in STYLE.splitlines() if ".layer" in line and "display: none" in line]
    assert hiding == [".layered .layer:not(.in-view) { display: none; }"]
    assert 'classList.add("layered")' in SCRIPT
    assert not page.all("button")


def test_the_script_reaches_nothing_outside_the_page(text: str, page: Page) -> None:
    (script,) = page.all("script")
    assert script.attributes == {}
    assert "location.hash" in script.text
    assert not [word for word in REACHES_OUT if word in script.text]
    assert text.index("</main>") < text.index("<script>")


def test_a_layer_with_contents_has_a_list_that_can_be_folded(page: Page) -> None:
    lists = [one for one in page.all("nav") if one.attributes.get("class") == "contents"]
    assert [one.attributes["aria-label"] for one in lists] == ["Contents: The report", "Contents: The annex"]
    assert "4 The main result" in lists[0].text
    assert 'setAttribute("aria-current", "location")' in SCRIPT


def test_the_contents_of_the_report_are_a_table_of_answers(page: Page) -> None:
    answers = page.all("table")[1]
    words = " ".join(answers.text.split())
    assert words.endswith("4 The main result We cannot tell.Figure 1, Table 1 2.5")
    (bar,) = (one for one in page.all("i"))
    assert bar.attributes == {"style": "width: 2.5em", "aria-hidden": "true"}


def test_a_page_of_one_layer_has_no_links_between_layers() -> None:
    page = Page(render(one_layer("Two reports", "", (Paragraph("The same."),))).decode())
    (bar,) = (one for one in page.all("nav"))
    assert bar.text.strip() == ""


def test_an_answer_of_two_lines_begins_with_the_line_that_stands_out(text: str) -> None:
    assert '<p class="answer"><strong>We cannot tell.</strong> The best single figure is ' in text


def test_a_number_with_a_known_place_is_a_link_to_it(text: str) -> None:
    assert text.count('<a class="from" href="#annex-effect">0.18</a>') == 1
    assert '<a class="from" href="#annex-effect">+0.18</a>' in text
    assert '<ul id="one-of-many"><li>One of <a' in text
    assert '<p id="annex-effect-words">It is 0.18.</p>' in text


def test_cells_and_lists_of_places_lead_there(text: str) -> None:
    assert re.search(r'<td[^>]*><a href="#front">[^<]+</a></td>', text)
    assert '<ul class="links"><li><a href="#front-picture">The picture</a></li></ul>' in text


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("from −0.02 to 1,234", '<a class="from" href="#low">−0.02</a>'),
        ("in 2018/19", "in 2018/19"),
        ("10.02 & <b>", "10.02 &amp; &lt;b&gt;"),
        ("Key Stage 4 for 4 schools", 'Key Stage 4 for <a class="from" href="#four">4</a> schools'),
        ("nothing", "nothing"),
    ],
)
def test_only_the_whole_number_is_linked_and_words_stay_words(told: str, shown: str) -> None:
    link = str(linked(told, lambda number: {"0.02": "low", "2018": "year", "4": "four"}.get(number, "")))
    assert shown in link
    assert unescape(re.sub(r"</?a[^>]*>", "", link)) == told
    assert "<a" not in str(linked(told, lambda number: ""))


def test_a_drawing_made_for_a_phone_stands_beside_the_other_and_one_of_them_is_shown(page: Page) -> None:
    drawn = [one.attributes["class"] for one in page.all("svg")]
    assert drawn == ["full", "narrow", "full"]
    narrow = STYLE[STYLE.index(".drawing .narrow { display: none; }") :]
    assert ".drawing:has(.narrow) .full { display: none; }" in narrow
    assert theme().page["narrow"] == "640px"


def test_a_drawing_takes_the_colours_of_the_page_only_where_each_has_one_by_night() -> None:
    block = figure(samples.trends())
    assert not re.search(r"#[0-9A-Fa-f]{6}\b", str(drawings(block, "one")))
    assert 'class="drawing"' in str(drawings(block, "one"))
    strange = replace(block, svg=block.svg.replace(theme().colour["programme"].lower(), "#" + "0a" * 3))
    kept = str(drawings(strange, "one"))
    assert "#" + "0a" * 3 in kept and 'class="drawing own"' in kept and "var(--" not in kept


@pytest.mark.parametrize("palette", ["colour", "dark"])
def test_every_text_stands_out_by_day_and_by_night(palette: str) -> None:
    colours = getattr(theme(), palette)
    pairs = [pair for pair in theme().contrasts if set(pair) <= set(theme().dark)]
    assert len(pairs) > 10
    low = [(pair, contrast(*(colours[name] for name in pair))) for pair in pairs]
    assert [pair for pair, found in low if found < LEAST_CONTRAST] == []


def test_the_style_uses_no_pair_of_colours_that_the_theme_does_not_declare() -> None:
    used = set(re.findall(r"var\(--([a-z-]+)\)", STYLE)) - {"side"}
    assert used <= {name.replace("_", "-") for name in theme().dark}
    rules = re.findall(r"\{([^{}]*)\}", STYLE)
    for rule in rules:
        text = re.search(r"(?<![-a-z])color: var\(--([a-z-]+)\)", rule)
        ground = re.search(r"background: var\(--([a-z-]+)\)", rule)
        on = ground.group(1) if ground else "background"
        if text:
            assert (text.group(1).replace("-", "_"), on.replace("-", "_")) in theme().contrasts, rule


def test_texts_of_drawings_have_a_declared_colour(rendered: Path) -> None:
    whole = rendered.read_text(encoding="utf-8")
    page, shared = Page(whole), dict(re.findall(r"\.drawing \.(m\d+) \{([^}]*)\}", whole))
    fills = {
        found.group(1)
        for one in page.all("text")
        if (found := re.search(r"(?<![-a-z])fill: ?var\(--([a-z-]+)\)", _look(one, shared)))
    }
    assert fills and fills <= {text for text, _ in theme().contrasts}


def _look(element: Element, shared: Mapping[str, str]) -> str:
    """Return how a mark looks: by a style of its own, or by the one that it shares with others."""
    return element.attributes.get("style") or shared.get(element.attributes.get("class") or "", "")


def test_a_look_that_marks_share_is_said_once_and_others_stay_with_their_mark() -> None:
    alike, alone = '<path d="M0 0" style="fill:red"/>', '<text style="fill:blue">red</text>'
    page = f'<style>p {{}}</style><p style="fill:red"><svg>{alike * 3}{alone}</svg>'
    said = with_shared_styles(page)
    assert said.count('<path d="M0 0" class="m0"/>') == 3
    assert said.count(".drawing .m0 {fill:red}") == 1
    assert alone in said and '<p style="fill:red">' in said
    assert with_shared_styles(f"<style></style>{alike * 2}") == f"<style></style>{alike * 2}"


def test_paper_shows_the_layer_in_view_whole_and_by_day() -> None:
    paper = STYLE[STYLE.index("@media print {") :]
    assert "size: A4" in STYLE and "counter(page)" in STYLE
    assert "thead { display: table-header-group; }" in paper
    assert "break-inside: avoid" in paper and "break-after: avoid" in paper
    hidden = next(line for line in paper.splitlines() if line.strip().startswith(".skip"))
    assert "figure details" in hidden and ".bar" in hidden
    assert float(theme().print["front"].removesuffix("pt")) >= 12
    night = STYLE[STYLE.index("@media screen {") : STYLE.index("html {")]
    assert STYLE.count("colours(theme.dark)") == night.count("colours(theme.dark)") == 2


def test_the_title_of_the_footer_cannot_end_the_style(text: str) -> None:
    assert r'@bottom-left { content: "Maths in \22 Q\22  \26  co"' in text


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ("Figure", "says nothing"),
        ("one two three four five six seven eight nine ten eleven twelve", "kind of chart"),
        ("Bar chart of schools and of pupils and of areas and of trusts", "what is seen"),
        ("Bar chart of schools kept at each step: 19 of 19 schools studied are in the analysis.", ""),
    ],
)
def test_an_alternative_text_names_the_chart_and_says_what_is_seen(told: str, fault: str) -> None:
    assert fault in fault_of_alternative(told)
    assert bool(fault_of_alternative(told)) == bool(fault)


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ('lang="en-GB"', "", "language"),
        ("<h2 ", "<h4 ", "level 4"),
        ('id="report-table"', 'id="annex-table"', "stands 2 times"),
        ('aria-label="Contents: The annex"', 'aria-label="Contents: The report"', "landmarks"),
        ('scope="col"', "", "without scope"),
        ('role="img"', "", "without role"),
        ('href="#main"', 'href="#front"', "first stop"),
        ('<section class="layer" id="annex"', '<section class="layer" id="end"', "not there"),
        ("<summary>Data behind this figure</summary>", "", "summary first"),
        ('tabindex="0"', 'tabindex="4"', "focus of its own"),
    ],
)
def test_each_fault_of_reading_would_be_found(text: str, was: str, becomes: str, fault: str) -> None:
    assert was in text
    assert any(fault in one for one in faults_of(text.replace(was, becomes)))


def test_the_long_and_the_many_columned_table_are_set_for_paper() -> None:
    block: Block = table(samples.trends())
    wide = replace(block, columns=tuple(f"Column {place}" for place in range(8)), cells=(("cell",) * 8,) * 40)
    assert 'class="table lengthy many"' in render(one_layer("Title", "", (Table(wide, "wide"),))).decode()
    assert 'class="table"' in render(one_layer("Title", "", (Table(block, "small"),))).decode()


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("446cc314e3119c2887eb756548d81368bc7032584d4c544511a9ac41fbd1b4f8", ' class="long"'),
        ("commit bab264409231f39b3a6e1f807cfd64b4b91fd720", ' class="long"'),
        ("tests/unit/one.py::test_that_the_sums_are_as_published; and more", ' class="long"'),
        ("Coaching of teachers, chosen from what the review found", ' class="wordy"'),
        ("all", ""),
    ],
)
def test_a_word_too_long_for_its_column_may_be_broken_wherever_it_stands_in_the_cell(cell: str, kind: str) -> None:
    block = replace(table(samples.trends()), columns=("What", "Value"), cells=(("first", cell),))
    assert f"<td{kind}>{cell}</td>" in render(one_layer("Title", "", (Table(block, "one"),))).decode()
    paper = STYLE[STYLE.index("@media print") :]
    # Said after the rule for tables of many columns, which would forbid it.
    assert paper.index(".many td {") < paper.index(".table .long { min-width: 6rem; overflow-wrap: anywhere;")

"""The report can be read by everyone, anywhere, without a network."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from evalkit.core.errors import ReportError
from evalkit.document.moved_blocks import stands_as
from evalkit.document.parts import Bullets, Figure, Paragraph, Table, one_layer, prose
from evalkit.document.renderers.html import REPORT, TEMPLATES, render
from evalkit.report.block import Block
from evalkit.report.verbs import figure, sentence
from tests.support.report_folder import write_report
from tests.unit.document.conftest import RECORD
from tests.unit.report import samples

PLACEHOLDERS = ("no description", "image", "figure", "alt text", "untitled")
FOREIGN = ("http:", "https:", "src=", "@import", "url(//", "<script ", "<link")


class Elements(HTMLParser):
    """Collects elements with their attributes, and refuses ids used twice."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        """Return the attributes of every element of these kinds."""
        return [attributes for tag, attributes in self.found if tag in tags]


@pytest.fixture(scope="module")
def page(rendered: Path) -> str:
    """Return the text of the rendered report."""
    return rendered.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def elements(page: str) -> Elements:
    """Return its elements."""
    return Elements(page)


def test_language_title_and_one_first_heading(page: str, elements: Elements) -> None:
    assert elements.all("html") == [{"lang": "en-GB"}]
    assert len(elements.all("h1")) == 1
    assert "<title>Invented maths programme</title>" in page


def test_headings_never_skip_a_level(elements: Elements) -> None:
    levels = [int(tag[1]) for tag, _ in elements.found if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_skip_link_leads_to_the_findings(elements: Elements) -> None:
    first = elements.all("a")[0]
    assert first == {"class": "skip", "href": "#main"}
    assert elements.all("main") == [{"id": "main", "tabindex": "-1"}]


def test_ids_are_unique_and_every_inner_link_arrives(page: str, elements: Elements) -> None:
    ids = [str(attributes["id"]) for _, attributes in elements.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = re.findall(r'(?:href|xlink:href)="#([^"]+)"', page) + re.findall(r"url\(#([^)]+)\)", page)
    assert not [target for target in targets if target not in ids]


def test_every_table_has_a_caption_and_every_header_a_scope(page: str, elements: Elements) -> None:
    assert len(elements.all("table")) == len(re.findall(r"<table><caption[^>]*>", page)) > 0
    assert all(header.get("scope") in {"row", "col"} for header in elements.all("th"))
    assert not re.search(r"<th[^>]*></th>", page)
    assert not [cell for cell in elements.all("td", "th") if "rowspan" in cell or "colspan" in cell]


def test_every_drawing_has_a_title_and_an_alt_text_that_is_no_placeholder(page: str, elements: Elements) -> None:
    drawings = elements.all("svg")
    descriptions = re.findall(r"<desc[^>]*>([^<]+)</desc>", page)
    assert len(drawings) == len(descriptions) > 0
    assert all(drawing["role"] == "img" and drawing.get("aria-labelledby") for drawing in drawings)
    for text in descriptions:
        assert len(text.split()) >= 10
        assert text.strip().lower() not in PLACEHOLDERS


def test_every_figure_carries_its_data_as_a_table_and_as_csv(page: str, elements: Elements) -> None:
    links = [str(link["href"]) for link in elements.all("a") if "download" in link]
    assert len(links) == len(elements.all("figure")) > 0
    for link in links:
        text = base64.b64decode(link.removeprefix("data:text/csv;base64,")).decode("utf-8")
        assert len(text.splitlines()) > 1


def test_sums_behind_a_figure_are_shown_whole() -> None:
    values = pd.DataFrame(
        {"strand": ["Review"], "spent": [127250.0], "less": [-50962.4], "share": [0.33001], "per": [999.96]}
    )
    block = replace(figure(samples.flow()), values=values, columns=tuple(values.columns))
    html = render(one_layer("Title", "", (Figure(block, "place", "Figure 1"),)))
    cells = re.findall(r"<td>([^<]*)</td>", html.decode())
    assert cells == ["127,250", "−50,962", "0.33", "1000"]


def test_nothing_is_fetched_from_anywhere(page: str) -> None:
    assert not [mark for mark in FOREIGN if mark in page]


def test_the_front_says_the_answer_how_sure_and_that_tables_are_invented(page: str) -> None:
    front = re.sub(r"</?a[^>]*>", "", page[page.index('id="front"') : page.index('id="report"')])
    for part in ("front_answer", "front_counted", "front_sure"):
        assert sentence(samples.finding(), part).text.replace("'", "&#39;") in front
    assert "Invented tables" in front
    assert 'id="front-picture"' in front


def test_real_tables_carry_no_banner(tmp_path: Path) -> None:
    study = samples.study(data={"folder": "data", "synthetic": False, "attribution": "Department for Education"})
    write_report(tmp_path, study, [samples.finding()], RECORD)
    page = (tmp_path / REPORT).read_text(encoding="utf-8")
    assert "Invented tables" not in page
    assert "Department for Education" in page


def test_kept_blocks_stand_in_page_order(page: str, kept: list[Block]) -> None:
    titles = [block.title for block in kept if block.kind != "sentence" and not stands_as(block)]
    places = [page.index(title, page.index('id="page-00-study"')) for title in titles]
    assert places == sorted(places)


def test_a_page_that_cannot_be_answered_yet_says_what_it_needs(page: str) -> None:
    assert "For whom?" in page
    assert "It needs results of single pupils." in page


def test_the_annex_names_inputs_digests_versions_and_seed(page: str) -> None:
    audit = page[page.index('id="annex-rerun"') :]
    for text in ("ab12" * 16, "cd34" * 16, "ef56" * 16, "3.11.7", "no commit", "11"):
        assert text in audit


def test_the_story_closes_the_report_where_no_page_kept_it(tmp_path: Path) -> None:
    study = samples.study(story="## Overview\n\nMaths {{ attainment | direction }}.\n")
    write_report(tmp_path, study, [samples.finding()], RECORD)
    page = (tmp_path / REPORT).read_text(encoding="utf-8")
    assert "Maths may have risen or fallen." in page


def test_words_from_files_cannot_become_markup() -> None:
    page = render(one_layer("<b>Title</b>", "A & B", (Paragraph("<script>alert(1)</script>"),))).decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;Title" in page


def test_a_figure_without_alt_text_and_a_table_without_caption_are_refused() -> None:
    silent = replace(figure(samples.trends()), text="Figure")
    with pytest.raises(ReportError, match="without alt text"):
        render(one_layer("Title", "", (Figure(silent, "one"),)))
    bare = Block("bare", "table", " ", "text", pd.DataFrame())
    with pytest.raises(ReportError, match="without caption"):
        render(one_layer("Title", "", (Table(bare, "one"),)))


def test_no_template_holds_a_typed_result() -> None:
    text = (TEMPLATES / "report.html.j2").read_text(encoding="utf-8")
    assert not re.search(r"\d\.\d", text)


def test_prose_becomes_paragraphs_and_points() -> None:
    assert prose("One\ntwo.\n\n- first\n  goes on\n- second") == (
        Paragraph("One two."),
        Bullets(("first goes on", "second")),
    )


def test_rendering_twice_gives_the_same_bytes(rendered: Path) -> None:
    before = rendered.read_bytes()
    write_report(rendered.parent, samples.study(), [samples.finding()], RECORD)
    assert rendered.read_bytes() == before


def test_the_report_asks_a_refused_question_once_and_says_why_it_is_refused(tmp_path: Path) -> None:
    answers = [samples.finding(), samples.unanswered()]
    write_report(tmp_path, samples.study(), answers, RECORD)
    page = (tmp_path / REPORT).read_text(encoding="utf-8")
    assert page.count(samples.unanswered().question) == 1
    assert "This question could not be answered." in page
    assert "What would help: Widen the donor rule on pupils." in page

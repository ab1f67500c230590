"""Letters that the type lacks are refused wherever they would be set in it, and signs without a shape are left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evalkit.core.errors import ReportError
from evalkit.document.parts import Document, Figure, Paragraph, one_layer
from evalkit.document.renderers import RENDERERS
from tests.support.content.pdf_content import pdf_content
from tests.unit.document.renderers.test_unprintable_parts import SIZED, WHOLE, drawn

# As somebody copies them from a page: a soft hyphen, a place to break, a mark at the front, a mark of direction.
UNSEEN = "pro\u00adgramme of\u200b Ashfield\ufeff \u200eSchool\r\nand\u2028others"
LACKED = "学校"


def document(words: str = "words", letters: str = "rose", title: str = "Marks rose") -> Document:
    """Return a document that says words, and letters in a drawing below a title."""
    svg = WHOLE.format(SIZED).replace("</svg>", f'<text x="1" y="9" style="font-size:9px">{letters}</text></svg>')
    figure = drawn(svg)
    return one_layer("A title", "", [Paragraph(words), replace(figure, block=replace(figure.block, title=title))])


@pytest.mark.parametrize("name", [name for name in RENDERERS.own_names() if name != "xlsx"])
def test_a_letter_that_a_drawing_cannot_show_is_refused_where_drawings_are_set(name: str) -> None:
    if name == "html":
        assert LACKED in RENDERERS.get(name).render(document(letters=LACKED)).decode()  # type: ignore[union-attr]
        return
    with pytest.raises(ReportError) as caught:
        RENDERERS.get(name).render(document(letters=LACKED))
    (fault,) = caught.value.faults
    assert fault.found == "the signs 学 (U+5B66) and 校 (U+6821) in “学校”"


def test_only_formats_that_set_a_title_in_the_type_refuse_it() -> None:
    refused = []
    for name in RENDERERS.own_names():
        try:
            RENDERERS.get(name).render(document(title=LACKED))
        except ReportError:
            refused.append(name)
    assert refused == ["pdf", "slides"]


def test_signs_without_a_shape_are_set_as_nothing() -> None:
    for name in RENDERERS.own_names():
        assert RENDERERS.get(name).render(document(UNSEEN, UNSEEN, UNSEEN)), name
    content = str(pdf_content(RENDERERS.get("pdf").render(document(UNSEEN, UNSEEN, UNSEEN))))  # type: ignore[arg-type]
    assert "programme of Ashfield School and others" in content


def test_signs_that_steer_a_printer_are_refused_by_their_number() -> None:
    with pytest.raises(ReportError, match=r"the sign without a shape \(U\+0001\) in"):
        RENDERERS.get("pdf").render(document("a\x01b"))


def test_a_figure_is_named_where_its_letters_are_refused() -> None:
    with pytest.raises(ReportError) as caught:
        RENDERERS.get("slides").render(document(letters=LACKED))
    assert caught.value.faults[0].where == "block drawn, the figure “Marks rose”"
    assert isinstance(document().parts[1], Figure)

"""Marks and frames of drawings are numbered; nothing a reader or a link asks for is called anew."""

from __future__ import annotations

from evalkit.document.renderers.parts.brief_names import with_brief_names

PAGE = (
    '<h2 id="result">Result</h2><svg><title id="result-picture-title">Told</title>'
    '<clipPath id="result-picture-n0"><path d="M0 0z"/></clipPath><path id="result-picture-n1" d="M0 0z"/>'
    '<g clip-path="url(#result-picture-n0)"><use href="#result-picture-n1" x="1"/></g></svg>'
    '<svg aria-labelledby="result-picture-title"><path id="other-n1" d="M0 0z"/><use href="#other-n1"/></svg>'
    '<a href="#result">Result</a>'
)


def test_marks_and_frames_are_numbered_over_the_page_where_they_are_made_and_where_they_are_used() -> None:
    page = with_brief_names(PAGE)
    assert '<clipPath id="k0">' in page
    assert '<g clip-path="url(#k0)"><use href="#k1" x="1"/></g>' in page
    assert '<path id="k2" d="M0 0z"/><use href="#k2"/>' in page


def test_headings_titles_and_links_keep_their_names() -> None:
    page = with_brief_names(PAGE)
    assert '<h2 id="result">' in page
    assert '<title id="result-picture-title">' in page
    assert '<a href="#result">' in page
    assert with_brief_names("<p>no drawing</p>") == "<p>no drawing</p>"

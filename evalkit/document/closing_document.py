"""The closing document of a programme: the four sections of its story alone, as a funder asks for them."""

from __future__ import annotations

from collections.abc import Sequence

from evalkit.document.parts import Callout, Document, DocumentLayer, Heading, Part, prose
from evalkit.document.placed_blocks import slug
from evalkit.findings.finding import Answer
from evalkit.report.story import resolve
from evalkit.study.model import Study
from evalkit.study.story import sections

INVENTED = "Invented tables: nothing here shows a real school."


def closing_document(study: Study, answers: Sequence[Answer]) -> Document:
    """Return the closing document.

    Parameters
    ----------
    study : Study
        Whose story is printed.
    answers : sequence of Finding or Unanswered
        That the story may quote.
    """
    parts: list[Part] = [Callout("notice", INVENTED)] if study.data.synthetic else []
    for title, text in sections(study.story).items():
        parts += [Heading(2, title, f"closing-{slug(title)}"), *prose(resolve(text, list(answers)))]
    what = study.programme
    return Document(study.title, f"{what.place}, {what.fund}", (DocumentLayer("closing", "Closing", tuple(parts)),))

"""Typst with the shipped family of type alone, so that every machine sets the same page to the last byte."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import typst

from evalkit.core.errors import ReportError
from evalkit.document.renderers.parts.type_threads import note_type_threads
from evalkit.report.fonts import font_folder


def typeset(source: str, given: Mapping[str, str], settings: Mapping[str, object]) -> list[bytes]:
    """Return what Typst makes of a source: one file, or one for each page where pages are files.

    What it refuses is told in words, with its own.

    Parameters
    ----------
    source : str
        In the language of Typst.
    given : mapping of str to str
        What the source reads as ``sys.inputs``.
    settings : mapping of str to object
        Of ``typst.compile``, such as ``format``, ``ppi`` and ``pdf_standards``.
    """
    note_type_threads()
    call: dict[str, Any] = {"font_paths": [font_folder()], "ignore_system_fonts": True, **settings}
    # One page is one file, several are a list of them; the types of the package know the first alone.
    try:
        made: Any = typst.compile(source.encode(), sys_inputs=dict(given), **call)
    except typst.TypstError as refused:
        raise ReportError.one(
            where="setting a document on pages",
            found=str(refused),
            allowed="drawings that are whole, and headings and titles in words",
            next="look for these words in what was added last, a drawing of a package of your own above all",
        ) from refused
    return made if isinstance(made, list) else [made]

"""Typst with the shipped family of type alone, so that every machine sets the same page to the last byte."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import typst

from evalkit.report.fonts import font_folder


def typeset(source: str, given: Mapping[str, str], settings: Mapping[str, object]) -> list[bytes]:
    """Return what Typst makes of a source: one file, or one for each page where pages are files.

    Parameters
    ----------
    source : str
        In the language of Typst.
    given : mapping of str to str
        What the source reads as ``sys.inputs``.
    settings : mapping of str to object
        Of ``typst.compile``, such as ``format``, ``ppi`` and ``pdf_standards``.
    """
    call: dict[str, Any] = {"font_paths": [font_folder()], "ignore_system_fonts": True, **settings}
    # One page is one file, several are a list of them; the types of the package know the first alone.
    made: Any = typst.compile(source.encode(), sys_inputs=dict(given), **call)
    return made if isinstance(made, list) else [made]

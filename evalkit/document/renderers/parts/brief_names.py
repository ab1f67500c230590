"""Names of marks and frames within drawings, which nobody reads: numbered over the whole page."""

from __future__ import annotations

import re

NAMED = re.compile(r'<(?:path|clipPath|linearGradient) id="([^"]+)"')
USED = re.compile(r'(\bid="|href="#|url\(#)([^")]+)(?=["\)])')


def with_brief_names(page: str) -> str:
    """Return the page with each mark and frame of its drawings under a name of one letter and a number.

    Parameters
    ----------
    page : str
        In which every name stands once.
    """
    names = {name: f"k{number}" for number, name in enumerate(NAMED.findall(page))}
    return USED.sub(lambda use: f"{use[1]}{names.get(use[2], use[2])}", page)

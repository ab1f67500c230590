"""How marks of drawings look, said once for the page: each look that comes back is a class."""

from __future__ import annotations

import re
from collections import Counter

STYLED = re.compile(r'(<(?:path|use|text|g|rect)\b[^>]*?) style="([^"]*)"')
# A class is worth its rule from so many marks on.
FEWEST = 3
END_OF_STYLE = "</style>"


def with_shared_styles(page: str) -> str:
    """Return the page with the looks that many marks of its drawings share as rules of its own style."""
    seen = Counter(style for _, style in STYLED.findall(page))
    names = {style: f"m{number}" for number, style in enumerate(one for one in seen if seen[one] >= FEWEST)}
    rules = "".join(f".drawing .{name} {{{style}}}\n" for style, name in names.items())
    before, after = page.split(END_OF_STYLE, 1)
    return f"{before}{rules}{END_OF_STYLE}{STYLED.sub(lambda mark: _classed(mark, names), after)}"


def _classed(mark: re.Match[str], names: dict[str, str]) -> str:
    return f'{mark[1]} class="{names[mark[2]]}"' if mark[2] in names else mark[0]

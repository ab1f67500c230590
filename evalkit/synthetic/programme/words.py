"""Tables of an invented programme that hold words more than numbers: written by hand, and nothing in them is drawn."""

from __future__ import annotations

import tomllib

from evalkit.core.shipped import beside_the_code
from evalkit.synthetic.programme.cast import Row


def written_tables(study: str) -> dict[str, list[Row]]:
    """Return the rows of each table that is written by hand, such as lessons, risks and agreements."""
    file = beside_the_code(f"synthetic/programme/words/{study}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))

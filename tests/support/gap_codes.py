"""What a file says of its own gaps: every code for a missing value, counted over all its cells."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from evalkit.data.text.open_files import open_table
from evalkit.tables.missing_reasons import CODES


def missing_codes(path: Path) -> dict[str, int]:
    """Return how often each code for a missing value stands in the file, most frequent first.

    Counts every cell below the header, total rows and columns that no reader takes included, so that a
    partner can compare the file in hand with the file we checked. Blank cells are not counted.
    """
    file = open_table(path, path.name)
    counts: Counter[str] = Counter()
    for row in file.rows:
        counts.update(cell for cell in map(str.strip, row) if cell in CODES and cell)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

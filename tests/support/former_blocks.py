"""What an earlier report showed, block by block, and what of it a report of today does not show.

``tests/stories/former/blocks.json`` holds kind and id of every block that the pages of version 0.1.0 of 27 November
2026 (commit 6b2bddb) kept for both shipped studies. After a run, ``python -m tests.support.former_blocks
reports/leicester`` names what is lost; tests do the same for the study that they run.
"""

from __future__ import annotations

import html
import json
import re
import sys
from pathlib import Path

from evalkit.document.kept_blocks import read_pages
from evalkit.document.moved_blocks import moved
from evalkit.document.number_places import texts_of
from evalkit.document.parts import prose
from evalkit.document.placed_blocks import PAGES, PlacedBlock, placed
from evalkit.document.renderers.html import REPORT

FORMER = Path(__file__).resolve().parents[1] / "stories" / "former" / "blocks.json"
# Words by which a sentence is found in a page.
FIRST_WORDS = 6


def lost_blocks(folder: Path) -> list[str]:
    """Return each block of the earlier report that stands neither in front, report nor annex of this one."""
    former = json.loads(FORMER.read_text(encoding="utf-8"))[folder.name]
    page = (folder / REPORT).read_text(encoding="utf-8")
    places = set(re.findall(r'\bid="([^"]+)"', page))
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
    kept = {(one.block.kind, one.block.id): one for one in placed(read_pages(folder / PAGES))}
    lost = []
    for name, blocks in former.items():
        for block in blocks:
            kind, identifier = block.split(" ", 1)
            today = moved(kind, identifier)
            found = kept.get((kind, today or identifier))
            if today not in places and not (found is not None and stands(found, places, words)):
                lost.append(f"{name}: {block}")
    return lost


def stands(one: PlacedBlock, places: set[str], words: str) -> bool:
    """Say whether a kept block stands in a page: a figure or table under its id, a sentence with its words."""
    if one.block.kind != "sentence":
        return one.place in places
    first = next(iter(texts_of(prose(one.block.text))))
    return " ".join(first.split()[:FIRST_WORDS]) in words


if __name__ == "__main__":
    found = lost_blocks(Path(sys.argv[1]))
    print("\n".join(found) or "every block of the earlier report is found")
    raise SystemExit(bool(found))

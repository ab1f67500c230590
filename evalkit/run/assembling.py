"""From kept blocks to a report folder, and into the place of the last report only when all of it is there."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from evalkit.report.block import Block
from evalkit.report.keeping import read_blocks, read_pages, write_block, write_page
from evalkit.run.order import BY_QUESTION, Order
from evalkit.run.pages import Page

PAGES = "pages"
ENDINGS = {"table": (".csv",), "figure": (".svg", ".csv")}


def gather_pages(order: Order, pages: Iterable[Page]) -> None:
    """Give every page its title and text, and bring blocks of further questions to the end of their page."""
    for page in pages:
        folder = order.building / PAGES / page.name
        write_page(folder, page.title, page.introduction)
        for question in order.questions[1:]:
            extra = order.building / BY_QUESTION / question / PAGES / page.name
            _append(read_blocks(extra), folder, question)
    shutil.rmtree(order.building / BY_QUESTION, ignore_errors=True)


def copy_parts(building: Path) -> None:
    """Lay every table and figure out in folders of their own, named by page and block."""
    for page in read_pages(building / PAGES):
        for number, block in enumerate(page.blocks, 1):
            for ending in ENDINGS.get(block.kind, ()):
                kept = building / PAGES / page.name / f"{number:02d}-{block.id}{ending}"
                target = building / f"{block.kind}s" / f"{page.name}-{block.id}{ending}"
                target.parent.mkdir(exist_ok=True)
                shutil.copyfile(kept, target)


def install(building: Path, target: Path) -> None:
    """Put a finished report in its place; the last one stands until the new one is whole."""
    last = target.with_name(f"{building.name}-last")
    if target.exists():
        target.rename(last)
    try:
        building.rename(target)
    except OSError:
        if last.exists():
            last.rename(target)
        raise
    shutil.rmtree(last, ignore_errors=True)


def _append(blocks: Iterable[Block], folder: Path, question: str) -> None:
    kept = len(read_blocks(folder))
    for number, block in enumerate(blocks, kept + 1):
        own = block if block.id.startswith(f"{question}-") else replace(block, id=f"{question}-{block.id}")
        write_block(own, folder, number)

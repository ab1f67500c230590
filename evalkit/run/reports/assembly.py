"""From kept blocks to a report folder, and into the place of the last report only when all of it is there."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from evalkit.document.kept_blocks import ANNEX, kept_kinds, move_block, named, write_page
from evalkit.document.placed_blocks import PAGES
from evalkit.run.pages.catalogue import Page
from evalkit.run.reports.placing import replace_or_beside
from evalkit.run.work.run_order import BY_QUESTION, Order, asked, blocks_folder

ENDINGS = {"table": (".csv",), "figure": (".svg", ".csv")}


def gather_pages(order: Order, pages: Iterable[Page]) -> None:
    """Give every page its title and text; where a study has several questions, set them apart on their pages."""
    for page in pages:
        folder = order.building / PAGES / page.name
        write_page(folder, page.title, page.introduction)
        if page.asks_by_question and len(asked(order)) > 1:
            _by_question(order, page, folder)
    shutil.rmtree(order.building / BY_QUESTION, ignore_errors=True)


def _by_question(order: Order, page: Page, folder: Path) -> None:
    number = 0
    wording = dict(zip(order.questions, order.asks, strict=True))
    for question in asked(order):
        # What pages keep for the report stands there for the leading question alone.
        others = {} if question == order.leading else {"layer": ANNEX, "part": ""}
        kept = kept_kinds(order.building / blocks_folder(order, question) / PAGES / page.name)
        for place, (file, kind) in enumerate(kept):
            number += 1
            name = named(file)
            own = name if name.startswith(f"{question}-") else f"{question}-{name}"
            title = {"title": wording[question]} if place == 0 and kind == "sentence" else {}
            move_block(file, folder, number, {"id": own, **others, **title})


def copy_parts(building: Path) -> None:
    """Lay every table and figure out in folders of their own, named by page and block."""
    for page in sorted(folder for folder in (building / PAGES).iterdir() if folder.is_dir()):
        for file, kind in kept_kinds(page):
            for ending in ENDINGS.get(kind, ()):
                target = building / f"{kind}s" / f"{page.name}-{named(file)}{ending}"
                target.parent.mkdir(exist_ok=True)
                shutil.copyfile(file.with_suffix(ending), target)


def install(building: Path, target: Path) -> dict[str, str]:
    """Put a finished report in its place; the last one stands until the new one is whole.

    Where a program holds a file of the last one open, so that its folder cannot be moved, files take their places one
    by one. Returned are the files that could not, each with the name under which the new one stands beside it.
    """
    last = target.with_name(f"{building.name}-last")
    if target.exists():
        try:
            target.rename(last)
        except PermissionError:
            return _file_by_file(building, target)
    try:
        building.rename(target)
    except OSError:
        if last.exists():
            last.rename(target)
        raise
    shutil.rmtree(last, ignore_errors=True)
    return {}


def _file_by_file(building: Path, target: Path) -> dict[str, str]:
    files = sorted(file.relative_to(building) for file in building.rglob("*") if file.is_file())
    wanted, placed, beside = set(files), set[Path](), {}
    for name in files:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        taken = partial(_is_wanted_by_another, name, wanted)
        there = name.with_name(replace_or_beside(building / name, target / name, taken))
        placed |= {name, there}
        if there != name:
            beside[name.as_posix()] = there.as_posix()
    # What the last report held and this one does not; a file that cannot be taken away is nobody's now.
    for file in [one for one in target.rglob("*") if one.is_file() and one.relative_to(target) not in placed]:
        with suppress(PermissionError):
            file.unlink()
    return beside


def _is_wanted_by_another(name: Path, wanted: Collection[Path], other: str) -> bool:
    return other != name.name and name.with_name(other) in wanted

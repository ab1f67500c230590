"""Blocks on disk: kept by pages, read by renderers, in the order of the page.

A page's folder holds for each block ``NN-<id>.json`` with everything but the drawings, ``.csv`` with its
values, and for figures ``.svg`` and, those of front and report, drawn anew for a phone, ``-narrow.svg``;
``page.json`` holds the page's own title and text.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

import pandas as pd

from evalkit.core.csv_cells import csv_text
from evalkit.core.errors import ReportError
from evalkit.core.quantity import twelve_digits
from evalkit.report.block import WORDS, Block

PAGE = "page.json"
NARROW = "-narrow.svg"
ANNEX = "annex"
KEPT = re.compile(r"\d{2,}-.+\.json")
TEXTS = ("id", "kind", "title", "text", "subtitle", "source", "layer", "part")
LISTS = ("columns", "notes", "findings")


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One page of the report, as it was kept.

    Attributes
    ----------
    name : str
        Name of its folder, such as ``04-effect``.
    title : str
        The question it asks; empty when none was kept.
    text : str
        Its introduction, paragraphs apart by blank lines; empty when none was kept.
    blocks : tuple of Block
        In the order in which they were kept.
    """

    name: str
    title: str
    text: str
    blocks: tuple[Block, ...]


def show(block: Block, *, words_alone: bool = False) -> None:
    """Show a block in Jupyter, or print its text outside; without its picture where nobody looks at it there."""
    # IPython is loaded when a block is shown, so that runs without a kernel never pay for it.
    import_module("IPython.display").display(block, include=[WORDS] if words_alone else None)


def write_block(block: Block, folder: Path, order: int) -> None:
    """Write one block as the ``order``-th of its page.

    Parameters
    ----------
    block : Block
        What to keep.
    folder : Path
        The page's folder; made if it is not there.
    order : int
        Place on the page, from 1.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stem = folder / f"{order:02d}-{block.id}"
    content = {name: getattr(block, name) for name in TEXTS}
    content |= {name: list(getattr(block, name)) for name in LISTS}
    content["quotes"] = [[name, _stored(value), shown] for name, value, shown in block.quotes]
    content["cells"] = [list(row) for row in block.cells]
    content["values"] = {
        "columns": [str(name) for name in block.values.columns],
        "rows": [[_stored(cell) for cell in row] for row in block.values.itertuples(index=False)],
    }
    _write(stem, ".json", _as_json(content))
    _write(stem, ".csv", csv_text(block.values))
    if block.svg:
        _write(stem, ".svg", block.svg)
    if narrow := block.narrow:
        _write(stem, NARROW, narrow)


def write_page(folder: Path, title: str, text: str = "") -> None:
    """Write the title and introduction of a page, also of one that has no blocks yet."""
    folder.mkdir(parents=True, exist_ok=True)
    content = json.dumps({"title": title, "text": text}, indent=1, ensure_ascii=False) + "\n"
    (folder / PAGE).write_text(content, encoding="utf-8", newline="\n")


def read_blocks(folder: Path) -> tuple[Block, ...]:
    """Return the blocks of one page's folder in the order in which they were kept."""
    files = [file for file in folder.glob("*.json") if KEPT.fullmatch(file.name)]
    return tuple(_read(file) for file in sorted(files, key=_place))


def move_block(file: Path, folder: Path, order: int, changes: Mapping[str, str]) -> None:
    """Move a kept block to another page as its ``order``-th, with some of its texts changed; nothing is drawn again.

    Parameters
    ----------
    file : Path
        The block's file, as `kept_kinds` gives it.
    folder : Path
        The folder of the other page.
    order : int
        Place on that page, from 1.
    changes : mapping of str to str
        New texts by name: ``id``, ``title``, ``layer``, ``part``. In the annex no drawing for phones is kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    content = json.loads(file.read_text(encoding="utf-8")) | dict(changes)
    stem = folder / f"{order:02d}-{content['id']}"
    _write(stem, ".json", _as_json(content))
    for ending in (".csv", ".svg", *(() if content.get("layer") == ANNEX else (NARROW,))):
        if (beside := _beside(file, ending)).exists():
            beside.replace(stem.with_name(f"{stem.name}{ending}"))


def kept_kinds(folder: Path) -> tuple[tuple[Path, str], ...]:
    """Return the file of each block of one page and what it is, in the order in which they were kept."""
    files = sorted((file for file in folder.glob("*.json") if KEPT.fullmatch(file.name)), key=_place)
    return tuple((file, json.loads(file.read_text(encoding="utf-8"))["kind"]) for file in files)


def named(file: Path) -> str:
    """Return the id of the block that a file holds."""
    return file.stem.split("-", 1)[1]


def read_pages(folder: Path) -> tuple[KeptPage, ...]:
    """Return every page below ``folder``, by name."""
    return tuple(_page(page) for page in sorted(folder.iterdir()) if page.is_dir()) if folder.is_dir() else ()


def _page(folder: Path) -> KeptPage:
    file = folder / PAGE
    kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"title": "", "text": ""}
    return KeptPage(folder.name, kept["title"], kept["text"], read_blocks(folder))


def _read(file: Path) -> Block:
    content = json.loads(file.read_text(encoding="utf-8"))
    missing = [name for name in (*TEXTS, *LISTS, "quotes", "cells", "values") if name not in content]
    if missing:
        raise ReportError.one(
            where=f"{file.parent.name}/{file.name}",
            found=f"no {', '.join(missing)}",
            allowed="a block as evaluation.keep writes it",
            next="run the study again; blocks are not written by hand",
        )
    drawing, narrow = (_beside(file, ending) for ending in (".svg", NARROW))
    return Block(
        id=content["id"],
        kind=content["kind"],
        title=content["title"],
        text=content["text"],
        subtitle=content["subtitle"],
        source=content["source"],
        columns=tuple(content["columns"]),
        notes=tuple(content["notes"]),
        findings=tuple(content["findings"]),
        quotes=tuple(
            (name, math.nan if value is None else float(value), shown) for name, value, shown in content["quotes"]
        ),
        cells=tuple(tuple(row) for row in content["cells"]),
        values=pd.DataFrame(content["values"]["rows"], columns=content["values"]["columns"]),
        svg=drawing.read_text(encoding="utf-8") if drawing.exists() else "",
        on_phones=partial(narrow.read_text, encoding="utf-8") if narrow.exists() else None,
        layer=content["layer"],
        part=content["part"],
    )


def _as_json(content: Mapping[str, object]) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _place(file: Path) -> tuple[int, str]:
    return int(file.name.split("-", 1)[0]), file.name


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(file.name.removesuffix(".json") + ending)


def _write(stem: Path, ending: str, text: str) -> None:
    stem.with_name(f"{stem.name}{ending}").write_text(text, encoding="utf-8", newline="\n")


def _stored(cell: object) -> object:
    """Return a cell as json may hold it: 12 significant digits, null for what is not known."""
    plain = cell.item() if hasattr(cell, "item") else cell
    if isinstance(plain, float):
        return None if math.isnan(plain) else twelve_digits(plain)
    return plain if plain is None or isinstance(plain, bool | int | str) else str(plain)

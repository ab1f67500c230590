"""Answers kept while a study is being begun, so that a closed window or Ctrl-C loses none of them."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def kept(folder: Path, name: str) -> dict[str, str]:
    """Return the answers kept for a study of that name, in the order in which they were given; none where none are.

    Parameters
    ----------
    folder : Path
        Where they are kept.
    name : str
        Of the study.
    """
    try:
        held = json.loads(_file(folder, name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {key: value for key, value in held.items() if isinstance(value, str)} if isinstance(held, dict) else {}


def keep(folder: Path, name: str, given: Mapping[str, str]) -> None:
    """Keep the answers, whole or as they were; where nothing can be written, the conversation goes on without."""
    file = _file(folder, name)
    beside = file.with_suffix(".part")
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(dict(given), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        os.replace(beside, file)


def forget(folder: Path, name: str) -> None:
    """Remove the answers of a study that has been written."""
    _file(folder, name).unlink(missing_ok=True)


def begun(folder: Path) -> tuple[str, ...]:
    """Return the names of the studies that were begun and not finished, the latest first."""
    files = sorted(folder.glob("*.json"), key=lambda file: file.stat().st_mtime, reverse=True)
    return tuple(file.stem for file in files)


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.json"

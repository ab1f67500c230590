"""The files of the project, found without git, so that a downloaded copy is tested too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Folders that are made by commands or hold a user's own files, never part of the project.
NOT_OURS = {
    ".git",
    ".venv",
    ".evalkit",
    ".lab",
    "build",
    "dist",
    "__pycache__",
    ".ipynb_checkpoints",
    ".pytest_cache",
    ".hypothesis",
    ".mypy_cache",
    ".ruff_cache",
    ".import_linter_cache",
    "data/raw",
    "data/synthetic",
}
# Made by commands at the top alone: a folder of the library may have the same name.
NOT_OURS_AT_THE_TOP = {"reports"}
TEXT = {".py", ".md", ".toml", ".lock", ".txt", ".yml", ".cff", ".sh", ".R", ".ipynb", ".json", ".html", ".css", ".csv"}
TEXT_NAMES = {"Makefile", "LICENSE", ".gitignore", ".gitattributes", "run"}


@cache
def project_files() -> tuple[Path, ...]:
    """Return every file of the project, in order."""
    return tuple(sorted(_walk(ROOT)))


@cache
def text_files() -> tuple[Path, ...]:
    """Return every file a person may read as text."""
    return tuple(file for file in project_files() if file.suffix in TEXT or file.name in TEXT_NAMES)


@cache
def python_files(*folders: str) -> tuple[Path, ...]:
    """Return the Python files under the folders named, or all of them."""
    chosen = [file for file in project_files() if file.suffix == ".py"]
    if folders:
        chosen = [file for file in chosen if file.is_relative_to(ROOT) and shown(file).startswith(folders)]
    return tuple(chosen)


@cache
def tree(file: Path) -> ast.Module:
    """Return the syntax of a Python file."""
    return ast.parse(file.read_text(encoding="utf-8"))


def shown(file: Path) -> str:
    """Return the path from the root, as a reader would type it."""
    return file.relative_to(ROOT).as_posix()


def imported(node: ast.AST) -> list[str]:
    """Return the dotted names that an import statement may load; nothing for other statements."""
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
    return []


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in NOT_OURS or shown(path) in NOT_OURS | NOT_OURS_AT_THE_TOP or path.name.endswith(".egg-info"):
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path

"""What invents schools and what writes their tables are kept apart."""

from __future__ import annotations

import ast
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "evalkit" / "data" / "synthetic"
WRITERS = {"writer", "school_files", "area_files", "tidy_files", "register_files", "tables", "truth"}


def imported(file: Path) -> set[str]:
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_what_invents_knows_nothing_of_what_writes() -> None:
    generators = [file for file in FOLDER.glob("*.py") if file.stem not in WRITERS]
    assert len(generators) > 20
    writers = {f"evalkit.synthetic.{name}" for name in WRITERS}
    assert {file.stem: imported(file) & writers for file in generators if imported(file) & writers} == {}


def test_only_writers_open_files_or_reference_tables() -> None:
    opening = ("reference_rows", "write_bytes", "write_text", ".open(")
    found = {file.stem for file in FOLDER.glob("*.py") if any(word in file.read_text("utf-8") for word in opening)}
    assert found <= WRITERS

"""What invents schools and what writes their tables are kept apart."""

from __future__ import annotations

import ast
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "evalkit" / "synthetic"
NATION = FOLDER / "nation"
# Written beside the tables, for tests alone.
TRUTH = "truth"


def imported(file: Path) -> set[str]:
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_what_invents_knows_nothing_of_what_writes() -> None:
    generators = sorted(NATION.glob("*.py"))
    assert len(generators) > 20
    writers = ("evalkit.synthetic.files", "evalkit.synthetic.tables")
    strays = {file.stem: {name for name in imported(file) if name.startswith(writers)} for file in generators}
    assert {file: names for file, names in strays.items() if names} == {}


def test_only_writers_open_files_or_reference_tables() -> None:
    opening = ("reference_rows", "write_bytes", "write_text", ".open(")
    found = {file.stem for file in NATION.glob("*.py") if any(word in file.read_text("utf-8") for word in opening)}
    assert found <= {TRUTH}
    writers = [*(FOLDER / "files").glob("*.py"), FOLDER / "tables.py"]
    assert any(word in file.read_text("utf-8") for file in writers for word in opening)

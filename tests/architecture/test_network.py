"""Secure rooms have no network: one module may use it, and nothing but the command that fetches loads that module."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NETWORK = {"urllib", "http", "requests", "httpx", "aiohttp", "ftplib", "smtplib", "ssl"}
ALLOWED = {"evalkit/run/public_tables.py"}
# Quotes and splits addresses; opens nothing.
HARMLESS = {"urllib.parse"}


def imported(file: Path) -> set[str]:
    """Return the modules that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found - HARMLESS


def test_one_module_uses_the_network() -> None:
    users = {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "evalkit").rglob("*.py")
        if {name.split(".")[0] for name in imported(file)} & NETWORK
    }
    assert users == ALLOWED


def test_nothing_but_fetching_loads_it() -> None:
    jobs = ", ".join(f"evalkit.run.jobs.{job}" for job in ("check", "compare", "data", "run"))
    code = f"import sys, evalkit, evalkit.run.commands, {jobs}; print('evalkit.run.public_tables' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

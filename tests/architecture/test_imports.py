"""Imports point one way, and each package knows only what it must."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.architecture.files import ROOT, imported, python_files, shown, tree

REGISTRIES = (
    "evalkit/design",
    "evalkit/estimators",
    "evalkit/inference",
    "evalkit/sensitivity",
    "evalkit/measures",
    "evalkit/data/sources",
    "evalkit/document/renderers",
)
# What writes invented tables in the published form must know that form; what invents them must not.
WRITER = "evalkit/synthetic/tables.py"
GENERATOR_MAY = ("evalkit.core", "evalkit.synthetic")
WRITER_MAY = (*GENERATOR_MAY, "evalkit.data.sources")
# What an invented programme did happens in the schools of its study, and fills the programme's own tables.
PROGRAMME = "evalkit/synthetic/programme/"
PROGRAMME_MAY = (*GENERATOR_MAY, "evalkit.programme.tables", "evalkit.study.model", "evalkit.study.surveys")
TRUTH = "truth.json"


def test_the_import_contracts_hold(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run(
        [str(command), "--no-logo", "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "120"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("folder", REGISTRIES)
def test_methods_of_one_registry_never_import_each_other(folder: str) -> None:
    methods = [file for file in (ROOT / folder).glob("*.py") if not file.stem.startswith("_")]
    package = folder.replace("/", ".")
    siblings = {f"{package}.{file.stem}" for file in methods}
    crossed = [
        f"{shown(file)} imports {name}"
        for file in methods
        for node in ast.walk(tree(file))
        for name in imported(node)
        if name in siblings
    ]
    assert crossed == []


def test_the_generator_of_invented_schools_knows_only_the_words_of_the_house() -> None:
    strays = [
        f"{shown(file)} imports {name}"
        for file in python_files("evalkit/synthetic/")
        for node in ast.walk(tree(file))
        for name in imported(node)
        if name.startswith("evalkit") and not name.startswith(_may(shown(file)))
    ]
    assert strays == []


def _may(file: str) -> tuple[str, ...]:
    return WRITER_MAY if file == WRITER else PROGRAMME_MAY if file.startswith(PROGRAMME) else GENERATOR_MAY


def test_nothing_but_tests_reads_the_truth_behind_the_invented_tables() -> None:
    readers = [
        shown(file)
        for file in python_files("evalkit/", "tools/", "benchmarks/")
        if TRUTH in file.read_text(encoding="utf-8") and not shown(file).startswith("evalkit/synthetic/")
    ]
    assert readers == []


@pytest.mark.parametrize("folder", ["assurance", "benchmarks", "tools"])
def test_what_stands_beside_the_library_loads_with_the_library_of_today(folder: str) -> None:
    files = [file for file in python_files(f"{folder}/") if file.stem != "__init__"]
    assert files
    for file in files:
        import_module(shown(file).removesuffix(".py").replace("/", "."))

"""Every registered part loads, is told in words, and names what it was checked against."""

from __future__ import annotations

import ast
import re

import pytest

from evalkit.core.registry import Method, Registry
from tests.architecture.files import ROOT, tree

METHODS = ("evalkit.design", "evalkit.estimators", "evalkit.inference", "evalkit.sensitivity")
OTHERS = (
    ("evalkit.measures", "MEASURE"),
    ("evalkit.data.sources", "SOURCE"),
    ("evalkit.document.renderers", "RENDERER"),
)
PARTS = ("Estimates", "Assumes", "When it misleads", "Reference", "Checked against")
A_TEST = re.compile(r"tests/[\w/]+\.py::\w+")


def registered(packages: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(package, name) for package in packages for name in Registry(package, "METHOD", Method).names()]


METHOD_NAMES = registered(METHODS)
OTHER_NAMES = [
    (package, attribute, name) for package, attribute in OTHERS for _, name in registered((package,)) if name
]


@pytest.mark.parametrize("package", [*METHODS, *(package for package, _ in OTHERS)])
def test_a_registry_has_at_least_one_part(package: str) -> None:
    assert registered((package,))


@pytest.mark.parametrize(("package", "name"), METHOD_NAMES)
def test_a_registered_method_loads_and_says_in_one_line_what_it_is(package: str, name: str) -> None:
    method = Registry(package, "METHOD", Method).get(name)
    assert method.summary
    assert "\n" not in method.summary


@pytest.mark.parametrize(("package", "attribute", "name"), OTHER_NAMES)
def test_a_registered_measure_or_source_loads(package: str, attribute: str, name: str) -> None:
    assert Registry(package, attribute, object).get(name) is not None


@pytest.mark.parametrize(("package", "name"), METHOD_NAMES)
def test_a_method_has_a_page_in_five_parts_that_names_tests_which_exist(package: str, name: str) -> None:
    page = ROOT / "docs" / "methods" / f"{name}.md"
    assert page.exists(), f"docs/methods/{name}.md is missing"
    text = page.read_text(encoding="utf-8")
    headings = [line.lstrip("# ").strip() for line in text.splitlines() if line.startswith("#")]
    assert [part for part in PARTS if part not in headings] == []
    named = A_TEST.findall(text[text.rindex("Checked against") :])
    assert named, "'Checked against' names no test as tests/file.py::test_name"
    assert [test for test in named if not exists(test)] == []


@pytest.mark.parametrize(("package", "name"), METHOD_NAMES)
def test_what_a_method_was_checked_against_exists(package: str, name: str) -> None:
    named = Registry(package, "METHOD", Method).get(name).checked_against
    assert named
    assert [test for test in named if not exists(test)] == []


def exists(test: str) -> bool:
    """Say whether there is a test of that name, written as tests/file.py::test_name."""
    file, _, name = test.partition("::")
    path = ROOT / file
    if not path.is_file() or path.suffix != ".py":
        return False
    return any(isinstance(node, ast.FunctionDef) and node.name == name.split("[")[0] for node in ast.walk(tree(path)))

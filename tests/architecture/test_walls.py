"""Small things with true names: the walls of the house."""

from __future__ import annotations

import ast

from tests.architecture.files import imported, python_files, shown, tree

# Beyond these a reader scrolls, and forgets what the beginning said.
MODULE_LINES = 400
FUNCTION_LINES = 50
PARAMETERS = 7
# The table of public names and the registries load a module when it is asked for.
LAZY = {"evalkit/__init__.py", "evalkit/core/registry.py"}
# What draws, and what shows in Jupyter, is loaded by name at first use: numbers without pictures stay quick.
SHOWS = {"evalkit/report/catalogue.py", "evalkit/document/kept_blocks.py"}
# What computes, and what runs notebooks, is loaded by name where something is run: making formats again stays quick.
RUNS = {"evalkit/run/pages/execution.py", "evalkit/run/jobs/run.py"}
# The process whose copies are kernels has loaded beforehand what pages will ask the registries for.
AHEAD = {"evalkit/run/kernels/kernel_parent.py"}
# A record makes another like itself with some fields changed; the fields are checked by the record.
CHANGES_A_RECORD = {"evalkit/records/analysis.py::change"}
TOO_WIDE = {"Exception", "BaseException"}
# Only the fixture of published tables may leave a test out.
MAY_SKIP = {"tests/conftest.py"}
SKIPS = {"skip", "skipif", "xfail", "importorskip"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(module: ast.Module) -> list[Function]:
    return [node for node in ast.walk(module) if isinstance(node, Function)]


def test_no_module_is_longer_than_the_wall() -> None:
    lengths = {shown(file): len(file.read_text(encoding="utf-8").splitlines()) for file in python_files()}
    assert {name: lines for name, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_no_function_is_longer_than_the_wall() -> None:
    long = {
        f"{shown(file)}::{function.name}": lines
        for file in python_files()
        for function in functions(tree(file))
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES
    }
    assert long == {}


def test_no_function_takes_more_parameters_than_the_wall() -> None:
    wide = {}
    for file in python_files():
        for function in functions(tree(file)):
            given = function.args
            names = [argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
            own = [name for name in names if name not in ("self", "cls")]
            if len(own) > PARAMETERS:
                wide[f"{shown(file)}::{function.name}"] = len(own)
    assert wide == {}


def test_no_public_function_takes_arguments_it_does_not_name() -> None:
    unnamed = [
        f"{shown(file)}::{function.name}"
        for file in python_files("evalkit/")
        for function in functions(tree(file))
        if function.args.kwarg and not function.name.startswith("_")
    ]
    assert [name for name in unnamed if name not in CHANGES_A_RECORD] == []


def test_imports_stand_at_the_top_of_their_module() -> None:
    delayed = [
        f"{shown(file)}:{node.lineno}"
        for file in python_files()
        if shown(file) not in LAZY
        for function in functions(tree(file))
        for node in ast.walk(function)
        if imported(node)
    ]
    assert delayed == []


def test_only_registries_and_the_tables_of_names_load_modules_by_name() -> None:
    loading = [
        shown(file)
        for file in python_files("evalkit/")
        if shown(file) not in LAZY | SHOWS | RUNS | AHEAD
        for node in ast.walk(tree(file))
        if "importlib.import_module" in imported(node) or imported(node) == ["importlib"]
    ]
    assert loading == []


def test_errors_are_caught_by_name() -> None:
    wide = [
        f"{shown(file)}:{node.lineno}"
        for file in python_files()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ExceptHandler) and (node.type is None or TOO_WIDE & names_in(node.type))
    ]
    assert wide == []


def test_no_warning_is_silenced() -> None:
    silenced = [
        f"{shown(file)}:{node.lineno}"
        for file in python_files()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and names_in(node.func) & {"filterwarnings", "simplefilter"}
        and any(isinstance(word, ast.Constant) and word.value == "ignore" for word in node.args)
    ]
    assert silenced == []


def test_no_test_is_left_out_but_by_the_fixture_of_published_tables() -> None:
    left_out = [
        f"{shown(file)}:{node.lineno}"
        for file in python_files("tests/")
        if shown(file) not in MAY_SKIP
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute) and node.attr in SKIPS and names_in(node.value) & {"pytest", "mark"}
    ]
    assert left_out == []


def test_every_module_of_the_library_says_what_it_is_for() -> None:
    silent = [shown(file) for file in python_files("evalkit/", "tools/") if not ast.get_docstring(tree(file))]
    assert silent == []


def names_in(node: ast.AST) -> set[str]:
    """Return the plain and the attribute names that stand in an expression."""
    plain = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    return plain | {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}

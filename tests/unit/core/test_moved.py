"""What earlier versions called a module or a name leads to where it is now."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

import evalkit
from evalkit.core.moved import MOVED

PACKAGE = Path(evalkit.__file__).parent


def is_module(name: str) -> bool:
    path = PACKAGE.joinpath(*name.split(".")[1:])
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


@pytest.mark.parametrize("now", sorted(set(MOVED.values())))
def test_what_has_moved_is_where_the_table_says(now: str) -> None:
    if is_module(now):
        assert find_spec(now) is not None
        return
    module, _, name = now.rpartition(".")
    assert hasattr(import_module(module), name)


def test_no_old_name_is_kept_beside_the_new_one() -> None:
    both = [old for old in MOVED if PACKAGE.joinpath(*old.split(".")[1:]).with_suffix(".py").is_file()]
    assert both == []
    names = [old.rpartition(".") for old in MOVED if old.rpartition(".")[2][0].isupper()]
    assert [
        f"{module}.{name}" for module, _, name in names if is_module(module) and hasattr(import_module(module), name)
    ] == []


def test_the_table_itself_has_no_chain() -> None:
    assert [old for old, now in MOVED.items() if now in MOVED and now != old] == []

"""The map of the library in docs/architecture.md is the tree as it stands."""

from __future__ import annotations

import re

from tests.architecture.files import python_files, shown
from tools.architecture_map import PAGE, the_map, with_map
from tools.structure import layers


def test_the_map_in_the_architecture_page_is_the_tree_of_today() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_map(page), "run: python -m tools.architecture_map"


def test_the_map_has_a_line_for_every_module_of_the_library() -> None:
    modules = [file for file in python_files("evalkit/") if file.stem != "__init__"]
    lines = [line for line in the_map().splitlines() if line.startswith("- `")]
    assert len(modules) > 300
    assert len(lines) == len(modules)
    for file in modules:
        inner = shown(file).removeprefix("evalkit/").removesuffix(".py").split("/", 1)[-1]
        assert any(line.startswith(f"- `{inner}` ") and len(line) > len(inner) + 15 for line in lines), shown(file)


def test_the_packages_of_the_page_are_the_layers_of_the_contract_in_their_order() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert f"`{' > '.join(layers())}`" in page
    table = page[page.index("| package | holds |") : page.index("## Registries")]
    assert re.findall(r"^\| `(\w+)` \|", table, re.M) == list(layers()[::-1])

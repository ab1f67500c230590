"""Write the map of the library into docs/architecture.md: ``python -m tools.architecture_map``.

Every package with its modules, one line each: the first line of each module's docstring. A test fails when the page and
the tree disagree, so that the map cannot rot.
"""

from __future__ import annotations

import ast
from pathlib import Path

from tools.structure import LIBRARY, ROOT, layers

PAGE = ROOT / "docs" / "architecture.md"
BEGINS = "<!-- the map begins: made by python -m tools.architecture_map -->"
ENDS = "<!-- the map ends -->"


def main() -> None:
    """Write the map between its two marks."""
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_map(text), encoding="utf-8")


def with_map(page: str) -> str:
    """Return a page with the map of the tree as it stands between its marks."""
    before, rest = page.split(BEGINS)
    _, after = rest.split(ENDS)
    return f"{before}{BEGINS}\n\n{the_map()}\n{ENDS}{after}"


def the_map() -> str:
    """Return every package, from the highest to the lowest, with its modules."""
    parts = [_package(LIBRARY / name) for name in layers()]
    alone = [line for line in (_line(file, LIBRARY) for file in sorted(LIBRARY.glob("*.py"))) if line]
    return "\n".join([*parts, "### At the top", "", *alone, ""])


def _package(folder: Path) -> str:
    lines = [_line(file, folder) for file in sorted(folder.rglob("*.py"), key=lambda file: _order(file, folder))]
    return "\n".join([f"### {folder.name}", "", first_line(folder / "__init__.py"), "", *filter(None, lines), ""])


def _line(file: Path, folder: Path) -> str:
    """Return one module's line; packages inside a package stand before their modules, empty ones not at all."""
    name = file.relative_to(folder).with_suffix("").as_posix()
    if name == "__init__":
        return ""
    if file.stem == "__init__":
        return f"- **{name.removesuffix('/__init__')}/** {first_line(file)}"
    return f"- `{name}` {first_line(file)}"


def _order(file: Path, folder: Path) -> tuple[object, ...]:
    """Modules of a folder first, then its subfolders, each opened by its own line."""
    inner = file.relative_to(folder)
    return (inner.parts[:-1], file.stem != "__init__", inner.name)


def first_line(file: Path) -> str:
    """Return the first line of a module's docstring."""
    return (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").split("\n")[0]


if __name__ == "__main__":
    main()

"""Whether a page of results still belongs to the code: a digest of what the code does, not of how it is told.

A page of ``docs/assurance`` carries the names of the modules it tested and their digest. Comments, docstrings
and layout are left out of the digest, so that only a change of what is computed makes a page stale.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ASSURANCE = ROOT / "docs" / "assurance"
TESTED = ("numeric", "design", "description", "diagnosis", "inference", "estimators", "records", "sensitivity")
MARK = re.compile(r"^Digest of the code tested: `([0-9a-f]{16})`, over (\d+) modules: (.+)$", re.MULTILINE)


def code_digest(modules: Iterable[str], taken: dict[str, str] | None = None) -> str:
    """Return sixteen hexadecimal digits that change when the parsed code of a module changes.

    Parameters
    ----------
    modules : iterable of str
        Dotted names of modules of this project; their order does not matter.
    taken : dict of str or None
        From `take`, at the start of a run, so that a file changed during the run is not taken for what ran.
    """
    known = taken or {}
    parts = [f"{name} {known.get(name) or _part(name)}" for name in sorted(set(modules))]
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def take() -> dict[str, str]:
    """Return the digest of every module that may be tested, as it stands now."""
    files = [file for part in TESTED for file in sorted((ROOT / "evalkit" / part).rglob("*.py"))]
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files]
    return {name: _part(name) for name in names}


def bare(source: str) -> str:
    """Return the parsed code of a source text without comments, docstrings, layout and line numbers."""
    module = ast.parse(source)
    for node in ast.walk(module):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and _has_words(node):
            node.body = node.body[1:]
    return ast.dump(module)


def modules_in_use() -> tuple[str, ...]:
    """Return the modules of the methods that this process has really imported."""
    starts = tuple(f"evalkit.{part}" for part in TESTED)
    return tuple(sorted(name for name in sys.modules if name.startswith(starts)))


def mark(modules: Iterable[str], taken: dict[str, str] | None = None) -> str:
    """Return the line by which a page says which code it belongs to."""
    names = sorted(set(modules))
    return f"Digest of the code tested: `{code_digest(names, taken)}`, over {len(names)} modules: {', '.join(names)}"


def standing(page: str) -> str:
    """Return ``current``, ``stale``, or ``undated`` where a page says nothing of the code it belongs to."""
    found = MARK.search(page)
    if found is None:
        return "undated"
    return "current" if code_digest(found[3].split(", ")) == found[1] else "stale"


def standings() -> dict[str, str]:
    """Return how each page of ``docs/assurance`` stands."""
    return {file.name: standing(file.read_text(encoding="utf-8")) for file in sorted(ASSURANCE.glob("*.md"))}


def main() -> None:
    """Print how each page stands, and fail where one is stale."""
    found = standings()
    for name, word in found.items():
        print(f"docs/assurance/{name}: {word}")
    if "stale" in found.values():
        sys.exit("Remake what is stale: make recovery, make realdata.")


def _part(name: str) -> str:
    file = _file(name)
    return sha256(bare(file.read_text(encoding="utf-8")).encode()).hexdigest() if file.exists() else "gone"


def _file(name: str) -> Path:
    plain = ROOT.joinpath(*name.split("."))
    return plain / "__init__.py" if plain.is_dir() else plain.with_suffix(".py")


def _has_words(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return ast.get_docstring(node, clean=False) is not None


if __name__ == "__main__":
    main()

"""Count how the library is built: ``python -m tools.structure`` prints each number with what is behind it.

*Files entered*: distinct files under ``evalkit/`` in which a Python frame begins between ``open_study`` and the
finished panel of Leicester, in one process, everything imported, nothing remembered. *Climb*: on its way through
``Evaluation.finding`` the question's id or record is handed to a function of a higher package than the one it was last
handed to; *return*: to a package that it had left. *Names outside their file*: string literals equal to a registered
name, outside the file of that name; words for readers and names of columns count too. *Largest package*: share of the
lines of ``evalkit/``.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import FrameType

import evalkit as ek

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = ROOT / "evalkit"
REGISTRIES = ("design", "estimators", "inference", "sensitivity", "measures", "data/sources", "document/renderers")
STUDY, QUESTION = "leicester", "attainment"
# Importing these starts something.
RUNS = {"__main__", "kernel_parent"}
# A method's options are called so in every file by agreement; nobody imports two of them together.
BY_AGREEMENT = {"Options"}

Documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def main() -> None:
    """Print every number."""
    import_everything()
    files = files_entered()
    print(f"files entered from open_study to the finished panel: {len(files)}")
    for package, number in sorted(Counter(file.split("/")[0] for file in files).items()):
        print(f"  {package}: {number}")
    climbs, returns = ways_of_a_question()
    print(f"climbs of a question in Evaluation.finding: {sum(climbs.values())}; returns: {sum(returns.values())}")
    for kind, calls in (("climb", climbs), ("return", returns)):
        for call, number in calls.items():
            print(f"  {number} × {kind} to {call}")
    outside = names_outside_their_file()
    print(f"registered names outside their file: {len(outside)}")
    for place in outside:
        print(f"  {place}")
    clashes = class_clashes()
    print(f"class names that clash: {len(clashes)}")
    for name, places in clashes.items():
        print(f"  {name}: {', '.join(places)}")
    package, share = largest_package()
    print(f"largest package: {package}, {100 * share:.1f} % of the lines")


def import_everything() -> None:
    """Import every module of the library, so that only calls count afterwards."""
    for file in modules():
        if file.stem not in RUNS:
            import_module(".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))


def files_entered() -> tuple[str, ...]:
    """Return the files in which a frame begins on the way to the panel, by their path in the library."""
    entered: set[str] = set()
    watched(lambda frame: entered.add(place(frame)), lambda: ek.open_study(STUDY).panel())
    return tuple(sorted(entered))


def ways_of_a_question() -> tuple[Counter[str], Counter[str]]:
    """Return how often a question climbs on its way to its finding, and how often it returns, by function called."""
    ranks = {name: rank for rank, name in enumerate(reversed(layers()))}
    climbs: Counter[str] = Counter()
    returns: Counter[str] = Counter()
    path: list[str] = []

    def note(frame: FrameType) -> None:
        here = place(frame).split("/")[0]
        if not is_handed_the_question(frame) or (path and path[-1] == here):
            return
        called = f"{place(frame)}:{frame.f_code.co_name}"
        if path and ranks.get(here, 0) > ranks.get(path[-1], 0):
            climbs[called] += 1
        if here in path:
            returns[called] += 1
        path.append(here)

    evaluation = ek.open_study(STUDY)
    evaluation.panel()
    watched(note, lambda: evaluation.finding(QUESTION))
    return climbs, returns


def is_handed_the_question(frame: FrameType) -> bool:
    """Say whether a call takes the question's id, or the record of the question as it is written or bound."""
    code = frame.f_code
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    given = (frame.f_locals.get(name) for name in names if name != "self")
    return any(one == QUESTION if isinstance(one, str) else getattr(one, "id", None) == QUESTION for one in given)


def watched(note: Callable[[FrameType], None], work: Callable[[], object]) -> None:
    """Do some work and note every call of a function of the library."""

    def profile(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(f"{LIBRARY}/"):
            note(frame)

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)


def place(frame: FrameType) -> str:
    """Return the file of a frame, as a path in the library."""
    return Path(frame.f_code.co_filename).relative_to(LIBRARY).as_posix()


def names_outside_their_file() -> tuple[str, ...]:
    """Return where a string literal equals a registered name outside the file of that name; docstrings are left out."""
    homes = {file.stem: file for file in registered()}
    return tuple(
        f"{file.relative_to(ROOT)}:{node.lineno} {node.value!r}"
        for file in modules()
        for node in literals(ast.parse(file.read_text(encoding="utf-8")))
        if homes.get(str(node.value), file) != file
    )


def literals(module: ast.Module) -> Iterator[ast.Constant]:
    """Yield every string of a module but its docstrings."""
    told = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, Documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node


def class_clashes() -> dict[str, tuple[str, ...]]:
    """Return the class names that more than one module defines."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in modules():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and node.name not in BY_AGREEMENT:
                found[node.name].append(file.relative_to(LIBRARY).as_posix())
    return {name: tuple(places) for name, places in sorted(found.items()) if len(places) > 1}


def largest_package() -> tuple[str, float]:
    """Return the package of the library with the most lines, and its share of all."""
    lines: Counter[str] = Counter()
    for file in modules():
        lines[file.relative_to(LIBRARY).parts[0]] += len(file.read_text(encoding="utf-8").splitlines())
    name, most = lines.most_common(1)[0]
    return name, most / lines.total()


def layers() -> tuple[str, ...]:
    """Return the packages from the highest to the lowest, as the contract of imports has them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    return tuple(next(one["layers"] for one in contracts if one["id"] == "layers"))


def registered() -> tuple[Path, ...]:
    """Return the file of every registered part."""
    files = (file for folder in REGISTRIES for file in (LIBRARY / folder).glob("*.py"))
    return tuple(file for file in files if not file.stem.startswith("_"))


def modules() -> tuple[Path, ...]:
    """Return every module of the library, in order."""
    return tuple(sorted(LIBRARY.rglob("*.py")))


if __name__ == "__main__":
    main()

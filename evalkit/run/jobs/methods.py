"""List every registered part, its file, and what it was checked against."""

from __future__ import annotations

from importlib import import_module

from rich.console import Console

from evalkit.core.registry import Registry

FAMILIES = (
    ("sources of tables", "evalkit.data.sources", "SOURCES"),
    ("outcomes", "evalkit.measures", "MEASURES"),
    ("designs", "evalkit.design", "DESIGNS"),
    ("estimators", "evalkit.estimators", "ESTIMATORS"),
    ("inferences", "evalkit.inference", "INFERENCES"),
    ("checks", "evalkit.sensitivity", "CHECKS"),
)


def methods() -> int:
    """Print the list, family by family."""
    console = Console(highlight=False, markup=False, soft_wrap=True)
    for family, package, attribute in FAMILIES:
        registry = getattr(import_module(package), attribute)
        console.print(f"\n{family}", style="bold")
        for name in registry.names():
            for line in _lines(registry, name):
                console.print(line)
    return 0


def _lines(registry: Registry[object], name: str) -> list[str]:
    part = registry.get(name)
    said = str(getattr(part, "summary", "") or getattr(part, "label", ""))
    place = registry.where(name).replace(".", "/") + ".py"
    checked = tuple(getattr(part, "checked_against", ()))
    return [
        f"  {name}: {said}" if said else f"  {name}",
        f"    file: {place}",
        *(f"    checked against: {test}" for test in checked),
    ]


JOB = methods

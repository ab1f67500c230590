"""List every registered part, its file, and what it was checked against."""

from __future__ import annotations

from rich.console import Console

from evalkit.core.registry import Method, Registry
from evalkit.data.sources import SOURCES
from evalkit.data.sources.parts.source import TableSource
from evalkit.design import DESIGNS
from evalkit.estimators import ESTIMATORS
from evalkit.inference import INFERENCES
from evalkit.measures import MEASURES, Measure
from evalkit.sensitivity import CHECKS

Parts = Registry[TableSource] | Registry[Measure] | Registry[Method]
FAMILIES: tuple[tuple[str, Parts], ...] = (
    ("sources of tables", SOURCES),
    ("outcomes", MEASURES),
    ("designs", DESIGNS),
    ("estimators", ESTIMATORS),
    ("inferences", INFERENCES),
    ("checks", CHECKS),
)


def methods() -> int:
    """Print the list, family by family."""
    console = Console(highlight=False, markup=False, soft_wrap=True)
    for family, registry in FAMILIES:
        console.print(f"\n{family}", style="bold")
        for name in registry.names():
            for line in _lines(registry, name):
                console.print(line)
    return 0


def _lines(registry: Parts, name: str) -> list[str]:
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

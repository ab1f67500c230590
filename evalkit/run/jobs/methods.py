"""List every registered part, its file, and what it was checked against."""

from __future__ import annotations

from rich.console import Console

from evalkit.core.errors import ExtensionError
from evalkit.core.extensions import unheard
from evalkit.core.registry import Method, Registry
from evalkit.data.sources import SOURCES
from evalkit.data.sources.parts.source import TableSource
from evalkit.delivery import DELIVERY, Account
from evalkit.design import DESIGNS
from evalkit.document.renderers import RENDERERS
from evalkit.document.renderers.parts.renderer import Renderer
from evalkit.estimators import ESTIMATORS
from evalkit.inference import INFERENCES
from evalkit.measures import MEASURES, Measure
from evalkit.programme.surveys.tools import SURVEY_TOOLS, SurveyTool
from evalkit.programme.tables import PROGRAMME_TABLES, ProgrammeTable
from evalkit.sensitivity import CHECKS

Parts = (
    Registry[TableSource]
    | Registry[Measure]
    | Registry[Method]
    | Registry[ProgrammeTable]
    | Registry[Account]
    | Registry[SurveyTool]
    | Registry[Renderer]
)
FAMILIES: tuple[tuple[str, Parts], ...] = (
    ("sources of tables", SOURCES),
    ("outcomes", MEASURES),
    ("designs", DESIGNS),
    ("estimators", ESTIMATORS),
    ("inferences", INFERENCES),
    ("checks", CHECKS),
    ("the programme's own tables", PROGRAMME_TABLES),
    ("survey tools", SURVEY_TOOLS),
    ("accounts of what was done", DELIVERY),
    ("formats of the report", RENDERERS),
)


def methods() -> int:
    """Print the list, family by family; return the code of the first part of another package that cannot be had."""
    console = Console(highlight=False, markup=False, soft_wrap=True)
    broken: list[ExtensionError] = []
    for family, registry in FAMILIES:
        console.print(f"\n{family} ({registry.package})", style="bold")
        for name in registry.names():
            try:
                lines = _lines(registry, name)
            except ExtensionError as error:
                broken.append(error)
                lines = [f"  {name}: cannot be used", *(f"    {line}" for line in str(error.faults[0]).splitlines())]
            for line in lines:
                console.print(line)
    for line in unheard_entries():
        console.print(line)
    return broken[0].exit_code if broken else 0


def unheard_entries() -> tuple[str, ...]:
    """Return what to print of entry points of other packages that add nothing; empty where each adds a part."""
    groups: dict[str, Parts] = {registry.package: registry for _, registry in FAMILIES}
    found = unheard(groups, lambda group: groups[group].own_names())
    return ("", "Not used", *(f"  {line}" for line in found)) if found else ()


def _lines(registry: Parts, name: str) -> list[str]:
    part = registry.get(name)
    said = str(getattr(part, "summary", "") or getattr(part, "label", "") or getattr(part, "title", ""))
    place = registry.where(name).replace(".", "/") + ".py"
    checked = tuple(getattr(part, "checked_against", ()))
    return [
        f"  {name}: {said}" if said else f"  {name}",
        *(f"    {what}: {told}" for what, told in _words(part) if told),
        f"    file: {place}",
        *(f"    checked against: {test}" for test in checked),
    ]


def _words(part: object) -> tuple[tuple[str, str], ...]:
    """Return what a method says of itself to readers."""
    if not isinstance(part, Method):
        return ()
    return (
        ("readers are told", part.words),
        ("assumes", part.assumes),
        ("leaves out", part.ignores),
        ("formerly", ", ".join(part.formerly)),
    )


JOB = methods

"""Who publishes a variable and what it is in words, as the sources say themselves."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.data.sources import SOURCES, TableSource

_ROWS = {"school": ("schools", "facts"), "area": ("areas",)}


@dataclass(frozen=True, slots=True)
class Publication:
    """What a variable is, and where it is found.

    Attributes
    ----------
    what : str
        What it is in words: "absence from school".
    publisher : str
        In which tables it is published, and by whom.
    """

    what: str
    publisher: str


def published_in(variable: str, *, level: str = "school") -> Publication:
    """Return what a variable is and who publishes it; a variable that no source names is taken for a result.

    Parameters
    ----------
    variable : str
        Name in the panel, such as ``absence``.
    level : str
        Whose figure is wanted: ``school`` or ``area``.
    """
    kinds = [kind for kind in SOURCES.parts().values() if kind.gives in _ROWS[level]]
    giving = [kind for kind in kinds if any(column.name == variable for column in kind.columns)]
    publishers = dict.fromkeys(kind.published for kind in giving or _of_results(kinds))
    return Publication(_words(variable, giving), " or ".join(publishers))


def _words(variable: str, giving: list[TableSource]) -> str:
    labels = [kind.about or column.label for kind in giving for column in kind.columns if column.name == variable]
    return labels[0] if labels else variable.replace("_", " ")


def _of_results(kinds: list[TableSource]) -> list[TableSource]:
    """Return the sources that give results of examinations."""
    return [kind for kind in kinds if any(column.result for column in kind.columns)]

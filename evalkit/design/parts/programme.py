"""Who was treated, when the study names areas rather than schools."""

from __future__ import annotations

from evalkit.tables.panel import Panel


def schools_of_areas(panel: Panel, areas: tuple[str, ...], year: int) -> frozenset[int]:
    """Return the schools with a row in the areas in ``year``, fixed then and kept whatever follows.

    Parameters
    ----------
    panel : Panel
        Mainstream state-funded schools by year.
    areas : tuple of str
        Area codes.
    year : int
        The latest baseline year, at which the list is frozen.
    """
    rows = panel.frame[(panel.frame["year"] == year) & panel.frame["area"].isin(areas)]
    return frozenset(int(school) for school in rows["unit"])

"""Whether a programme reached whole authorities: a figure of all their pupils says nothing of a few schools."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.core.errors import DesignError
from evalkit.tables.panel import Panel

# So large a share of an authority's pupils must be in the programme's schools for its figure to be about them.
WHOLE_AREA = 0.75


@dataclass(frozen=True, slots=True)
class Reach:
    """How much of its authorities a programme reached, at the latest baseline year.

    Attributes
    ----------
    areas : tuple of str
        Codes of the authorities in which the programme's schools lie.
    area_names : tuple of str
        Their names.
    schools, of_schools : int
        The programme's schools with results, and all mainstream state schools of those authorities.
    share : float
        Share of the pupils of those authorities, in mainstream state schools, who are in the programme's; 0 to 1.
    """

    areas: tuple[str, ...]
    area_names: tuple[str, ...]
    schools: int
    of_schools: int
    share: float

    @property
    def whole(self) -> bool:
        """Say whether the programme reached the authorities as a whole."""
        return self.share >= WHOLE_AREA


def reach(panel: Panel, programme: frozenset[int], year: int) -> Reach:
    """Return how much of its authorities a programme reached.

    Parameters
    ----------
    panel : Panel
        Mainstream state-funded schools by year.
    programme : frozenset of int
        Schools of the programme.
    year : int
        The latest baseline year.
    """
    rows = panel.frame[(panel.frame["year"] == year) & panel.frame["pupils"].notna()]
    own = rows[rows["unit"].isin(programme)]
    home = rows[rows["area"].isin(set(own["area"].dropna()))]
    names = home.drop_duplicates("area").sort_values("area")
    pupils = float(home["pupils"].sum())
    return Reach(
        areas=tuple(str(code) for code in names["area"]),
        area_names=tuple(str(name) for name in names["area_name"]),
        schools=len(own),
        of_schools=len(home),
        share=float(own["pupils"].sum()) / pupils if pupils else 0.0,
    )


def whole_areas(found: Reach, question: str) -> frozenset[int]:
    """Return the numbers of the programme's authorities; a programme in some of their schools is refused."""
    if found.areas and found.whole:
        return frozenset(int(code) for code in found.areas)
    where = " and ".join(found.area_names) or "no authority"
    raise DesignError.one(
        where=f"question {question!r}, outcome of a whole authority",
        found=f"{found.schools} of {found.of_schools} schools of {where}, with {100 * found.share:.0f} per cent of "
        "their pupils",
        allowed=f"a programme that reached at least {100 * WHOLE_AREA:.0f} per cent of an authority's pupils",
        next="ask about an outcome of schools; figures of single groups of pupils in some schools need pupil data",
    )

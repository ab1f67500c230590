"""What can be said of groups of pupils, and what would be needed where nothing can."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.findings.finding import Finding, Unanswered
from evalkit.records.description import Trends

# Questions about all pupils, of some schools or of an authority, ask about no group of pupils.
EVERYONE = "all pupils"


@dataclass(frozen=True, slots=True)
class GroupAnswer:
    """One question about a group of pupils of a whole authority.

    Attributes
    ----------
    finding : Finding
        The question answered.
    trends : Trends
        What happened to the group in the authority and in those most like it.
    proxy_for : str
        What the figure stands in for, in words; empty if nothing.
    """

    finding: Finding
    trends: Trends
    proxy_for: str

    @property
    def of_a_group(self) -> bool:
        """Whether it is about a group of pupils, and not about all pupils of the authority."""
        return not self.finding.estimate.estimand.population.startswith(EVERYONE)


@dataclass(frozen=True, slots=True)
class Groups:
    """Everything said of groups of pupils.

    Attributes
    ----------
    answers : tuple of GroupAnswer
        One for each question of the study about an outcome of whole authorities.
    by_school : tuple of Finding
        Questions about groups of pupils that are answered school by school.
    place : str
        Where the programme worked, in the study's words.
    area_names : tuple of str
        The authorities in which its schools lie.
    schools, of_schools : int
        The programme's schools with results, and all mainstream state schools of those authorities.
    share : float
        Share of those authorities' pupils who are in the programme's schools.
    whole : bool
        Whether that is enough for a figure of the authority to be about the programme.
    years_before : tuple of int
        Years before the start for which the figures of authorities are published.
    synthetic : bool
        Whether the tables were invented; places are then not named.
    unanswered : tuple of Unanswered
        Questions about groups of pupils that were refused.
    """

    answers: tuple[GroupAnswer, ...]
    by_school: tuple[Finding, ...]
    place: str
    area_names: tuple[str, ...]
    schools: int
    of_schools: int
    share: float
    whole: bool
    years_before: tuple[int, ...]
    synthetic: bool
    unanswered: tuple[Unanswered, ...] = ()

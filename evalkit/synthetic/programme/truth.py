"""What is planted in an invented programme, and what came of it in one draw."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProgrammeTruth:
    """What an invented programme is made to do.

    Attributes
    ----------
    rating_slope : float
        Levels by which the rating of an area moves for each hour of development per teacher of maths.
    rises, falls : float
        Probability that an area rises or falls by one level in a school with the mean hours.
    poor_area : str
        Area that falls more often than it rises; empty for none.
    self_above, self_below : float
        Probability that a department puts itself one level above, or below, the reviewers from outside.
    peer_agrees : float
        Probability that peers judge as the reviewers from outside do.
    support_with_need, support_without_need : float
        Probability that a targeted school has support in an area where its first review found need, and where not.
    survey_change : float
        Change of an answer of teachers between two waves, in steps of the scale.
    pupil_change : float
        The same of pupils.
    change_between_schools : float
        Half the width of the even spread of that change over schools, in steps of the scale.
    planned_fading, fading : float
        Change of sessions of extra help from one term to the next, planned and real.
    fading_between_schools : float
        SD of the real change over schools.
    did_not_fade : int
        Schools in which sessions stayed as they were.
    hardly_came : int
        Schools whose people came to little.
    """

    rating_slope: float = 0.012
    rises: float = 0.46
    falls: float = 0.06
    poor_area: str = "assessment"
    self_above: float = 0.30
    self_below: float = 0.07
    peer_agrees: float = 0.78
    support_with_need: float = 0.72
    support_without_need: float = 0.12
    survey_change: float = 0.3
    pupil_change: float = 0.12
    change_between_schools: float = 0.25
    planned_fading: float = -4.0
    fading: float = -2.5
    fading_between_schools: float = 0.5
    did_not_fade: int = 1
    hardly_came: int = 2


@dataclass(frozen=True, slots=True)
class PlantedInDraw:
    """The true values behind one draw of a programme's tables, given who its people are and what they attended.

    Attributes
    ----------
    hours : dict of str to float
        Hours attended by teachers of maths, per teacher in post in the first term, by school.
    rating_slope : float
        Slope of the expected movement of a rating on those hours over schools reviewed twice, levels per hour; NaN
        without reviews.
    support_difference : float
        Probability of support with need less that without, in targeted schools; NaN without them.
    survey_change : float
        Expected change of an answer of teachers, in steps of the scale.
    pupil_change : float
        The same of pupils.
    fading : float
        Mean over schools of the expected change of sessions from term to term; NaN where nobody had extra help.
    together : tuple of (str, str)
        Pairs of schools made to work together.
    trained : dict of str to int
        Teachers who came to most days of the conversion course, by school: their lessons bit by bit count as those of
        specialists.
    """

    hours: dict[str, float]
    rating_slope: float
    support_difference: float
    survey_change: float
    pupil_change: float
    fading: float
    together: tuple[tuple[str, str], ...]
    trained: dict[str, int]

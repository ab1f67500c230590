"""Questionnaires as accounts look at them: who answered what, and the value of a scale for each person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.core.small_groups import FEWEST_PEOPLE
from evalkit.delivery.parts.account import DeliveryInputs
from evalkit.programme.surveys.answers import answers, choices, table_of
from evalkit.programme.tables import programme_tables
from evalkit.records.delivery.record import NotKept
from evalkit.study.surveys import Survey, SurveyItem, SurveyScale, SurveyWave


@dataclass(frozen=True, slots=True, eq=False)
class AnsweredQuestionnaire:
    """One questionnaire with its answers.

    Attributes
    ----------
    survey : Survey
        As the study declares it.
    rows : DataFrame
        One row for each answer that was given: wave, person, school, role, year_group, item, value, given, kind.
    chosen : DataFrame
        One row for each thing chosen where several could be: wave, person, item, option among its columns.
    labels : dict of str to str
        What each school may be called; one that is not shown is not in it.
    """

    survey: Survey
    rows: pd.DataFrame
    chosen: pd.DataFrame
    labels: dict[str, str]

    @property
    def waves(self) -> tuple[SurveyWave, ...]:
        """The waves in which anybody answered, the first first."""
        seen = set(self.rows["wave"])
        return tuple(wave for wave in self.survey.waves if wave.id in seen)

    def people(self) -> pd.DataFrame:
        """Return one row for each person and wave: wave, person, school, role, year_group."""
        return self.rows.drop_duplicates(["wave", "person"])[["wave", "person", "school", "role", "year_group"]]

    def follows_people(self) -> bool:
        """Say whether anybody answered both the first and the last wave."""
        people, waves = self.people(), self.waves
        first, last = (set(people.loc[people["wave"] == wave.id, "person"]) for wave in (waves[0], waves[-1]))
        return len(waves) > 1 and bool(first & last)

    def waves_of(self, scale: str) -> tuple[SurveyWave, ...]:
        """Return the waves in which any item of a scale was asked."""
        own = [item for item in self.survey.items if item.scale == scale]
        return tuple(wave for wave in self.waves if any(item.is_asked(wave.id) for item in own))

    def items(self, scale: str) -> tuple[SurveyItem, ...]:
        """Return the items of a scale that were asked whenever it was: others would move its mean by themselves."""
        waves = self.waves_of(scale)
        return tuple(
            item for item in self.survey.items if item.scale == scale and all(item.is_asked(wave.id) for wave in waves)
        )

    def ends(self, item: SurveyItem) -> tuple[float, float]:
        """Return the least and the greatest value that an item can have, as declared; never as observed."""
        if item.kind == "number":
            return (
                np.nan if item.low is None else item.low,
                np.nan if item.high is None else item.high,
            )
        return 1.0, float(len(self.survey.scale_of(item)))

    def scale_ends(self, scale: str) -> tuple[float, float]:
        """Return the least and the greatest mean over the items of a scale."""
        ends = np.array([self.ends(item) for item in self.items(scale)])
        return float(ends[:, 0].mean()), float(ends[:, 1].mean())

    def matrix(self, scale: str, wave: str) -> pd.DataFrame:
        """Return values of a scale's items in one wave: a row for each person, a column for each item."""
        names = [item.id for item in self.items(scale)]
        own = self.rows[(self.rows["wave"] == wave) & self.rows["item"].isin(names)]
        wide = own.groupby(["person", "school", "item"])["value"].last().unstack("item")
        return wide.reindex(columns=names).dropna(how="all")

    def values(self, scale: str) -> pd.DataFrame:
        """Return the mean over the items for each person who answered all of them.

        A row for each person: ``school`` of the first wave in which it stands, and a column for each wave, NaN where
        the person did not answer every item.
        """
        long = pd.concat(
            self.matrix(scale, wave.id).dropna().mean(axis=1).rename("value").reset_index().assign(wave=wave.id)
            for wave in self.waves_of(scale)
        )
        school = long.drop_duplicates("person").set_index("person")["school"]
        wide = long.pivot_table(index="person", columns="wave", values="value", aggfunc="last")
        return wide.reindex(columns=[wave.id for wave in self.waves_of(scale)]).assign(school=school)

    def scales(self) -> tuple[SurveyScale, ...]:
        """Return the scales of which anybody answered an item."""
        seen = set(self.rows.loc[self.rows["value"].notna(), "item"])
        return tuple(scale for scale in self.survey.scales if any(item.id in seen for item in self.items(scale.id)))


def answered(inputs: DeliveryInputs, *who: str) -> tuple[AnsweredQuestionnaire, ...]:
    """Return the questionnaires that anybody answered, of those who are named or of everybody."""
    found = []
    for survey in inputs.study.surveys:
        rows = answers(inputs.kept, survey)
        given = rows[rows["given"] != ""]
        if len(given) and (not who or survey.who in who):
            found.append(
                AnsweredQuestionnaire(survey, given, choices(inputs.kept, survey), inputs.labels(table_of(survey)))
            )
    return tuple(found)


def mean_of_enough(values: NDArray[np.float64]) -> float:
    """Return the mean of what is known; NaN where it rests on fewer than ten people."""
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) >= FEWEST_PEOPLE else np.nan


def spread_of_enough(values: NDArray[np.float64]) -> float:
    """Return the standard deviation of what is known; NaN where it rests on fewer than ten people."""
    known = values[np.isfinite(values)]
    return float(known.std(ddof=1)) if len(known) >= FEWEST_PEOPLE else np.nan


def nobody_answered(account: str, summary: str, *tables: str) -> NotKept:
    """Return what stands in the place of an account of questionnaires that nobody answered, or nobody declared."""
    known = programme_tables()
    return NotKept(
        account=account, summary=summary, tables=tuple((f"the table {table}", known[table].row) for table in tables)
    )

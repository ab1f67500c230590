"""What stands beside the network of schools: providers with each other, and what partners answered."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evalkit.delivery.parts.account import DeliveryInputs
from evalkit.delivery.parts.register import CAME
from evalkit.programme.surveys.answers import answers
from evalkit.records.delivery.working_together import PartnershipItem, ProvidersTogether
from evalkit.study.surveys import Survey, SurveyItem


def providers_together(inputs: DeliveryInputs) -> ProvidersTogether | None:
    """Return what providers did with each other; None where no session that anybody came to names one."""
    activities = inputs.kept.rows("activities")[["activity", "provider"]]
    attendance = inputs.kept.rows("attendance")
    held = attendance[attendance["status"].isin(CAME)].merge(activities, on="activity")
    held = held[held["provider"] != ""]
    if held.empty:
        return None
    at_once = held.groupby(["date", "school"])["provider"].nunique()
    by_school = held.groupby("school")["provider"].nunique()
    return ProvidersTogether(
        providers=held["provider"].nunique(),
        days=held["date"].nunique(),
        shared_days=at_once[at_once > 1].index.get_level_values("date").nunique(),
        schools=int((by_school > 1).sum()),
        agreed=_agreed(inputs, set(held["provider"])),
    )


def partnership_items(inputs: DeliveryInputs) -> tuple[PartnershipItem, ...]:
    """Return how partners answered each question of each wave; none where they were not asked."""
    asked = [survey for survey in inputs.study.surveys if survey.who == "partners"]
    return tuple(item for survey in asked for item in _items(survey, answers(inputs.kept, survey)))


def _agreed(inputs: DeliveryInputs, providers: set[str]) -> int:
    known, agreements = inputs.kept.rows("providers"), inputs.kept.rows("agreements")
    signed = set(agreements.loc[agreements["signed"].notna(), "partner"])
    names = dict(zip(known["provider"], known["name"], strict=True))
    return sum(one in signed or names.get(one, one) in signed for one in providers)


def _items(survey: Survey, rows: pd.DataFrame) -> Iterator[PartnershipItem]:
    for item in survey.items:
        for wave in survey.waves:
            given = rows.loc[(rows["item"] == item.id) & (rows["wave"] == wave.id) & (rows["given"] != ""), "given"]
            if len(given):
                yield PartnershipItem(item.asks, wave.name, _counted(given, item, survey))


def _counted(given: pd.Series, item: SurveyItem, survey: Survey) -> tuple[tuple[str, int], ...]:
    """Return how many gave each answer, in its own words or by its place on the scale."""
    scale = item.answers or survey.answers
    by_number = {str(place + 1): answer for place, answer in enumerate(scale)}
    said = given.map(lambda answer: by_number.get(answer, answer)).value_counts()
    beyond = [answer for answer in said.index if answer not in scale]
    return tuple((answer, int(said.get(answer, 0))) for answer in (*scale, *beyond))

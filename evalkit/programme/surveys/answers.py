"""What people answered, as the analysis takes it: one row an answer, on the declared scale, the higher the better."""

from __future__ import annotations

import pandas as pd

from evalkit.programme.kept import KeptTables
from evalkit.programme.surveys.ticks import split_options
from evalkit.programme.surveys.wording import folded, number_in
from evalkit.study.surveys import Survey, SurveyItem

WRITTEN = "written"
COLUMNS = ("wave", "person", "school", "role", "year_group", "item", "value", "given", "kind")
CHOICES = ("wave", "person", "school", "role", "year_group", "item", "option", "rank")


def answers(kept: KeptTables, survey: Survey) -> pd.DataFrame:
    """Return every answer to a questionnaire.

    Answers come from the programme's tables, where they were typed in or read from exports of the survey tool.

    Parameters
    ----------
    kept : KeptTables
        With the tables ``survey`` (teachers, partners) or ``pupil_voice`` (pupils).
    survey : Survey
        As declared.

    Returns
    -------
    DataFrame
        ``wave`` and ``item`` are ids of the study file in the order declared; ``person`` is a code, the same in every
        wave; ``school`` its name in the table of schools, empty where unknown; ``role`` a role of the programme's
        tables or empty; ``year_group`` float, NaN but for pupils; ``value`` float: 1 for the lowest word of a scale,
        or the number answered, turned where the study says so; NaN where the answer stands outside the scale, was
        left blank, or is none of a scale or number; ``given`` the words answered, empty where left blank and
        ``written`` for free text; ``kind`` the kind of the item.
    """
    rows = _rows(kept, survey)
    items = {item.id: item for item in survey.items}
    values = [
        _value(survey, items[item], wave, given)
        for item, wave, given in zip(rows["item"], rows["wave"], rows["answer"], strict=True)
    ]
    kinds = [items[item].kind for item in rows["item"]]
    frame = rows.rename(columns={"answer": "given"}).assign(value=pd.Series(values, dtype="float64"), kind=kinds)
    # Free text is counted and never shown.
    frame.loc[(frame["kind"] == "text") & (frame["given"] != ""), "given"] = WRITTEN
    return frame[list(COLUMNS)]


def choices(kept: KeptTables, survey: Survey) -> pd.DataFrame:
    """Return what was chosen where several things could be: one row a tick or a place in an order.

    Returns
    -------
    DataFrame
        As `answers`, with ``option``, the words chosen, and ``rank``, 1 for the first of an order and NaN for ticks.
        Who was asked and ticked nothing has a row in `answers` and none here.
    """
    items = {item.id: item for item in survey.items if item.kind in ("ticks", "ranking")}
    rows = _rows(kept, survey)
    rows = rows[rows["item"].isin(items)]
    found: list[dict[str, object]] = []
    for row in rows.to_dict("records"):
        item = items[str(row["item"])]
        for place, option in enumerate(split_options(str(row["answer"]), item.answers), 1):
            rank = float(place) if item.kind == "ranking" else float("nan")
            found.append({**{str(key): value for key, value in row.items()}, "option": option, "rank": rank})
    return pd.DataFrame(found, columns=list(CHOICES))


def table_of(survey: Survey) -> str:
    """Return the name of the programme's table that holds the answers to a questionnaire."""
    return "pupil_voice" if survey.who == "pupils" else "survey"


def _rows(kept: KeptTables, survey: Survey) -> pd.DataFrame:
    """Return the rows of a questionnaire with a wave and an item that it declares, in the order declared."""
    rows = kept.rows(table_of(survey)).copy()
    for column, blank in (("role", ""), ("year_group", float("nan"))):
        if column not in rows:
            rows[column] = blank
    waves = [wave.id for wave in survey.waves]
    items = [item.id for item in survey.items]
    ours = rows["survey"].isin(("", survey.id)) & rows["wave"].isin(waves) & rows["item"].isin(items)
    rows = rows[ours]
    rows["person"] = rows["person"].str.strip().str.upper()
    order = pd.DataFrame(
        {"wave": rows["wave"].map(waves.index), "person": rows["person"], "item": rows["item"].map(items.index)}
    )
    return rows.loc[order.sort_values(["wave", "person", "item"], kind="stable").index].reset_index(drop=True)


def _value(survey: Survey, item: SurveyItem, wave: str, given: str) -> float:
    if item.kind == "number":
        low, high = item.low, item.high
        number = number_in(given)
    elif item.kind == "scale":
        low, high = 1.0, float(len(survey.scale_of(item)))
        number = _place(survey, item, given)
    else:
        return float("nan")
    if number is None or (low is not None and number < low) or (high is not None and number > high):
        return float("nan")
    return low + high - number if item.turned(wave) and low is not None and high is not None else number


def _place(survey: Survey, item: SurveyItem, given: str) -> float | None:
    """Return the place of an answer among the declared ones, from 1; typed answers may be that place itself."""
    words = [folded(word) for word in survey.scale_of(item)]
    bare = folded(given)
    return float(words.index(bare) + 1) if bare in words else number_in(given)

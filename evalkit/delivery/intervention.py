"""Extra help for pupils: who had it, how much of it, and whether it faded as planned."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalkit.core.small_groups import FEWEST_PEOPLE
from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.periods import TERMS, in_order
from evalkit.delivery.parts.shown_schools import in_order_of_labels
from evalkit.numeric.fading import Fading, fading
from evalkit.records.delivery.intervention import (
    EntryAndExit,
    HelpedGroup,
    HelpInSchool,
    HelpInTerm,
    PupilIntervention,
)

MINUTES_IN_HOUR = 60
SEASONS = tuple(TERMS)


def run(inputs: DeliveryInputs) -> PupilIntervention:
    """Return the extra help by term, school and group of pupils, and its trend beside the planned one."""
    groups = _in_minutes(inputs.kept.rows("pupil_intervention"))
    by_school = _by_school_and_term(groups)
    labels = inputs.labels("pupil_intervention")
    return PupilIntervention(
        terms=tuple(_term(term, groups, by_school) for term in in_order(groups["term"])),
        schools=tuple(
            _school(labels[name], by_school[by_school["school"] == name])
            for name in in_order_of_labels(labels, set(by_school["school"]))
        ),
        hidden=len(set(by_school["school"]) - set(labels)),
        fading=_fading(by_school),
        alike=tuple(_alike(groups)),
        scores=tuple(_scores(groups)),
        invented=inputs.kept.invented("pupil_intervention"),
    )


def _in_minutes(rows: pd.DataFrame) -> pd.DataFrame:
    """Return groups with their pupil-minutes, done and planned, if their size and time are known."""
    known = rows.dropna(subset=["pupils", "sessions", "minutes"])
    each = known["pupils"] * known["minutes"]
    return known.assign(done=each * known["sessions"], meant=each * known["planned_sessions"])


def _by_school_and_term(groups: pd.DataFrame) -> pd.DataFrame:
    """Return pupils, hours, and minutes a pupil done and planned; planned where every group of the term has a plan."""
    keys = ["school", "term"]
    sums = groups.groupby(keys)[["pupils", "done"]].sum()
    meant = groups.groupby(keys)["meant"].sum(min_count=1).where(groups.groupby(keys)["meant"].apply(_all_known))
    pupils = sums["pupils"].where(sums["pupils"] > 0)
    table = pd.DataFrame(
        {
            "pupils": sums["pupils"],
            "hours": sums["done"] / MINUTES_IN_HOUR,
            "minutes": sums["done"] / pupils,
            "planned": meant / pupils,
        }
    ).reset_index()
    order = {term: place for place, term in enumerate(in_order(table["term"]))}
    return table.sort_values("term", key=lambda names: names.map(order), kind="stable").reset_index(drop=True)


def _all_known(values: pd.Series) -> bool:
    return bool(values.notna().all())


def _fading(table: pd.DataFrame) -> Fading:
    done, planned = table["minutes"].to_numpy(dtype=float), table["planned"].to_numpy(dtype=float)
    terms = np.array([_number_of(term) for term in table["term"]])
    return fading(done, planned, terms, table["school"].to_numpy(dtype=str))


def _number_of(term: str) -> float:
    """Return a number that is one more for each term: of ``Autumn 2017`` one more than of ``Summer 2017``."""
    season, year = term.split()
    return len(SEASONS) * int(year) + float(SEASONS.index(season))


def _term(term: str, groups: pd.DataFrame, table: pd.DataFrame) -> HelpInTerm:
    own, schools = groups[groups["term"] == term], table[table["term"] == term]
    return HelpInTerm(
        term=term,
        schools=len(schools),
        groups=len(own),
        pupils=int(own["pupils"].sum()),
        hours=float(schools["hours"].sum()),
        minutes=_of_enough(float(schools["minutes"].mean()), own["pupils"].sum()),
        planned=_of_enough(float(schools["planned"].mean()), own["pupils"].sum()),
    )


def _school(label: str, own: pd.DataFrame) -> HelpInSchool:
    return HelpInSchool(
        label=label,
        terms=tuple(own["term"]),
        pupils=tuple(int(pupils) for pupils in own["pupils"]),
        hours=tuple(map(float, own["hours"])),
        minutes=tuple(map(_of_enough, own["minutes"], own["pupils"])),
        planned=tuple(map(_of_enough, own["planned"], own["pupils"])),
    )


def _of_enough(value: float, pupils: float) -> float:
    """Return a mean; NaN where it is one of fewer than ten pupils."""
    return float(value) if pupils >= FEWEST_PEOPLE else np.nan


def _alike(groups: pd.DataFrame) -> list[HelpedGroup]:
    years = groups["year_group"].map(lambda year: "" if np.isnan(year) else f"Year {year:.0f}")
    sides = {"year group": years, "chosen on": groups["chosen_on"], "stage": groups["stage"]}
    rows = []
    for side, names in sides.items():
        for name, own in groups.groupby(names.rename("name"), sort=False):
            if not name:
                continue
            pupils, minutes = float(own["pupils"].sum()), float(own["done"].sum())
            each = _of_enough(minutes / pupils, pupils) if pupils else np.nan
            rows.append(HelpedGroup(side, str(name), len(own), int(pupils), minutes / MINUTES_IN_HOUR, each))
    return rows


def _scores(groups: pd.DataFrame) -> list[EntryAndExit]:
    """Return scores apart by year group and by what pupils were chosen on: those of other tests are no common scale."""
    both = groups.dropna(subset=["entry", "exit", "year_group"])
    rows = []
    for (year, chosen), own in both.groupby(["year_group", "chosen_on"]):
        pupils = own["pupils"].to_numpy(dtype=float)
        enough = pupils.sum() >= FEWEST_PEOPLE
        entry, leaving = (
            float(np.average(own[end], weights=pupils)) if enough else np.nan for end in ("entry", "exit")
        )
        name = f"Year {year:.0f}" + (f", chosen on {chosen}" if chosen else "")
        rows.append(EntryAndExit(name, int(pupils.sum()), entry, leaving))
    return rows


ACCOUNT = Account(
    summary="who had extra help, how much of it, and whether it faded as planned",
    called="extra help",
    run=run,
    needs=("schools", "pupil_intervention"),
    checked_against=(
        "tests/golden/test_fading.py::test_slopes_of_schools_are_those_of_lm_and_their_mean_that_of_t_test",
    ),
)

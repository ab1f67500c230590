"""The programme's own selection rule, mirrored on schools elsewhere.

A rule by threshold is mirrored by the threshold. A rule by rank is mirrored by the same rank inside
each area, with areas of about the size of the programme's, because how extreme the lowest five are
depends on how many schools they are the lowest of.
"""

from __future__ import annotations

import pandas as pd

from evalkit.design.parts.own_schools import meets
from evalkit.records.analysis import Analysis

SIZE_FACTORS = (1.5, 2.0)
FEWEST_AREAS = 39


def chosen(
    analysis: Analysis, table: pd.DataFrame, others: pd.Index, home: pd.Index
) -> tuple[pd.Index, tuple[str, ...]]:
    """Return the schools elsewhere that the programme's rule would have chosen, and what to say about it.

    Parameters
    ----------
    analysis : Analysis
        Holds the rule, or None.
    table : DataFrame
        Indexed by school, with ``area`` and the rule's column ``<variable> <year>``.
    others : Index
        Schools that pass every donor rule.
    home : Index
        Schools of the programme's areas that would be among them elsewhere: an area is as large as the schools that
        are counted in other areas too.
    """
    rule = analysis.selection
    if rule is None:
        return others, ()
    values = table.loc[others, f"{rule.variable} {rule.year}"]
    if rule.lowest is None:
        return others[meets(values, rule)], ()
    areas = table.loc[others, "area"]
    known = home[table.loc[home, f"{rule.variable} {rule.year}"].notna()]
    home_sizes = table.loc[known].groupby("area").size()
    return _lowest(values, areas, rule.lowest, home_sizes)


def _lowest(
    values: pd.Series, areas: pd.Series, number: int, home_sizes: pd.Series
) -> tuple[pd.Index, tuple[str, ...]]:
    sizes = areas.groupby(areas).size()
    sizes = sizes[sizes >= number]
    similar, notes = _similar(sizes, home_sizes)
    inside = values[areas.isin(similar)]
    order = pd.DataFrame(
        {"area": areas[inside.index].to_numpy(), "value": inside.to_numpy(), "unit": inside.index.to_numpy()}
    )
    ranked = order.sort_values(["area", "value", "unit"]).groupby("area").head(number)
    last = ranked.groupby("area")["value"].max()
    ties = int((order["value"] == order["area"].map(last)).sum() - (ranked["value"] == ranked["area"].map(last)).sum())
    if ties:
        notes = (*notes, f"{ties} schools tied for the last place of their area; the smaller number was taken")
    return pd.Index(sorted(ranked["unit"]), name="unit"), notes


def _similar(sizes: pd.Series, home_sizes: pd.Series) -> tuple[pd.Index, tuple[str, ...]]:
    for factor in SIZE_FACTORS:
        close = pd.Series(False, index=sizes.index)
        for home in home_sizes:
            close |= (sizes <= home * factor) & (sizes >= home / factor)
        if int(close.sum()) >= FEWEST_AREAS:
            return sizes.index[close], ()
    return sizes.index, ("too few areas are of the programme's size, so areas of every size give comparison schools",)

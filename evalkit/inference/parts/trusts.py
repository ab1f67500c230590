"""Which trust each school belonged to before the start."""

from __future__ import annotations

import pandas as pd

from evalkit.records.analysis import Analysis

TRUST = "trust"


def trusts_of(analysis: Analysis) -> pd.Series | None:
    """Return the trust of each school in the latest baseline year, by school; None where no trust is known.

    Schools without a trust are left out. Only the year before the start counts: joining a trust later may itself
    follow from what the programme did.
    """
    panel = analysis.panel()
    if not panel.has(TRUST):
        return None
    rows = panel.frame[panel.frame["year"] == max(analysis.estimand.baseline)]
    known = rows.dropna(subset=[TRUST]).set_index("unit")[TRUST].sort_index()
    return known if len(known) else None

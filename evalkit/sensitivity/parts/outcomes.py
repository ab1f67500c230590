"""The same analysis of another outcome, where the tables hold it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from evalkit.core.errors import DataError, StudyFileError
from evalkit.core.years import ks2_scale
from evalkit.measures import MEASURES
from evalkit.measures.parts.added_measure import add_measure
from evalkit.records.analysis import Analysis
from evalkit.sensitivity.parts.refits import told
from evalkit.tables.panel import KEYS, Panel


@dataclass(frozen=True, slots=True)
class Other:
    """An analysis of another outcome.

    Attributes
    ----------
    analysis : Analysis or None
        None where the outcome cannot be looked at.
    reason : str
        Why not; empty if it can.
    notes : tuple of str
        What the rules of the years make the report say of the outcome.
    """

    analysis: Analysis | None
    reason: str = ""
    notes: tuple[str, ...] = ()


def with_outcome(analysis: Analysis, name: str) -> Other:
    """Return the analysis with another outcome; comparison schools are chosen by the same rules.

    Parameters
    ----------
    analysis : Analysis
        Of schools by year.
    name : str
        A registered measure, which is added to the panel, or a number that the panel holds.
    """
    panel, years = analysis.panel(), analysis.estimand.years()
    notes: tuple[str, ...] = ()
    if not _known(panel, name, years):
        if name not in MEASURES.names():
            return Other(None, f"the tables do not hold {name.replace('_', ' ')} in every year needed")
        # A measure may add up over rows, and sums in another order differ in the last digits.
        ordered = replace(panel, frame=panel.frame.sort_values(list(KEYS), ignore_index=True))
        try:
            panel, notes = add_measure(ordered, name, years=years)
        except (StudyFileError, DataError) as refusal:
            return Other(None, told(refusal))
    variable = panel.variable(name)
    if variable.unit is None:
        return Other(None, f"{variable.label} is not a number")
    if name == "ks2" and len({ks2_scale(year) for year in years}) > 1:
        return Other(None, "results at Key Stage 2 are on two scales in the years compared")
    if _still(panel, name, years):
        return Other(None, f"{variable.label} is the same in every year compared")
    estimand = replace(analysis.estimand, outcome=name, label=variable.label, unit=variable.unit, averaged=())
    return Other(analysis.change(data=panel, estimand=estimand), notes=notes)


def _still(panel: Panel, name: str, years: tuple[int, ...]) -> bool:
    rows = panel.frame.loc[panel.frame["year"].isin(years), ["unit", name]].dropna()
    return bool((rows.groupby("unit")[name].nunique() <= 1).all())


def _known(panel: Panel, name: str, years: tuple[int, ...]) -> bool:
    if not panel.has(name):
        return False
    held = panel.frame.loc[panel.frame[name].notna(), "year"]
    return set(years) <= set(held.tolist())

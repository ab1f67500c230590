"""Small panels written as tables, for the specifications of measures."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from evalkit.core.quantity import GRADES
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Panel, Variable

PanelOf = Callable[..., Panel]


@pytest.fixture
def panel_of() -> PanelOf:
    """Return a function that makes a panel from columns and missing reasons."""

    def make(columns: dict[str, list[object]], reasons: list[tuple[int, int, str, str]] | None = None) -> Panel:
        frame = pd.DataFrame(columns)
        frame["urn"] = frame["unit"]
        names = [name for name in frame.columns if name not in ("unit", "year", "urn")]
        return Panel(
            frame=frame,
            reasons=pd.DataFrame(reasons or [], columns=["unit", "year", "variable", "reason"]),
            variables=tuple(Variable(name, name, GRADES) for name in names),
            provenance=(),
            flow=Flow(),
        )

    return make

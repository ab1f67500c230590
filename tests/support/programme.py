"""A programme's own tables made for one test, and what an account says of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from evalkit.delivery import DELIVERY
from evalkit.delivery.parts.account import DeliveryInputs, given
from evalkit.programme.kept import KeptTable, KeptTables, typed
from evalkit.programme.naming import school_labels
from evalkit.programme.tables import programme_tables
from evalkit.records.delivery.record import DeliveryRecord
from evalkit.study.model import Study
from evalkit.study.study_reader import read_study

Row = Mapping[str, object]


def kept_tables(**tables: Sequence[Row]) -> KeptTables:
    """Return tables with the rows given, each column that a row does not name left blank; days may be ISO texts."""
    known = programme_tables()
    made = {}
    for name, rows in tables.items():
        cells = {
            column.name: [_value(column.kind, row.get(column.name)) for row in rows]
            for column in known[name].every_column
        }
        unknown = {key for row in rows for key in row} - set(cells)
        assert not unknown, f"{name} has no column {unknown}"
        made[name] = KeptTable(
            name, typed(cells, known[name]), tuple(f"{name}.csv, line {n + 2}" for n in range(len(rows)))
        )
    return KeptTables(made)


def schools(*names: str, **columns: object) -> list[dict[str, object]]:
    """Return rows of the table ``schools``, numbered from 990001, all alike in the columns given."""
    return [
        {"urn": 990001 + place, "school": name, "role": "participant", "joined": "2017-09-01", **columns}
        for place, name in enumerate(names)
    ]


def codes(*names: str, study: str = "leicester") -> list[str]:
    """Return what the report calls these schools where it does not name them, in the order in which it lists them."""
    labels = school_labels(kept_tables(schools=schools(*names)), "reviews", {}, read_study(study).seed)
    return sorted(labels.values(), key=lambda label: int(label.removeprefix("School ")))


def account(name: str, kept: KeptTables, study: Study | str = "leicester", **changes: object) -> DeliveryRecord:
    """Return one account of the tables given, of a shipped study with some of its parts changed."""
    of = read_study(study) if isinstance(study, str) else study
    return given(DELIVERY, name, DeliveryInputs(of.model_copy(update=changes), kept))


def _value(kind: str, value: object) -> object:
    if kind == "date":
        return dt.datetime.fromisoformat(value) if isinstance(value, str) and value else value
    if kind in ("number", "whole", "money", "hours", "percent"):
        return float("nan") if value is None else float(value)  # type: ignore[arg-type]
    return "" if value is None else value

"""Writes what else is known of invented schools in the publisher's layouts: absence, workforce, post-16, leavers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evalkit.data.synthetic.figures import Records
from evalkit.data.synthetic.school_files import write_lines
from evalkit.data.synthetic.schools import Array
from evalkit.data.synthetic.writer import number_texts, reference_rows

_TEACHERS, _ASSISTANTS = "Total Number of Teachers", "Total Number of Teaching Assistants"
_OTHERS = "Total Number of Non Classroom-based School Support Staff, Excluding Auxiliary Staff"
WORKFORCE = {
    f"{_TEACHERS} (Headcount)": ("teachers_heads", "whole"),
    f"{_ASSISTANTS} (Headcount)": ("assistants_heads", "whole"),
    f"{_OTHERS} (Headcount)": ("others_heads", "whole"),
    f"{_TEACHERS} (Full-Time Equivalent)": ("teachers", "one"),
    f"{_ASSISTANTS} (Full-time Equivalent)": ("assistants", "one"),
    f"{_OTHERS} (Full-Time Equivalent)": ("others", "one"),
    "Pupil:     Teacher Ratio": ("ratio", "one"),
    "Mean Gross FTE Salary of All Teachers (£s)": ("pay", "pounds"),
}
# Heading of the number of leavers; the share of the cohort stands under the same with PER.
LEAVERS = {
    "OVERALL_DEST": "sustained",
    "EDUCATION": "education",
    "FE": "further_education_college",
    "SCH_6TH": "school_sixth_form",
    "SIXTH_COL": "sixth_form_college",
    "OTHER_EDU": "other_education",
    "APPREN": "apprenticeship",
    "EMPLOYMENT": "work",
    "NOT_SUSTAINED": "not_sustained",
    "UNKNOWN": "unknown",
}
FEW = 6
# One school in so many has no figure of pay or of leavers.
UNSAID = 60


def write_absence(path: Path, records: Records, figures: dict[str, Array]) -> None:
    """Write one year's absence table."""
    columns = {"PERCTOT": ("absence", "one"), "PPERSABS10": ("persistent_absence", "one")}
    texts = records.texts
    keys = [texts["area"].tolist(), texts["establishment"].tolist(), texts["urn"].tolist()]
    cells = [number_texts(figures[name], form, fine=False) for name, form in columns.values()]
    lines = [",".join(row) for row in zip(*keys, *cells, strict=True)]
    write_lines(path, [",".join(["LA", "ESTAB", "URN", *columns]), *lines], "utf-8")


def write_workforce(path: Path, records: Records, figures: dict[str, Array]) -> None:
    """Write one November's workforce table; pay in pounds with a sign and a comma."""
    texts = records.texts
    keys = [texts["area"].tolist(), texts["establishment"].tolist(), texts["urn"].tolist()]
    cells = [
        [f'"£{value:,.0f}"' if at % UNSAID else "NA" for at, value in enumerate(figures[name].tolist(), 1)]
        if form == "pounds"
        else number_texts(figures[name], form, fine=False)
        for name, form in WORKFORCE.values()
    ]
    header = ["LA Number", "Establishment Number", "URN", *[f'"{h}"' if "," in h else h for h in WORKFORCE]]
    lines = [",".join(row) for row in zip(*keys, *cells, strict=True)]
    write_lines(path, [",".join(header), *lines], "utf-8-sig")


def write_post_16(path: Path, records: Records, figures: dict[str, Array]) -> None:
    """Write one year's post-16 table: schools that have a sixth form, and national totals above them."""
    layout = reference_rows("synthetic_post_16.csv")
    has = np.flatnonzero(np.isfinite(figures["students"]))
    texts = records.take(has).texts
    words = {"urn": texts["urn"], "area": texts["area"], "establishment": texts["establishment"]}
    words |= {"name": np.array([f'"{name}"' for name in texts["name"].tolist()]), "closed": texts["closed"]}
    columns = []
    for row in layout:
        if row["format"] == "text":
            columns.append(words[row["figure"]].tolist() if row["figure"] else [row["always"]] * len(has))
        elif row["figure"]:
            shown = number_texts(figures[row["figure"]][has], row["format"], fine=True)
            small = figures[row["of"]][has] < FEW if row["of"] else np.zeros(len(has), dtype=bool)
            columns.append(["SUPP" if hidden else text for hidden, text in zip(small.tolist(), shown, strict=True)])
        else:
            columns.append(["NE"] * len(has))
    totals = [",".join([kind, *[""] * (len(layout) - 1)]) for kind in ("5", "7")]
    lines = [",".join(row) for row in zip(*columns, strict=True)]
    write_lines(path, [",".join(row["column"] for row in layout), *totals, *lines], "utf-8-sig")


def write_leavers(path: Path, records: Records) -> None:
    """Write where one cohort was a year later; the cohort finished two years before the year of the table."""
    numbers, texts = records.numbers, records.texts
    shown = np.flatnonzero(records.codes["attainment"] == "")
    cohort = numbers["pupils"][shown]
    disadvantaged = numbers["disadvantaged"][shown]
    columns: dict[str, list[str]] = {
        "RECTYPE": ["1"] * len(shown),
        "LEA": texts["area"][shown].tolist(),
        "ESTAB": texts["establishment"][shown].tolist(),
        "URN": texts["urn"][shown].tolist(),
        "SCHNAME": [f'"{name}"' for name in texts["name"][shown].tolist()],
        "COHORT": number_texts(cohort, "whole", fine=False),
    }
    for heading, name in LEAVERS.items():
        count = np.rint(cohort * numbers[name][shown] / 100.0)
        columns[heading] = _counts(count)
        columns[f"{heading}PER"] = _shares(count, cohort)
    dis = np.rint(disadvantaged * numbers["sustained_disadvantaged"][shown] / 100.0)
    columns["COHORT_DIS"] = _counts(disadvantaged)
    columns["OVERALL_DEST_DIS"] = _hide(_counts(dis), disadvantaged)
    columns["OVERALL_DESTPER_DIS"] = _hide(_shares(dis, np.maximum(disadvantaged, 1)), disadvantaged)
    lines = [",".join(row) for row in zip(*columns.values(), strict=True)]
    write_lines(path, [",".join(columns), *lines], "utf-8-sig")


def _counts(values: Array) -> list[str]:
    return number_texts(values, "whole", fine=False)


def _shares(count: Array, cohort: Array) -> list[str]:
    return number_texts(100 * count / cohort, "percent", fine=False)


def _hide(texts: Sequence[str], pupils: Array) -> list[str]:
    return [text if n >= FEW else "SUPP" for text, n in zip(texts, pupils.tolist(), strict=True)]

"""The folder for R: its tables, the dictionary of their columns, and the script, as files."""

from __future__ import annotations

from pathlib import Path

from evalkit.core.shipped import beside_the_code
from evalkit.findings.finding import Answer, Finding
from evalkit.findings.r_export.columns import TableForR, dictionary
from evalkit.findings.r_export.donors import donors_table
from evalkit.findings.r_export.headline import assignment_behind, headline_table
from evalkit.findings.r_export.placebos import placebos_table
from evalkit.findings.r_export.pool import pool_table
from evalkit.findings.r_export.schools import named_for_r, schools_table
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Comparison

FOLDER = "r"
SCRIPT = beside_the_code("findings/r_export/headline.R")


def tables_for_r(answer: Answer, analysis: Analysis | None, comparison: Comparison | None) -> tuple[TableForR, ...]:
    """Return the tables behind the leading question, the dictionary last.

    Parameters
    ----------
    answer : Finding or Unanswered
        What the report says of it.
    analysis : Analysis or None
        The question, written down; None where its tables are refused.
    comparison : Comparison or None
        None where the design refused it; the tables then have no rows.
    """
    compared = None if analysis is None or comparison is None else named_for_r(analysis, comparison)
    judged, behind = None, None
    if isinstance(answer, Finding) and compared is not None:
        judged = answer.estimate.inference()
        behind = assignment_behind(answer.estimate, compared.comparison)
    tables = (
        schools_table(compared),
        pool_table(compared),
        donors_table(behind, {} if compared is None else compared.named),
        placebos_table(compared, judged),
        headline_table(answer, comparison),
    )
    return (*tables, dictionary(tables))


def write_for_r(tables: tuple[TableForR, ...], folder: Path) -> None:
    """Write the tables, UTF-8 without a mark at the front, and the script that reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in tables:
        (folder / table.file).write_bytes(table.text().encode("utf-8"))
    (folder / SCRIPT.name).write_bytes(SCRIPT.read_bytes())

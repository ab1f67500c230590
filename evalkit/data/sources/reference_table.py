"""Tables of no schools by year, or under nobody's headings: said what they are, and how many rows they hold.

Nothing of them joins a panel by itself. A study that maps the columns of one reads it as a mapped table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalkit.core.errors import DataError
from evalkit.data.sources.parts.file_years import vintage_in, years_in
from evalkit.data.sources.parts.source import FileRead, TableSource
from evalkit.data.text.open_files import OpenFile
from evalkit.study.model import DataFile
from evalkit.tables.flow import Step
from evalkit.tables.provenance import Provenance

_YEAR = re.compile(r"^20\d\d ")


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A table known by its headings.

    Attributes
    ----------
    what : str
        What it is, in words.
    signs : tuple of str
        Headings that must all be there.
    """

    what: str
    signs: tuple[str, ...]

    def is_of(self, header: tuple[str, ...]) -> bool:
        """Say whether a header has all signs, whatever its capitals, its blanks and a year in front."""
        return set(self.signs) <= {_YEAR.sub("", " ".join(name.casefold().split())) for name in header}


_MAPPED = "a study reads it with a map of its columns"
_TEACHING = "a data set of the textbooks with known answers, for checking methods"

KNOWN_TABLES: tuple[KnownTable, ...] = (
    KnownTable(
        "DfE's list of the columns of a table of results, with its rules for empty ones",
        ("column", "metafile heading", "metafile description"),
    ),
    KnownTable("DfE's list of the columns of a census table", ("field number", "field reference", "field name")),
    KnownTable(
        "the list of the columns of a tidy table of Explore Education Statistics",
        ("col_name", "col_type", "label", "indicator_grouping"),
    ),
    KnownTable(
        f"what schools are like at Key Stage 4 beside their results, in the tidy layout; {_MAPPED}",
        ("time_period", "school_urn", "progress8_banding", "sen_with_ehcp_pupil_percent"),
    ),
    KnownTable(
        "absence by term and kind of school, England and areas; its rows are no schools",
        ("time_period", "geographic_level", "term", "sess_overall_percent"),
    ),
    KnownTable(
        "level 2 and level 3 by the age of 19, England and areas; its rows are no schools",
        ("time_period", "geographic_level", "number_in_ss_cohort", "l2_by19"),
    ),
    KnownTable("DfE's list of local authorities and regions with their codes", ("lea", "la name", "region")),
    KnownTable("DfE's abbreviations used in its tables", ("ks4 and ks5/16-18 performance tables",)),
    KnownTable("DfE's notes on methods in the tables of results", ("ebacc average point score (ebacc aps)",)),
    KnownTable(
        "the dictionary of DfE's local authority interactive tool: what each figure is and where it comes from",
        ("measure_code", "measure_short", "polarity"),
    ),
    KnownTable(
        "DfE's ready reckoner for Progress 8: national average results by group of Key Stage 2 score",
        ("ks2emss_grp", "p8est", "p8estmat"),
    ),
    KnownTable(
        "DfE's ready reckoner for Progress 8: averages by group of Key Stage 2 score, with slots filled",
        ("ks2 prior attainment group", "attainment 8 average", "maths average"),
    ),
    KnownTable(
        "DfE's ready reckoner for Progress 8: spread of pupils' scores over the nation",
        ("progress 8", "progress 8 maths element"),
    ),
    KnownTable(
        "DfE's transition matrices: grades by group of Key Stage 2 score and subject, England",
        ("time_period", "ks2_scaled_score_group", "subject"),
    ),
    KnownTable(
        "DfE's transition matrices: English and maths, and EBacc, by group of Key Stage 2 score, England",
        ("time_period", "ks2_scaled_score_group", "basics_9-4_achieved"),
    ),
    KnownTable(
        "DfE's A-level entries and grades by subject since 1996, England",
        ("time_period", "subject_name", "perc_astar_a_grade_achieved", "entry_count"),
    ),
    KnownTable(
        "FFT's national results by sex, disadvantage, ethnicity, language and coast",
        ("gender", "fsm6", "ethnicity", "lang", "coastal", "pupilcount", "metric"),
    ),
    KnownTable(
        f"results of schools by year, collated by FFT from DfE's tables; {_MAPPED}",
        ("urn", "progress 8, 2019", "progress 8, maths slot, 2019"),
    ),
    KnownTable(
        "the fields of FFT's collated results of schools, in the order of their values", ("name", "type", "group")
    ),
    KnownTable("values of FFT's collated results without their names, in the order of their fields", ("1", "2", "80")),
    KnownTable(
        f"Key Stage 4 results of schools under other headings than DfE's; {_MAPPED}",
        ("urn", "ks4 pupils", "progress 8", "academic year"),
    ),
    KnownTable(f"{_TEACHING} (examinations in London)", ("school", "normexam", "standlrt")),
    KnownTable(f"{_TEACHING} (High School and Beyond)", ("school", "ses", "mach", "meanses")),
    KnownTable(f"{_TEACHING} (minimum wages by county)", ("countyreal", "lemp", "first.treat")),
    KnownTable(f"{_TEACHING} (LaLonde's job training)", ("treat", "re74", "re75", "re78")),
    KnownTable(f"{_TEACHING} (trials of a vaccine)", ("trial", "tpos", "tneg", "cpos", "cneg")),
    KnownTable(f"{_TEACHING} (what teachers expect)", ("study", "setting", "tester", "yi", "vi")),
    KnownTable(f"{_TEACHING} (effects within studies)", ("study", "esid", "yi", "vi", "deltype")),
    KnownTable(f"{_TEACHING} (schools of California)", ("district", "students", "teachers", "read", "math")),
    KnownTable(f"{_TEACHING} (a trial with whole schools)", ("school", "posttest", "intervention", "prettest")),
)


def recognises(header: tuple[str, ...]) -> bool:
    """Say whether the header is that of a table known by name."""
    return known_table(header) is not None


def read(file: OpenFile, entry: DataFile | None) -> FileRead:
    """Return what the table is; it gives no variables."""
    del entry
    known = known_table(file.header)
    if known is None:
        raise DataError.one(
            where=file.file,
            found="a table that is not known by name",
            allowed="a table whose headings are those of one listed",
            next="take the source off the file in the study file, or map its columns",
        )
    years, rows = years_in(file.file), len(file.rows)
    provenance = Provenance(
        file=file.file,
        source="reference_table",
        year=years[0] if len(years) == 1 else None,
        vintage=vintage_in(file.file),
        sha256=file.sha256,
        rows=rows,
        rows_kept=rows,
        dropped=(),
        reasons=(),
        notes=(known.what, *file.notes),
    )
    nothing = pd.DataFrame({"urn": np.array([], dtype=np.int64), "year": np.array([], dtype=np.int64)})
    reasons = pd.DataFrame({name: [] for name in ("urn", "year", "variable", "reason")})
    step = Step(f"read {file.file}", "all", "rows", rows, rows)
    return FileRead(nothing, reasons, (), frozenset(), provenance, step, adds_rows=False)


def what(header: tuple[str, ...]) -> str:
    """Return which of the tables one is, in words; empty for any other."""
    known = known_table(header)
    return known.what if known else ""


def known_table(header: tuple[str, ...]) -> KnownTable | None:
    """Return the known table that a header is of, or None."""
    return next((table for table in KNOWN_TABLES if table.is_of(header)), None)


SOURCE = TableSource(
    summary="lists, codes, national figures and other tables that give no schools by themselves",
    recognises=recognises,
    read=read,
    checked_against=("tests/unit/data/sources/test_published_files.py::test_each_file_is_known_and_loads_whole",),
    gives="reference",
    what=what,
)

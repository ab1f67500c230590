"""Why a number is not there: the closed list of reasons, and the codes publishers print for them.

A suppressed number is unknown, never nought. The codes are those of the school performance
tables (their abbreviations file, 2018/19) and of Explore Education Statistics.
"""

from __future__ import annotations

from typing import Literal, get_args

Reason = Literal[
    "suppressed",
    "no_entries",
    "not_published",
    "not_applicable",
    "low_coverage",
    "new_school",
    "small_population",
    "not_available",
    "blank",
    "unreliable",
    "unknown_code",
    "no_value",
    "unweighed",
]
REASONS: tuple[str, ...] = get_args(Reason)
SUPPRESSED: Reason = "suppressed"

CODES: dict[str, Reason] = {
    "SUPP": "suppressed",
    "NE": "no_entries",
    "NP": "not_published",
    "NA": "not_applicable",
    "LOWCOV": "low_coverage",
    "NEW": "new_school",
    "SP": "small_population",
    "..": "not_available",
    ":": "not_available",
    "x": "not_available",
    "c": "suppressed",
    "z": "not_applicable",
    "low": "small_population",
    "k": "small_population",
    "u": "unreliable",
    # Redacted: the abbreviations file of 2018/19 says that no reliable estimate stands behind the cell.
    "RE": "unreliable",
    "-": "blank",
    "": "blank",
}

# Why a number is not there although no publisher said anything of its cell.
CANCELLED = "examinations were cancelled in this year"
IN_NO_TABLE = "in no table read for this year"
NO_FIGURE = "no figure for it in the tables of this year"
NO_ROW = "no row in this year's file"

IN_WORDS: dict[str, str] = {
    "suppressed": "hidden by the publisher because few pupils are behind it",
    "no_entries": "no pupils entered",
    "not_published": "not published for this school",
    "not_applicable": "does not apply to this school",
    "low_coverage": "too few pupils had a Key Stage 2 result",
    "new_school": "new school without results yet",
    # The tables of 2018/19 print SP for a share between 0 and 0.5 per cent; other releases for few pupils.
    "small_population": "too small a share, or too few pupils, to be shown",
    "not_available": "not available",
    "blank": "left blank in the file",
    "unreliable": "too unreliable to be shown, as its publisher says",
    "unknown_code": "missing for a reason that evalkit does not know",
    "no_value": "a formula without a value in the file",
    # No publisher's: figures of schools that became one, in a table without the pupils by whom they would be weighed.
    "unweighed": "schools became one, and the table does not give the pupils by whom their figures would be weighed",
}

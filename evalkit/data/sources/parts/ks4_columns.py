"""The columns of DfE's wide Key Stage 4 files that evalkit reads, under the headings of each year from 2010/11.

Headings of 2017/18 and 2018/19 are those of DfE's lists of fields. Headings of other years are accepted where a
file carries them; nothing relies on a heading of those years being there.
"""

from __future__ import annotations

from evalkit.core.column import SourceHeading
from evalkit.core.quantity import PERCENT, POINTS, PUPILS
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.ks4_codes import ADMISSIONS, GENDERS, RECORD_TYPES, SCHOOL_GROUPS, SCHOOL_TYPES
from evalkit.data.sources.parts.ks4_results import GROUP_COLUMNS, RESULT_COLUMNS
from evalkit.data.sources.parts.ks4_thresholds import THRESHOLD_COLUMNS, percent

_SCHOOL: tuple[SourceColumn, ...] = (
    SourceColumn("urn", "number of the school (URN)", "id", (SourceHeading("URN"),), low=100000, high=999999),
    SourceColumn(
        "record_type",
        "kind of record",
        "category",
        (SourceHeading("RECTYPE"),),
        codes=RECORD_TYPES,
        among=("mainstream", "special"),
    ),
    SourceColumn("area", "local authority code", "id", (SourceHeading("LEA"),), low=200, high=999),
    SourceColumn("establishment", "establishment number", "id", (SourceHeading("ESTAB"),), low=0, high=9999),
    SourceColumn("name", "name of the school", "category", (SourceHeading("SCHNAME"),)),
    SourceColumn(
        "school_type",
        "type of school",
        "category",
        (SourceHeading("NFTYPE"), SourceHeading("SCHTYPE")),
        codes=SCHOOL_TYPES,
        among=tuple(SCHOOL_GROUPS),
    ),
    SourceColumn(
        "gender",
        "girls, boys or mixed",
        "category",
        (SourceHeading("EGENDER"), SourceHeading("GENDER")),
        codes=GENDERS,
        among=("mixed", "girls", "boys"),
    ),
    SourceColumn(
        "selective",
        "selects pupils by ability",
        "category",
        (
            SourceHeading("ADMPOL_PT", 2019),
            SourceHeading("ADMPOL_18", 2019, 2019),
            SourceHeading("ADMPOL_2017", 2018, 2018),
            SourceHeading("ADMPOL"),
            SourceHeading("GRAMMAR"),
        ),
        codes=ADMISSIONS,
        among=("yes", "no"),
    ),
)

_PUPILS: tuple[SourceColumn, ...] = (
    SourceColumn("pupils", "pupils at the end of Key Stage 4", "number", (SourceHeading("TPUP"),), PUPILS, 0, 3000),
    percent("girls", "pupils who are girls", "PGPUP"),
    SourceColumn(
        "ks2", "average Key Stage 2 points", "number", (SourceHeading("KS2APS", last=2019),), POINTS, 0, 45, last=2019
    ),
    SourceColumn(
        "ks2_scaled",
        "average Key Stage 2 scaled score",
        "number",
        (SourceHeading("KS2ASS", 2022),),
        POINTS,
        50,
        130,
        first=2022,
    ),
    percent("prior_low", "pupils with low results at Key Stage 2", "PTPRIORLO"),
    percent("prior_middle", "pupils with middling results at Key Stage 2", "PTPRIORAV", "PTPRIORMID"),
    percent("prior_high", "pupils with high results at Key Stage 2", "PTPRIORHI"),
    percent("disadvantaged", "disadvantaged pupils", "PTFSM6CLA1A"),
    SourceColumn(
        "disadvantaged_pupils",
        "number of disadvantaged pupils",
        "number",
        (SourceHeading("TFSM6CLA1A"),),
        PUPILS,
        0,
        3000,
    ),
    SourceColumn(
        "not_disadvantaged_pupils",
        "number of other pupils",
        "number",
        (SourceHeading("TNOTFSM6CLA1A"),),
        PUPILS,
        0,
        3000,
    ),
    percent("eal", "pupils with English as an additional language", "PTEALGRP2"),
    percent("non_mobile", "pupils who joined the school early enough to count as not mobile", "PTNMOB"),
    SourceColumn(
        "sen_plan",
        "pupils with a statement or an education, health and care plan",
        "percent",
        (SourceHeading("PSENSE4", last=2021), SourceHeading("PSENE4", 2015), SourceHeading("PSENST4", last=2014)),
        PERCENT,
        0,
        100,
    ),
    SourceColumn(
        "sen_support",
        "pupils with support for special educational needs and no plan",
        "percent",
        (SourceHeading("PSENAPK4", 2015, 2021), SourceHeading("PSENK4", 2015)),
        PERCENT,
        0,
        100,
        first=2015,
    ),
)

COLUMNS: tuple[SourceColumn, ...] = (*_SCHOOL, *_PUPILS, *RESULT_COLUMNS, *GROUP_COLUMNS, *THRESHOLD_COLUMNS)

# A table is one of Key Stage 4 when it holds at least one of these.
OUTCOMES = (
    "progress8",
    "progress8_maths",
    "attainment8",
    "attainment8_maths",
    "basics_c",
    "basics_94",
    "basics_95",
    "maths_c",
    "maths_94",
    "maths_95",
)

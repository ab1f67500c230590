"""The columns of DfE's wide Key Stage 4 files that evalkit reads, under the headings of each year from 2010/11.

Headings of 2017/18 and 2018/19 are those of DfE's lists of fields. Headings of other years are accepted where a
file carries them; nothing relies on a heading of those years being there.
"""

from __future__ import annotations

from evalkit.core.quantity import PERCENT, POINTS, PUPILS
from evalkit.data.sources.parts.column import Column, Heading
from evalkit.data.sources.parts.ks4_codes import ADMISSIONS, GENDERS, RECORD_TYPES, SCHOOL_GROUPS, SCHOOL_TYPES
from evalkit.data.sources.parts.ks4_results import GROUP_COLUMNS, RESULT_COLUMNS
from evalkit.data.sources.parts.ks4_thresholds import THRESHOLD_COLUMNS, percent

_SCHOOL: tuple[Column, ...] = (
    Column("urn", "number of the school (URN)", "id", (Heading("URN"),), low=100000, high=999999),
    Column(
        "record_type",
        "kind of record",
        "category",
        (Heading("RECTYPE"),),
        codes=RECORD_TYPES,
        among=("mainstream", "special"),
    ),
    Column("area", "local authority code", "id", (Heading("LEA"),), low=200, high=999),
    Column("establishment", "establishment number", "id", (Heading("ESTAB"),), low=0, high=9999),
    Column("name", "name of the school", "category", (Heading("SCHNAME"),)),
    Column(
        "school_type",
        "type of school",
        "category",
        (Heading("NFTYPE"),),
        codes=SCHOOL_TYPES,
        among=tuple(SCHOOL_GROUPS),
    ),
    Column(
        "gender",
        "girls, boys or mixed",
        "category",
        (Heading("EGENDER"),),
        codes=GENDERS,
        among=("mixed", "girls", "boys"),
    ),
    Column(
        "selective",
        "selects pupils by ability",
        "category",
        (
            Heading("ADMPOL_PT", 2019),
            Heading("ADMPOL_18", 2019, 2019),
            Heading("ADMPOL_2017", 2018, 2018),
            Heading("ADMPOL"),
        ),
        codes=ADMISSIONS,
        among=("yes", "no"),
    ),
)

_PUPILS: tuple[Column, ...] = (
    Column("pupils", "pupils at the end of Key Stage 4", "number", (Heading("TPUP"),), PUPILS, 0, 3000),
    percent("girls", "pupils who are girls", "PGPUP"),
    Column("ks2", "average Key Stage 2 points", "number", (Heading("KS2APS", last=2019),), POINTS, 0, 45, last=2019),
    Column(
        "ks2_scaled",
        "average Key Stage 2 scaled score",
        "number",
        (Heading("KS2ASS", 2022),),
        POINTS,
        50,
        130,
        first=2022,
    ),
    percent("prior_low", "pupils with low results at Key Stage 2", "PTPRIORLO"),
    percent("prior_middle", "pupils with middling results at Key Stage 2", "PTPRIORAV", "PTPRIORMID"),
    percent("prior_high", "pupils with high results at Key Stage 2", "PTPRIORHI"),
    percent("disadvantaged", "disadvantaged pupils", "PTFSM6CLA1A"),
    Column(
        "disadvantaged_pupils",
        "number of disadvantaged pupils",
        "number",
        (Heading("TFSM6CLA1A"),),
        PUPILS,
        0,
        3000,
    ),
    Column(
        "not_disadvantaged_pupils",
        "number of other pupils",
        "number",
        (Heading("TNOTFSM6CLA1A"),),
        PUPILS,
        0,
        3000,
    ),
    percent("eal", "pupils with English as an additional language", "PTEALGRP2"),
    percent("non_mobile", "pupils who joined the school early enough to count as not mobile", "PTNMOB"),
    Column(
        "sen_plan",
        "pupils with a statement or an education, health and care plan",
        "percent",
        (Heading("PSENSE4", last=2021), Heading("PSENE4", 2015), Heading("PSENST4", last=2014)),
        PERCENT,
        0,
        100,
    ),
    Column(
        "sen_support",
        "pupils with support for special educational needs and no plan",
        "percent",
        (Heading("PSENAPK4", 2015, 2021), Heading("PSENK4", 2015)),
        PERCENT,
        0,
        100,
        first=2015,
    ),
)

COLUMNS: tuple[Column, ...] = (*_SCHOOL, *_PUPILS, *RESULT_COLUMNS, *GROUP_COLUMNS, *THRESHOLD_COLUMNS)

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

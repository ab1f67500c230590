"""Codes of published tables stop at the sources; above them everything has our own names."""

from __future__ import annotations

import re

from tests.architecture.files import ROOT, project_files, python_files, shown

CODES = re.compile(
    r"\b(P8MEA\w*|P8CI\w*|P8PUP\w*|P8_BANDING\w*|ATT8SCR\w*|KS4_\w+|KS2APS\w*|TPUP|TOTPUPS|PTFSM6CLA1A\w*|TFSM6CLA1A\w*|"
    r"PTEALGRP\d|TEALGRP\d|PTL2BASICS\w*|PTBASICS\w*|RECTYPE|LAESTAB|NFTYPE|EGENDER|RELDENOM|ADMPOL\w*)\b"
)
MAY = ("evalkit/data/sources/", "evalkit/synthetic/tables.py")


def test_source_codes_stand_only_in_the_sources_and_the_writer_of_invented_tables() -> None:
    leaks = {
        shown(file): sorted(set(CODES.findall(file.read_text(encoding="utf-8"))))
        for file in python_files("evalkit/")
        if not shown(file).startswith(MAY)
    }
    assert {name: codes for name, codes in leaks.items() if codes} == {}


def test_no_page_holds_a_source_code() -> None:
    pages = [file for file in project_files() if file.suffix == ".ipynb" and file.is_relative_to(ROOT / "notebooks")]
    assert [shown(page) for page in pages if CODES.search(page.read_text(encoding="utf-8"))] == []


def test_the_search_finds_a_code_where_there_is_one() -> None:
    sources = python_files("evalkit/data/sources/")
    assert any(CODES.search(file.read_text(encoding="utf-8")) for file in sources)

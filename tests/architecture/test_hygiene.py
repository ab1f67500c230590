"""Nothing in the project belongs to one machine, one network or one unfinished afternoon."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.files import project_files, shown, text_files

THIS = Path(__file__).resolve()
# "someone" is nobody: tests of the search for paths need an example.
MACHINE_PATH = re.compile(r"(?<![\w.~<])/(?:home|root|work|Users|tmp|mnt|srv)/(?!someone\b)[\w.]|[A-Z]:\\\\?Users\\")
INDEX_ADDRESS = re.compile(r"pypi\.org|pythonhosted\.org|--(?:extra-)?index-url|/simple/", re.IGNORECASE)
UNFINISHED = re.compile(r"\b(?:TODO|FIXME)\b")
# How a number with decimals is written is said in core.quantity alone: written elsewhere, -0.004 reads "-0.00".
DECIMALS_OF_ITS_OWN = re.compile(r"\{[^{}]*:\+?\.[1-9]f\}|\{[^{}]*:\+[^{}]*\}")
# One text file larger than this is data, not something a reader opens; 1 MB keeps a clone small.
LARGEST_BYTES = 1_000_000


def hits(pattern: re.Pattern[str]) -> list[str]:
    """Return where a pattern stands in the project, but for this file, which must name it."""
    return [
        f"{shown(file)}:{number}"
        for file in text_files()
        if file != THIS
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_path_of_one_machine() -> None:
    assert hits(MACHINE_PATH) == []


def test_no_file_holds_the_address_of_a_package_index() -> None:
    assert hits(INDEX_ADDRESS) == []


def test_nothing_is_left_for_later_in_a_comment() -> None:
    assert hits(UNFINISHED) == []


def test_numbers_with_decimals_reach_readers_only_through_their_unit() -> None:
    found = [hit for hit in hits(DECIMALS_OF_ITS_OWN) if hit.startswith("evalkit/") and "core/quantity.py" not in hit]
    assert found == []


def test_no_file_is_so_large_that_a_clone_becomes_slow() -> None:
    assert {shown(file): size for file in project_files() if (size := file.stat().st_size) > LARGEST_BYTES} == {}

from __future__ import annotations

from pathlib import Path

import pytest

from assurance import digest
from assurance.digest import bare, code_digest, mark, standing

PLAIN = "def half(x):\n    return x / 2\n"
TOLD = '"""Halves."""\n\n\ndef half(x):\n    """Return half."""\n    # Plainly.\n    return (x\n            / 2)\n'


def test_comments_docstrings_and_layout_are_no_change() -> None:
    assert bare(TOLD) == bare(PLAIN)


def test_a_number_changed_is_a_change() -> None:
    assert bare(PLAIN.replace("2", "3")) != bare(PLAIN)


def test_a_string_that_is_no_docstring_is_code() -> None:
    assert bare('x = "a"\n') != bare('x = "b"\n')


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(digest, "ROOT", tmp_path)
    file = tmp_path / "house" / "half.py"
    file.parent.mkdir()
    file.write_text(PLAIN, encoding="utf-8")
    return file


def test_a_page_is_current_until_its_code_changes(module: Path) -> None:
    page = f"# Results\n\n{mark(['house.half'])}\n"
    assert standing(page) == "current"
    module.write_text(TOLD, encoding="utf-8")
    assert standing(page) == "current"
    module.write_text(PLAIN.replace("2", "3"), encoding="utf-8")
    assert standing(page) == "stale"


def test_a_page_whose_module_is_gone_is_stale(module: Path) -> None:
    page = mark(["house.half"])
    module.unlink()
    assert standing(page) == "stale"


def test_a_page_without_a_mark_is_undated() -> None:
    assert standing("# Results\n") == "undated"


def test_the_order_of_modules_does_not_matter() -> None:
    names = ["evalkit.numeric.matching", "evalkit.numeric.placebo"]
    assert code_digest(names) == code_digest(reversed(names))


def test_a_file_changed_during_a_run_makes_its_page_stale(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest, "TESTED", ("numeric",))
    file = module.parents[1] / "evalkit" / "numeric" / "half.py"
    file.parent.mkdir(parents=True)
    file.write_text(PLAIN, encoding="utf-8")
    taken = digest.take()
    assert standing(mark(["evalkit.numeric.half"], taken)) == "current"
    file.write_text(PLAIN.replace("2", "3"), encoding="utf-8")
    assert standing(mark(["evalkit.numeric.half"], taken)) == "stale"

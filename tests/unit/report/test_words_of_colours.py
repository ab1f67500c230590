"""Words of a figure are true by day, by night and in grey: none tells marks apart by a colour or by how dark it is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from evalkit.delivery_blocks import figures as of_delivery
from evalkit.report import figures

COLOURS = re.compile(r"\b(dark|darker|light|lighter|pale|navy|plum|grey|blue|pink|black)\b", re.IGNORECASE)
FILES = sorted(file for room in (figures, of_delivery) for file in Path(str(room.__file__)).parent.rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=[f"{file.parent.parent.name}-{file.stem}" for file in FILES])
def test_no_words_of_a_figure_name_a_colour(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    told = {
        one.body[0].value
        for one in ast.walk(tree)
        if isinstance(one, ast.Module | ast.ClassDef | ast.FunctionDef) and isinstance(one.body[0], ast.Expr)
    }
    said = [one.value for one in ast.walk(tree) if isinstance(one, ast.Constant) and one not in told]
    assert [text for text in said if isinstance(text, str) and COLOURS.search(text)] == []


def test_such_words_would_be_found() -> None:
    assert COLOURS.search("the dark part comes after the start")
    assert not COLOURS.search("the solid part comes after the start")

"""The manual of the study file says what the models and the methods say, and leaves nothing out."""

from __future__ import annotations

import tomllib
from dataclasses import fields

from evalkit.data.sources.parts.map_rules import known_columns
from evalkit.study.model import StudyFile
from tools.study_file_manual import FAMILIES, PAGE, ROOT, attributes, meanings, page, parts

CHAPTERS = page().split("\n## ")


def chapter(heading: str) -> str:
    (own,) = [text for text in CHAPTERS if text.startswith(f"{heading}\n")]
    return own


def test_the_manual_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tools.study_file_manual"


def test_every_key_of_every_table_stands_in_its_chapter_with_a_meaning() -> None:
    said = meanings()
    for _, title, part in parts():
        for key in part.model_fields:
            assert said[part.__name__, key].endswith(".")
            assert f"\n| `{key}` | " in chapter(title)


def test_the_shipped_studies_use_no_table_without_a_chapter() -> None:
    titles = {title.strip("`[]") for _, title, _ in parts()}
    for file in sorted((ROOT / "studies").glob("*/study.toml")):
        written = tomllib.loads(file.read_text(encoding="utf-8"))
        tables = {key for key, value in written.items() if isinstance(value, dict | list)}
        assert tables <= titles
        assert set(written) - tables <= set(StudyFile.model_fields)


def test_every_option_of_every_method_stands_there_with_its_default_and_meaning() -> None:
    text = chapter("Options of methods")
    for family, registry in FAMILIES:
        for name in registry.own_names():
            (own,) = [part for part in text.split("\n### ") if part.startswith(f"`{name}` ({family})")]
            kind = registry.get(name).options
            assert set(attributes(kind)) >= {field.name for field in fields(kind)}
            for field in fields(kind):
                (row,) = [line for line in own.splitlines() if line.startswith(f"| `{field.name}` | ")]
                assert row.count(" | ") == 3
                assert row.endswith(f" | {attributes(kind)[field.name]} |".replace("``", "`"))


def test_defaults_are_shown_as_they_would_be_written() -> None:
    assert '| `offered_to` | one of "all", "targeted", "volunteers" | `"all"` |' in chapter("`[[components]]`")
    assert "| `synthetic` | true or false | `false` |" in chapter("`[data]`")
    assert '`[{ option = "outcome_matched_on", to = "turned" }, { option = "ratio", to = 10 }' in page()


def test_every_variable_that_a_column_map_may_name_is_listed() -> None:
    text = chapter("Column maps")
    assert [name for name in known_columns() if f"\n| `{name}` | " not in text] == []

"""Whatever stands in a study folder, reading it ends in faults and never in another kind of error."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evalkit.core.errors import StudyFileError
from evalkit.study.study_reader import inspect_study, read_study

LEICESTER = Path(__file__).resolve().parents[2] / "studies" / "leicester"
FILES = ("study.toml", "schools.csv", "story.md")
TOML = FILES[0]
SCHOOLS, STORY = FILES[1:]
PLACE = 'place = "Leicester"'
DRAWS = 60  # enough to hit every table of the file, few enough for each run of the tests


def said(folder):
    with pytest.raises(StudyFileError) as error:
        read_study(folder)
    return str(error.value)


@pytest.fixture
def folder(tmp_path):
    """A copy of a good study that a test may damage."""
    target = tmp_path / "damaged"
    target.mkdir()
    for name in FILES:
        shutil.copy(LEICESTER / name, target / name)
    return target


VALUES = (
    *("5", "-1", "1.5", "inf", "true", '""', '"x"', "[]", "[[]]", "{}", "{ a = 1 }", "[1, 'a']", "[{}]", "10 ** 2"),
    *("2019-02-03", "07:30:00", "2019-02-03T07:00:00", "9" * 20, '"\\u0000"', '"FILL IN"'),
)
LINES = [
    number for number, line in enumerate((LEICESTER / TOML).read_text(encoding="utf-8").splitlines()) if " = " in line
]


@pytest.mark.parametrize("file", FILES)
def test_letters_in_another_encoding_are_a_fault(folder, file):
    (folder / file).write_bytes((folder / file).read_bytes() + b"\n# \xe9\xff\n")
    assert "encoding" in said(folder)


@pytest.mark.parametrize("file", [SCHOOLS, STORY])
def test_a_missing_file_is_a_fault(folder, file):
    (folder / file).unlink()
    assert "No such file" in said(folder)


@pytest.mark.parametrize("file", [SCHOOLS, STORY])
def test_a_folder_in_place_of_a_file_is_a_fault(folder, file):
    (folder / file).unlink()
    (folder / file).mkdir()
    assert file in said(folder)


def test_windows_files_are_read_like_any_other(folder):
    for file in FILES:
        text = (folder / file).read_text(encoding="utf-8").replace("\n", "\r\n")
        (folder / file).write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert inspect_study(folder).faults == ()


def test_deep_nesting_is_a_fault(folder):
    text = (folder / TOML).read_text(encoding="utf-8")
    (folder / TOML).write_text(text.replace(PLACE, f"place = {'[' * 5000}{']' * 5000}"), encoding="utf-8")
    assert "study.toml" in said(folder)


@settings(max_examples=DRAWS, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.sampled_from(LINES), value=st.sampled_from(VALUES))
def test_no_value_raises_anything_but_a_fault(folder, number, value):
    lines = (LEICESTER / TOML).read_text(encoding="utf-8").splitlines()
    lines[number] = f"{lines[number].split(' = ')[0]} = {value}"
    (folder / TOML).write_text("\n".join(lines), encoding="utf-8")
    reading = inspect_study(folder)
    assert reading.study is not None or reading.faults


@settings(max_examples=DRAWS, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=st.sampled_from(FILES), start=st.integers(0, 3000), length=st.integers(1, 400), junk=st.binary(max_size=20))
def test_no_damage_to_a_file_raises_anything_but_a_fault(folder, file, start, length, junk):
    whole = (LEICESTER / file).read_bytes()
    place = start % len(whole)
    (folder / file).write_bytes(whole[:place] + junk + whole[place + length :])
    reading = inspect_study(folder)
    assert reading.study is not None or reading.faults
    for other in FILES:
        shutil.copy(LEICESTER / other, folder / other)
